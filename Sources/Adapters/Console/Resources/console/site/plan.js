// @ts-check
// The model from above: two places picked on it, or written, are the ends of the section.

import { html, useEffect, useState } from "../view.js";
import { t } from "../i18n/words.js";
import { planPoint } from "./section.js";

/** The longer side of the picture, in its own units. */
const SIDE = 300;

/** @param {{ told: any, section: any, onPick: (from: any, to: any) => void }} props */
export function Plan({ told, section, onPick }) {
  const { low, high } = told;
  const [begun, setBegun] = useState(/** @type {{ x: number, y: number } | null} */ (null));
  const wide = Math.max(0.1, high.x - low.x), tall = Math.max(0.1, high.y - low.y);
  const scale = SIDE / Math.max(wide, tall);
  const x = (/** @type {number} */ at) => (at - low.x) * scale, y = (/** @type {number} */ at) => (high.y - at) * scale;
  const press = (/** @type {any} */ event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = planPoint(low, high, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    if (!begun) return setBegun(at);
    setBegun(null);
    onPick(begun, at);
  };
  return html`<div class="plan">
    <svg viewBox="0 0 ${wide * scale} ${tall * scale}" onClick=${press} data-begun=${begun ? "yes" : "no"} role="img"
      aria-label=${t("geology.plan.label", { count: told.boreholes.length })}>
      <rect width=${wide * scale} height=${tall * scale} class="plan-ground" />
      ${
    told.boreholes.map((/** @type {any} */ one) =>
      html`
        <g key=${one.id}>
          <circle cx=${x(one.at.x)} cy=${y(one.at.y)} r="4" />
          <text x=${x(one.at.x) + 7} y=${y(one.at.y) + 4}>${one.id}</text>
        </g>
      `
    )
  }
      ${
    section && html`
      <line class="plan-line" x1=${x(section.from.x)} y1=${y(section.from.y)} x2=${x(section.to.x)} y2=${y(
        section.to.y,
      )} />
      <circle class="plan-end" cx=${x(section.from.x)} cy=${y(section.from.y)} r="5" />
    `
  }
      ${begun && html`<circle class="plan-end" cx=${x(begun.x)} cy=${y(begun.y)} r="6" />`}
    </svg>
    <p class="form-hint" role="status">${t(begun ? "geology.pick.second" : "geology.pick")}</p>
    ${section && html`<${Ends} section=${section} onPick=${onPick} />`}
  </div>`;
}

/** The ends as numbers, for the keyboard and for who knows them. @param {{ section: any, onPick: (from: any, to: any) => void }} props */
function Ends({ section, onPick }) {
  const { from, to } = section;
  const [held, setHeld] = useState(/** @type {Record<string, string>} */ ({}));
  const told = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  const key = Object.values(told).join();
  useEffect(() => setHeld(Object.fromEntries(Object.entries(told).map(([name, value]) => [name, String(value)]))), [
    key,
  ]);
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((name) => Number(held[name]));
    onPick({ x: x1, y: y1 }, { x: x2, y: y2 });
  };
  return html`<form class="plan-ends" onSubmit=${send}>${
    Object.keys(told).map((name) =>
      html`<label key=${name}>${t(`geology.${name}`)} <input type="number" step="0.1" required value=${held[name] ?? ""}
        onInput=${(/** @type {any} */ event) => setHeld({ ...held, [name]: event.target.value })} /></label>`
    )
  }<button type="submit" class="button">${t("geology.cut")}</button></form>`;
}
