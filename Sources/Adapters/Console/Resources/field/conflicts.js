// @ts-check
// When somebody else moved a task on while this phone had no line: what I meant, what they did, and the choice between them.

import { taskOffers } from "../console/loop/offers.js";

/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {import("./outbox.js").Refused} Refused */
/** @typedef {import("../console/types/bayu.d.ts").Task} Task */
/** @typedef {import("../console/types/bayu.d.ts").Text} Text */
/** @typedef {import("../console/types/bayu.d.ts").Me} Me */
/** @typedef {{ task: string, incident: string, title: Text | null, reason: Refused, commands: Waiting[] }} Conflict */

/** The words a person typed are never thrown away with the command that carried them. */
const WORDS = ["evidence", "reason"];

/** Conflicts as the phone kept them: before a refusal had a code, only its words were kept. @param {any[]} kept @returns {Conflict[]} */
export function heldConflicts(kept) {
  return kept.map((one) => typeof one.reason === "string" ? { ...one, reason: { code: "", detail: one.reason } } : one);
}

/** Conflicts of one kind per task: the latest says it all. @param {Conflict[]} held @param {{ reason: Refused, commands: Waiting[] }[]} refusals @param {Task[]} tasks @returns {Conflict[]} */
export function conflictsAfter(held, refusals, tasks) {
  const next = refusals.map(({ reason, commands }) => {
    const id = commands[0].task;
    const task = tasks.find((one) => one.id === id);
    const incident = decodeURIComponent(commands[0].path.split("/")[3] ?? "");
    return { task: id, incident, title: task?.title ?? commands[0].title ?? null, reason, commands };
  });
  return [...held.filter((one) => !next.some((other) => other.task === one.task)), ...next];
}

/** What I wrote, in all commands together. @param {Conflict} conflict */
export function wordsOf(conflict) {
  return conflict.commands.flatMap(({ body }) => WORDS.map((name) => body[name]).filter(Boolean)).join("\n");
}

/** Those of my commands that still make sense where the task stands now: the first that fits, and what follows it. */
export function commandsThatFit(
  /** @type {Conflict} */ conflict,
  /** @type {Task | undefined} */ task,
  /** @type {Me | null} */ me,
) {
  if (!task || !me) return [];
  const offered = taskOffers(task, me).map((offer) => offer.type);
  const first = conflict.commands.findIndex((one) => offered.includes(String(one.body.type)));
  return first < 0 ? [] : conflict.commands.slice(first);
}

/** My words as a note on the incident, for those who come after. @param {Conflict} conflict @returns {Waiting} */
export function asNote(conflict) {
  const path = `/api/incidents/${encodeURIComponent(conflict.incident)}/commands`;
  const body = { type: "note", text: wordsOf(conflict) };
  return { id: "", path, body, task: `note/${conflict.task}`, at: 0 };
}
