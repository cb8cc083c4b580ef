// @ts-check
// The table of who knew what when, and the slider that takes the page back to any minute.

import { html } from "../view.js";
import { desk } from "../live/desk.js";
import { dateTime, shortTime, t } from "../i18n/words.js";
import { centerName, departmentName } from "../signs/places.js";
import { levelOfCode, momentAt, whoKnew } from "./knowledge.js";

/** @param {string} center */
function levelOf(center) {
  return desk().centers.get(center)?.level ?? levelOfCode(center);
}

/** @param {{ minutes: { first: number, steps: number }, until: string | null, onPick: (until: string | null) => void }} props */
export function TimeSlider({ minutes, until, onPick }) {
  if (minutes.steps < 1) return null;
  const step = until === null ? minutes.steps : Math.round(Date.parse(until) / 60_000) - minutes.first;
  const label = until === null ? t("asof.now") : t("asof", { time: shortTime(until) });
  const pick = (/** @type {any} */ event) => onPick(momentAt(minutes, Number(event.target.value)));
  return html`<div class="asof">
    <label><span>${t("asof.label")}</span>
      <input type="range" min="0" max=${minutes.steps} value=${step} aria-valuetext=${label} onInput=${pick} data-asof /></label>
    <output>${label}</output>
    ${
    until !== null &&
    html`<button type="button" class="button" onClick=${() => onPick(null)}>${t("asof.back")}</button>`
  }
  </div>`;
}

/** @param {{ until: string | null }} props */
export function AsOfMark({ until }) {
  if (until === null) return null;
  return html`<div class="asof-mark" aria-hidden="true">${t("asof", { time: shortTime(until) })}</div>`;
}

/** @param {{ incident: any, timeline: any[], until: string | null }} props */
export function WhoKnew({ incident, timeline, until }) {
  const rows = whoKnew(incident, timeline, until, levelOf);
  if (rows.length === 0) return null;
  return html`
    <section class="panel" data-who-knew>
      <h2>${t("knew.title")} ${until && html`<small>${t("asof", { time: shortTime(until) })}</small>`}</h2>
      <div class="table-place" tabindex="0" role="region" aria-label=${t("knew.title")}>
        <table class="table knew">
          <thead>
            <tr>
              <th>${t("knew.post")}</th>
              <th>${t("knew.told")}</th>
              <th>${t("knew.delivered")}</th>
              <th>${t("knew.acknowledged")}</th>
            </tr>
          </thead>
          <tbody>${rows.map((row) => html`<${Row} key=${row.key} row=${row} />`)}</tbody>
        </table>
      </div>
    </section>
  `;
}

/** @param {{ row: import("./knowledge.js").Row }} props */
function Row({ row }) {
  const post = row.department ? departmentName(row.department) : t("knew.desk");
  return html`
    <tr class=${row.told ? "" : "knew-not"}>
      <th scope="row">${centerName(row.center)}<small>${t(`knew.level.${levelOf(row.center)}`)} · ${post}</small></th>
      <td>
        <${Mark} mark=${row.told} note=${row.told?.by ? t(`knew.by.${row.told.by}`) : ""} />
      </td>
      <td><${Mark} mark=${row.delivered} note="" />${row.deputy &&
        html`<small>${t("knew.deputy", { time: shortTime(row.deputy.at) })}</small>`}</td>
      <td>
        <${Mark} mark=${row.acknowledged} note=${row.acknowledged?.by ?? ""} />
      </td>
    </tr>
  `;
}

/** @param {{ mark: import("./knowledge.js").Mark | null, note: string }} props */
function Mark({ mark, note }) {
  if (!mark) return html`<span class="knew-none" aria-label=${t("knew.none")}>—</span>`;
  return html`<time title=${dateTime(mark.at)}>${shortTime(mark.at)}</time>${note && html`<small>${note}</small>`}`;
}
