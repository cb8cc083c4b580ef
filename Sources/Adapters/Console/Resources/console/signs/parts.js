// @ts-check
// Small pieces that every screen uses: the sign of a grade, a clock, chips, empty and error states.

import { html, useState } from "../view.js";
import { signOf } from "../loop/grades.js";
import { allowance, clockState, formatSpan, mostUrgent, secondsLeft, usedFraction } from "../loop/clocks.js";
import { useSecond } from "../live/desk.js";
import { clockTime, hasWords, say, t } from "../i18n/words.js";

/** @typedef {import("../types/bayu.d.ts").Grade} Grade */
/** @typedef {import("../types/bayu.d.ts").Clock} Clock */

/** @type {Record<string, string>} */
const OUTLINES = {
  triangle: "M10 1.5 19 18H1Z",
  diamond: "M10 .8 19.2 10 10 19.2.8 10Z",
  square: "M2 2h16v16H2Z",
};

/** @param {{ grade: Grade | undefined, outline?: boolean }} props */
export function Sign({ grade, outline = false }) {
  const { shape, css } = signOf(grade);
  const path = OUTLINES[shape];
  const style = outline || shape === "ring" ? "sign-outline" : "sign-full";
  return html`<svg class=${`sign ${css} ${style}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    ${path ? html`<path d=${path} />` : html`<circle cx="10" cy="10" r="8.4" />`}
  </svg>`;
}

/** @param {{ grade: Grade | undefined, long?: boolean }} props */
export function GradeBadge({ grade, long = false }) {
  const { sign, css } = signOf(grade);
  const key = grade ?? "none";
  return html`<span class=${`grade-badge ${css}`}>
    <span aria-hidden="true">${sign}</span> ${t(`${long ? "grade" : "grade.short"}.${key}`)}
  </span>`;
}

/** @param {Clock} clock @param {any[]} [reports] the statutory reports, whose clocks bear their names */
export function clockName(clock, reports = []) {
  if (clock.kind.startsWith("report/")) {
    const report = reports.find((one) => `report/${one.id}` === clock.kind);
    return say(report?.name) || t("clock.report");
  }
  return hasWords(`clock.${clock.kind}`) ? t(`clock.${clock.kind}`) : clock.kind;
}

/** The time left on the most urgent clock, as a row shows it. @param {{ clocks: Clock[] }} props */
export function Countdown({ clocks }) {
  const now = useSecond();
  const clock = mostUrgent(clocks);
  if (!clock) return html`<span class="countdown clock-none">—</span>`;
  const state = clockState(clock, now);
  return html`<span class=${`countdown clock-${state}`} title=${`${clockName(clock)} · ${
    t("clock.due", { time: clockTime(clock.dueAt) })
  }`}>
    ${formatSpan(secondsLeft(clock, now))}${
    state === "breached" && html`<span class="unseen"> ${t("clock.overdue")}</span>`
  }
  </span>`;
}

/** Of which clock a countdown is, and of how much: `/ 05:00 确认`. @param {{ clocks: Clock[], reports?: any[] }} props */
export function CountdownOf({ clocks, reports }) {
  const clock = mostUrgent(clocks);
  if (!clock) return null;
  return html`<span class="countdown-of">/ ${formatSpan(allowance(clock))} ${clockName(clock, reports)}</span>`;
}

/** One clock with its bar. @param {{ clock: Clock, reports?: any[] }} props */
export function ClockBar({ clock, reports }) {
  const now = useSecond();
  const state = clockState(clock, now);
  const left = secondsLeft(clock, now);
  const said = state === "stopped"
    ? t("clock.stopped")
    : formatSpan(left) + (state === "breached" ? ` ${t("clock.overdue")}` : "");
  return html`
    <div class=${`clock-bar clock-${state}`}>
      <span class="clock-name">${clockName(clock, reports)}</span>
      <span class="clock-left">${clock.stoppedAt ? t("clock.stopped") : said}</span>
      <span class="clock-due">${clockTime(clock.stoppedAt ?? clock.dueAt)}</span>
      <span class="clock-track" aria-hidden="true"><span style=${{
        width: `${usedFraction(clock, now) * 100}%`,
      }}></span></span>
    </div>
  `;
}

/** @param {{ it: { synthetic?: boolean, exercise?: boolean } }} props */
export function Marks({ it }) {
  return html`${it.exercise && html`<span class="chip chip-exercise">${t("exercise.chip")}</span>`}${
    it.synthetic && html`<span class="chip chip-synthetic">${t("synthetic.chip")}</span>`
  }`;
}

/** An error where it happened, with a way on. @param {{ text: string, onRetry: () => void }} props */
export function Failed({ text, onRetry }) {
  return html`<div class="failed" role="alert">
    <span>${text}</span><button type="button" class="button" onClick=${onRetry}>${t("retry")}</button>
  </div>`;
}

/**
 * Stages of a matter, the present one marked; only those are shown as passed that were really had.
 * @param {{ stages: string[], at: string, words: string, label: string, had: Set<string> }} props
 */
export function Stages({ stages, at, words, label, had }) {
  const list = stages.includes(at) ? stages : [...stages, at];
  return html`<ol class="stages" aria-label=${label}>
    ${
    list.map((stage) =>
      html`
        <li
          key=${stage}
          class=${stage === at ? "stage-here" : had.has(stage) ? "stage-past" : "stage-next"}
          aria-current=${stage === at ? "step" : undefined}
        >${t(`${words}.${stage}`)}</li>
      `
    )
  }
  </ol>`;
}

/** Copies an id on click; ids are long, and people read them aloud. @param {{ id: string }} props */
export function Ident({ id }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(id).then(() => setCopied(true), () => setCopied(false));
  };
  return html`<button type="button" class="ident" onClick=${copy} title=${id}>${id}${copied ? " ✓" : ""}</button>`;
}
