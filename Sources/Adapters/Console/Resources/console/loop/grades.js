// @ts-check
// A grade is always shown as colour, shape and word (ISO 22324), so each carries all three.

/** @typedef {import("../types/bayu.d.ts").Grade} Grade */

/** The order of the queue: the gravest first, what has no grade last. */
export const GRADES = /** @type {const} */ (["I", "II", "III", "IV"]);

/** @type {Record<string, { shape: string, sign: string, css: string }>} */
const SIGNS = {
  I: { shape: "triangle", sign: "▲", css: "grade-1" },
  II: { shape: "diamond", sign: "◆", css: "grade-2" },
  III: { shape: "square", sign: "■", css: "grade-3" },
  IV: { shape: "circle", sign: "●", css: "grade-4" },
};
const NONE = { shape: "ring", sign: "○", css: "grade-0" };

/** @param {Grade | undefined} grade */
export function signOf(grade) {
  return (grade && SIGNS[grade]) || NONE;
}

/** 0 for the gravest. @param {Grade | undefined} grade */
export function rankOf(grade) {
  const place = grade ? GRADES.indexOf(grade) : -1;
  return place < 0 ? GRADES.length : place;
}
