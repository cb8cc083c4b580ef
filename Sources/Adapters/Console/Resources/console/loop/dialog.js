// @ts-check
// One dialog for every command: its fields, its draft, and Enter to send.

import { html, useState } from "../view.js";
import { put } from "../live/desk.js";
import { explain, send } from "../live/send.js";
import { Problem } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { listed, say, t } from "../i18n/words.js";
import { Dialog } from "../shell/dialog.js";
import { FieldInput } from "./field-input.js";
import { bodyOf, fieldsOf, missingFields } from "./forms.js";

/** Drafts outlive a refused command, a lost line and a closed dialog, until the command is taken. */
/** @type {Map<string, { id: string, values: Record<string, string> }>} */
const drafts = new Map();

/** @param {{ dialog: import("../live/desk.js").CommandDialog }} props */
export function CommandDialog({ dialog }) {
  const { kind, target, task, command } = dialog;
  const fields = fieldsOf(kind, command);
  const key = [kind, target.id, task?.id ?? "", command].join("/");
  const draft = drafts.get(key);
  const [id] = useState(draft?.id ?? dialog.id);
  const [values, setValues] = useState({ ...draft?.values, ...dialog.values });
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const close = () => put({ dialog: null });
  const change = (/** @type {string} */ name, /** @type {string} */ value) => {
    // From the latest values, not from those of the last paint: a fast typist is faster than the screen.
    setValues((old) => {
      const next = { ...old, [name]: value };
      drafts.set(key, { id, values: next });
      return next;
    });
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = missingFields(fields, values);
    if (missing.length > 0) {
      return setFailure(t("required.missing", { fields: listed(missing.map((name) => t(`field.${name}`))) }));
    }
    setBusy(true);
    try {
      await send(kind, target, command, { ...bodyOf(fields, values), ...dialog.fixed }, { id, task });
      drafts.delete(key);
      put({ dialog: null, said: { tone: "good", text: `${t(`command.${command}`)} · ${t("done.sent")}` } });
    } catch (fault) {
      setBusy(false);
      setFailure(t("error.sending", { reason: reasonOf(fault) }));
      if (fault instanceof Problem && fault.status === 409) await explain(fault, target);
    }
  };
  return html`
    <${Dialog} title=${t(`command.${command}`)} label=${t(`command.${command}`)} onClose=${close}>
      <form class="form" onSubmit=${submit} onKeyDown=${sendOnEnter}>
          <p class="form-target">${say((task ?? target).title ?? task?.name)}</p>
          ${fields.map((field, index) =>
            html`<${FieldInput} key=${field.name} field=${field} value=${
              values[field.name] ?? ""
            } onChange=${change} first=${index === 0} />`
          )}
          ${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
          <footer class="form-foot">
            <span class="form-hint">${t("confirm.enter")}</span>
            <button type="button" class="button" onClick=${close}>${t("cancel")}</button>
            <button type="submit" class="button button-primary" data-first=${fields.length === 0
              ? "yes"
              : undefined} disabled=${busy}>
              ${busy ? t("sending") : t("send")} <kbd>Enter</kbd>
            </button>
          </footer>
        </form>
      </${Dialog}>
  `;
}

/** Enter sends also from a text area; Shift+Enter breaks the line. Chinese input ends a word with Enter, which must not send. @param {KeyboardEvent} event */
export function sendOnEnter(event) {
  const at = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || at.tagName === "BUTTON") return;
  event.preventDefault();
  at.closest("form")?.requestSubmit();
}
