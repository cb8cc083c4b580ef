// @ts-check
// One task on the phone: what, where, until when, and one large button for the next step.

import { html, useState } from "../console/view.js";
import { dateTime, say, t } from "../console/i18n/words.js";
import { clockState, formatSpan, mostUrgent, secondsLeft } from "../console/loop/clocks.js";
import { taskOffers } from "../console/loop/offers.js";
import { signOf } from "../console/loop/grades.js";
import { command, state } from "./desk.js";
import { PhotoSheet } from "./photo-sheet.js";
import { PositionSheet } from "./position-sheet.js";
import { CountSheets } from "./count-sheet.js";
import { WordsForm } from "./words-form.js";

/** @typedef {import("../console/types/bayu.d.ts").Task} Task */

/** Which words a step needs. @type {Record<string, string>} */
const ASKS = { finish: "evidence", return: "reason" };

/** @param {{ task: Task }} props */
export function TaskSheet({ task }) {
  const [asking, setAsking] = useState("");
  const offers = state.me ? taskOffers(task, state.me) : [];
  const { sign, css } = signOf(task.incident?.grade);
  const point = task.incident?.point;
  const take = (/** @type {string} */ type) => ASKS[type] ? setAsking(type) : void command(task, type);
  return html`<article class=${`sheet ${css}`} data-task=${task.id} data-state=${task.state}>
    <header><span class="sheet-grade"><span aria-hidden="true">${sign}</span> ${
    t(`grade.${task.incident?.grade ?? "none"}`)
  }</span>
      ${task.incident?.exercise && html`<span class="sheet-exercise">${t("exercise.chip")}</span>`}
      <span class="sheet-state">${t(`task.${task.state}`)}</span></header>
    <h2>${say(task.title)}</h2>
    <p class="sheet-incident">${say(task.incident?.title)}</p>
    ${
    point &&
    html`<p class="sheet-place"><a href=${`geo:${point.latitude},${point.longitude}`} title=${coordinates(point)}>
      <b>${placeOf(task.incident) || coordinates(point)}</b> <span>${t("fieldpage.navigate")}</span></a></p>`
  }
    <${Due} task=${task} />
    ${
    asking
      ? html`
        <${WordsForm} name=${`draft/${task.id}/${asking}`} label=${t(`field.${ASKS[asking]}`)} send=${t(
          `command.${asking}`,
        )}
          onSend=${(/** @type {string} */ words) => void command(task, asking, { [ASKS[asking]]: words })}
          onEnd=${() => setAsking("")} />
      `
      : html`<div class="field-buttons">${
        offers.map((offer) =>
          html`
            <button key=${offer.type} type="button" data-command=${offer.type}
              class=${offer.primary ? "field-primary" : offer.danger ? "field-danger" : ""} onClick=${() =>
                take(offer.type)}>${t(`command.${offer.type}`)}</button>
          `
        )
      }</div>`
  }
    <${PositionSheet} task=${task} />
    <${CountSheets} task=${task} />
    <${PhotoSheet} task=${task} />
  </article>`;
}

/** District, township and the landmark that was given: what a driver can follow. @param {any} it */
function placeOf(it) {
  return [say(it?.districtName), say(it?.townshipName), say(it?.place)].filter(Boolean).join(" · ");
}

/** @param {import("../console/types/bayu.d.ts").Point} point */
function coordinates(point) {
  return `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`;
}

/** @param {{ task: Task }} props */
function Due({ task }) {
  const clock = mostUrgent(task.clocks);
  if (!clock) return null;
  const now = Date.now();
  return html`<p class=${`sheet-due clock-${clockState(clock, now)}`}>
    <b>${formatSpan(secondsLeft(clock, now))}</b> <span>${t(`clock.${clock.kind}`)}</span>
    <span class="sheet-when">${t("clock.due", { time: whenDue(clock.dueAt, now) })}</span></p>`;
}

/** The time alone where it is today: a whole date breaks into two lines on a phone. @param {string} dueAt @param {number} now */
export function whenDue(dueAt, now) {
  const [date, time] = dateTime(dueAt).split(" ");
  const sameDay = dateTime(now).startsWith(date);
  return sameDay ? time.slice(0, 5) : `${date.slice(5)} ${time.slice(0, 5)}`;
}
