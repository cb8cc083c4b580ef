// @ts-check
// The inputs of a command's fields.

import { html } from "../view.js";
import { desk } from "../live/desk.js";
import { say, t } from "../i18n/words.js";
import { GRADES } from "./grades.js";
import { OUTCOMES } from "./zones.js";

/** @typedef {import("./forms.js").Field} Field */
/** @typedef {{ id: string, label: string }} Choice */

const MEANS = ["camera", "drone", "grid-worker", "neighbours"];
const FORMS = ["leave", "shelterInPlace"];
const RELATIONS = ["cause", "consequence", "duplicate", "partOf", "hasPart"];

/** @param {any[] | undefined} list @returns {Choice[]} */
function named(list) {
  return (list ?? []).filter((one) => !one.archived).map((one) => ({ id: one.id, label: say(one.name) }));
}

/** @type {Record<string, (field: Field) => Choice[]>} */
const CHOICES = {
  grade: () => GRADES.map((grade) => ({ id: grade, label: t(`grade.${grade}`) })),
  code: (field) =>
    field.set === "means"
      ? MEANS.map((id) => ({ id, label: t(`means.${id}`) }))
      : named(/** @type {any} */ (desk().city?.codes)?.[field.set ?? ""]),
  kind: () => named(desk().city?.kinds),
  relation: () => RELATIONS.map((id) => ({ id, label: t(`relation.${id}`) })),
  form: () => FORMS.map((id) => ({ id, label: t(`evac.form.${id}`) })),
  outcome: () => OUTCOMES.map((id) => ({ id, label: t(`evac.outcome.${id}`) })),
  department: () => named(desk().city?.departments),
  team: () => named(desk().teams),
  center: () => centersNear(),
  incident: () =>
    Object.values(desk().board.incidents).map((one) => ({ id: one.id, label: `${say(one.title)} · ${one.id}` })),
  alert: () =>
    Object.values(desk().board.alerts).map((one) => ({ id: one.id, label: `${say(one.title)} · ${one.id}` })),
};

/** The hub, the districts, and the townships around my own center: a list that can still be read. */
function centersNear() {
  const { centers, me } = desk();
  const mine = me ? centers.get(me.center) : undefined;
  const around = mine?.level === "township" ? mine.parent : me?.center;
  return [...centers.values()].filter((one) => one.level !== "township" || one.parent === around).map((one) => ({
    id: one.code,
    label: say(one.name),
  }));
}

/**
 * @param {{ field: Field | { name: string, kind: string, required?: boolean, set?: string, label?: string }, value: string,
 *   onChange: (name: string, value: string) => void, first?: boolean }} props
 */
export function FieldInput({ field, value, onChange, first = false }) {
  const common = {
    name: field.name,
    value,
    "data-first": first ? "yes" : undefined,
    "aria-required": field.required ? "true" : undefined,
    onInput: (/** @type {any} */ event) => onChange(field.name, event.target.value),
  };
  const label = html`<span class="form-label">${t(`field.${field.label ?? field.name}`)}${
    !field.required && html`
      <small>${t("optional")}</small>
    `
  }</span>`;
  if (field.kind === "area") return html`<label>${label}<textarea rows="3" ...${common}></textarea></label>`;
  if (field.kind === "number") {
    return html`<label>${label}<input type="number" step="1" inputmode="numeric" ...${common} /></label>`;
  }
  if (field.kind === "when") return html`<label>${label}<input type="datetime-local" ...${common} /></label>`;
  if (field.kind === "yes") {
    return html`<label class="form-check"><input type="checkbox" name=${field.name} checked=${value === "yes"}
      onChange=${(/** @type {any} */ event) => onChange(field.name, event.target.checked ? "yes" : "")} /> ${
      t(`field.${field.name}`)
    }</label>`;
  }
  const choices = CHOICES[field.kind]?.(/** @type {Field} */ (field));
  if (!choices) return html`<label>${label}<input type="text" autocomplete="off" ...${common} /></label>`;
  return html`<label>${label}<select ...${common}>
    ${(!field.required || !value) && html`<option value="">${field.required ? t("choose") : "—"}</option>`}
    ${
    choices.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === value}>${one.label}</option>`)
  }
  </select></label>`;
}
