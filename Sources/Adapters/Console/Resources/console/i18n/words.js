// @ts-check
// The words of the screen in both languages, and the city's own way to write a time.

/** @typedef {import("../types/bayu.d.ts").Text} Text */
/** @typedef {"zh-CN" | "en"} Language */

/** @type {Record<Language, Record<string, string>>} */
const books = { "zh-CN": {}, en: {} };
/** @type {Language} */
let language = "zh-CN";
let timeZone = "Asia/Shanghai";

/** Reads both books, so that switching needs no network. */
export async function loadWords() {
  const names = /** @type {Language[]} */ (["zh-CN", "en"]);
  await Promise.all(names.map(async (name) => {
    const response = await fetch(new URL(`../words/${name}.json`, import.meta.url));
    if (!response.ok) throw new Error(`words/${name}.json: ${response.status}`);
    books[name] = await response.json();
  }));
}

/** @param {Language} next */
export function speak(next) {
  language = next;
}

export function spoken() {
  return language;
}

/** @param {string} zone */
export function useTimeZone(zone) {
  if (zone !== timeZone) formats.clear();
  timeZone = zone;
}

/** @param {string} template @param {Record<string, unknown>} values */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => name in values ? String(values[name]) : whole);
}

/** The words for a key; an unknown key shows its last part, which beats a blank. @param {string} key @param {Record<string, unknown>} [values] */
export function t(key, values = {}) {
  const words = books[language][key] ?? key.slice(key.lastIndexOf(".") + 1);
  return fill(words, values);
}

/** @param {string} key */
export function hasWords(key) {
  return key in books[language];
}

/** @param {Text | string | null | undefined} text */
export function say(text) {
  if (!text) return "";
  if (typeof text === "string") return text;
  return (language === "en" ? text.en || text.zh : text.zh || text.en) ?? "";
}

/** Several things as one list, as the reader's language writes it. @param {string[]} words */
export function listed(words) {
  return new Intl.ListFormat(language, { style: "long", type: "conjunction" }).format(words.filter(Boolean));
}

/** The name of a code in one of the city's lists. @param {{ id: string, name: Text }[] | undefined} list @param {string | null} id */
export function nameIn(list, id) {
  if (!id) return "";
  const found = list?.find((one) => one.id === id);
  return found ? say(found.name) : id;
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

function format(/** @type {string} */ name, /** @type {Intl.DateTimeFormatOptions} */ options) {
  let found = formats.get(name);
  if (!found) {
    // Swedish writes ISO dates, which both languages read the same way.
    found = new Intl.DateTimeFormat("sv-SE", { timeZone, hourCycle: "h23", ...options });
    formats.set(name, found);
  }
  return found;
}

/** `19:38:02` @param {string | number | null | undefined} moment */
export function clockTime(moment) {
  if (!moment) return "—";
  return format("time", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(moment));
}

/** `19:38` @param {string | number | null | undefined} moment */
export function shortTime(moment) {
  if (!moment) return "—";
  return format("short", { hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
}

/** `2026-11-23 19:38:02` @param {string | number | null | undefined} moment */
export function dateTime(moment) {
  if (!moment) return "—";
  const options = /** @type {const} */ ({ year: "numeric", month: "2-digit", day: "2-digit" });
  return `${format("date", options).format(new Date(moment))} ${clockTime(moment)}`;
}

/** Thousands as the city writes them. @param {number | null | undefined} number */
export function count(number) {
  return number === null || number === undefined ? "—" : number.toLocaleString("en-US");
}
