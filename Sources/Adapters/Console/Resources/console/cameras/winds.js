// @ts-check
// Where a camera looks, as people say it.

/** Eight winds, as people say where a camera looks. */
const WINDS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];

/** @param {number} degrees clockwise from north */
export function windOf(degrees) {
  return WINDS[Math.round(degrees / 45) % 8];
}
