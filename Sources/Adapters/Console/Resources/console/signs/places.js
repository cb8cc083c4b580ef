// @ts-check
// Names of places and doers, as far as they are known on this machine.

import { html } from "../view.js";
import { desk } from "../live/desk.js";
import { hasWords, nameIn, say, t } from "../i18n/words.js";

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

/** Who did something, by the post: `值班员 · 渝中区`. Bayu itself and devices have no post. @param {any} actor */
export function postName(actor) {
  if (actor?.kind !== "person" || !hasWords(`role.${actor.role}`)) return "";
  const of = actor.team ? teamName(actor.team) : departmentName(actor.department ?? null);
  return [t(`role.${actor.role}`), centerName(actor.center), of].filter(Boolean).join(" · ");
}

/** The team of a task: its own words first, for not every role may list the teams. @param {any} task */
export function taskTeam(task) {
  return say(task.teamName) || teamName(task.team);
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

/** The way to the page of a site. @param {{ id: string }} props */
export function SiteLink({ id }) {
  return html`<a href=${`#/site/${encodeURIComponent(id)}`}>${nameIn(desk().sites, id)}</a>`;
}
