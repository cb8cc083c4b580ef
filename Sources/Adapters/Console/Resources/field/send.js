// @ts-check
// One command on its way: with the version it was decided on, and what a moved version means for it.

import { ask, Problem } from "../console/live/api.js";
import { reasonOf } from "../console/live/reason.js";

/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {import("./outbox.js").Refused} Refused */
/** @typedef {import("../console/types/bayu.d.ts").Task} Task */
/** @typedef {"taken" | "noline" | { refused: Refused }} Answer */

/** On a busy incident others write all the time; a step that still fits is tried so often before the person is asked. */
const TRIES = 4;

/** The version that each incident had after my own last step, or when it was last looked at for one. @type {Map<string, number>} */
const versions = new Map();

/** The incident of a command, from its address. @param {Waiting} one */
export function incidentOf(one) {
  return decodeURIComponent(one.path.split("/")[3] ?? "");
}

/** True when the task still stands where the person saw it: whatever else moved on the incident does not concern this step. @param {Waiting} one @param {Task | undefined} task */
export function stillFits(one, task) {
  return task !== undefined && one.seen !== undefined && task.state === one.seen;
}

/** @param {unknown} fault */
function isMoved(fault) {
  return fault instanceof Problem && fault.status === 409 && fault.code.endsWith(".version-moved");
}

/**
 * The version is that of the whole incident, and others write there too. When it has moved, the task is looked at again:
 * where it stands as it was seen, the step is sent with the new version; where it does not, the person decides.
 * @param {Waiting} one @param {() => Promise<Task[]>} look the tasks as they are now @returns {Promise<Answer>}
 */
export async function sendCommand(one, look) {
  // Roll calls and notes add a line and overwrite nothing, so they are decided on no version.
  const guarded = one.version !== undefined, incident = incidentOf(one);
  try {
    for (let attempt = 1;; attempt += 1) {
      const expectedVersion = guarded ? Math.max(one.version ?? 0, versions.get(incident) ?? 0) : undefined;
      try {
        const answer = await ask("POST", one.path, { ...one.body, expectedVersion });
        if (answer?.version) versions.set(incident, answer.version);
        return "taken";
      } catch (fault) {
        if (!isMoved(fault) || attempt === TRIES) throw fault;
        const task = (await look()).find((each) => each.id === one.task);
        if (!stillFits(one, task)) throw fault;
        versions.set(incident, task?.incident?.version ?? 0);
      }
    }
  } catch (fault) {
    return answerTo(fault);
  }
}

/** @param {unknown} fault @returns {Answer} */
function answerTo(fault) {
  if (!(fault instanceof Problem)) return { refused: { code: "", detail: reasonOf(fault) } };
  // No line, nobody signed in, or a server in trouble: nothing has been said about the command itself.
  if (fault.status === 0 || fault.status === 401 || fault.status >= 500 || fault.status === 429) return "noline";
  // Kept as code and detail, so that it can be said in the language that the screen has later.
  return { refused: { code: fault.code, detail: fault.message, field: fault.field } };
}
