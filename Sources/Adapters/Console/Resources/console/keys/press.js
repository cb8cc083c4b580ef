// @ts-check
// What a key does right now.

import { desk, put } from "../live/desk.js";
import { alertOffers, incidentOffers } from "../loop/offers.js";
import { isAsking, take } from "../loop/buttons.js";
import { neighbour, pendingVerification, selectedItem, standsFor } from "../loop/queue.js";
import { openItem, visibleQueue } from "../board/queue.js";
import { open } from "../shell/bar.js";
import { toggleLanguage, toggleTheme } from "../choices.js";
import { toggleMute } from "../signs/alarm.js";
import { meaningOf } from "./keymap.js";
import { focusSelectedRow, go, select } from "./navigate.js";
import { commands } from "../loop/offers.js";

const TEXT_FIELDS = new Set(["INPUT", "TEXTAREA", "SELECT"]);

/** @param {KeyboardEvent} event */
export function onKey(event) {
  if (!desk().me || event.isComposing) return;
  const at = /** @type {HTMLElement} */ (event.target);
  if (isAsking()) return;
  if (TEXT_FIELDS.has(at.tagName)) {
    if (event.key === "Escape" || (event.key === "Enter" && at.id === "search")) at.blur();
    return;
  }
  const meaning = meaningOf(event);
  if (!meaning) return;
  // Enter and the arrows belong to the control that has the focus.
  const onControl = at.closest("button, a, summary, [role=region], canvas, dialog");
  if (
    onControl &&
    (meaning.act === "open" && !at.closest(".row") || event.key.startsWith("Arrow") && !at.closest(".rows"))
  ) return;
  if (ACTS[meaning.act]?.(meaning.value) !== false) event.preventDefault();
}

/** @type {Record<string, (value?: string) => boolean | void>} */
const ACTS = {
  next: () => move(1),
  previous: () => move(-1),
  open: openSelected,
  back,
  map: () => go({ screen: desk().route.screen === "map" ? "board" : "map" }),
  search: () => document.getElementById("search")?.focus(),
  help: () => put({ overlay: "help" }),
  screen: (value) => open(value ?? "board"),
  command: (value) => command(value ?? ""),
  language: toggleLanguage,
  theme: toggleTheme,
  sound: toggleMute,
  report: () => {
    const me = desk().me;
    if (me && commands(me)) put({ overlay: "report" });
  },
  timelineBack: () => walkTimeline(-1),
  timelineOn: () => walkTimeline(1),
  taskNext: () => walkTasks(1),
  taskPrevious: () => walkTasks(-1),
};

/** The selected matter as a row, also when only its details are here: closed, or opened by a link. */
function selected() {
  const { route, board, details } = desk();
  const found = selectedItem(board, route.type === "site" ? null : route.type, route.id);
  const held = route.type === "incident" && route.id ? details[route.id]?.incident : null;
  return found ?? (held ? /** @type {const} */ ({ type: "incident", id: held.id, it: held }) : null);
}

/** @param {number} step */
function move(step) {
  const { route } = desk();
  if (route.screen !== "board" && route.screen !== "map") return false;
  const item = neighbour(visibleQueue(), route.id, step, selected());
  if (!item) return false;
  select(item.type, item.id, true);
  focusSelectedRow();
}

function openSelected() {
  const { route } = desk();
  // A matter can be selected without standing in the queue: just confirmed, closed, or opened by a link.
  const item = visibleQueue().find((one) => standsFor(one, route.id)) ?? selected();
  if (item) return openItem(item);
  if (route.type !== "incident" || !route.id || route.screen === "incident") return false;
  go({ screen: "incident" });
}

function back() {
  const { route, said } = desk();
  if (said) return put({ said: null });
  if (route.screen !== "board") return go({ screen: "board" });
  if (route.search || route.filter !== "all") return go({ search: "", filter: "all" });
  if (route.id) go({ type: null, id: null });
}

/** What is selected, first itself and then what belongs to it: an alert's incident, an incident's verification. @returns {["alert" | "incident", any][]} */
function targets() {
  const { route, board, details } = desk();
  if (!route.id) return [];
  const incidentOf = (/** @type {string | null | undefined} */ id) =>
    id ? board.incidents[id] ?? details[id]?.incident ?? null : null;
  if (route.type === "alert") {
    const alert = board.alerts[route.id];
    return [["alert", alert], ["incident", incidentOf(alert?.incident)]];
  }
  return [["incident", incidentOf(route.id)], ["alert", pendingVerification(board, route.id)]];
}

/** @param {string} letter */
function command(letter) {
  const { me, centers } = desk();
  if (!me) return false;
  for (const [kind, target] of targets()) {
    if (!target) continue;
    const offers = kind === "alert" ? alertOffers(target, me, centers) : incidentOffers(target, me, centers);
    const offer = offers.find((one) => one.key === letter);
    if (offer) return take(kind, target, offer);
  }
  return false;
}

/** @param {number} step */
function walkTimeline(step) {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".timeline li")]);
  if (rows.length === 0) return false;
  const here = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  // The newest line stands first, so that back in time is down the list.
  const next = here < 0 ? (step < 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here - step));
  rows[next].focus();
}

/** @param {number} step */
function walkTasks(step) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".task-card")]);
  const cards = all.filter((card) => !card.closest("details:not([open])"));
  if (cards.length === 0) return false;
  const here = cards.findIndex((card) => card.contains(document.activeElement));
  const next = here < 0 ? (step < 0 ? cards.length - 1 : 0) : Math.min(cards.length - 1, Math.max(0, here + step));
  cards[next].focus();
}
