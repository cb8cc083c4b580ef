// @ts-check
// The tasks of an incident, each with its clocks and what can be done with it.

import { html } from "../view.js";
import { desk } from "../live/desk.js";
import { dateTime, say, t } from "../i18n/words.js";
import { taskOffers } from "../loop/offers.js";
import { Offers } from "../loop/buttons.js";
import { centerName, departmentName, skillName, teamName } from "../signs/places.js";
import { ClockBar } from "../signs/parts.js";
import { TASK_LOOK, TaskState } from "./task-line.js";

/** @param {{ incident: any }} props */
export function TaskCards({ incident }) {
  if (incident.tasks.length === 0) return html`<p class="nothing">${t("incident.tasks.none")}</p>`;
  return html`<ul class="task-cards">
    ${
    incident.tasks.map((/** @type {any} */ task) =>
      html`<${TaskCard} key=${task.id} incident=${incident} task=${task} />`
    )
  }
  </ul>`;
}

/** @param {{ incident: any, task: import("../types/bayu.d.ts").Task }} props */
function TaskCard({ incident, task }) {
  const { me } = desk();
  const offers = me ? taskOffers(task, me) : [];
  const doer = [teamName(task.team), departmentName(task.department), centerName(task.center)].filter(Boolean).join(
    " · ",
  );
  const running = task.clocks.filter((clock) => !clock.stoppedAt);
  return html`<li class=${`task-card task-card-${
    TASK_LOOK[task.state] ?? "wait"
  }`} data-task=${task.id} data-state=${task.state}>
    <div class="task-card-head"><b>${say(task.title)}</b><${TaskState} state=${task.state} /></div>
    <p class="task-card-doer">${doer}${
    task.skill && html`
      <span class="chip">${skillName(task.skill)}</span>
    `
  }</p>
    ${task.returnReason && html`<p class="note note-hot">${t("incident.return", { reason: task.returnReason })}</p>`}
    ${task.evidence && html`<p class="note">${t("field.evidence")}：${evidenceWords(task.evidence)}</p>`}
    ${
    task.parked &&
    html`<p class="note">${task.parked.explanation} · ${dateTime(task.parked.until)} · ${task.parked.supervisor}</p>`
  }
    ${running.map((clock) => html`<${ClockBar} key=${clock.kind + clock.startedAt} clock=${clock} />`)}
    ${offers.length > 0 && html`<${Offers} kind="task" target=${incident} task=${task} offers=${offers} />`}
  </li>`;
}

/** @param {any} evidence */
function evidenceWords(evidence) {
  if (Array.isArray(evidence)) return evidence.map(evidenceWords).join("；");
  return typeof evidence === "string" ? evidence : evidence.text ?? evidence.note ?? say(evidence);
}
