// @ts-check
// The rasters of a fire: 16 bits a cell, rows from the north, and the colours they are shown in.

/** Where there is nothing to say. */
export const NONE = 65535;

/** @typedef {{ to: number, colour: [number, number, number, number], key: string }} Band up to and with `to`, in the unit of the raster */
/** @typedef {{ columns: number, rows: number, scale: number, numbers: Uint16Array }} Raster */

/** The numbers of a raster; an answer of another length is none. @param {ArrayBuffer} bytes @param {number} columns @param {number} rows @param {number} scale @returns {Raster} */
export function rasterOf(bytes, columns, rows, scale) {
  if (bytes.byteLength !== 2 * columns * rows || columns * rows === 0) {
    throw new Error(`a raster of ${columns} × ${rows} cells has ${bytes.byteLength} bytes`);
  }
  const view = new DataView(bytes), numbers = new Uint16Array(columns * rows);
  for (let cell = 0; cell < numbers.length; cell += 1) numbers[cell] = view.getUint16(2 * cell, true);
  return { columns, rows, scale, numbers };
}

/** Minutes until the fire is there; near is red and far is blue, and lines with their hour say the same. @type {Band[]} */
export const ARRIVAL = [
  { to: 60, colour: [227, 26, 28, 190], key: "1" },
  { to: 180, colour: [253, 141, 60, 180], key: "3" },
  { to: 360, colour: [254, 204, 92, 165], key: "6" },
  { to: 720, colour: [158, 188, 218, 150], key: "12" },
  { to: 1440, colour: [107, 127, 179, 140], key: "24" },
];

/** The share of the members that have reached a cell. @type {Band[]} */
export const PROBABILITY = [
  { to: 0.1, colour: [254, 217, 118, 90], key: "10" },
  { to: 0.3, colour: [254, 178, 76, 130], key: "30" },
  { to: 0.5, colour: [253, 141, 60, 160], key: "50" },
  { to: 0.8, colour: [240, 59, 32, 180], key: "80" },
  { to: 1, colour: [189, 0, 38, 205], key: "100" },
];

/** Metres: what people with hand tools, and what engines can attack at the head (Roussopoulos and Johnson 1975). @type {Band[]} */
export const FLAME = [
  { to: 1.2, colour: [254, 217, 118, 120], key: "hand" },
  { to: 2.4, colour: [253, 141, 60, 160], key: "engine" },
  { to: 3.4, colour: [240, 59, 32, 180], key: "hard" },
  { to: Infinity, colour: [128, 0, 60, 205], key: "no" },
];

/** What has burned by a minute is hatched, so that it is seen in any colours. */
const BURNED = /** @type {const} */ ([34, 12, 10, 205]), BURNED_STROKE = /** @type {const} */ ([255, 106, 90, 235]);
/** A stroke every so many cells. */
const HATCH_CELLS = 4;
/** What nobody reaches in time lies in shadow. */
const SHADED = /** @type {const} */ ([8, 12, 20, 175]), SHADED_STROKE = /** @type {const} */ ([150, 165, 185, 150]);
const CLEAR = /** @type {const} */ ([0, 0, 0, 0]);

/** A picture of a raster, four bytes a cell. @param {Raster} raster @param {(value: number | null, hatched: boolean) => readonly number[]} colourOf */
export function paint({ columns, rows, scale, numbers }, colourOf) {
  const pixels = new Uint8ClampedArray(4 * columns * rows);
  for (let row = 0, cell = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, cell += 1) {
      const number = numbers[cell];
      pixels.set(colourOf(number === NONE ? null : number * scale, (row + column) % HATCH_CELLS === 0), 4 * cell);
    }
  }
  return pixels;
}

/** @param {Band[]} bands */
export function banded(bands) {
  return (/** @type {number | null} */ value) =>
    value === null ? CLEAR : (bands.find((band) => value <= band.to) ?? bands[bands.length - 1]).colour;
}

/** What the fire has reached by a minute. @param {number} minute */
export function burnedBy(minute) {
  return (/** @type {number | null} */ value, /** @type {boolean} */ hatched) =>
    value === null || value > minute ? CLEAR : hatched ? BURNED_STROKE : BURNED;
}

/** Ground that nobody reaches within so many minutes is shaded; what no road leads to at all is hatched too. @param {number} minutes */
export function outOfReach(minutes) {
  return (/** @type {number | null} */ value, /** @type {boolean} */ hatched) =>
    value === null ? hatched ? SHADED_STROKE : SHADED : value > minutes ? SHADED : CLEAR;
}

/** How much has burned by a minute, in km². @param {Raster} arrival @param {number} minute @param {{ widthMetres: number, heightMetres: number }} frame */
export function burnedArea({ columns, rows, scale, numbers }, minute, frame) {
  let cells = 0;
  for (const number of numbers) if (number !== NONE && number * scale <= minute) cells += 1;
  return cells * (frame.widthMetres / columns) * (frame.heightMetres / rows) / 1e6;
}
