// @ts-check
// Entering a forecast: who says it, when it was issued, and how many millimetres in 24 hours over which center.

import { html, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { say, t } from "../i18n/words.js";
import { sendRain } from "./load.js";

/** @typedef {{ center: string, millimetres: string }} Row */

/** The body of a forecast: rows without a number stay out. @param {string} source @param {string} issuedAt as an input of date and time gives it @param {Row[]} rows */
export function forecastBody(source, issuedAt, rows) {
  return {
    type: "setForecast",
    source: source.trim(),
    issuedAt: new Date(issuedAt).toISOString(),
    rain: rows.filter((row) => row.millimetres.trim() !== "").map((row) => ({
      center: row.center,
      millimetresPer24Hours: Number(row.millimetres),
    })),
  };
}

/** The moment as an input of date and time wants it, in the time of this device, cut to the minute so that it never lies ahead. @param {Date} moment */
export function inputTime(moment) {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** @param {{ round: any, again: () => Promise<void> }} props */
export function Forecast({ round, again }) {
  const { centers } = useDesk();
  const [source, setSource] = useState("");
  const [issuedAt, setIssuedAt] = useState(() => inputTime(new Date()));
  const [rows, setRows] = useState(/** @type {Row[]} */ ([{ center: round.area, millimetres: "" }]));
  const below = [...centers.values()].filter((one) => one.parent === round.area);
  const change = (/** @type {number} */ place, /** @type {Partial<Row>} */ part) =>
    setRows((old) => old.map((row, index) => index === place ? { ...row, ...part } : row));
  const add = () => {
    const next = below.find((one) => !rows.some((row) => row.center === one.code));
    if (next) setRows((old) => [...old, { center: next.code, millimetres: "" }]);
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const path = `/api/rain-rounds/${encodeURIComponent(round.id)}/commands`;
    if (await sendRain(path, forecastBody(source, issuedAt, rows))) await again();
  };
  return html`
    <details class="rain-waiting">
      <summary>${t("rain.forecast.enter")}</summary>
      <form class="rain-forecast" onSubmit=${submit} data-rain-forecast="">
          <label>${t("rain.forecast.source")}<input name="source" required maxlength="120" value=${source}
            onInput=${(/** @type {any} */ event) => setSource(event.target.value)} /></label>
          <label>${t("rain.forecast.issued")}<input name="issuedAt" type="datetime-local" required value=${issuedAt}
            onInput=${(/** @type {any} */ event) => setIssuedAt(event.target.value)} /></label>
          ${rows.map((row, place) =>
            html`<div class="rain-forecast-row" key=${place}>
        <label>${t("rain.forecast.where")}<select value=${row.center}
          onInput=${(/** @type {any} */ event) => change(place, { center: event.target.value })}>
          <option value=${round.area} selected=${row.center === round.area}>${say(round.areaName)}</option>
          ${
              below.map((one) =>
                html`<option key=${one.code} value=${one.code} selected=${one.code === row.center}>${
                  say(one.name)
                }</option>`
              )
            }</select></label>
        <label>${
              t("rain.forecast.millimetres")
            }<input name="millimetres" type="number" min="0" max="1825" step="any" inputmode="decimal"
          required=${place === 0} value=${row.millimetres}
          onInput=${(/** @type {any} */ event) => change(place, { millimetres: event.target.value })} /></label></div>`
          )}
          <footer class="offers">
            ${below.length > rows.length - 1 &&
              html`<button type="button" class="button" onClick=${add}>${t("rain.forecast.add")}</button>`}
            <button class="button button-primary">${t("rain.forecast.send")}</button>
          </footer>
        </form>
    </details>
  `;
}
