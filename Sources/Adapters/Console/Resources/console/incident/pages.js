// @ts-check
// Incidents that are not on the board, page by page: each answer says where the next page begins.

import { ask } from "../live/api.js";

export const PAGE_ROWS = 100;
/** A look through old incidents may find nothing for a while and still go on; after this many the person decides. */
const EMPTY_PAGES_MAX = 5;

/** @typedef {{ rows: any[], next: string | null }} Page */

/** Rows after those that are shown; `next` is null at the end. @param {string} state @param {string | null} after @returns {Promise<Page>} */
export async function nextPage(state, after) {
  let next = after;
  for (let page = 0; page < EMPTY_PAGES_MAX; page += 1) {
    const from = next ? `&after=${encodeURIComponent(next)}` : "";
    const answer = await ask("GET", `/api/incidents?state=${state}&limit=${PAGE_ROWS}${from}`);
    next = answer.next ?? null;
    if (answer.items.length > 0 || !next) return { rows: answer.items, next };
  }
  return { rows: [], next };
}

/** Both lists as one; who stands in both is shown as in the first. @param {any[]} first @param {any[]} second */
export function joined(first, second) {
  const known = new Set(first.map((one) => one.id));
  return [...first, ...second.filter((one) => !known.has(one.id))];
}
