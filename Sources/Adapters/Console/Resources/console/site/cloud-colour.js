// @ts-check
// Change as colour: blue for what sank back, red for what came forward, grey for what cannot be told apart from nothing. Never green.

import { BELOW_LEVEL, CANNOT_TELL } from "./cloud-bytes.js";

/** From lost material over none to gained; told apart also by people who do not see red and green. */
const STOPS = [[33, 102, 222], [120, 180, 240], [235, 232, 224], [250, 160, 90], [214, 40, 40]];
/** Below the level of detection, and where nothing can be told. */
export const GREY = [128, 134, 142], UNKNOWN = [86, 92, 104];

/** The round numbers a scale may end at, in millimetres. */
const ENDS = [5, 10, 20, 50, 100, 200, 320];

/** The end of the scale: the first round number beyond twice the largest patch. @param {{ medianMm: number }[]} patches */
export function scaleEnd(patches) {
  const largest = Math.max(0, ...patches.map((one) => Math.abs(one.medianMm)));
  return ENDS.find((end) => end >= largest * 1.5) ?? ENDS[ENDS.length - 1];
}

/** @param {number} mm @param {number} end @returns {number[]} red, green and blue to 255 */
export function colourOf(mm, end) {
  const place = (Math.max(-1, Math.min(1, mm / end)) + 1) / 2 * (STOPS.length - 1);
  const low = Math.min(STOPS.length - 2, Math.floor(place)), part = place - low;
  return STOPS[low].map((from, channel) => Math.round(from + (STOPS[low + 1][channel] - from) * part));
}

/** Colours of all points of a node at one epoch; the fourth value is 0 where nothing can be told, and is drawn hatched.
 * @param {Int16Array} changes hundredths of a millimetre @param {Uint8Array} flags @param {number} end */
export function colours(changes, flags, end) {
  const out = new Uint8Array(4 * changes.length);
  for (let point = 0; point < changes.length; point += 1) {
    const flag = flags[point];
    const colour = flag === BELOW_LEVEL ? GREY : flag >= CANNOT_TELL ? UNKNOWN : colourOf(changes[point] / 100, end);
    out.set(colour, 4 * point);
    out[4 * point + 3] = flag >= CANNOT_TELL ? 0 : 255;
  }
  return out;
}

/** The scale as a gradient of the style sheet. */
export function gradient() {
  return `linear-gradient(90deg, ${STOPS.map((stop) => `rgb(${stop.join(" ")})`).join(", ")})`;
}
