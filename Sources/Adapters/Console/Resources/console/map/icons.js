// @ts-check
// The signs on the map, drawn here: the same shapes and colours as in the queue.

import { paletteOf } from "./style.js";

/** Twice the shown size, for sharp screens. */
const SIZE = 48;

/** @type {Record<string, (pen: CanvasRenderingContext2D) => void>} */
const SHAPES = {
  triangle: (pen) => polygon(pen, [[24, 5], [44, 41], [4, 41]]),
  diamond: (pen) => polygon(pen, [[24, 3], [45, 24], [24, 45], [3, 24]]),
  square: (pen) => pen.rect(7, 7, 34, 34),
  circle: (pen) => pen.arc(24, 24, 18, 0, Math.PI * 2),
};

function polygon(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number[][]} */ corners) {
  corners.forEach(([x, y], index) => index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y));
  pen.closePath();
}

/** @param {(pen: CanvasRenderingContext2D) => void} draw */
function image(draw) {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  draw(pen);
  return pen.getImageData(0, 0, SIZE, SIZE);
}

/** @param {string} shape @param {string} fill @param {string} edge @param {boolean} owned */
function sign(shape, fill, edge, owned) {
  return image((pen) => {
    pen.beginPath();
    SHAPES[shape](pen);
    pen.fillStyle = fill;
    pen.strokeStyle = edge;
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.stroke();
    pen.fill();
    if (!owned) return;
    // An incident carries a dot: somebody answers for it.
    pen.beginPath();
    pen.arc(24, shape === "triangle" ? 29 : 24, 6, 0, Math.PI * 2);
    pen.fillStyle = edge;
    pen.fill();
  });
}

/** @param {string} fill @param {string} edge @param {boolean} busy */
function team(fill, edge, busy) {
  return image((pen) => {
    pen.beginPath();
    pen.roundRect(10, 10, 28, 28, 8);
    pen.fillStyle = busy ? edge : fill;
    pen.strokeStyle = fill;
    pen.lineWidth = 4;
    pen.fill();
    pen.stroke();
  });
}

/** Four rotors on two arms, with a nose in the direction of flight. @param {string} ink @param {string} halo @param {boolean} full */
function drone(ink, halo, full) {
  return image((pen) => {
    for (const [colour, width] of /** @type {const} */ ([[halo, 9], [ink, 4]])) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      pen.moveTo(13, 15);
      pen.lineTo(35, 37);
      pen.moveTo(35, 15);
      pen.lineTo(13, 37);
      pen.stroke();
      for (const [x, y] of [[12, 14], [36, 14], [12, 38], [36, 38]]) {
        pen.beginPath();
        pen.arc(x, y, 7, 0, Math.PI * 2);
        pen.stroke();
      }
    }
    pen.beginPath();
    polygon(pen, [[24, 1], [31, 12], [17, 12]]);
    pen.fillStyle = full ? ink : halo;
    pen.strokeStyle = ink;
    pen.lineWidth = 3;
    pen.fill();
    pen.stroke();
  });
}

/** @param {any} map @param {"dark" | "light"} theme */
export function addIcons(map, theme) {
  const ink = paletteOf(theme);
  const shapes = /** @type {const} */ ([["grade-1", "triangle"], ["grade-2", "diamond"], ["grade-3", "square"], [
    "grade-4",
    "circle",
  ], ["grade-0", "circle"]]);
  const add = (/** @type {string} */ name, /** @type {ImageData} */ data) =>
    !map.hasImage(name) && map.addImage(name, data);
  for (const [grade, shape] of shapes) {
    const fill = ink[`fill-${grade}`] ?? ink[grade];
    add(`${grade}-alert`, sign(shape, fill, ink.edge ?? ink.halo, false));
    add(`${grade}-incident`, sign(shape, fill, ink.edge ?? ink.halo, true));
  }
  add("team", team(ink.team, ink.halo, false));
  add("team-busy", team(ink.team, ink.halo, true));
  add("drone", drone(ink.team, ink.halo, false));
  add("drone-out", drone(ink.hub, ink.halo, true));
  add("drone-old", drone(ink["grade-2"], ink.halo, false));
  add("hub", sign("diamond", ink.hub, ink.halo, true));
  add(
    "site",
    image((pen) => {
      pen.beginPath();
      pen.arc(24, 24, 9, 0, Math.PI * 2);
      pen.moveTo(24, 6);
      pen.lineTo(24, 42);
      pen.moveTo(6, 24);
      pen.lineTo(42, 24);
      pen.strokeStyle = ink.text;
      pen.lineWidth = 3;
      pen.stroke();
    }),
  );
}
