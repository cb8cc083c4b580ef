// @ts-check
// What is remembered for this browser: language, theme, having seen the tour, and whether the server demonstrates.

const LANGUAGE = "bayu.language", THEME = "bayu.theme", TOUR = "bayu.tour.seen", KEYS = "bayu.keys";
import { desk, put } from "./live/desk.js";
import { speak } from "./i18n/words.js";
import { changedKeys, useKeys } from "./keys/keymap.js";

/** Storage can be forbidden by the browser; a choice is then kept for this window only. */
function recall(/** @type {string} */ key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(/** @type {string} */ key, /** @type {string} */ value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See recall.
  }
}

export function restoreChoices() {
  const browser = navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
  const asked = new URLSearchParams(location.search);
  const language = asked.get("lang") ?? recall(LANGUAGE) ?? browser;
  const theme = asked.get("theme") ?? recall(THEME);
  setLanguage(language === "en" ? "en" : "zh-CN");
  setTheme(theme === "light" ? "light" : "dark");
  restoreKeys();
}

function restoreKeys() {
  try {
    useKeys(JSON.parse(recall(KEYS) ?? "{}") ?? {});
  } catch {
    // Damaged settings: the usual keys.
    useKeys({});
  }
}

/** @param {Record<string, string>} keys */
export function rememberKeys(keys) {
  useKeys(keys);
  remember(KEYS, JSON.stringify(changedKeys()));
  put({});
}

export function forgetKeys() {
  rememberKeys({});
}

/** @param {"zh-CN" | "en"} language */
export function setLanguage(language) {
  speak(language);
  document.documentElement.lang = language;
  remember(LANGUAGE, language);
  put({ language });
}

/** @param {"dark" | "light"} theme */
export function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  remember(THEME, theme);
  put({ theme });
}

export function toggleLanguage() {
  setLanguage(desk().language === "en" ? "zh-CN" : "en");
}

export function toggleTheme() {
  setTheme(desk().theme === "dark" ? "light" : "dark");
}

export function tourSeen() {
  return recall(TOUR) === "yes";
}

export function rememberTour() {
  remember(TOUR, "yes");
}
