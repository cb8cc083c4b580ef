// @ts-check
// Patrols of a rain round on the phone: which are mine, and how each stands with what the server has not heard yet.

/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {import("../console/types/bayu.d.ts").MyPatrol} MyPatrol */

/** What a waiting report belongs to, in the outbox. @param {MyPatrol} mine */
export function patrolKey(mine) {
  return `patrol/${mine.round}/${mine.patrol.number}`;
}

/** @param {string} key */
export function isPatrolKey(key) {
  return key.startsWith("patrol/");
}

/** @param {MyPatrol} mine */
export function patrolPath(mine) {
  return `/api/rain-rounds/${encodeURIComponent(mine.round)}/commands`;
}

/**
 * The patrols as the person left them: one that is reported is gone from the list, one that is taken on says so.
 * @param {MyPatrol[]} patrols @param {Waiting[]} waiting @returns {MyPatrol[]}
 */
export function patrolsAsLeft(patrols, waiting) {
  const given = (/** @type {MyPatrol} */ mine) =>
    waiting.filter((one) => one.task === patrolKey(mine)).map((one) => one.body.type);
  return patrols.filter((mine) => !given(mine).includes("finishPatrol")).map((mine) =>
    given(mine).includes("acknowledgePatrol") ? { ...mine, patrol: { ...mine.patrol, state: "acknowledged" } } : mine
  );
}

/** Patrols without the one that the server has just taken a report of, until its own list comes. @param {MyPatrol[]} patrols @param {Waiting} one @returns {MyPatrol[]} */
export function withReported(patrols, one) {
  return patrolsAsLeft(patrols, [one]);
}
