// @ts-check
// The map inside a screen, with its legend and the sources of its points.

import { html, useEffect, useRef, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { whenIdle } from "../shell/later.js";
import { sourceName } from "../i18n/lists.js";
import { t } from "../i18n/words.js";
import { Legend } from "./legend.js";

/** @param {{ legend?: boolean }} props */
export function MapView({ legend = true }) {
  const { city, loaded } = useDesk();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!loaded) return;
    const node = place.current;
    // The queue first: the map is a megabyte of code and a context for drawing.
    if (node) whenIdle(() => void show(node).then(setFailed));
  }, [loaded]);
  const sources = (city?.attribution ?? []).map(sourceName).join(" · ") || "GeoNames (CC BY 4.0)";
  return html`<div class="map-view">
    <div class="map-canvas" ref=${place}></div>
    ${failed && html`<p class="map-failed" role="status">${t("map.failed")}</p>`}
    ${legend && html`<${Legend} />`}
    <p class="map-source" title=${(city?.attribution ?? []).join(" · ")}>${sources}</p>
  </div>`;
}

/** The map inside this place; true when it cannot be drawn here. @param {HTMLElement} node */
async function show(node) {
  try {
    const { mapFailed, showMap } = await import("./canvas.js");
    // Somebody may have gone on to another screen meanwhile.
    if (node.isConnected) await showMap(node);
    return mapFailed();
  } catch {
    // Its code could not be fetched: said on the screen, the rest works without.
    return true;
  }
}
