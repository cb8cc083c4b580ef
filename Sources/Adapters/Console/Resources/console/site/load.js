// @ts-check
// What the page of a site asks for.

import { ask } from "../live/api.js";
import { checkIndex } from "./cloud-bytes.js";

/** A site, and its cloud where it has one. @param {string} id */
export async function loadSite(id) {
  return await ask("GET", `/api/sites/${encodeURIComponent(id)}`);
}

/** @param {string} id */
export function cloudPath(id) {
  return `/api/sites/${encodeURIComponent(id)}/cloud`;
}

/** Null where nobody has surveyed the site; an error where the survey cannot be shown. @param {string} id */
export async function loadCloud(id) {
  try {
    return checkIndex(await ask("GET", cloudPath(id)));
  } catch (fault) {
    if (/** @type {any} */ (fault)?.status === 404) return null;
    throw fault;
  }
}

/** Rows of one page, and pages at most: a chart of 300 pixels shows no more. */
const PAGE_ROWS = 500, PAGES_MAX = 6;

/** Readings of a series from a moment on, oldest first. @param {string} series @param {number} from milliseconds */
export async function loadReadings(series, from) {
  /** @type {{ at: string, value: number }[]} */
  const found = [];
  let start = new Date(from).toISOString();
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const path = `/api/datastreams/${encodeURIComponent(series)}/readings?limit=${PAGE_ROWS}`;
    const { items } = await ask("GET", `${path}&from=${encodeURIComponent(start)}`);
    found.push(...items.map((/** @type {any} */ one) => ({ at: one.phenomenonTime, value: one.value })));
    if (items.length < PAGE_ROWS) break;
    start = items[items.length - 1].phenomenonTime;
  }
  return found;
}
