// @ts-check
// In which order the tasks of an incident stand: what is mine, then what is late, then what is open, then what is done.

import { clockState } from "../loop/clocks.js";
import { isDoer, taskOffers } from "../loop/offers.js";

/** @typedef {import("../types/bayu.d.ts").Task} Task */
/** @typedef {import("../types/bayu.d.ts").Me} Me */

const FINISHED = new Set(["closed", "cancelled"]);
const DONE = new Set(["done", "checked"]);

/** @param {Task} task */
export function isFinished(task) {
  return FINISHED.has(task.state);
}

/** @param {Task} task @param {number} now */
export function isOverdue(task, now) {
  return task.clocks.some((clock) => !clock.stoppedAt && clockState(clock, now) === "breached");
}

/** Whether the next step is this person's own. @param {Task} task @param {Me | null} me */
function isMine(task, me) {
  if (!me || isFinished(task)) return false;
  return isDoer(task, me) || taskOffers(task, me).some((offer) => offer.primary);
}

/** 0 mine, 1 overdue, 2 open, 3 done, 4 finished. @param {Task} task @param {Me | null} me @param {number} now */
function place(task, me, now) {
  if (isFinished(task)) return 4;
  if (isMine(task, me)) return 0;
  if (isOverdue(task, now)) return 1;
  return DONE.has(task.state) ? 3 : 2;
}

/** Tasks of one place stay in the order of the plan. @param {Task[]} tasks @param {Me | null} me @param {number} now */
export function orderTasks(tasks, me, now) {
  const placed = tasks.map((task, index) => ({ task, index, at: place(task, me, now) }));
  placed.sort((left, right) => left.at - right.at || left.index - right.index);
  const ordered = placed.map((one) => one.task);
  return { open: ordered.filter((task) => !isFinished(task)), finished: ordered.filter(isFinished) };
}
