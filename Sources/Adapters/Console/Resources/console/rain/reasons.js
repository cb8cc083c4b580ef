// @ts-check
// Why a site is watched, in words, with its numbers.

import { say, t } from "../i18n/words.js";

/** A finding or a reason is a few sentences and no report. */
export const WORDS_MAX = 500;

const GRADES = ["", "I", "II", "III", "IV"];

/** @param {{ rule: string, value?: number, points: number, note?: string }} reason */
export function reasonWords({ rule, value, points, note }) {
  const grade = rule === "alert" ? t(`grade.${GRADES[value ?? 0]}`) : "";
  const number = typeof value === "number" ? Math.round(value) : "";
  const words = t(`rain.reason.${rule}`, {
    value: rule === "stability" ? percent(value) : number,
    grade,
    note: note ?? "",
  });
  return points > 0 ? `${words} +${points}` : words;
}

/** @param {number | undefined} share */
function percent(share) {
  return `${Math.round((share ?? 0) * 100)} %`;
}

/** Why nobody goes after all: a person's words, or what the ranking did. @param {any} patrol */
export function calledOffWords(patrol) {
  if (patrol.finding) return patrol.finding;
  return patrol.displacedByName
    ? t("rain.calledOff.displaced", { site: say(patrol.displacedByName) })
    : t("rain.calledOff.noCause");
}

/** The state of a patrol as the board shows it. @param {any} patrol */
export function patrolState(patrol) {
  if (!patrol) return "none";
  return patrol.overdue ? "overdue" : patrol.state;
}
