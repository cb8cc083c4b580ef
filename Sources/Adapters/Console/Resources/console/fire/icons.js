// @ts-check
// Signs that only the map of a fire has, drawn here.

import { paletteOf } from "../map/style.js";

/** Twice the shown size, for sharp screens. */
const SIZE = 48;

/** @param {(pen: CanvasRenderingContext2D) => void} draw */
function image(draw) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  draw(pen);
  return pen.getImageData(0, 0, SIZE, SIZE);
}

/** A closed figure in one colour with an edge. @param {string} path @param {string} fill @param {string} edge */
function figure(path, fill, edge) {
  return image((pen) => {
    const shape = new Path2D(path);
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = edge;
    pen.stroke(shape);
    pen.fillStyle = fill;
    pen.fill(shape);
  });
}

const FLAME =
  "M24 3C30 13 40 18 38 31 37 40 31 45 24 45 16 45 10 39 10 31 10 24 15 21 17 14 19 19 21 21 24 22 25 15 22 9 24 3Z";
const DROP = "M24 5C32 17 38 23 38 31A14 14 0 0 1 10 31C10 23 16 17 24 5Z";
const FLAG = "M13 4H17V7H39L33 15 39 23H17V45H13Z";
const DIAMOND = "M24 12 36 24 24 36 12 24Z";
const PEAK = "M24 6 43 40H5Z";
const ARROW = "M24 3 36 21H28V45H20V21H12Z";

/** @param {any} map @param {"dark" | "light"} theme */
export function addFireIcons(map, theme) {
  const ink = paletteOf(theme), edge = ink.edge ?? ink.halo;
  const add = (/** @type {string} */ name, /** @type {ImageData} */ data) =>
    !map.hasImage(name) && map.addImage(name, data);
  add("fire-ignition", figure(FLAME, ink["grade-1"], "#ffffff"));
  add("fire-water", figure(DROP, ink["grade-4"], edge));
  add("fire-station", figure(FLAG, ink.soft, edge));
  add("fire-station-next", figure(FLAG, ink.hub, edge));
  add("fire-sensor", figure(DIAMOND, ink.team, edge));
  add("fire-sensor-old", figure(DIAMOND, ink.faint, edge));
  add("fire-sensor-hot", figure(PEAK, ink["grade-1"], "#ffffff"));
  add("fire-wind", figure(ARROW, ink.text, edge));
}
