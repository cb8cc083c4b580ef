// @ts-check
// Moving between states; the hash is the only place where they are kept.

import { desk, put } from "../live/desk.js";
import { loadIncident } from "../live/details.js";
import { formatRoute, parseRoute } from "./route.js";

/** @param {Partial<import("./route.js").Route>} change @param {boolean} [replace] */
export function go(change, replace = false) {
  const hash = formatRoute({ ...desk().route, ...change });
  if (hash === location.hash) return;
  if (replace) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  adopt();
}

/** Writes a change that only moves within the page into the address; nothing is fetched for it. @param {Partial<import("./route.js").Route>} change */
export function note(change) {
  const route = { ...desk().route, ...change };
  history.replaceState(null, "", formatRoute(route));
  put({ route });
}

function adopt() {
  const route = parseRoute(location.hash);
  put({ route });
  if (route.type === "incident" && route.id && desk().me) void loadIncident(route.id);
}

export function followHash() {
  addEventListener("hashchange", adopt);
  addEventListener("popstate", adopt);
  adopt();
}

/** The focus follows the selection, so that a screen reader says the row and Enter opens it. */
export function focusSelectedRow() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const row = /** @type {HTMLElement | null} */ (document.querySelector(".row[aria-current=true] .row-button"));
      row?.focus({ preventScroll: true });
    })
  );
}

/** @param {"alert" | "incident"} type @param {string} id @param {boolean} [replace] */
export function select(type, id, replace = false) {
  const screen = desk().route.screen === "map" ? "map" : "board";
  go({ screen, type, id }, replace);
}
