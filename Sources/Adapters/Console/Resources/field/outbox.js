// @ts-check
// Commands given without a line: kept in order, sent with the id they were given, dropped only when the server has answered.

/** @typedef {import("../console/types/bayu.d.ts").Text} Text */
/**
 * @typedef {{ id: string, path: string, body: Record<string, unknown>, task: string, title?: Text | null, at: number, seen?: string, version?: number }} Waiting
 * `seen` is the state of the task that the person saw when deciding, `version` that of its incident.
 */

/** @typedef {{ code: string, detail: string, field?: string | null }} Refused why the server said no */

/** A phone that has been away for a day has more to say than this only by mistake. */
export const WAITING_MAX = 200;

/** What a task becomes when a command is taken, so that a person without a line can go on. @type {Record<string, string>} */
const BECOMES = {
  receive: "received",
  accept: "accepted",
  return: "returned",
  depart: "enRoute",
  arrive: "onScene",
  finish: "done",
};

/** Adds one; the same command given twice is one command. @param {Waiting[]} waiting @param {Waiting} next @returns {Waiting[]} */
export function enqueue(waiting, next) {
  const same = waiting.some((one) => one.task === next.task && one.body.type === next.body.type);
  if (same || waiting.length >= WAITING_MAX) return waiting;
  return [...waiting, next];
}

/** People in danger first: an answer to a roll call waits behind nothing else. @param {Waiting[]} waiting @returns {Waiting[]} */
export function rollCallsFirst(waiting) {
  const isCall = (/** @type {Waiting} */ one) => one.body.type === "answerRollCall";
  return [...waiting.filter(isCall), ...waiting.filter((one) => !isCall(one))];
}

/** A task as the person left it, including what the server has not heard yet. @template {{ id: string, state: string }} T @param {T} task @param {Waiting[]} waiting @returns {T} */
export function asLeft(task, waiting) {
  const mine = waiting.filter((one) => one.task === task.id);
  return mine.reduce((now, one) => ({ ...now, state: BECOMES[String(one.body.type)] ?? now.state }), task);
}

/**
 * Sends from the front. Stops where the line is gone; what the server refuses is handed back with the rest of that task's commands.
 * @param {Waiting[]} waiting
 * @param {(one: Waiting) => Promise<"taken" | "noline" | { refused: Refused }>} send
 */
export async function flush(waiting, send) {
  let left = waiting;
  /** @type {{ reason: Refused, commands: Waiting[] }[]} */
  const refusals = [];
  while (left.length > 0) {
    const [first, ...rest] = left;
    const answer = await send(first);
    if (answer === "noline") break;
    if (answer === "taken") left = rest;
    else {
      const same = rest.filter((one) => one.task === first.task);
      refusals.push({ reason: answer.refused, commands: [first, ...same] });
      left = rest.filter((one) => one.task !== first.task);
    }
  }
  return { left, refusals };
}
