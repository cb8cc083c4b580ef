// @ts-check
// After a confirmation the selection goes on to the incident that came of it, as soon as the server says which.

import { desk, put, watch } from "../live/desk.js";
import { go } from "./navigate.js";

function follow() {
  const { following, route, board } = desk();
  if (!following) return;
  // Whoever has looked at something else meanwhile is not called away from it.
  if (route.id !== following) return put({ following: null });
  const incident = board.alerts[following]?.incident;
  if (!incident) return;
  put({ following: null });
  go({ type: "incident", id: incident }, true);
}

export function followConfirmed() {
  watch(follow);
}
