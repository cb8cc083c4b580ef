// @ts-check
// Which matters stand in the queue, and in which order.

import { rankOf } from "./grades.js";

/** @typedef {import("../types/bayu.d.ts").Alert} Alert */
/** @typedef {import("../types/bayu.d.ts").Board} Board */
/** @typedef {import("../types/bayu.d.ts").Item} Item */

/** How an alert looks: nobody has owned it, it is owned, or it went away before anybody did. @param {Alert} alert */
export function alarmState(alert) {
  if (alert.state === "raised") {
    return alert.condition === "cleared" ? "unacknowledged-cleared" : "unacknowledged-active";
  }
  if (alert.state === "acknowledged" || alert.state === "verifying") return "acknowledged-active";
  return "closed";
}

/** An alert leaves the list only when it is cleared and acknowledged, or when its incident or a twin speaks for it. */
function standsInQueue(/** @type {Alert} */ alert) {
  if (alert.state === "merged" || alert.state === "rejected") return false;
  if (alert.state === "confirmed") return false;
  if (alert.state === "expired") return alert.acknowledgedAt === null;
  if (alert.condition === "cleared" && alert.state === "acknowledged") return false;
  return true;
}

/** @param {Item} item */
export function startOf(item) {
  return item.type === "alert" ? item.it.raisedAt : item.it.openedAt;
}

/** Grade first, then the one that has waited longest; the id settles ties so that rows never jump. */
function compare(/** @type {Item} */ left, /** @type {Item} */ right) {
  return rankOf(left.it.grade) - rankOf(right.it.grade) || startOf(left).localeCompare(startOf(right)) ||
    left.id.localeCompare(right.id);
}

/**
 * @param {Board} board
 * @returns {Item[]}
 */
export function queueOf(board) {
  /** @type {Item[]} */
  const items = [];
  for (const alert of Object.values(board.alerts)) {
    if (standsInQueue(alert)) items.push({ type: "alert", id: alert.id, it: alert });
  }
  for (const incident of Object.values(board.incidents)) {
    if (incident.state !== "closed" && incident.state !== "merged") {
      items.push({ type: "incident", id: incident.id, it: incident });
    }
  }
  return items.sort(compare);
}

/**
 * Rows of one type whose words contain everything that was typed.
 * @param {Item[]} items
 * @param {string} type `all`, `alert` or `incident`
 * @param {string} search
 * @param {(item: Item) => string} wordsOf
 */
export function filterQueue(items, type, search, wordsOf) {
  const wanted = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    if (type !== "all" && item.type !== type) return false;
    if (wanted.length === 0) return true;
    const words = wordsOf(item).toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
}

/** @param {Item[]} items */
export function unacknowledgedCount(items) {
  return items.filter((item) => item.type === "alert" && item.it.state === "raised").length;
}

/** The neighbour of a row, stopping at both ends; the first row when nothing is selected. */
export function neighbour(/** @type {Item[]} */ items, /** @type {string | null} */ id, /** @type {number} */ step) {
  if (items.length === 0) return null;
  const place = items.findIndex((item) => item.id === id);
  if (place < 0) return items[0];
  return items[Math.min(items.length - 1, Math.max(0, place + step))];
}
