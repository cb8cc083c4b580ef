// @ts-check
// The sites that a round watches, each with why and with whoever looks after it.

import { html, useState } from "../view.js";
import { say, t } from "../i18n/words.js";
import { Marks } from "../signs/parts.js";
import { AskDialog } from "./ask.js";
import { Patrol } from "./patrol.js";
import { reasonWords } from "./reasons.js";

/** @param {{ shown: any, leads: boolean, again: () => Promise<void> }} props */
export function Sites({ shown, leads, again }) {
  const [asking, setAsking] = useState(/** @type {import("./ask.js").Asking | null} */ (null));
  if (shown.watches.length === 0) return html`<p class="nothing">${t("rain.nothing.watched")}</p>`;
  const end = (/** @type {boolean} */ taken) => {
    setAsking(null);
    if (taken) void again();
  };
  return html`
    ${asking && html`<${AskDialog} asking=${asking} onEnd=${end} />`}
    <div class="table-place" tabindex="0" role="region" aria-label=${t("rain.watched")}>
      <table class="table table-cards">
        <thead>
          <tr>${["site", "points", "why", "patrol", "alerts"].map((key) =>
            html`<th key=${key}>${t(`rain.column.${key}`)}</th>`
          )}</tr>
        </thead>
        <tbody>${shown.watches.map((/** @type {any} */ watch) =>
          html`
            <tr key=${watch.site} data-site=${watch.site}>
              <td data-label=${t("rain.column.site")}><a href=${`#/site/${encodeURIComponent(watch.site)}`}>${say(
                watch.name,
              )}</a> <${Marks} it=${watch} /></td>
              <td data-label=${t("rain.column.points")} class="value">${watch.points ?? "—"}</td>
              <td data-label=${t("rain.column.why")}>
                <ul class="rain-why">${watch.reasons.map((/** @type {any} */ reason) =>
                  html`<li key=${reason.rule}>${reasonWords(reason)}</li>`
                )}</ul>
              </td>
              <td data-label=${t("rain.column.patrol")}>
                <${Patrol} round=${shown.round.id} watch=${watch} leads=${leads} again=${again} onAsk=${setAsking} />
              </td>
              <td data-label=${t("rain.column.alerts")}>${watch.incidents.map((/** @type {string} */ id) =>
                html`
                  <a key=${id} href=${`#/incident/incident/${encodeURIComponent(id)}`}>${id}</a>${" · "}
                `
              )}${watch.alerts.length > 0 ? t("rain.alerts", { count: watch.alerts.length }) : "—"}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `;
}
