// @ts-check
// Outgoing webhooks: who outside is told, and how that fares.

import { html, useState } from "../view.js";
import { put, useDesk } from "../live/desk.js";
import { ask, freshID } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { listed } from "../i18n/lists.js";
import { t } from "../i18n/words.js";
import { FieldInput } from "../loop/field-input.js";
import { missingFields } from "../loop/forms.js";
import { centerName, departmentName } from "../signs/places.js";
import { Failed } from "../signs/parts.js";
import { useList } from "./list.js";

/** @type {import("../loop/forms.js").Field[]} */
const FIELDS = [
  { name: "name", kind: "text", required: true },
  { name: "address", kind: "text", required: true },
  { name: "secret", kind: "text", required: true },
  { name: "center", kind: "center", required: true },
  { name: "department", kind: "department" },
  { name: "exercises", kind: "yes" },
];

export function Subscriptions() {
  const { items, failure, load } = useList("/api/subscriptions");
  return html`<section class="panel"><h2>${t("admin.subscriptions")}</h2>
    ${failure && html`<${Failed} text=${failure} onRetry=${load} />`}
    ${items?.length === 0 && html`<p class="nothing">${t("admin.subscriptions.empty")}</p>`}
    <ul class="duties">${items?.map((one) => html`<${Line} key=${one.id} one=${one} onChange=${load} />`)}</ul>
    <${Draft} onChange=${load} />
  </section>`;
}

/** Removing asks once more, in its own place. @param {{ one: any, onChange: () => void }} props */
function Line({ one, onChange }) {
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    try {
      await ask("DELETE", `/api/subscriptions/${encodeURIComponent(one.id)}`);
      put({ said: { tone: "good", text: t("admin.removed", { name: one.name }) } });
      onChange();
    } catch (fault) {
      put({ said: { tone: "bad", text: t("error.failed", { reason: reasonOf(fault) }) } });
    }
  };
  const whose = [centerName(one.center), departmentName(one.department ?? null)].filter(Boolean).join(" · ");
  return html`<li data-subscription=${one.name}>
    <span>${one.name}<small>${one.address} · ${whose}</small>
      ${one.lastError && html`<small class="bad">${one.lastError}</small>`}</span>
    ${one.exercises && html`<span class="chip">${t("admin.exercises")}</span>`}
    <span class=${`chip ${one.waiting > 0 ? "chip-warn" : ""}`}>${t("admin.waiting", { count: one.waiting })}</span>
    ${
    asking
      ? html`<button type="button" class="button button-danger" onClick=${remove}>${
        t("admin.remove.really", { name: one.name })
      }</button>`
      : html`<button type="button" class="button" onClick=${() => setAsking(true)}>${t("admin.remove")}</button>`
  }
  </li>`;
}

/** @param {{ onChange: () => void }} props */
function Draft({ onChange }) {
  const { me } = useDesk();
  const empty = { center: me?.center ?? "" };
  const [id, setID] = useState(freshID);
  const [values, setValues] = useState(/** @type {Record<string, string>} */ (empty));
  const [failure, setFailure] = useState("");
  const change = (/** @type {string} */ name, /** @type {string} */ value) =>
    setValues((old) => ({ ...old, [name]: value }));
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = missingFields(FIELDS, values);
    if (missing.length > 0) {
      return setFailure(t("required.missing", { fields: listed(missing.map((name) => t(`field.${name}`))) }));
    }
    try {
      await ask("POST", "/api/subscriptions", {
        id,
        ...values,
        department: values.department || undefined,
        exercises: values.exercises === "yes",
      });
      put({ said: { tone: "good", text: t("admin.added", { name: values.name }) } });
      setID(freshID());
      setValues(empty);
      setFailure("");
      onChange();
    } catch (fault) {
      setFailure(t("error.sending", { reason: reasonOf(fault) }));
    }
  };
  return html`
    <details class="more">
      <summary>${t("admin.add")}</summary>
      <form class="form" onSubmit=${submit}>
          ${FIELDS.map((field) =>
            html`<${FieldInput} key=${field.name} field=${field} value=${
              values[field.name] ?? ""
            } onChange=${change} />`
          )}
          ${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
          <footer class="form-foot"><button type="submit" class="button button-primary">${t(
            "admin.add",
          )}</button></footer>
        </form>
    </details>
  `;
}
