// @ts-check
// What was said and done. Entries are only ever added, so the list has no other controls than walking it.

import { html } from "../view.js";
import { desk } from "../live/desk.js";
import { clockTime, dateTime, hasWords, nameIn, say, t } from "../i18n/words.js";
import { centerName, departmentName, teamName } from "../signs/places.js";
import { clockName } from "../signs/parts.js";
import { tidy, valuesOf } from "./telling.js";

/** @param {any} actor */
function actorName(actor) {
  // What Bayu does by itself has a word; people, devices and rules have names of their own.
  if (actor?.kind === "system" && hasWords(`actor.${actor.name}`)) return t(`actor.${actor.name}`);
  return typeof actor === "string" ? actor : actor?.name ?? "";
}

/** The sentence of one entry. @param {any} entry @param {any[]} tasks */
function sentence(entry, tasks) {
  if (entry.text) return say(entry.text);
  const key = `event.${entry.type}`;
  if (!hasWords(key)) return entry.type;
  const names = {
    center: centerName,
    team: teamName,
    department: departmentName,
    clock: (/** @type {string} */ kind) => clockName(/** @type {any} */ ({ kind })),
    grade: (/** @type {string} */ grade) => t(`grade.${grade}`),
    code: (/** @type {string} */ set, /** @type {string} */ id) =>
      set === "means" ? t(`means.${id}`) : nameIn(/** @type {any} */ (desk().city?.codes)?.[set], id),
    relation: (/** @type {string} */ id) => t(`relation.${id}`),
    task: (/** @type {string} */ id) => say(tasks.find((task) => task.id === id)?.title),
    words: say,
  };
  return tidy(t(key, valuesOf(entry, names)));
}

/** @param {{ items: any[], tasks?: any[] }} props */
export function TimelineLines({ items, tasks = [] }) {
  return html`<ol class="timeline">
    ${
    items.map((item) =>
      html`
        <li key=${`${item.position}/${item.version}/${item.type}`} tabindex="-1">
          <time title=${dateTime(item.at)}>${clockTime(item.at)}</time>
          <span>${sentence(item, tasks)}<small>${actorName(item.actor)}</small></span>
        </li>
      `
    )
  }
  </ol>`;
}
