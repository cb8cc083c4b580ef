// @ts-check
// What was said and done. Entries are only ever added, so the list has no other controls than walking it.

import { html } from "../view.js";
import { desk } from "../live/desk.js";
import { clockTime, dateTime, hasWords, listed, nameIn, say, shortTime, t } from "../i18n/words.js";
import { centerName, departmentName, postName, taskTeam, teamName } from "../signs/places.js";
import { clockName } from "../signs/parts.js";
import { later } from "../shell/later.js";
import { tidy, valuesOf, wordsKeyOf } from "./telling.js";

/** Few lines have a photo, so the first rows do without it. */
const PhotoLook = later(async () => (await import("./photo.js")).PhotoLook);

/** @param {any} actor */
export function actorName(actor) {
  // What Bayu does by itself has a word; people, devices and rules have names of their own.
  if (actor?.kind === "system" && hasWords(`actor.${actor.name}`)) return t(`actor.${actor.name}`);
  if (actor?.kind === "system") return t("rail.rule", { rule: String(actor.name ?? "").replace(/@\d+$/, "") });
  const name = typeof actor === "string" ? actor : actor?.name ?? "";
  return [postName(actor), name].filter(Boolean).join(" · ");
}

/** The sentence of one entry. @param {any} entry @param {any} incident */
export function sentence(entry, incident) {
  if (entry.text) return say(entry.text);
  const key = wordsKeyOf(entry);
  if (!hasWords(key)) return entry.type;
  const tasks = incident?.tasks ?? [];
  const teamOf = (/** @type {string} */ id) => tasks.find((/** @type {any} */ task) => task.team === id);
  const names = {
    center: centerName,
    list: listed,
    team: (/** @type {string} */ id) => teamOf(id) ? taskTeam(teamOf(id)) : teamName(id),
    department: departmentName,
    clock: (/** @type {string} */ kind) => clockName(/** @type {any} */ ({ kind }), incident?.reports),
    grade: (/** @type {string} */ grade) => t(`grade.${grade}`),
    code: (/** @type {string} */ set, /** @type {string} */ id) =>
      set === "means" ? t(`means.${id}`) : nameIn(/** @type {any} */ (desk().city?.codes)?.[set], id),
    relation: (/** @type {string} */ id) => t(`relation.${id}`),
    part: (/** @type {string} */ kind, /** @type {string} */ id) => t(`evac.${kind}.${id}`),
    time: shortTime,
    task: (/** @type {string} */ id) => say(tasks.find((/** @type {any} */ task) => task.id === id)?.title),
    words: say,
  };
  return tidy(t(key, valuesOf(entry, names)));
}

/** The photo that an entry tells of: as the incident has it now, for it may have been erased since. @param {any} entry @param {any} incident */
function photoOf(entry, incident) {
  const told = entry.type === "PhotoAttached" ? entry.data?.photo : null;
  return told && (incident.photos.find((/** @type {any} */ one) => one.digest === told.digest) ?? told);
}

/** The newest line first: it is the one that is looked for. @param {{ items: any[], incident?: any }} props */
export function TimelineLines({ items, incident }) {
  return html`<ol class="timeline" reversed>
    ${
    [...items].reverse().map((item) =>
      html`
        <li key=${`${item.position}/${item.version}/${item.type}`} tabindex="-1">
          <time title=${dateTime(item.at)}>${clockTime(item.at)}</time>
          <span>${sentence(item, incident)}<small>${actorName(item.actor)}</small>${incident &&
            photoOf(item, incident) &&
            html`<${PhotoLook} incident=${incident} photo=${photoOf(item, incident)} />`}</span>
        </li>
      `
    )
  }
  </ol>`;
}
