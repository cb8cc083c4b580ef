// @ts-check
// The geometry of a section as it is drawn, without a screen: scales, areas between the tops of layers, boreholes.

export const WIDTH = 760, HEIGHT = 330;
const LEFT = 48, RIGHT = 14, TOP = 26, BOTTOM = 34;
/** What the picture shows below the lowest thing that is known, as a share of its height. */
const BELOW_SHARE = 0.08;
/** Numbers on an axis that can be read on a phone. */
const TICKS = 6;

/** @typedef {{ layer: string, heights: (number | null)[] }} Top */
/** @typedef {{ id: string, alongMetres: number, asideMetres: number, collarHeightMetres: number, stretches: { fromMetres: number, toMetres: number, layer: string }[] }} Hole */
/** @typedef {{ along: number[], tops: Top[], boreholes: Hole[] }} Section */

/** Heights that the picture has to show; null where nothing is known along the line. @param {Section} section @returns {[number, number] | null} */
export function range({ tops, boreholes }) {
  const known = tops.flatMap((one) => one.heights.filter((height) => height !== null)).concat(
    boreholes.flatMap((one) => [
      one.collarHeightMetres,
      one.collarHeightMetres - Math.max(...one.stretches.map((part) => part.toMetres)),
    ]),
  );
  if (known.length === 0) return null;
  const low = known.reduce((held, one) => Math.min(held, one)), high = known.reduce((held, one) => Math.max(held, one));
  const below = Math.max(1, (high - low) * BELOW_SHARE);
  return [low - below, high];
}

/** @param {Section} section */
export function scales(section) {
  const [low, high] = range(section) ?? [0, 1];
  const length = section.along[section.along.length - 1] || 1;
  const across = (WIDTH - LEFT - RIGHT) / length, up = (HEIGHT - TOP - BOTTOM) / Math.max(0.001, high - low);
  return {
    low,
    high,
    length,
    /** Heights are drawn so many times as tall as lengths. */
    steeper: up / across,
    x: (/** @type {number} */ along) => LEFT + along * across,
    y: (/** @type {number} */ height) => TOP + (high - height) * up,
  };
}

/** Round numbers between two ends. @param {number} low @param {number} high */
export function ticks(low, high) {
  const rough = (high - low) / TICKS, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power;
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) {
    found.push(Number(at.toPrecision(12)));
  }
  return found;
}

/**
 * The area of each layer from its top to the next top that is known below, else to the bottom of the picture.
 * Where a top is unknown its layer is not drawn, rather than drawn through.
 * @param {Section} section @returns {{ layer: string, path: string, open: boolean }[]} `open` where nobody knows how deep it goes
 */
export function areas(section) {
  const { along, tops } = section, { x, y, low } = scales(section);
  return tops.map((top, order) => {
    const under = tops.slice(order + 1);
    const bottom = along.map((_, at) => {
      const height = top.heights[at];
      const next = under.map((one) => one.heights[at]).find((one) => one !== null && one !== undefined) ?? low;
      // A lower top that crosses this one leaves no room for the layer.
      return height === null ? null : Math.min(height, next);
    });
    const path = runs(top.heights).map(([from, to]) => {
      const places = Array.from({ length: to - from + 1 }, (_, step) => from + step);
      const line = (/** @type {(number | null)[]} */ heights) => (/** @type {number} */ at) =>
        `${x(along[at]).toFixed(1)},${y(/** @type {number} */ (heights[at])).toFixed(1)}`;
      return `M${places.map(line(top.heights)).join("L")}L${places.reverse().map(line(bottom)).join("L")}Z`;
    }).join("");
    return { layer: top.layer, path, open: under.length === 0 };
  });
}

/** Stretches of places where a height is known, first and last. @param {(number | null)[]} heights @returns {[number, number][]} */
function runs(heights) {
  /** @type {[number, number][]} */
  const found = [];
  heights.forEach((height, at) => {
    const last = found[found.length - 1];
    if (height === null) return;
    if (last && last[1] === at - 1) last[1] = at;
    else found.push([at, at]);
  });
  return found.filter(([from, to]) => to > from);
}

/** The layers told apart by colour, each also by its place and its name in the legend. */
const FILLS = ["#b98a4b", "#7f97ad", "#d3543f", "#5d6b8c", "#8aa05a", "#a477a8", "#4f9a94", "#c9a63a"];

/** @param {string} layer @param {{ id: string }[]} layers */
export function fillOf(layer, layers) {
  const order = layers.findIndex((one) => one.id === layer);
  return order < 0 ? "transparent" : FILLS[order % FILLS.length];
}

/** A place on the map of the model, metres, from one on its picture. @param {{ x: number, y: number }} low @param {{ x: number, y: number }} high @param {number} across 0 to 1 from the left @param {number} down 0 to 1 from the top */
export function planPoint(low, high, across, down) {
  const tenth = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  return { x: tenth(low.x + (high.x - low.x) * across), y: tenth(high.y - (high.y - low.y) * down) };
}
