// @ts-check
// Names of places and doers, as far as they are known on this machine.

import { desk } from "../live/desk.js";
import { nameIn, say } from "../i18n/words.js";

/** @param {string | null | undefined} code */
export function centerName(code) {
  if (!code) return "";
  const center = desk().centers.get(code);
  if (center) return say(center.name);
  const district = desk().network?.districts?.find((/** @type {any} */ one) => one.code === code);
  return district ? say(district.name) : code;
}

/** `北碚区 · 澄江镇`; the matter itself names them before the centers are here. @param {any} it */
export function placeName(it) {
  const names = [say(it.districtName) || centerName(it.district), say(it.townshipName) || centerName(it.township)]
    .filter(Boolean);
  return [...new Set(names)].join(" · ");
}

/** @param {string | null} id */
export function departmentName(id) {
  return nameIn(desk().city?.departments, id);
}

/** @param {string | null} id */
export function teamName(id) {
  return nameIn(desk().teams, id);
}

/** @param {string | null | undefined} id */
export function skillName(id) {
  return nameIn(desk().city?.skills, id ?? null);
}

/** @param {string[] | null | undefined} ids */
export function skillNames(ids) {
  return (ids ?? []).map(skillName).join(" · ");
}

/** @param {string | null} id */
export function kindName(id) {
  return nameIn(desk().city?.kinds, id);
}
