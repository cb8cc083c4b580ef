// @ts-check
// Townships by name, as a caller says it: "澄江", "北碚 澄江", "chengjiang".

/** @typedef {import("../types/bayu.d.ts").Center} Center */
/** @typedef {{ center: Center, district: Center | undefined }} Found */

/** More than this is no help to somebody on the telephone. */
export const FOUND_MAX = 8;

/** @param {Center | undefined} center */
function wordsOf(center) {
  return center ? `${center.name.zh} ${center.name.en}`.toLowerCase() : "";
}

/** 0 for a township whose own name begins so, 1 where its name holds it, 2 where only the district does. @param {Center} center @param {string} first */
function rankOf(center, first) {
  const words = wordsOf(center);
  if (center.name.zh.startsWith(first) || center.name.en.toLowerCase().startsWith(first)) return 0;
  return words.includes(first) ? 1 : 2;
}

/** @param {Map<string, Center>} centers @param {string} typed @param {number} [limit] @returns {Found[]} */
export function findTownships(centers, typed, limit = FOUND_MAX) {
  const wanted = typed.trim().toLowerCase().split(/[\s·,，]+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const last = wanted[wanted.length - 1];
  /** @type {Found[]} */
  const found = [];
  for (const center of centers.values()) {
    if (center.level !== "township" || !center.point) continue;
    const district = centers.get(center.parent ?? "");
    const words = `${wordsOf(district)} ${wordsOf(center)}`;
    if (wanted.every((word) => words.includes(word))) found.push({ center, district });
  }
  found.sort((left, right) =>
    rankOf(left.center, last) - rankOf(right.center, last) || left.center.code.localeCompare(right.center.code)
  );
  return found.slice(0, limit);
}
