// @ts-check
// What a person chose for this browser: language, theme, and having seen the tour.

import { desk, put } from "./live/desk.js";
import { speak } from "./i18n/words.js";

const LANGUAGE = "bayu.language", THEME = "bayu.theme", TOUR = "bayu.tour.seen";

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
