// @ts-check
// The series that somebody looks at, asked for one by one: a city has tens of thousands, and a page shows a few.

import { ask } from "./api.js";
import { desk, put } from "./desk.js";
import { askOnce } from "./once.js";
import { wholeDatastream } from "../loop/whole.js";

/** Fetches one series unless it is known. @param {string | null | undefined} id */
export function needSeries(id) {
  if (!id || desk().datastreams.some((one) => one.id === id)) return;
  askOnce(`series ${id}`, async () => {
    keep([await ask("GET", `/api/datastreams/${encodeURIComponent(id)}`)]);
  });
}

/** Fetches the series of a site unless it has been done. @param {string | null | undefined} site */
export function needSeriesOf(site) {
  if (!site) return;
  askOnce(`site ${site}`, async () => {
    keep((await ask("GET", `/api/datastreams?site=${encodeURIComponent(site)}`)).items);
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
