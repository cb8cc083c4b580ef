// @ts-check
// What was said and done. Entries are only ever added, so the list has no other controls than walking it.

import { html } from "../view.js";
import { clockTime, dateTime, say } from "../i18n/words.js";

/** @param {any} actor */
function actorName(actor) {
  return typeof actor === "string" ? actor : actor?.name ?? "";
}

/** @param {{ items: any[] }} props */
export function TimelineLines({ items }) {
  return html`<ol class="timeline">
    ${
    items.map((item) =>
      html`
        <li key=${`${item.position}/${item.version}/${item.type}`} tabindex="-1">
          <time title=${dateTime(item.at)}>${clockTime(item.at)}</time>
          <span>${say(item.text)}<small>${actorName(item.actor)}</small></span>
        </li>
      `
    )
  }
  </ol>`;
}
