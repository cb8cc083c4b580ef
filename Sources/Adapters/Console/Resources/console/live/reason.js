// @ts-check
// Why something did not work, as one sentence for a person: the one place where a problem becomes words.

import { Problem } from "./api.js";
import { hasWords, spoken, t } from "../i18n/words.js";

/** Where the server's own words hold what the person has to pass on or look for: a number, names of tasks, a limit. */
const DETAIL_HELPS = new Set(["server.failed", "incident.tasks-open", "field.invalid", "session.too-many-tries"]);

/** Sentences meet others in front of them and behind, so every one ends as a sentence does. @param {string} words */
function sentence(words) {
  const text = words.trim();
  if (/[.。!！?？…）)]$/u.test(text)) return text;
  return `${text}${spoken() === "en" ? "." : "。"}`;
}

/**
 * The words for a refusal: those of its code in the language of the screen, and what the server said where there are none.
 * @param {{ code: string, detail: string, field?: string | null }} refusal
 */
export function wordsOfRefusal({ code, detail, field }) {
  const key = `refusal.${code}`;
  if (!code || !hasWords(key)) return sentence(detail);
  const words = t(key);
  if (spoken() === "en") return words;
  if (detail && DETAIL_HELPS.has(code)) return t("error.detail", { sentence: words, detail });
  return field && hasWords(`field.${field}`)
    ? t("error.field", { sentence: words, field: t(`field.${field}`) })
    : words;
}

/** @param {unknown} fault */
export function reasonOf(fault) {
  if (!(fault instanceof Problem)) {
    return t("error.page", { words: fault instanceof Error ? fault.message : String(fault) });
  }
  if (fault.status === 0) return t("error.offline");
  if (!fault.code && !fault.message.trim()) return t("error.unnamed", { status: fault.status });
  return wordsOfRefusal({ code: fault.code, detail: fault.message, field: fault.field });
}
