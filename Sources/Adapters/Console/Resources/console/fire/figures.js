// @ts-check
// How initial attack went over many fires: minutes from step to step, areas, spread prevented or not, causes.

import { html, useEffect, useState } from "../view.js";
import { desk } from "../live/desk.js";
import { ask } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { say, t } from "../i18n/words.js";
import { Failed } from "../signs/parts.js";
import { area } from "./danger.js";

const ONLY = ["real", "exercise", "synthetic", "all"];
const SPANS = [
  "detectedToConfirmed",
  "confirmedToAttacked",
  "attackedToContained",
  "containedToOut",
  "detectedToContained",
];

/** `p50 / p90` with how many it is of; a dash where nothing was measured. @param {{ count: number, p50: number, p90: number } | undefined} spread @param {(value: number) => string} write */
export function spreadWords(spread, write) {
  return spread ? `${write(spread.p50)} / ${write(spread.p90)} (${spread.count})` : "—";
}

/** A share with its denominator: never a percentage of nothing. @param {number} part @param {number} of */
export function shareWords(part, of) {
  return of > 0 ? `${Math.round(100 * part / of)} % (${part}/${of})` : "—";
}

/** Minutes as somebody reads them: tenths below ten. @param {number} minutes */
export function minutesWords(minutes) {
  return minutes < 10 ? minutes.toFixed(1) : String(Math.round(minutes));
}

/** @param {{ group: string, key: string, name?: any }} row */
function nameOf(row) {
  if (row.group === "all") return t("figures.all");
  return row.group === "grade" ? t(`grade.${row.key}`) : say(row.name) || row.key;
}

/** @param {string | null | undefined} code */
function causeName(code) {
  if (!code) return t("figures.noCause");
  const known = (desk().city?.codes?.causes ?? []).find((/** @type {any} */ one) => one.id === code);
  return known ? say(known.name) : code;
}

export function AttackFigures() {
  const [only, setOnly] = useState("real");
  const [table, setTable] = useState(/** @type {any} */ (null));
  const [failure, setFailure] = useState("");
  const load = () =>
    ask("GET", `/api/fires/figures?only=${only}`).then((told) => {
      setTable(told);
      setFailure("");
    }, (fault) => setFailure(reasonOf(fault)));
  useEffect(() => {
    void load();
  }, [only]);
  const all = table?.rows.find((/** @type {any} */ row) => row.group === "all");
  return html`<section class="panel fire-figures" data-figures=${table?.filter ?? ""}><h2>${t("figures.title")}</h2>
    <p class="offers"><label>${t("figures.only")} <select name="figures-only" value=${only} onChange=${(
    /** @type {any} */ event,
  ) => setOnly(event.target.value)}>${
    ONLY.map((one) => html`<option key=${one} value=${one}>${t(`figures.only.${one}`)}</option>`)
  }</select></label>
      <a class="button" href=${`/api/fires/figures.csv?only=${only}`} download>${t("figures.csv")}</a></p>
    ${failure && html`<${Failed} text=${t("error.loading", { reason: failure })} onRetry=${load} />`}
    ${table && all?.fires === 0 && html`<p class="nothing">${t("figures.none")}</p>`}
    ${
    all?.fires > 0 && html`
      <div class="table-scroll" tabindex="0" role="region" aria-label=${t("figures.title")}>
        <table class="table">
          <thead>
            <tr><th>${t("figures.group")}</th><th>${t("figures.fires")}</th>${SPANS.map((span) =>
              html`<th key=${span}>${t(`figures.span.${span}`)}</th>`
            )}<th>${t("figures.area")}</th><th>${t("figures.prevented")}</th><th>${t("figures.held")}</th></tr>
          </thead>
          <tbody>${table.rows.map((/** @type {any} */ row) =>
            html`
              <tr key=${row.group + row.key}
                data-row=${`${row.group}/${row.key}`}><th scope="row">${nameOf(row)}</th><td>${row.fires}</td>${SPANS
                  .map((span) =>
                    html`<td key=${span}>${spreadWords(row.spans[span], minutesWords)}</td>`
                  )}<td>${spreadWords(row.areas.contained, area)}</td><td>${shareWords(
                    row.prevented,
                    row.preventedOf,
                  )}</td><td>${shareWords(row.heldInTime, row.heldOf)}</td></tr>
            `
          )}</tbody>
        </table>
      </div>
      <p class="form-hint">${t("figures.rule", { hectares: 100 * table.preventedUpTo })} ${t("figures.falseAlarms", {
        count: table.falseAlarms,
      })}</p>
      <p><b>${t("figures.causes")}</b> ${all.causes.map((/** @type {any} */ one) =>
        `${causeName(one.code)} ${shareWords(one.count, all.fires)}`
      ).join(" · ")}</p>
    `
  }</section>`;
}
