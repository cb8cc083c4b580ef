// @ts-check
// What is asked of the server once while a page is open, however often it is looked for.

import { Problem } from "./api.js";

/** Names of what has been asked for, with what is never there and never allowed among them. @type {Set<string>} */
const asked = new Set();

/** Does the work unless it has been done under this name; after a lost line it is done again when somebody looks again. @param {string} name @param {() => Promise<void>} work */
export function askOnce(name, work) {
  if (asked.has(name)) return;
  asked.add(name);
  work().catch((fault) => {
    // What is missing is small beside the matter itself, which is on the board: a curve, a name, an outline.
    if (!(fault instanceof Problem && (fault.status === 404 || fault.status === 403))) asked.delete(name);
  });
}
