// @ts-check
// One patrol on the phone: which slope and why, until when, and a large button for what is to be said.

import { html, useState } from "../console/view.js";
import { say, t } from "../console/i18n/words.js";
import { wordsOfRefusal } from "../console/live/reason.js";
import { reasonWords, WORDS_MAX } from "../console/rain/reasons.js";
import { settleConflict, tellPatrol } from "./desk.js";
import { patrolKey } from "./patrols.js";
import { whenDue } from "./task-sheet.js";
import { WordsForm } from "./words-form.js";

/** @typedef {import("../console/types/bayu.d.ts").MyPatrol} MyPatrol */

/** @param {{ mine: MyPatrol }} props */
export function PatrolSheet({ mine }) {
  const [asking, setAsking] = useState(false);
  const { patrol, point } = mine, isLate = Date.parse(patrol.dueAt) < Date.now();
  return html`<article class="sheet" data-patrol=${patrolKey(mine)} data-state=${patrol.state}>
    <header><span class="sheet-kind">${t("patrol.title")} ${patrol.number}</span>
      ${mine.exercise && html`<span class="sheet-exercise">${t("exercise.chip")}</span>`}
      <span class="sheet-state">${t(`rain.patrol.${isLate ? "overdue" : patrol.state}`)}</span></header>
    <h2>${say(patrol.siteName)}</h2>
    <p class="sheet-incident">${say(mine.roundName)}${
    mine.synthetic && html`
      · <span lang="zh-CN">合成演示数据</span> · <span lang="en">Synthetic demonstration data</span>
    `
  }</p>
    ${
    point &&
    html`<p class="sheet-place"><a href=${`geo:${point.latitude},${point.longitude}`}>
      <b>${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}</b> <span>${
      t("fieldpage.navigate")
    }</span></a></p>`
  }
    <p class=${`sheet-due ${isLate ? "clock-late" : ""}`}>${
    t("rain.until", { at: whenDue(patrol.dueAt, Date.now()) })
  }</p>
    <p>${mine.reasons.map(reasonWords).join(" · ")}</p>
    ${
    asking
      ? html`
        <${WordsForm} name=${`draft/${patrolKey(mine)}`} label=${t("rain.report.words")} send=${t(
          "patrol.report",
        )} max=${WORDS_MAX}
          onSend=${(/** @type {string} */ words) => void tellPatrol(mine, "finishPatrol", words)}
          onEnd=${() => setAsking(false)} />
      `
      : html`<div class="field-buttons">
      ${
        patrol.state === "assigned" && html`
          <button type="button" class="field-primary" data-command="acknowledgePatrol"
            onClick=${() => void tellPatrol(mine, "acknowledgePatrol")}>${t("patrol.acknowledge")}</button>
        `
      }
      <button type="button" class=${patrol.state === "acknowledged" ? "field-primary" : ""} data-command="nothingSeen"
        onClick=${() => void tellPatrol(mine, "finishPatrol", t("rain.nothing.seen"))}>${t("patrol.nothing")}</button>
      <button type="button" data-command="finishPatrol" onClick=${() => setAsking(true)}>${t("patrol.report")}</button>
    </div>`
  }
  </article>`;
}

/** A report that the server did not take: it is said with the words that were written. @param {{ conflict: import("./conflicts.js").Conflict }} props */
export function RefusedPatrol({ conflict }) {
  const findings = conflict.commands.map(({ body }) => body.finding).filter(Boolean);
  return html`
    <section class="merge" role="alert" data-refused-patrol="">
      <h2>${t("patrol.refused")}</h2>
      <p>${say(conflict.title)}</p>
      ${findings.map((words) => html`<p key=${words}>${words}</p>`)}
      <p>${wordsOfRefusal(conflict.reason)}</p>
      <div class="field-buttons"><button type="button" class="field-primary" onClick=${() =>
        void settleConflict(conflict)}>${t("evac.refused.seen")}</button></div>
    </section>
  `;
}
