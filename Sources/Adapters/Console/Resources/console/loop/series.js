// @ts-check
// Readings of one series as they are shown: joined from the history and from the line, in order, and never older than they look.

/** @typedef {{ at: string, value: number }} Reading */

/** More than this the small curve cannot show. */
export const READINGS_KEPT = 900;
/** A reading is old when three of the usual pauses have passed without another. */
const STALE_INTERVALS = 3;
/** The board looks every five seconds; a series that is faster than that is not late for it. */
const SHORTEST_INTERVAL_SECONDS = 5;
/** One reading alone does not say how often the next is due. */
const UNKNOWN_INTERVAL_SECONDS = 60;

/** Both lists as one, oldest first, each moment once. @param {Reading[]} held @param {Reading[]} more @returns {Reading[]} */
export function joinReadings(held, more) {
  const byMoment = new Map([...held, ...more].map((one) => [Date.parse(one.at), one]));
  return [...byMoment].sort(([left], [right]) => left - right).map(([, one]) => one).slice(-READINGS_KEPT);
}

/** The usual pause between readings, in seconds: what the city says of the series, else the middle of the gaps. */
export function intervalOf(/** @type {Reading[]} */ points, /** @type {number | null | undefined} */ told) {
  if (told) return told;
  const gaps = points.slice(1).map((one, index) => (Date.parse(one.at) - Date.parse(points[index].at)) / 1000);
  if (gaps.length === 0) return UNKNOWN_INTERVAL_SECONDS;
  gaps.sort((left, right) => left - right);
  return Math.max(SHORTEST_INTERVAL_SECONDS, gaps[Math.floor(gaps.length / 2)]);
}

/**
 * `none`, `stale` or `fresh`: what is missing or old is never shown as good.
 * @param {Reading | null | undefined} latest @param {number} interval seconds @param {number} now
 */
export function readingState(latest, interval, now) {
  if (!latest) return "none";
  return (now - Date.parse(latest.at)) / 1000 > STALE_INTERVALS * interval ? "stale" : "fresh";
}

/**
 * The series that speaks for an alert: the one that raised it, as the log tells, else the first one among its evidence.
 * @param {{ source: string, origin: string, value: number | null }[]} evidence @param {any[]} timeline @returns {string | null}
 */
export function speakingSeries(evidence, timeline) {
  const raised = timeline.find((one) => one.type === "AlertRaised")?.data?.alert?.evidence;
  if (raised?.source === "reading") return raised.origin;
  return evidence.find((one) => one.source === "reading" && one.value !== null)?.origin ?? null;
}

/** All evidence of an alert: the log has every line, the alert itself only the newest. @param {any[]} evidence @param {any[]} timeline */
export function allEvidence(evidence, timeline) {
  const told = timeline.map((one) => one.data?.alert?.evidence ?? one.data?.evidence);
  return [...told.filter((one) => one?.origin), ...evidence];
}

/** The limit of the rule that the series crossed last; null when the evidence names none. @param {any[]} evidence @param {string} series */
export function limitOf(evidence, series) {
  const crossed = evidence.filter((one) => one.origin === series && typeof one.limit === "number");
  return crossed.length > 0 ? crossed[crossed.length - 1].limit : null;
}
