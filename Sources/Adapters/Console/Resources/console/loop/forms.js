// @ts-check
// The fields that each command asks for. One dialog draws them all.

/**
 * @typedef {{ name: string, kind: "text" | "area" | "grade" | "code" | "center" | "department" | "team" | "incident" | "alert" | "when" | "relation" | "yes" | "number" | "form" | "outcome",
 *    set?: string, required?: boolean, words?: boolean, label?: string }} Field
 */

/** @type {Field} */
const REASON = { name: "reason", kind: "area", required: true };

/** @type {Record<string, Field[]>} */
const ALERT = {
  startVerification: [{ name: "means", kind: "code", set: "means", required: true }],
  confirm: [{ name: "grade", kind: "grade" }, { name: "note", kind: "area" }],
  reject: [{ name: "label", kind: "code", set: "rejectionLabels", required: true }, REASON],
  escalate: [{ name: "reason", kind: "area" }],
  merge: [{ name: "into", kind: "alert", required: true }],
};

/** @type {Record<string, Field[]>} */
const INCIDENT = {
  changeGrade: [{ name: "grade", kind: "grade", required: true }, REASON],
  offerHandOver: [{ name: "to", kind: "center", required: true }, REASON],
  declineHandOver: [REASON],
  declineRegrade: [REASON],
  declareAllClear: [{ name: "note", kind: "area", required: true }],
  close: [
    { name: "disposition", kind: "code", set: "dispositions", required: true },
    { name: "cause", kind: "code", set: "causes", required: true },
  ],
  reopen: [REASON],
  mergeInto: [{ name: "incident", kind: "incident", required: true }],
  link: [
    { name: "incident", kind: "incident", required: true },
    { name: "relation", kind: "relation", required: true },
  ],
  note: [{ name: "text", kind: "area", required: true }],
  escalate: [REASON],
  createTask: [
    { name: "title", kind: "text", required: true, words: true },
    { name: "department", kind: "department" },
    { name: "team", kind: "team" },
    { name: "center", kind: "center" },
  ],
  involve: [{ name: "department", kind: "department", required: true }],
  accountForTeam: [{ name: "team", kind: "team", required: true }, { name: "note", kind: "area", required: true }],
};

/** @type {Record<string, Field[]>} */
const TASK = {
  return: [REASON],
  reroute: [{ name: "department", kind: "department" }, { name: "team", kind: "team" }, {
    name: "center",
    kind: "center",
  }],
  finish: [{ name: "evidence", kind: "area", required: true }],
  sendBack: [REASON],
  park: [
    { name: "explanation", kind: "area", required: true },
    { name: "until", kind: "when", required: true },
    { name: "supervisor", kind: "text", required: true },
  ],
  cancel: [REASON],
};

/** @type {Field} */
const NOTE = { name: "note", kind: "area" };

/** @type {Record<string, Field[]>} */
const ZONE = {
  addZone: [{ name: "name", kind: "text", required: true, words: true }, { name: "households", kind: "number" }, {
    name: "people",
    kind: "number",
  }],
  advise: [NOTE],
  warn: [NOTE],
  standDown: [REASON],
  proposeOrder: [{ name: "form", kind: "form", required: true }, REASON],
  proposeLift: [REASON],
  withdraw: [REASON],
  setTimes: [
    { name: "clearanceMinutes", kind: "number", required: true },
    { name: "marginMinutes", kind: "number", required: true },
    { name: "arrivalAt", kind: "when" },
  ],
  count: [{ name: "outcome", kind: "outcome", required: true }, { name: "households", kind: "number", required: true }],
  correct: [
    { name: "outcome", kind: "outcome", required: true },
    { name: "households", kind: "number", required: true, label: "households.correct" },
    REASON,
  ],
};

const FORMS = { alert: ALERT, incident: INCIDENT, task: TASK, zone: ZONE };

/** @param {"alert" | "incident" | "task" | "zone"} kind @param {string} command */
export function fieldsOf(kind, command) {
  return FORMS[kind][command] ?? [];
}

/** The names of required fields that are still empty. @param {Field[]} fields @param {Record<string, string>} values */
export function missingFields(fields, values) {
  return fields.filter((field) => field.required && !(values[field.name] ?? "").trim()).map((field) => field.name);
}

/** The body of a command: empty fields stay out, a title carries the same words in both languages. */
export function bodyOf(/** @type {Field[]} */ fields, /** @type {Record<string, string>} */ values) {
  /** @type {Record<string, unknown>} */
  const body = {};
  for (const field of fields) {
    const value = (values[field.name] ?? "").trim();
    if (!value) continue;
    if (field.kind === "when") body[field.name] = new Date(value).toISOString();
    else if (field.kind === "number") body[field.name] = Number(value);
    else body[field.name] = field.words ? { zh: value, en: value } : value;
  }
  return body;
}
