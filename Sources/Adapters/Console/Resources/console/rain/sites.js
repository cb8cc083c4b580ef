// @ts-check
// The sites that a round watches, each with why and with whoever looks after it.

import { html } from "../view.js";
import { dateTime, say, t } from "../i18n/words.js";
import { Marks } from "../signs/parts.js";
import { sendRain } from "./load.js";
import { patrolState, reasonWords } from "./reasons.js";

/** @param {{ shown: any, leads: boolean, again: () => Promise<void> }} props */
export function Sites({ shown, leads, again }) {
  if (shown.watches.length === 0) return html`<p class="nothing">${t("rain.nothing.watched")}</p>`;
  return html`
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
                <${Patrol} round=${shown.round.id} watch=${watch} leads=${leads} again=${again} />
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

/** @param {{ round: string, watch: any, leads: boolean, again: () => Promise<void> }} props */
function Patrol({ round, watch, leads, again }) {
  const { patrol } = watch;
  const tell = async (/** @type {string} */ type, /** @type {any} */ fields) => {
    if (await sendRain(`/api/rain-rounds/${round}/commands`, { type, patrol: patrol.number, ...fields })) await again();
  };
  const state = patrolState(patrol);
  const isOpen = patrol?.state === "assigned" || patrol?.state === "acknowledged";
  return html`<span class=${`rain-patrol rain-patrol-${state}`}>${t(`rain.patrol.${state}`)}</span>
    ${
    patrol &&
    html`<span class="rain-who"> · ${say(patrol.roleName ?? patrol.teamName)} · ${
      isOpen ? t("rain.until", { at: dateTime(patrol.dueAt) }) : dateTime(patrol.changedAt)
    }${patrol.finding ? ` · ${patrol.finding}` : ""}</span>`
  }
    ${
    leads && isOpen && html`<span class="offers">
      ${
      patrol.state === "assigned" &&
      html`<button type="button" class="button" onClick=${() => tell("acknowledgePatrol", {})}>${
        t("rain.acknowledge")
      }</button>`
    }
      <button type="button" class="button" onClick=${() => tell("finishPatrol", { finding: t("rain.nothing.seen") })}>${
      t("rain.finish")
    }</button></span>`
  }`;
}
