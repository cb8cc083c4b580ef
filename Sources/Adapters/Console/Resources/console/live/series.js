// @ts-check
// The series that somebody looks at, asked for one by one: a city has tens of thousands, and a page shows a few.

import { ask, Problem } from "./api.js";
import { desk, put } from "./desk.js";
import { wholeDatastream } from "../loop/whole.js";

/** What has been asked for since the page was opened; an answer of "not found" need not be asked for again. @type {Set<string>} */
const asked = new Set();

/** Fetches one series unless it is known. @param {string | null | undefined} id */
export function needSeries(id) {
  if (!id || desk().datastreams.some((one) => one.id === id)) return;
  fetchOnce(`series ${id}`, async () => {
    keep([await ask("GET", `/api/datastreams/${encodeURIComponent(id)}`)]);
  });
}

/** Fetches the series of a site unless it has been done. @param {string | null | undefined} site */
export function needSeriesOf(site) {
  if (!site) return;
  fetchOnce(`site ${site}`, async () => {
    keep((await ask("GET", `/api/datastreams?site=${encodeURIComponent(site)}`)).items);
  });
}

/** @param {string} name @param {() => Promise<void>} work */
function fetchOnce(name, work) {
  if (asked.has(name)) return;
  asked.add(name);
  work().catch((fault) => {
    // Without the series a curve is missing and a name is an id: the matter itself is on the board. A lost line is tried again when somebody looks again.
    if (!(fault instanceof Problem && (fault.status === 404 || fault.status === 403))) asked.delete(name);
  });
}

/** @param {any[]} rows */
function keep(rows) {
  const ids = new Set(rows.map((one) => one.id));
  const others = desk().datastreams.filter((one) => !ids.has(one.id)).slice(-KEPT_MAX);
  put({ datastreams: [...others, ...rows.map(wholeDatastream)] });
}

/** Beyond this the oldest are forgotten; a shift looks at fewer. */
const KEPT_MAX = 2000;
