// @ts-check
// Why somebody may look at personal data; the server holds to the same table (docs/access-table.md).

/** @typedef {import("../types/bayu.d.ts").Me} Me */

const DESK = ["callBack", "dispatch", "welfareCheck", "complaint"];
const DOER = ["dispatch", "welfareCheck"];
/** @type {Record<string, string[]>} */
const PURPOSES = {
  "municipal-commander": DESK,
  "district-commander": DESK,
  "duty-officer": DESK,
  "department-liaison": DOER,
  "field-team": DOER,
  auditor: ["complaint", "audit"],
};
/** Calling back and helping end with the matter; complaints and audits come afterwards. */
const AFTERWARDS = new Set(["complaint", "audit"]);

/** @param {Me | null} me @param {boolean} closed whether the matter is over @param {string} [permission] what is looked at: persons or photos @returns {string[]} */
export function purposesFor(me, closed, permission = "lookAtPerson") {
  if (!me?.permissions.includes(permission)) return [];
  const all = PURPOSES[me.role] ?? [];
  return closed ? all.filter((one) => AFTERWARDS.has(one)) : all;
}
