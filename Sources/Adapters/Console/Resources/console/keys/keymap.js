// @ts-check
// Which key means what. Letters work only outside text fields and without Ctrl, Alt or Meta.

/** In the order of their keys 1 to 9 and 0. */
export const SCREENS = ["board", "map", "incidents", "wall", "notices", "field", "admin", "sites", "rain", "fires"];

/** What can be given another key, with the key it has by itself; a name in capitals asks for that command. @type {Record<string, string>} */
export const USUAL = {
  next: "j",
  previous: "k",
  A: "a",
  V: "v",
  C: "c",
  X: "x",
  D: "d",
  E: "e",
  U: "u",
  N: "n",
  G: "g",
  map: "m",
  search: "/",
  timelineBack: "[",
  timelineOn: "]",
  taskNext: ".",
  taskPrevious: ",",
  report: "p",
  sound: "s",
  language: "l",
  theme: "t",
  help: "?",
};

/** Keys that every list and dialog knows; they stay. @type {Record<string, string>} */
const FIXED = { ArrowDown: "next", ArrowUp: "previous", Enter: "open", Escape: "back" };

/** @type {Record<string, string>} */
let changed = {};

/** The key as it is compared: letters without their case. @param {string} key */
export function plain(key) {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** @param {string} act */
export function keyOf(act) {
  return changed[act] ?? USUAL[act];
}

/** How a key is written on the screen. @param {string} act */
export function keyName(act) {
  return keyOf(act).toUpperCase();
}

/** Only single characters that are no screen numbers; space presses buttons. @param {string} key */
export function isUsable(key) {
  return plain(key).length === 1 && key.trim() !== "" && !/^[0-9]$/.test(key);
}

/** The act that has this key already, or null. @param {string} act @param {string} key */
export function holderOf(act, key) {
  return Object.keys(USUAL).find((other) => other !== act && keyOf(other) === plain(key)) ?? null;
}

/** What is changed against the usual keys; whatever cannot be is left out. @param {Record<string, unknown>} wanted */
export function useKeys(wanted) {
  changed = {};
  for (const [act, key] of Object.entries(wanted)) {
    if (!(act in USUAL) || typeof key !== "string" || !isUsable(key)) continue;
    changed[act] = plain(key);
  }
  // Two acts on one key would leave one of them out of reach: damaged settings are no settings.
  if (new Set(Object.keys(USUAL).map(keyOf)).size < Object.keys(USUAL).length) changed = {};
}

/** @returns {Readonly<Record<string, string>>} */
export function changedKeys() {
  return changed;
}

/**
 * @param {{ key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean }} event
 * @returns {{ act: string, value?: string } | null}
 */
export function meaningOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const key = plain(event.key);
  if (/^[0-9]$/.test(key)) {
    const screen = SCREENS[(Number(key) + 9) % 10];
    return screen ? { act: "screen", value: screen } : null;
  }
  if (FIXED[key]) return { act: FIXED[key] };
  const act = Object.keys(USUAL).find((one) => keyOf(one) === key);
  if (!act) return null;
  return /^[A-Z]$/.test(act) ? { act: "command", value: act } : { act };
}
