// @ts-check
// Whose figures a screen shows: those of the viewer's own jurisdiction, the same that the queue has. Only the hub's are the city's.

import { queueOf, unacknowledgedCount } from "../loop/queue.js";
import { clockState } from "../loop/clocks.js";

/** @typedef {import("../types/bayu.d.ts").Center} Center */
/** @typedef {import("../types/bayu.d.ts").Me} Me */
/** @typedef {{ me: Me | null, centers: Map<string, Center>, network: any, teams: any[], board: import("../types/bayu.d.ts").Board }} Known */

/** No network is deeper; it bounds a list of centers whose parents run in a circle. */
const LEVELS_MAX = 5;

/** @param {Pick<Known, "me" | "network">} known */
export function isWholeCity({ me, network }) {
  return Boolean(me && network?.hub?.code === me.center && !me.department);
}

/** True when the center is `root` or stands under it. @param {string | null | undefined} code @param {string} root @param {Map<string, Center>} centers */
export function standsUnder(code, root, centers) {
  let at = code ?? null;
  for (let level = 0; at && level < LEVELS_MAX; level += 1) {
    if (at === root) return true;
    at = centers.get(at)?.parent ?? null;
  }
  return false;
}

/** The district whose area the viewer's is, or lies in; null for the hub. @param {Me | null} me @param {Map<string, Center>} centers */
export function districtOf(me, centers) {
  const center = me && centers.get(me.center);
  if (!center || center.level === "municipal") return null;
  return center.level === "township" ? center.parent : center.code;
}

/** What the wall and the line at the bottom say in numbers. @param {Known} known @param {number} now */
export function figuresOf(known, now) {
  const items = queueOf(known.board);
  const overdue = items.filter(({ it }) =>
    it.clocks.some((clock) => !clock.stoppedAt && clockState(clock, now) === "breached")
  );
  return {
    items,
    alerts: items.filter((item) => item.type === "alert").length,
    incidents: items.filter((item) => item.type === "incident").length,
    unacknowledged: unacknowledgedCount(items),
    overdue: overdue.length,
    ...resourcesOf(known),
  };
}

/** @typedef {{ centers?: number, teams?: number, teamsBusy?: number, sensors?: number, silent?: number, awaited?: number }} Resources */

/** @param {Known} known @returns {Resources} */
function resourcesOf(known) {
  const { me, centers, network } = known, totals = network?.totals ?? {};
  if (isWholeCity(known)) {
    return {
      centers: network.totals ? 1 + totals.districts + totals.townships : undefined,
      teams: totals.teams,
      teamsBusy: totals.teamsBusy,
      ...sensorsOf(network),
    };
  }
  // Until the centers are here nobody can say what is mine.
  if (!me || centers.size === 0) return {};
  const mine = (/** @type {string | null | undefined} */ code) => standsUnder(code, me.center, centers);
  const teams = known.teams.filter((team) => mine(team.center));
  return {
    centers: [...centers.keys()].filter(mine).length,
    teams: teams.length,
    teamsBusy: teams.filter((team) => team.task).length,
    ...sensorsOf(network),
  };
}

/** The server counts them: a city has tens of thousands of series, and no page holds them all. @param {any} network */
function sensorsOf(network) {
  const own = network?.own ?? {};
  return { sensors: own.datastreams, silent: own.datastreamsSilent, awaited: own.datastreamsAwaited };
}
