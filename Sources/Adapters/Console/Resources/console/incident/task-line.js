// @ts-check
// A task in one line, as the rail shows it.

import { html } from "../view.js";
import { say, t } from "../i18n/words.js";
import { departmentName, taskTeam } from "../signs/places.js";
import { isLook } from "../loop/offers.js";
import { Countdown, CountdownOf } from "../signs/parts.js";

/** How a state looks: done things green, waiting ones amber, refused ones red; the word is always there too. @type {Record<string, string>} */
export const TASK_LOOK = {
  created: "wait",
  sent: "wait",
  received: "wait",
  accepted: "move",
  enRoute: "move",
  onScene: "move",
  done: "good",
  checked: "good",
  closed: "good",
  returned: "bad",
  parked: "wait",
  cancelled: "off",
};
/** @type {Record<string, string>} */
const MARKS = { wait: "◌", move: "●", good: "✓", bad: "↩", off: "×" };

/** @param {{ state: string }} props */
export function TaskState({ state }) {
  const look = TASK_LOOK[state] ?? "wait";
  return html`<span class=${`task-state task-${look}`}><span aria-hidden="true">${MARKS[look]}</span> ${
    t(`task.${state}`)
  }</span>`;
}

/** @param {{ task: import("../types/bayu.d.ts").Task }} props */
export function TaskLine({ task }) {
  return html`
    <li class="task-line">
      <${TaskState} state=${task.state} />
      <span class="task-words">${say(task.title)}<small>${isLook(task) ? t("look.doer") : taskTeam(task) ||
        departmentName(task.department)}</small></span>
      <span class="task-clock"><${Countdown} clocks=${task.clocks} /><${CountdownOf} clocks=${task.clocks} /></span>
    </li>
  `;
}
