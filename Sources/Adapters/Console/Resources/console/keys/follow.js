// @ts-check
// After a confirmation the selection goes on to the incident that came of it, as soon as the server says which.

import { desk, put, watch } from "../live/desk.js";
import { focusSelectedRow, go } from "./navigate.js";

function follow() {
  const { following, route, board } = desk();
  if (!following) return;
  // Whoever has looked at something else meanwhile is not called away from it.
  if (route.id !== following) return put({ following: null });
  const incident = board.alerts[following]?.incident;
  if (!incident) return;
  put({ following: null });
  go({ type: "incident", id: incident }, true);
  // The row that had the focus is gone with the alert.
  if (document.activeElement === document.body) focusSelectedRow();
}

export function followConfirmed() {
  watch(follow);
}
