// @ts-check
// The phone desk: somebody calls, and what they say becomes an alert.

import { html, useEffect, useState } from "../view.js";
import { desk, put, useDesk } from "../live/desk.js";
import { ask, freshID } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { listed } from "../i18n/lists.js";
import { t } from "../i18n/words.js";
import { select } from "../keys/navigate.js";
import { PlacePicker } from "./place.js";
import { useWhere } from "./where.js";
import { sendOnEnter } from "../loop/dialog.js";
import { FieldInput } from "../loop/field-input.js";
import { missingFields } from "../loop/forms.js";
import { Dialog } from "../shell/dialog.js";

/** @type {import("../loop/forms.js").Field[]} */
const WHAT_AND_WHERE = [
  { name: "title", kind: "text", required: true },
  { name: "kind", kind: /** @type {any} */ ("kind"), required: true },
  { name: "grade", kind: "grade", required: true },
  { name: "latitude", kind: "text", required: true },
  { name: "longitude", kind: "text", required: true },
];
/** @type {import("../loop/forms.js").Field[]} */
const WHO_CALLED = [
  { name: "text", kind: "area" },
  { name: "caller", kind: "text" },
  { name: "phone", kind: "text" },
];

/** The draft stays in this window's memory only: it names a caller. @type {{ id: string, values: Record<string, string> } | null} */
let draft = null;

function begin() {
  draft ??= { id: freshID(), values: { ...nearMe(), kind: desk().city?.kinds[0]?.id ?? "", grade: "III" } };
  return draft;
}

/** My own center's point is a better start than an empty field; the person corrects it. */
function nearMe() {
  const { me, centers } = desk();
  const point = me ? centers.get(me.center)?.point : null;
  return { latitude: point ? point.latitude.toFixed(5) : "", longitude: point ? point.longitude.toFixed(5) : "" };
}

/** @param {Record<string, string>} values @param {string} id */
function bodyOf(values, id) {
  const caller = values.caller || values.phone
    ? { name: values.caller || undefined, phone: values.phone || undefined }
    : undefined;
  return {
    id,
    kind: values.kind,
    grade: values.grade,
    title: { zh: values.title, en: values.title },
    text: values.text || undefined,
    point: { latitude: Number(values.latitude), longitude: Number(values.longitude) },
    caller,
  };
}

export function Report() {
  const [{ id }] = useState(begin);
  const [values, setValues] = useState(begin().values);
  const [failure, setFailure] = useState("");
  const { centers } = useDesk();
  useEffect(() => {
    // The centers may arrive after the call did.
    setValues((old) => old.latitude || old.longitude ? old : { ...old, ...nearMe() });
  }, [centers]);
  const where = useWhere(values.latitude, values.longitude);
  const close = () => put({ overlay: null });
  const change = (/** @type {string} */ name, /** @type {string} */ value) => {
    // From the latest values, not from those of the last paint: a fast typist is faster than the screen.
    setValues((old) => {
      const next = { ...old, [name]: value };
      draft = { id, values: next };
      return next;
    });
  };
  const pick = (/** @type {import("../types/bayu.d.ts").Point} */ point) => {
    change("latitude", point.latitude.toFixed(5));
    change("longitude", point.longitude.toFixed(5));
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = missingFields(WHAT_AND_WHERE, values);
    if (missing.length > 0) {
      return setFailure(t("required.missing", { fields: listed(missing.map((name) => t(`field.${name}`))) }));
    }
    try {
      const answer = await ask("POST", "/api/reports", bodyOf(values, id));
      draft = null;
      put({ overlay: null, said: { tone: "good", text: t("reportform.done", { id: answer.alert }) } });
      select("alert", answer.alert);
    } catch (fault) {
      setFailure(t("error.sending", { reason: reasonOf(fault) }));
    }
  };
  const input = (/** @type {import("../loop/forms.js").Field} */ field) =>
    html`<${FieldInput} key=${field.name} field=${field} value=${values[field.name] ?? ""} onChange=${change} first=${
      field.name === "title"
    } />`;
  return html`
    <${Dialog} title=${t("reportform.title")} label=${t("reportform.title")} onClose=${close} wide=${true}>
      <form class="form form-grid form-report" onSubmit=${submit} onKeyDown=${sendOnEnter}>
          ${WHAT_AND_WHERE.map(input)}
          <p class=${`form-wide ${
            where.failed ? "form-failure" : "form-hint"
          }`} role="status" data-where>${where.words || t("reportform.place.hint")}</p>
          <${PlacePicker} latitude=${values.latitude} longitude=${values.longitude} onPick=${pick} />
          ${WHO_CALLED.map(input)}
          <p class="form-hint form-wide">${t("reportform.private")}</p>
          ${failure && html`<p class="form-failure form-wide" role="alert">${failure}</p>`}
          <${Foot} onClose=${close} />
        </form>
      </${Dialog}>
  `;
}

/** @param {{ onClose: () => void }} props */
function Foot({ onClose }) {
  return html`
    <footer class="form-foot form-wide">
      <button type="button" class="button" onClick=${onClose}>${t("cancel")}</button>
      <button type="submit" class="button button-primary">${t("send")} <kbd>Enter</kbd></button>
    </footer>
  `;
}
