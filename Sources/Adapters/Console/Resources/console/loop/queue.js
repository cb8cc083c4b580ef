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

const UNDECIDED = new Set(["raised", "acknowledged", "verifying"]);

/** The alert of an imminent danger whose incident is open already: both are one matter, and stand as one row. */
function pendingOf(/** @type {Board} */ board, /** @type {any} */ incident) {
  for (const id of incident.alerts ?? []) {
    const alert = board.alerts[id];
    if (alert?.incident === incident.id && UNDECIDED.has(alert.state)) return alert;
  }
  return null;
}

/** The verification that still runs beside an open incident, or null. @param {Board} board @param {string} incident @returns {Alert | null} */
export function pendingVerification(board, incident) {
  const held = board.incidents[incident];
  return held && isOpen(held) ? pendingOf(board, held) : null;
}

/** @param {{ state: string }} incident */
function isOpen(incident) {
  return incident.state !== "closed" && incident.state !== "merged";
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
  const spokenFor = new Set();
  for (const incident of Object.values(board.incidents)) {
    if (!isOpen(incident)) continue;
    const pending = pendingOf(board, incident);
    if (pending) spokenFor.add(pending.id);
    items.push({ type: "incident", id: incident.id, it: incident, pending });
  }
  for (const alert of Object.values(board.alerts)) {
    if (standsInQueue(alert) && !spokenFor.has(alert.id)) items.push({ type: "alert", id: alert.id, it: alert });
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
    if (type !== "all" && item.type !== type && !(type === "alert" && pendingIn(item))) return false;
    if (wanted.length === 0) return true;
    const words = wordsOf(item).toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
}

/** The alert that is still being verified in this row, beside its incident. @param {Item} item */
function pendingIn(item) {
  return item.type === "incident" ? item.pending ?? null : null;
}

/** Whether the row stands for this matter: by itself, or as the incident of the alert. @param {Item} item @param {string | null} id */
export function standsFor(item, id) {
  return id !== null && (item.id === id || pendingIn(item)?.id === id);
}

/** @param {Item[]} items */
export function unacknowledgedCount(items) {
  return items.filter((item) => (item.type === "alert" ? item.it : pendingIn(item))?.state === "raised").length;
}

/** The matter that is selected, as a row, whether it stands in the queue or has left it. @returns {Item | null} */
export function selectedItem(
  /** @type {Board} */ board,
  /** @type {"alert" | "incident" | null} */ type,
  /** @type {string | null} */ id,
) {
  if (!id) return null;
  if (type === "alert" && board.alerts[id]) return { type, id, it: board.alerts[id] };
  if (type === "incident" && board.incidents[id]) return { type, id, it: board.incidents[id] };
  return null;
}

/**
 * The neighbour of a row, stopping at both ends; the first row when nothing is selected.
 * From a matter that has left the list one goes on where it stood, not from the top.
 * @param {Item[]} items @param {string | null} id @param {number} step @param {Item | null} [gone]
 */
export function neighbour(items, id, step, gone = null) {
  if (items.length === 0) return null;
  const place = items.findIndex((item) => standsFor(item, id));
  if (place >= 0) return items[Math.min(items.length - 1, Math.max(0, place + step))];
  if (!gone) return items[0];
  const behind = items.findIndex((item) => compare(item, gone) > 0);
  const after = behind < 0 ? items.length : behind;
  return items[Math.min(items.length - 1, Math.max(0, step > 0 ? after : after - 1))];
}
