// @ts-check
// The map inside a screen, with its legend and the sources of its points.

import { html, useEffect, useRef, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { afterPaint } from "../live/session.js";
import { t } from "../i18n/words.js";
import { Legend } from "./legend.js";
import { mapFailed, showMap } from "./canvas.js";

/** @param {{ legend?: boolean }} props */
export function MapView({ legend = true }) {
  const { city, loaded } = useDesk();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!loaded) return;
    const node = place.current;
    // The queue first: the map is a megabyte of code and a context for drawing.
    if (node) afterPaint(() => void showMap(node).then(() => setFailed(mapFailed())));
  }, [loaded]);
  const sources = (city?.attribution ?? []).join(" · ") || "GeoNames (CC BY 4.0)";
  return html`<div class="map-view">
    <div class="map-canvas" ref=${place}></div>
    ${failed && html`<p class="map-failed" role="status">${t("map.failed")}</p>`}
    ${legend && html`<${Legend} />`}
    <p class="map-source" title=${sources}>${sources}</p>
  </div>`;
}
