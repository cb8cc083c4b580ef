// @ts-check
// Several names in one sentence, as the language writes them; and the sources of the data in the reader's language.

import { spoken, t } from "./words.js";

/** `甲、乙和丙`, `A, B, and C` @param {string[]} names */
export function listed(names) {
  // Browsers of 2020 may not know how to; a comma is understood everywhere.
  if (!("ListFormat" in Intl)) return names.join(spoken() === "en" ? ", " : "、");
  return new Intl.ListFormat(spoken(), { type: "conjunction" }).format(names);
}

/** Sources that cities name in English only. What a licence asks to be named stays as it is. @type {[RegExp, string][]} */
const KNOWN = [
  [/^Place points: GeoNames \((?<address>[^)]+)\), (?<licence>CC BY 4\.0)$/, "source.geonames"],
  [/^Codes and names: national statistical list of divisions to (?<date>\d{4}-\d{2}-\d{2})$/, "source.divisions"],
];

/** @param {string} original as the city package says it */
export function sourceName(original) {
  if (spoken() === "en") return original;
  for (const [form, key] of KNOWN) {
    const found = original.match(form);
    if (found) return t(key, found.groups);
  }
  return original;
}
