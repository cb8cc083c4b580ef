// @ts-check
// One small dialog of storm mode: its fields, and what is sent. The words typed stay until the server has taken them.

import { html, useState } from "../view.js";
import { t } from "../i18n/words.js";
import { Dialog } from "../shell/dialog.js";
import { sendOnEnter } from "../loop/dialog.js";
import { sendRain } from "./load.js";
import { WORDS_MAX } from "./reasons.js";

/** @typedef {{ id: string, label: string }} Choice */
/**
 * @typedef {{ title: string, about: unknown, round: string, type: string, fixed: Record<string, unknown>,
 *   words?: string, label?: string, choices?: Choice[], choose?: string, bodyOf?: (choice: string) => Record<string, unknown> }} Asking
 * `words` names the field of the text, `choose` says what is chosen, `bodyOf` turns the choice into fields.
 */

/** @param {{ asking: Asking, onEnd: (taken: boolean) => void }} props */
export function AskDialog({ asking, onEnd }) {
  const { title, about, round, type, fixed, words, label, choices, choose, bodyOf } = asking;
  const [text, setText] = useState("");
  const [choice, setChoice] = useState(choices?.[0]?.id ?? "");
  const [busy, setBusy] = useState(false);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setBusy(true);
    const body = { type, ...fixed, ...(words ? { [words]: text.trim() } : {}), ...bodyOf?.(choice) };
    const taken = await sendRain(`/api/rain-rounds/${encodeURIComponent(round)}/commands`, body);
    setBusy(false);
    if (taken) onEnd(true);
  };
  return html`
    <${Dialog} title=${title} label=${title} onClose=${() => onEnd(false)}>
      <form class="form" onSubmit=${submit} onKeyDown=${sendOnEnter} data-rain-ask=${type}>
          <p class="form-target">${about}</p>
          ${choices &&
            html`<label><span class="form-label">${choose}</span><select name="choice" value=${choice} data-first=${
              words ? undefined : "yes"
            }
          onInput=${(/** @type {any} */ event) => setChoice(event.target.value)}>${
              choices.map((one) =>
                html`<option key=${one.id} value=${one.id} selected=${one.id === choice}>${one.label}</option>`
              )
            }</select></label>`}
          ${words && html`<label><span class="form-label">${label}</span><textarea name=${words} rows="3" required
          maxlength=${WORDS_MAX} data-first="yes" value=${text}
          onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea></label>`}
          <footer class="form-foot">
            <span class="form-hint">${t("confirm.enter")}</span>
            <button type="button" class="button" onClick=${() => onEnd(false)}>${t("cancel")}</button>
            <button type="submit" class="button button-primary" disabled=${busy || (words && !text.trim())}>${busy
              ? t("sending")
              : t("send")}</button>
          </footer>
        </form>
      </${Dialog}>
  `;
}
