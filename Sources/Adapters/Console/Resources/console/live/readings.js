// @ts-check
// The history of the series that is looked at, asked for again while somebody looks.

import { ask } from "./api.js";
import { desk, put } from "./desk.js";
import { joinReadings } from "../loop/series.js";

const EVERY_MILLISECONDS = 5_000;
/** How far back the curve begins, and how far when there was too little. */
const FIRST_LOOK_MILLISECONDS = 30 * 60_000, LONG_LOOK_MILLISECONDS = 24 * 3_600_000;
/** Too few to see where it goes. */
const FEW_READINGS = 10;
const PAGE_ROWS = 500;
/** The server gives the oldest first; so many pages at most are read to come to the newest. */
const PAGES_MAX = 4;

/** @param {string} series @param {{ at: string, value: number }[]} more */
function keepReadings(series, more) {
  if (more.length === 0) return;
  put({ readings: { ...desk().readings, [series]: joinReadings(desk().readings[series] ?? [], more) } });
}

/** @param {string} series @param {number} from */
async function readingsFrom(series, from) {
  /** @type {{ at: string, value: number }[]} */
  const found = [];
  let start = new Date(from).toISOString();
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { items } = await ask(
      "GET",
      `/api/datastreams/${encodeURIComponent(series)}/readings?limit=${PAGE_ROWS}&from=${encodeURIComponent(start)}`,
    );
    found.push(...items.map((/** @type {any} */ one) => ({ at: one.phenomenonTime, value: one.value })));
    if (items.length < PAGE_ROWS) break;
    start = items[items.length - 1].phenomenonTime;
  }
  return found;
}

/** Fetches what is new in a series: the last half hour at first, a day when that was too little. @param {string} series */
async function refresh(series) {
  const held = desk().readings[series] ?? [];
  const now = Date.now() + desk().skew;
  const since = held.length > FEW_READINGS ? Date.parse(held[held.length - 1].at) : now - FIRST_LOOK_MILLISECONDS;
  const found = await readingsFrom(series, since);
  keepReadings(series, found);
  if (held.length === 0 && found.length < FEW_READINGS) {
    keepReadings(series, await readingsFrom(series, now - LONG_LOOK_MILLISECONDS));
  }
}

/** Keeps a series fresh until it is let go of: one question at a time, none while the window is hidden. @param {string} series @returns {() => void} */
export function followSeries(series) {
  let busy = false;
  const look = async () => {
    if (busy || document.hidden) return;
    busy = true;
    try {
      await refresh(series);
    } catch {
      // swallowed because the curve says by itself how old its last reading is, and the next look comes soon
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(look, EVERY_MILLISECONDS);
  document.addEventListener("visibilitychange", look);
  void look();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}
