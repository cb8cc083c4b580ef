// @ts-check
// What the desk owes others: a hand-over answered, reports upward, and knowing that the teams are well.

import { html } from "../view.js";
import { clockTime, say, t } from "../i18n/words.js";
import { desk } from "../live/desk.js";
import { explain, send, sendNow } from "../live/send.js";
import { commands } from "../loop/offers.js";
import { shownRollCall } from "../loop/roll-calls.js";
import { centerName, taskTeam, teamName } from "../signs/places.js";

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
  // A report that the law asks for is owed also after the incident has been closed.
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
            !report.filedAt && me && commands(me) &&
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

/** @param {any} call */
function rollCallWords(call) {
  if (call.waits) return t("rollcall.asked", { time: clockTime(call.askedAt) });
  const all = call.answers.every((/** @type {any} */ one) => one.well !== null);
  const ended = t(all ? "rollcall.all" : "rollcall.some");
  return call.nextAt ? `${ended} · ${t("rollcall.next", { time: clockTime(call.nextAt) })}` : ended;
}

/** @param {string} id @param {any[] | undefined} tasks */
function nameOfTeam(id, tasks) {
  const task = (tasks ?? []).find((one) => one.team === id);
  return task ? taskTeam(task) : teamName(id);
}

/** @param {{ incident: any, timeline: any[] }} props */
export function RollCalls({ incident, timeline }) {
  const { me } = desk();
  const call = shownRollCall(incident, timeline);
  if (!call) return null;
  return html`<section class="panel" data-duty="rollcall"><h2>${t("incident.rollcall")}</h2>
    <p class="note">${rollCallWords(call)}</p>
    <ul class="duties">${
    call.answers.map((/** @type {any} */ one) =>
      html`<li key=${one.team} data-team=${one.team}><span>${nameOfTeam(one.team, incident.tasks)}${
        one.at && html`<small>${t("rollcall.answered", { time: clockTime(one.at) })}</small>`
      }</span><${Answer} one=${one} /></li>`
    )
  }</ul>
    ${
    me && commands(me) && incident.state !== "closed" && html`<button type="button" class="button" onClick=${() =>
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
