// @ts-check
// Choosing a point on the map: a click, or the arrow keys and Enter. The window's one map moves in here meanwhile.

import { html, useEffect, useRef, useState } from "../view.js";
import { put } from "../live/desk.js";
import { t } from "../i18n/words.js";

/** @typedef {import("../types/bayu.d.ts").Point} Point */

/** @param {{ latitude: string, longitude: string, onPick: (point: Point) => void }} props */
export function PlacePicker({ latitude, longitude, onPick }) {
  const [open, setOpen] = useState(false);
  return html`
    <div class="form-wide place-picker">
      <button type="button" class="button" aria-expanded=${open} onClick=${() => setOpen(!open)}>◎ ${t(
        "reportform.pick",
      )}</button>
      ${open && html`<${PlaceMap} latitude=${latitude} longitude=${longitude} onPick=${onPick} />`}
    </div>
  `;
}

/** @param {{ latitude: string, longitude: string, onPick: (point: Point) => void }} props */
function PlaceMap({ latitude, longitude, onPick }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const pick = useRef(onPick);
  const [failed, setFailed] = useState(false);
  pick.current = onPick;
  const point = pointOf(latitude, longitude);
  useEffect(() => {
    const node = /** @type {HTMLElement} */ (place.current);
    let leave = () => {};
    let gone = false;
    import("../map/canvas.js").then(async ({ borrowMap, mapFailed, pickPlace }) => {
      if (gone) return;
      leave = await borrowMap(node, point);
      if (gone) return leave();
      pickPlace((chosen) => pick.current(chosen));
      setFailed(mapFailed());
    }, () => setFailed(true));
    return () => {
      gone = true;
      leave();
      put({ picked: null });
    };
  }, []);
  useEffect(() => put({ picked: point ? { point } : null }), [latitude, longitude]);
  return html`
    <div class="place-map" ref=${place} onKeyDown=${choose}></div>
    <p class="form-hint">${failed ? t("map.failed") : t("reportform.pick.map")}</p>
  `;
}

/** @param {KeyboardEvent} event */
async function choose(event) {
  if (event.key !== "Enter") return;
  // Here Enter chooses a place; it must not send the report.
  event.preventDefault();
  event.stopPropagation();
  const { pickMiddle } = await import("../map/canvas.js");
  pickMiddle();
}

/** @param {string} latitude @param {string} longitude @returns {Point | null} */
function pointOf(latitude, longitude) {
  const point = { latitude: Number(latitude), longitude: Number(longitude) };
  const usable = latitude && longitude && Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180;
  return usable ? point : null;
}
