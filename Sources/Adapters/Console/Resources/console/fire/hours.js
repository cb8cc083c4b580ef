// @ts-check
// Time on the page of a fire: the slider from now to a day ahead, which forecast an hour belongs to, and what is late.

/** The slider goes as far as the forecast. */
export const AHEAD_MAX = 1440;
export const STEP_MINUTES = 10, BIG_STEP_MINUTES = 60;
/** A picture is made anew at least every ten minutes; one that is older than this was not. */
export const STALE_MINUTES = 12;
/** An order that is due within this is said in the colour of warnings. */
const SOON_SECONDS = 1800;

/** Minutes since the fire began. @param {{ start: string }} picture @param {number} now milliseconds */
export function minuteNow(picture, now) {
  return Math.max(0, (now - Date.parse(picture.start)) / 60_000);
}

/** The moment at which the fire was out, in milliseconds; null while it burns. @param {{ attack: { step: string, at: string }[] }} picture */
export function outAt(picture) {
  const row = picture.attack.find((one) => one.step === "out");
  return row ? Date.parse(row.at) : null;
}

/** A place on the slider: whole steps from now to the end, whatever the address says. @param {string | number | null | undefined} wanted */
export function aheadOf(wanted) {
  const minutes = Number(wanted ?? 0);
  if (!Number.isFinite(minutes)) return 0;
  return Math.min(AHEAD_MAX, Math.max(0, Math.round(minutes / STEP_MINUTES) * STEP_MINUTES));
}

/** Where a key moves the slider; null where it is no key of the slider. @param {number} ahead @param {string} key */
export function movedBy(ahead, key) {
  /** @type {Record<string, number>} */
  const to = {
    ArrowRight: ahead + STEP_MINUTES,
    ArrowUp: ahead + STEP_MINUTES,
    ArrowLeft: ahead - STEP_MINUTES,
    ArrowDown: ahead - STEP_MINUTES,
    PageUp: ahead + BIG_STEP_MINUTES,
    PageDown: ahead - BIG_STEP_MINUTES,
    Home: 0,
    End: AHEAD_MAX,
  };
  return key in to ? aheadOf(to[key]) : null;
}

/** The forecast hour that is nearest to a minute of the fire. @template {{ hours: number }} H @param {H[]} horizons @param {number} minute @returns {H | null} */
export function horizonFor(horizons, minute) {
  const away = (/** @type {H} */ one) => Math.abs(one.hours * 60 - minute);
  return horizons.reduce((best, one) => !best || away(one) < away(best) ? one : best, /** @type {H | null} */ (null));
}

/** @typedef {{ from: string, windSpeed: number, windFrom: number, temperature: number, humidity: number, rain: number, source: string }} Hour */

/** The weather that holds at a moment: that of the last row that has begun, the first where none has. @param {Hour[]} hours @param {number} moment milliseconds @returns {Hour | null} */
export function weatherAt(hours, moment) {
  return hours.reduce((held, one) => Date.parse(one.from) <= moment ? one : held, hours[0] ?? null);
}

/** The wind every so many hours from a moment on, for a strip along the slider. @param {Hour[]} hours @param {number} now milliseconds @param {number[]} ahead hours */
export function windsAlong(hours, now, ahead) {
  return ahead.flatMap((one) => {
    const weather = weatherAt(hours, now + one * 3_600_000);
    return weather ? [{ ahead: one, weather }] : [];
  });
}

/** A place that a team told longer ago is guessed again. */
export const POSITION_MINUTES = 10;

/** How a crew's place is known: `told`, or why it is guessed. @param {{ guessed?: string | null, positionAt?: string | null }} crew @param {number} now */
export function placeKnown(crew, now) {
  if (crew.guessed) return crew.guessed;
  return crew.positionAt && ageMinutes(crew.positionAt, now) > POSITION_MINUTES ? "old" : "told";
}

/** @param {string} madeAt @param {number} now */
export function ageMinutes(madeAt, now) {
  return Math.max(0, (now - Date.parse(madeAt)) / 60_000);
}

/** @param {string} madeAt @param {number} now */
export function isStale(madeAt, now) {
  return ageMinutes(madeAt, now) > STALE_MINUTES;
}

/** Those whose order is due first stand first; those without a time stay behind, the likelier first. @template {{ orderBy?: string | null, probability: number }} Z @param {Z[]} zones @returns {Z[]} */
export function zonesInOrder(zones) {
  const due = (/** @type {Z} */ zone) => zone.orderBy ? Date.parse(zone.orderBy) : Infinity;
  return [...zones].sort((left, right) => {
    const [first, second] = [due(left), due(right)];
    return first === second ? right.probability - left.probability : first - second;
  });
}

/** `none`, `late`, `soon` or `open`; `over` where the fire is out. @param {string | null | undefined} orderBy @param {number} now @param {boolean} [isOut] */
export function orderState(orderBy, now, isOut = false) {
  if (!orderBy) return "none";
  if (isOut) return "over";
  const left = (Date.parse(orderBy) - now) / 1000;
  return left < 0 ? "late" : left < SOON_SECONDS ? "soon" : "open";
}

/** Who is there first stands first, and who is cut off last. @template {{ seconds?: number | null, isCutOff: boolean }} T @param {T[]} teams @returns {T[]} */
export function teamsInOrder(teams) {
  const rank = (/** @type {T} */ team) => team.isCutOff ? Infinity : team.seconds ?? Number.MAX_VALUE;
  return [...teams].sort((left, right) => rank(left) === rank(right) ? 0 : rank(left) - rank(right));
}

/** What a summary says of a fire. @param {any} picture @returns {{ hour: any, first: any, order: any }} */
export function summaryOf(picture) {
  const first = teamsInOrder((picture.roads?.teams ?? []).filter((/** @type {any} */ one) => one.isFree))
    .find((one) => typeof one.seconds === "number" && !one.isCutOff);
  return {
    hour: picture.horizons.find((/** @type {any} */ one) => one.hours === 1) ?? null,
    first: first ?? null,
    order: zonesInOrder(picture.zones).find((/** @type {any} */ one) => one.orderBy) ?? null,
  };
}
