// @ts-check
// What the desk owes others: a hand-over answered, reports upward, and knowing that the teams are well.

import { html } from "../view.js";
import { clockTime, say, t } from "../i18n/words.js";
import { desk } from "../live/desk.js";
import { explain, send, sendNow } from "../live/send.js";
import { commands } from "../loop/offers.js";
import { centerName, teamName } from "../signs/places.js";

/** @param {{ incident: any }} props */
export function HandOver({ incident }) {
  if (!incident.handOver) return null;
  return html`<section class="panel panel-warn"><h2>${t("incident.handover")}</h2>
    <p>${t("incident.handover.offered", { to: centerName(incident.handOver.to) })}</p>
    ${incident.handOver.reason && html`<p class="note">${incident.handOver.reason}</p>`}
  </section>`;
}

/** @param {string} to a level or the code of a center */
function addressee(to) {
  return { municipal: t("map.hub"), district: t("wall.districts") }[to] ?? centerName(to);
}

/** @param {{ incident: any }} props */
export function Reports({ incident }) {
  const { me } = desk();
  const reports = incident.reports ?? [];
  if (reports.length === 0) return null;
  const file = (/** @type {string} */ report) =>
    send("incident", incident, "fileReport", { report }).catch((fault) => explain(fault, incident));
  return html`
    <section class="panel">
      <h2>${t("incident.reports")}</h2>
      <ul class="duties">
        ${reports.map((/** @type {any} */ report) =>
          html`<li key=${report.id}>
        <span>${say(report.name) || report.id}<small>${
            report.filedAt
              ? t("report.filed", { time: clockTime(report.filedAt) })
              : t("report.due", { time: clockTime(report.dueAt), to: addressee(report.to) })
          }</small></span>
        ${
            !report.filedAt && me && commands(me) && incident.state !== "closed" &&
            html`<button type="button" class="button" onClick=${() => file(report.id)}>${
              t("command.fileReport")
            }</button>`
          }
      </li>`
        )}
      </ul>
    </section>
  `;
}

/** @param {{ incident: any }} props */
export function RollCalls({ incident }) {
  const { me } = desk();
  const calls = incident.rollCalls ?? [];
  if (calls.length === 0) return null;
  const latest = calls[calls.length - 1];
  const answers = latest.answers ?? latest.teams ?? [];
  return html`<section class="panel"><h2>${t("incident.rollcall")}</h2>
    <p class="note">${t("rollcall.asked", { time: clockTime(latest.askedAt ?? latest.at) })}</p>
    <ul class="duties">${
    answers.map((/** @type {any} */ one) =>
      html`<li key=${one.team}><span>${teamName(one.team)}</span><${Answer} one=${one} /></li>`
    )
  }</ul>
    ${
    me && commands(me) && html`<button type="button" class="button" onClick=${() =>
      void sendNow("incident", incident, "askTeams")}>${t("command.askTeams")}</button>`
  }
  </section>`;
}

/** @param {{ one: any }} props */
function Answer({ one }) {
  if (one.well === true) return html`<span class="chip chip-good">${t("rollcall.well")}</span>`;
  if (one.well === false) return html`<span class="chip chip-hot">${t("rollcall.notwell")}</span>`;
  return html`<span class="chip chip-warn">${t("rollcall.unanswered")}</span>`;
}
