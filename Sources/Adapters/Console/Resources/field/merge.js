// @ts-check
// The merge view: my step beside theirs, and the person decides.

import { html } from "../console/view.js";
import { clockTime, say, t } from "../console/i18n/words.js";
import { wordsOfRefusal } from "../console/live/reason.js";
import { settleConflict, state } from "./desk.js";
import { asNote, commandsThatFit, wordsOf } from "./conflicts.js";

/** @typedef {import("./conflicts.js").Conflict} Conflict */

/** @param {{ conflict: Conflict }} props */
export function Merge({ conflict }) {
  const theirs = state.tasks.find((task) => task.id === conflict.task);
  const again = commandsThatFit(conflict, theirs, state.me);
  const words = wordsOf(conflict);
  return html`
    <section class="merge" role="alert" data-merge=${conflict.task}>
      <h2>${t("merge.title")}</h2>
      <p>${say(conflict.title) || conflict.task}</p>
      <div class="merge-sides">
        <div>
          <h3>${t("merge.mine")}</h3>
          <ul>
            ${conflict.commands.map((one) =>
              html`
                <li key=${one.id}><b>${t(`command.${one.body.type}`)}</b> <time>${clockTime(one.at)}</time></li>
              `
            )}
          </ul>
          ${words && html`<p class="merge-words">${words}</p>`}
        </div>
        <div>
          <h3>${t("merge.theirs")}</h3>
          <p><b>${theirs ? t(`task.${theirs.state}`) : t("merge.gone")}</b></p>
          <p>${wordsOfRefusal(conflict.reason)}</p>
        </div>
      </div>
      <div class="field-buttons">
        <button type="button" class="field-primary" data-choice="theirs" onClick=${() =>
          void settleConflict(conflict)}>${t(
            "merge.keep.theirs",
          )}</button>
        ${again.length > 0 &&
          html`<button type="button" data-choice="mine" onClick=${() => void settleConflict(conflict, again)}>${
            t("merge.keep.mine")
          }</button>`}
        ${words &&
          html`<button type="button" data-choice="note" onClick=${() =>
            void settleConflict(conflict, [asNote(conflict)])}>${t("merge.keep.note")}</button>`}
      </div>
    </section>
  `;
}
