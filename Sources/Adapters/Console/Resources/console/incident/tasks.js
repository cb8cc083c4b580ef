// @ts-check
// The tasks of an incident, each with its clocks and what can be done with it.

import { html, useEffect, useRef } from "../view.js";
import { desk, now, useDesk } from "../live/desk.js";
import { dateTime, listed, say, t } from "../i18n/words.js";
import { isLook, taskOffers } from "../loop/offers.js";
import { actedTask, isAsking, Offers } from "../loop/buttons.js";
import { centerName, departmentName, skillName, taskTeam } from "../signs/places.js";
import { ClockBar } from "../signs/parts.js";
import { orderTasks } from "./order.js";
import { PhotoLook } from "./photo.js";
import { TASK_LOOK, TaskState } from "./task-line.js";

/**
 * Keeps the focus with the task that was acted on: its button is gone after the step, and a person who works by keyboard must not
 * begin again at the top of the page. Runs after every paint, for the new state comes when it comes.
 * @param {{ current: HTMLElement | null }} place
 */
function useFocusOnActed(place) {
  useEffect(() => {
    const id = actedTask();
    if (!id || isAsking() || document.activeElement !== document.body) return;
    const card =
      /** @type {HTMLElement | null | undefined} */ (place.current?.querySelector(`[data-task="${CSS.escape(id)}"]`));
    const shown = card && !card.closest("details:not([open])")
      ? card
      : place.current?.querySelector(".task-card, summary");
    const next = shown?.querySelector(".button-primary, .offers .button") ?? shown;
    /** @type {HTMLElement | null | undefined} */ (next)?.focus();
  });
}

/** @param {{ incident: any }} props */
export function TaskCards({ incident }) {
  const { me } = useDesk();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useFocusOnActed(place);
  if (incident.tasks.length === 0) return html`<p class="nothing">${t("incident.tasks.none")}</p>`;
  const { open, finished } = orderTasks(incident.tasks, me, now());
  const card = (/** @type {any} */ task) => html`<${TaskCard} key=${task.id} incident=${incident} task=${task} />`;
  return html`<div ref=${place}>
    ${open.length > 0 && html`<ul class="task-cards">${open.map(card)}</ul>`}
    ${
    finished.length > 0 && html`
      <details class="finished" open=${open.length === 0}>
        <summary>${t("incident.tasks.finished", { count: finished.length })}</summary>
        <ul class="task-cards">${finished.map(card)}</ul>
      </details>
    `
  }</div>`;
}

/** @param {{ incident: any, task: import("../types/bayu.d.ts").Task }} props */
function TaskCard({ incident, task }) {
  const { me } = desk();
  const offers = me ? taskOffers(task, me) : [];
  const who = isLook(task) ? t("look.doer") : taskTeam(task);
  const doer = [who, departmentName(task.department), centerName(task.center)].filter(Boolean).join(" · ");
  const running = task.clocks.filter((clock) => !clock.stoppedAt);
  return html`<li class=${`task-card task-card-${
    TASK_LOOK[task.state] ?? "wait"
  }`} data-task=${task.id} data-state=${task.state} tabindex="-1">
    <div class="task-card-head"><b>${say(task.title)}</b><${TaskState} state=${task.state} /></div>
    <p class="task-card-doer">${doer}${
    task.skill && html`
      <span class="chip">${skillName(task.skill)}</span>
    `
  }</p>
    ${task.returnReason && html`<p class="note note-hot">${t("incident.return", { reason: task.returnReason })}</p>`}
    ${task.evidence && html`<p class="note">${t("field.evidence")}: ${evidenceWords(task.evidence)}</p>`}
    ${
    incident.photos.filter((/** @type {any} */ one) => one.task === task.id).map((/** @type {any} */ one) =>
      html`<${PhotoLook} key=${one.digest} incident=${incident} photo=${one} />`
    )
  }
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
  if (Array.isArray(evidence)) return listed(evidence.map(evidenceWords));
  return typeof evidence === "string" ? evidence : evidence.text ?? evidence.note ?? say(evidence);
}
