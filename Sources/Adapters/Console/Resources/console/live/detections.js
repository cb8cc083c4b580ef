// @ts-check
// What was detected for an alert, fetched when somebody looks at it and again when it moves; and a person's word on it.

import { ask, freshID, Problem } from "./api.js";
import { desk, put } from "./desk.js";
import { reasonOf } from "./reason.js";

/** @param {string} id @param {any} found */
function keep(id, found) {
  put({ details: { ...desk().details, [id]: { ...desk().details[id], detections: found } } });
}

/** An alert of another kind, and a role that may not look, have none. @param {string} id */
export async function loadDetections(id) {
  try {
    keep(id, await ask("GET", `/api/detections?alert=${encodeURIComponent(id)}`));
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    keep(id, null);
  }
}

/**
 * Takes a detector's detections out of an alert, or puts a split alert back.
 * @param {string} id @param {"split" | "undo-split"} what @param {any} body @returns {Promise<string>} why not, or nothing
 */
export async function giveWord(id, what, body) {
  try {
    await ask("POST", `/api/alerts/${encodeURIComponent(id)}/${what}`, { id: freshID(), ...body });
    await loadDetections(id);
    return "";
  } catch (fault) {
    return reasonOf(fault);
  }
}
