// @ts-check
// Stating the purpose before personal data is shown. Nothing is chosen beforehand: the person says why.

import { html, useState } from "../view.js";
import { desk, put } from "../live/desk.js";
import { ask, freshID } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { purposesFor } from "../loop/purposes.js";
import { sendOnEnter } from "../loop/dialog.js";
import { Dialog } from "../shell/dialog.js";
import { t } from "../i18n/words.js";

export function Look() {
  const [{ person, matter, closed }] = useState(desk().picked);
  const [id] = useState(freshID);
  const [purpose, setPurpose] = useState("");
  const [failure, setFailure] = useState("");
  const close = () => put({ overlay: null, picked: null });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!purpose) return setFailure(t("required.missing", { fields: t("look.purpose") }));
    try {
      const { fields } = await ask("POST", `/api/persons/${encodeURIComponent(person)}/look`, {
        id,
        purpose,
        ...matter,
      });
      put({ overlay: null, picked: null, looked: { ...desk().looked, [person]: { purpose, fields } } });
    } catch (fault) {
      setFailure(t("error.sending", { reason: reasonOf(fault) }));
    }
  };
  return html`
    <${Dialog} title=${t("look.title")} label=${t("look.title")} onClose=${close}>
      <form class="form" onSubmit=${submit} onKeyDown=${sendOnEnter}>
          <p class="note">${t("look.note")}</p>
          <label><span class="form-label">${t("look.purpose")}</span>
            <select name="purpose" data-first="yes" aria-required="true" value=${purpose} onInput=${(
              /** @type {any} */ event,
            ) => setPurpose(event.target.value)}>
              <option value="">${t("choose")}</option>
              ${purposesFor(desk().me, closed).map((one) =>
                html`<option key=${one} value=${one}>${t(`look.purpose.${one}`)}</option>`
              )}
            </select></label>
          ${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
          <footer class="form-foot">
            <button type="button" class="button" onClick=${close}>${t("cancel")}</button>
            <button type="submit" class="button button-primary">${t("look.show")} <kbd>Enter</kbd></button>
          </footer>
        </form>
      </${Dialog}>
  `;
}
