// @ts-check
// Change as colour: blue for what sank back, red for what came forward, grey for what cannot be told apart from nothing. Never green.

import { BELOW_LEVEL, CANNOT_TELL } from "./cloud-bytes.js";

/** From lost material over none to gained; told apart also by people who do not see red and green. */
const DARK = [[48, 116, 232], [120, 180, 240], [235, 232, 224], [250, 160, 90], [224, 52, 52]];
/** The same on a light ground, where the middle has to be dark to be seen. */
const LIGHT = [[24, 86, 200], [40, 98, 160], [72, 66, 84], [166, 78, 16], [186, 24, 32]];
/** Below the level of detection, and where nothing can be told: on both grounds. */
const GREYS = { dark: [128, 134, 142], light: [116, 122, 130] },
  UNKNOWNS = { dark: [104, 110, 122], light: [96, 102, 114] };
/** What the picture stands on; the style sheet has the same. */
export const GROUNDS = { dark: [11, 15, 20], light: [233, 238, 243] };

/** @param {string} theme @returns {"dark" | "light"} */
const ground = (theme) => theme === "light" ? "light" : "dark";

/** All colours that a point may have, from lost material to gained, and grey. @param {string} theme */
export function coloursOf(theme) {
  const on = ground(theme);
  return { stops: on === "light" ? LIGHT : DARK, grey: GREYS[on], unknown: UNKNOWNS[on] };
}

/** The round numbers a scale may end at, in millimetres. */
const ENDS = [5, 10, 20, 50, 100, 200, 320];

/** The end of the scale: the first round number beyond twice the largest patch. @param {{ medianMm: number }[]} patches */
export function scaleEnd(patches) {
  const largest = Math.max(0, ...patches.map((one) => Math.abs(one.medianMm)));
  return ENDS.find((end) => end >= largest * 1.5) ?? ENDS[ENDS.length - 1];
}

/** @param {number} mm @param {number} end @param {string} theme @returns {number[]} red, green and blue to 255 */
export function colourOf(mm, end, theme) {
  const stops = coloursOf(theme).stops;
  const place = (Math.max(-1, Math.min(1, mm / end)) + 1) / 2 * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(place)), part = place - low;
  return stops[low].map((from, channel) => Math.round(from + (stops[low + 1][channel] - from) * part));
}

/** Colours of all points of a node at one epoch; the fourth value is 0 where nothing can be told, and is drawn hatched.
 * @param {Int16Array} changes hundredths of a millimetre @param {Uint8Array} flags @param {number} end @param {string} theme */
export function colours(changes, flags, end, theme) {
  const { grey, unknown } = coloursOf(theme);
  const out = new Uint8Array(4 * changes.length);
  for (let point = 0; point < changes.length; point += 1) {
    const flag = flags[point];
    const colour = flag === BELOW_LEVEL
      ? grey
      : flag >= CANNOT_TELL
      ? unknown
      : colourOf(changes[point] / 100, end, theme);
    out.set(colour, 4 * point);
    out[4 * point + 3] = flag >= CANNOT_TELL ? 0 : 255;
  }
  return out;
}

/** The scale as a gradient of the style sheet. @param {string} theme */
export function gradient(theme) {
  return `linear-gradient(90deg, ${coloursOf(theme).stops.map((stop) => `rgb(${stop.join(" ")})`).join(", ")})`;
}
