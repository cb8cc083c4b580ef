// @ts-check
// The phone desk: somebody calls, and what they say becomes an alert.

import { html, useState } from "../view.js";
import { desk, put } from "../live/desk.js";
import { ask, freshID } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { listed } from "../i18n/lists.js";
import { t } from "../i18n/words.js";
import { select } from "../keys/navigate.js";
import { tellOutcome } from "./outcome.js";
import { PlacePicker } from "./place.js";
import { TownshipSearch } from "./township.js";
import { useWhere } from "./where.js";
import { sendOnEnter } from "../loop/dialog.js";
import { FieldInput } from "../loop/field-input.js";
import { missingFields } from "../loop/forms.js";
import { Dialog } from "../shell/dialog.js";

/** @type {import("../loop/forms.js").Field[]} */
const WHAT = [
  { name: "title", kind: "text", required: true },
  { name: "kind", kind: /** @type {any} */ ("kind"), required: true },
  { name: "grade", kind: "grade", required: true },
];
/** Nothing is filled in beforehand: an unread guess would send help to the wrong place. @type {import("../loop/forms.js").Field[]} */
const WHERE = [
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
  draft ??= {
    id: freshID(),
    values: { kind: desk().city?.kinds[0]?.id ?? "", grade: "III", latitude: "", longitude: "" },
  };
  return draft;
}

/** What is still missing, in words; a place is asked for as a place, not as two numbers. @param {Record<string, string>} values */
function missingWords(values) {
  const names = missingFields(WHAT, values).map((name) => t(`field.${name}`));
  if (missingFields(WHERE, values).length > 0) names.push(t("reportform.place"));
  return names.length > 0 ? t("required.missing", { fields: listed(names) }) : "";
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
    const missing = missingWords(values);
    if (missing) return setFailure(missing);
    try {
      const answer = await ask("POST", "/api/reports", bodyOf(values, id));
      draft = null;
      put({ overlay: null });
      select("alert", answer.alert);
      put({ said: { tone: "good", text: await tellOutcome(answer.alert) } });
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
          ${WHAT.map(input)}
          <${TownshipSearch} onPick=${pick} />
          ${WHERE.map(input)}
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
