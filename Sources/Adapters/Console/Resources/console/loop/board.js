// @ts-check
// The board as a fold: the snapshot first, then each event that the server sends.

import { wholeAlert, wholeIncident, wholeNotice } from "./whole.js";

/** @typedef {import("../types/bayu.d.ts").Board} Board */

/** @type {Board} */
export const EMPTY_BOARD = { position: 0, alerts: {}, incidents: {}, notices: {} };

const PLACES = /** @type {Record<string, "alerts" | "incidents" | "notices">} */ ({
  alert: "alerts",
  incident: "incidents",
  notice: "notices",
});

/** @type {Record<string, (it: any) => any>} */
const WHOLE = { alert: wholeAlert, incident: wholeIncident, notice: wholeNotice };

function byID(/** @type {any[] | undefined} */ list, /** @type {string} */ kind) {
  return Object.fromEntries((list ?? []).map((one) => [one.id, WHOLE[kind](one)]));
}

/** @returns {Board} */
export function boardFrom(/** @type {any} */ snapshot) {
  return {
    position: snapshot.position ?? 0,
    alerts: byID(snapshot.alerts, "alert"),
    incidents: byID(snapshot.incidents, "incident"),
    notices: byID(snapshot.notices, "notice"),
  };
}

/** Takes in one event; an older version of a matter than the one held changes nothing. */
export function fold(/** @type {Board} */ board, /** @type {{ type: string, data: any, position?: number }} */ event) {
  const place = PLACES[event.type];
  const position = Math.max(board.position, event.position ?? 0);
  if (!place || !event.data?.id) return position === board.position ? board : { ...board, position };
  const held = /** @type {any} */ (board[place][event.data.id]);
  if (held && held.version > event.data.version) return { ...board, position };
  return { ...board, position, [place]: { ...board[place], [event.data.id]: WHOLE[event.type](event.data) } };
}

/** Takes in what arrived between two frames at once, so that a burst costs one copy and one paint. */
export function foldAll(
  /** @type {Board} */ board,
  /** @type {{ type: string, data: any, position?: number }[]} */ events,
) {
  const next = {
    ...board,
    alerts: { ...board.alerts },
    incidents: { ...board.incidents },
    notices: { ...board.notices },
  };
  for (const event of events) {
    const place = PLACES[event.type];
    next.position = Math.max(next.position, event.position ?? 0);
    if (!place || !event.data?.id) continue;
    const held = /** @type {any} */ (next[place][event.data.id]);
    if (held && held.version > event.data.version) continue;
    next[place][event.data.id] = WHOLE[event.type](event.data);
  }
  return next;
}
