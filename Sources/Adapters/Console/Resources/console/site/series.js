// @ts-check
// Channels in groups, sites in order: what the pages of sites show, without a screen.

import { rankOf } from "../loop/grades.js";

/** The spans that a person can choose, in hours. */
export const SPANS = [6, 24, 24 * 7, 24 * 30];
const OVER = new Set(["rejected", "merged", "expired", "closed"]);

/** Channels by what they measure, in the order of the first of each kind. @param {any[]} streams @returns {[string, any[]][]} */
export function groups(streams) {
  /** @type {Map<string, any[]>} */
  const found = new Map();
  for (const one of streams) found.set(one.property, [...(found.get(one.property) ?? []), one]);
  return [...found];
}

/** What is open at a site: its alerts, and the incidents they belong to. @param {any} board @param {string} site */
export function openMatters(board, site) {
  const all = /** @type {any[]} */ (Object.values(board.alerts)).filter((one) => one.site === site);
  const alerts = all.filter((one) => !OVER.has(one.state) && !one.incident);
  const ids = new Set(all.map((one) => one.incident).filter(Boolean));
  const incidents = /** @type {any[]} */ (Object.values(board.incidents)).filter((one) =>
    ids.has(one.id) && !OVER.has(one.state)
  );
  return { alerts, incidents };
}

/** The gravest grade of what is open at a site; null when nothing is, which is not the same as safe. @param {any} board @param {string} site */
export function gradeNow(board, site) {
  const { alerts, incidents } = openMatters(board, site);
  const grades = [...alerts, ...incidents].map((one) => one.grade).filter(Boolean);
  return grades.sort((left, right) => rankOf(left) - rankOf(right))[0] ?? null;
}

/** The gravest grade of what is open, by site: one walk over the board for a list of hundreds. @param {any} board @returns {Map<string, import("../types/bayu.d.ts").Grade>} */
export function gradesNow(board) {
  const found = new Map();
  const take = (/** @type {string | null} */ site, /** @type {import("../types/bayu.d.ts").Grade} */ grade) => {
    if (site && grade && (!found.has(site) || rankOf(grade) < rankOf(found.get(site)))) found.set(site, grade);
  };
  for (const alert of /** @type {any[]} */ (Object.values(board.alerts))) {
    const incident = alert.incident ? board.incidents[alert.incident] : null;
    if (incident && !OVER.has(incident.state)) take(alert.site, incident.grade);
    if (!incident && !alert.incident && !OVER.has(alert.state)) take(alert.site, alert.grade);
  }
  return found;
}

/** The gravest grade of the open alerts that each series speaks for. @param {any} board @param {string} site @returns {Map<string, import("../types/bayu.d.ts").Grade>} */
export function gradesOfSeries(board, site) {
  const found = new Map();
  for (const alert of /** @type {any[]} */ (Object.values(board.alerts))) {
    const incident = alert.incident ? board.incidents[alert.incident] : null;
    if (alert.site !== site || OVER.has(incident ? incident.state : alert.state)) continue;
    const grade = incident?.grade ?? alert.grade;
    for (const { origin } of alert.evidence ?? []) {
      if (grade && (!found.has(origin) || rankOf(grade) < rankOf(found.get(origin)))) found.set(origin, grade);
    }
  }
  return found;
}

/** How a sensor is drawn: an alarm before all, and never as good what is old or missing. @param {string} state @param {string | null} grade */
export function markState(state, grade) {
  return grade ? "alarm" : ["fresh", "silent"].includes(state) ? state : "awaited";
}

/** The limit that a channel crossed last, as the open alerts of the site tell. @param {any} board @param {string} site @param {string} series */
export function limitAt(board, site, series) {
  const lines = Object.values(board.alerts).filter((/** @type {any} */ one) => one.site === site).flatMap((
    /** @type {any} */ one,
  ) => one.evidence ?? []);
  return lines.filter((one) => one.origin === series && typeof one.limit === "number").at(-1)?.limit ?? null;
}

/** @param {any[]} rows with `grade` @param {{ search: string, order: string }} wish */
export function sitesInOrder(rows, { search, order }) {
  const word = search.trim().toLowerCase();
  const found = rows.filter((one) => !word || one.words.toLowerCase().includes(word));
  const byName = (/** @type {any} */ left, /** @type {any} */ right) => left.label.localeCompare(right.label, "zh");
  const by = {
    grade: (/** @type {any} */ left, /** @type {any} */ right) =>
      rankOf(left.grade) - rankOf(right.grade) || byName(left, right),
    failure: (/** @type {any} */ left, /** @type {any} */ right) =>
      left.failure.localeCompare(right.failure, "zh") || byName(left, right),
    people: (/** @type {any} */ left, /** @type {any} */ right) =>
      (right.people ?? -1) - (left.people ?? -1) || byName(left, right),
    name: byName,
  };
  return found.sort(by[/** @type {"grade" | "people" | "failure" | "name"} */ (order)] ?? byName);
}

/** Columns of a chart: a pause of three intervals and more is a gap, not a line through it. @param {{ at: string, value: number }[]} points @param {number} interval seconds @param {number | null} limit */
export function columnsOf(points, interval, limit) {
  /** @type {number[]} */
  const times = [];
  /** @type {(number | null)[]} */
  const values = [];
  for (const one of points) {
    const at = Date.parse(one.at) / 1000, before = times[times.length - 1];
    if (times.length > 0 && at <= before) continue;
    if (times.length > 0 && at - before > 3 * interval) {
      times.push(before + interval);
      values.push(null);
    }
    times.push(at);
    values.push(one.value);
  }
  return [times, values, times.map(() => limit)];
}
