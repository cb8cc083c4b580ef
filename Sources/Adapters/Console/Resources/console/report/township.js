// @ts-check
// Finding the place by the township's name: type, choose with the arrow keys, Enter.

import { html, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { say, t } from "../i18n/words.js";
import { findTownships } from "./find.js";

/** @typedef {import("../types/bayu.d.ts").Point} Point */
/** @typedef {import("./find.js").Found} Found */

/** @param {Found} found */
function labelOf({ center, district }) {
  return [district && say(district.name), say(center.name)].filter(Boolean).join(" · ");
}

/** @param {{ onPick: (point: Point) => void }} props */
export function TownshipSearch({ onPick }) {
  const { centers } = useDesk();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = open ? findTownships(centers, typed) : [];
  const pick = (/** @type {Found | undefined} */ one) => {
    if (!one?.center.point) return;
    setTyped(labelOf(one));
    setOpen(false);
    onPick(one.center.point);
  };
  const type = (/** @type {any} */ event) => {
    setTyped(event.target.value);
    setOpen(true);
    setAt(0);
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (found.length === 0 || event.isComposing || (step === 0 && event.key !== "Enter" && event.key !== "Escape")) {
      return;
    }
    // Here these keys choose a place; they must not send or close the report.
    event.preventDefault();
    event.stopPropagation();
    if (step !== 0) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter") pick(found[at]);
    else setOpen(false);
  };
  return html`
    <div class="form-wide township-search" onKeyDown=${press}>
      <label>
        <span class="form-label">${t("reportform.township")}</span>
        <input type="text" name="township" role="combobox" autocomplete="off" aria-autocomplete="list" aria-expanded=${found
          .length > 0} aria-controls="townships-found" aria-activedescendant=${found.length > 0
          ? `township-${at}`
          : undefined} placeholder=${t("reportform.township.hint")} value=${typed} onInput=${type} onBlur=${() =>
          setOpen(false)} />
      </label>
      <ul id="townships-found" role="listbox" aria-label=${t("reportform.township")} hidden=${found.length === 0}>
          ${found.map((one, index) =>
            html`
              <li key=${one.center.code} id=${`township-${index}`} role="option" aria-selected=${index === at}
                onMouseDown=${(/** @type {Event} */ event) => {
                  // Before the input loses the focus and the list is gone.
                  event.preventDefault();
                  pick(one);
                }}>${labelOf(one)}${one.center.pointIsPlaceholder && html`
                  <small>${t("map.placeholder")}</small>
                `}</li>
            `
          )}
        </ul>
      ${open && typed.trim() && found.length === 0 && html`<p class="form-hint">${t("reportform.township.none")}</p>`}
    </div>
  `;
}
