// @ts-check
// Reading clocks: which one matters now, how much is left of it, and how it should be shown.

import { t } from "../i18n/words.js";

/** @typedef {import("../types/bayu.d.ts").Clock} Clock */

/** @param {Clock} clock */
export function isRunning(clock) {
  return !clock.stoppedAt;
}

/** Seconds left; negative once it is overdue. A clock that never names its end has none. */
export function secondsLeft(/** @type {Clock} */ clock, /** @type {number} */ now) {
  const due = Date.parse(clock.dueAt);
  return Number.isNaN(due) ? null : Math.round((due - now) / 1000);
}

/** The running clock that ends first. @param {Clock[] | undefined} clocks */
export function mostUrgent(clocks) {
  const running = (clocks ?? []).filter(isRunning);
  running.sort((left, right) => left.dueAt.localeCompare(right.dueAt));
  return running[0] ?? null;
}

/** `stopped`, `kept`, `warn` or `breached`. @param {Clock} clock @param {number} now */
export function clockState(clock, now) {
  if (clock.stoppedAt) return clock.breachedAt ? "breached" : "stopped";
  const left = secondsLeft(clock, now);
  if (clock.breachedAt || (left !== null && left < 0)) return "breached";
  if (clock.warnAt && Date.parse(clock.warnAt) <= now) return "warn";
  return "kept";
}

const MINUTE = 60, HOUR = 3600, DAY = 86_400;

/** `02:14`, `1:02:14`, `3 d 4 h` or `3 天 4 小时`; overdue times carry a plus. @param {number | null} seconds */
export function formatSpan(seconds) {
  if (seconds === null) return "—";
  const sign = seconds < 0 ? "+" : "";
  // A travel time comes with fractions; nobody reads them.
  const total = Math.round(Math.abs(seconds));
  const pad = (/** @type {number} */ number) => String(number).padStart(2, "0");
  if (total >= DAY) {
    const days = Math.floor(total / DAY), hours = Math.floor((total % DAY) / HOUR);
    return sign + (hours > 0 ? t("span.days", { days, hours }) : t("span.wholeDays", { days }));
  }
  const minutes = pad(Math.floor((total % HOUR) / MINUTE)), rest = pad(total % MINUTE);
  return total >= HOUR ? `${sign}${Math.floor(total / HOUR)}:${minutes}:${rest}` : `${sign}${minutes}:${rest}`;
}

/** How far away something is, in whole minutes: an estimate is no stopwatch. @param {number} seconds */
export function formatMinutes(seconds) {
  return t("span.minutes", { minutes: Math.max(1, Math.round(seconds / MINUTE)) });
}

/** How long a clock was set for, in seconds; null when it never names its end. @param {Clock} clock */
export function allowance(clock) {
  const span = Date.parse(clock.dueAt) - Date.parse(clock.startedAt);
  return Number.isNaN(span) ? null : Math.round(span / 1000);
}

/** The part of a clock that is used up, 0…1. @param {Clock} clock @param {number} now */
export function usedFraction(clock, now) {
  const start = Date.parse(clock.startedAt), due = Date.parse(clock.dueAt);
  const end = clock.stoppedAt ? Date.parse(clock.stoppedAt) : now;
  return due <= start ? 1 : Math.min(1, Math.max(0, (end - start) / (due - start)));
}
