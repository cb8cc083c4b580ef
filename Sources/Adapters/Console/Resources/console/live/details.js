// @ts-check
// The whole of one incident, fetched when somebody looks at it and again when it moves.

import { ask } from "./api.js";
import { desk, put } from "./desk.js";
import { reasonOf } from "./reason.js";
import { wholeIncident } from "../loop/whole.js";

/** @param {string} id @param {any} change */
function keep(id, change) {
  put({ details: { ...desk().details, [id]: { ...desk().details[id], ...change } } });
}

/** Lines of one page of the server, and how many pages are read at most: no incident has more to tell. */
const TIMELINE_ROWS = 500;
const TIMELINE_PAGES_MAX = 20;

/** The server gives the oldest lines first, so that without the later pages the newest would be missing. @param {string} path */
async function wholeTimeline(path) {
  /** @type {any[]} */
  const lines = [];
  for (let page = 0; page < TIMELINE_PAGES_MAX; page += 1) {
    const after = lines.length > 0 ? `?after=${lines[lines.length - 1].position}` : "";
    const { items } = await ask("GET", path + after);
    lines.push(...items);
    if (items.length < TIMELINE_ROWS) break;
  }
  return lines;
}

/** @param {string} id */
export async function loadIncident(id) {
  const path = `/api/incidents/${encodeURIComponent(id)}`;
  try {
    const [answer, timeline] = await Promise.all([ask("GET", path), wholeTimeline(`${path}/timeline`)]);
    const incident = wholeIncident(answer);
    keep(id, { incident, timeline, error: "" });
    const held = desk().board.incidents[id];
    // The line may have brought a newer board meanwhile; what is as new is the same.
    if (held && incident.version > held.version) {
      put({ board: { ...desk().board, incidents: { ...desk().board.incidents, [id]: { ...held, ...incident } } } });
    }
  } catch (fault) {
    keep(id, { error: reasonOf(fault) });
  }
}

/** The history of one alert. A role that may not read it does without. @param {string} id */
export async function loadAlertTimeline(id) {
  try {
    const { items } = await ask("GET", `/api/alerts/${encodeURIComponent(id)}/timeline`);
    keep(id, { timeline: items });
  } catch {
    // swallowed because the rail shows the alert without it, and asks again when the alert moves
  }
}

/** @param {string} id @param {string | null} skill */
export async function loadProposals(id, skill) {
  const query = skill ? `?skill=${encodeURIComponent(skill)}` : "";
  try {
    const answer = await ask("GET", `/api/incidents/${encodeURIComponent(id)}/proposals${query}`);
    keep(id, { proposals: answer, proposalsError: "" });
  } catch (fault) {
    keep(id, { proposalsError: reasonOf(fault) });
  }
}
