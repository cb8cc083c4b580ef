// @ts-check
// Words on the phone: kept while they are typed, and forgotten when they have been given.

import { html, useState } from "../console/view.js";
import { t } from "../console/i18n/words.js";
import { keep, recall } from "./keep.js";

/**
 * @param {{ name: string, label: string, send: string, max?: number, onSend: (words: string) => void, onEnd: () => void }} props
 * `name` is that of the draft on the phone, `send` stands on the button.
 */
export function WordsForm({ name, label, send, max, onSend, onEnd }) {
  const [words, setWords] = useState(() => recall(name, ""));
  const change = (/** @type {any} */ event) => {
    setWords(event.target.value);
    keep(name, event.target.value);
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!words.trim()) return;
    keep(name, null);
    onSend(words.trim());
    onEnd();
  };
  return html`<form class="sheet-words" onSubmit=${submit}>
    <label>${label}<textarea rows="3" required autofocus maxlength=${max} value=${words} onInput=${change}></textarea></label>
    ${words && html`<small>${t("fieldpage.draft")}</small>`}
    <div class="field-buttons">
      <button type="submit" class="field-primary">${send}</button>
      <button type="button" onClick=${onEnd}>${t("cancel")}</button>
    </div>
  </form>`;
}
