// @ts-check
// A look from the air that the plan asks for: which drone could be there soonest and when, or why none can, and one press that orders it.

import { html, useState } from "../view.js";
import { freshID } from "../live/api.js";
import { desk, put, useSecond } from "../live/desk.js";
import { sendNow } from "../live/send.js";
import { listed, say, shortTime, t } from "../i18n/words.js";
import { openDispatch } from "../loop/buttons.js";
import { commands, isLookProposed } from "../loop/offers.js";
import { Countdown, CountdownOf } from "../signs/parts.js";
import { give, minutes, standing, whyWords } from "./panel.js";

/** Somebody in a hurry reads no more of why none can fly. */
const REASONS_MAX = 3;

/** @param {{ incident: any, told: import("./load.js").Told }} props */
export function LooksProposed({ incident, told }) {
  if (incident.state === "closed" || incident.state === "merged") return null;
  return incident.tasks.filter(isLookProposed).map((/** @type {any} */ task) =>
    html`<${Look} key=${task.id} incident=${incident} task=${task} told=${told} />`
  );
}

/** @param {{ incident: any, task: any, told: import("./load.js").Told }} props */
function Look({ incident, task, told }) {
  const drone = incident.exercise ? null : told.drones?.find((one) => one.choice?.able);
  const before = told.flights.find((flight) => flight.task === task.id && flight.state === "ended");
  return html`
    <section class="strip strip-look" data-look=${task.id} aria-label=${t("look.fromAir")}>
      <div class="look-words">
          <p>${t("look.asked", { title: say(task.title) })} <span class="look-clock"><${Countdown}
            clocks=${task.clocks} /><${CountdownOf} clocks=${task.clocks} /></span></p>
          ${before &&
            html`<p class="look-how">${
              t("look.before", { name: say(before.droneName), outcome: standing(before) })
            }</p>`}
          ${task.returnReason && html`<p class="look-how">${t("incident.return", { reason: task.returnReason })}</p>`}
          <p class="look-how" data-how=""><${How} incident=${incident} drone=${drone} told=${told} /></p>
        </div>
      <${Answers} incident=${incident} task=${task} drone=${drone} again=${told.again} />
    </section>
  `;
}

/** @param {{ incident: any, drone: any, told: import("./load.js").Told }} props */
function How({ incident, drone, told }) {
  const now = useSecond();
  if (incident.exercise) return t("look.exercise");
  if (!told.drones) return told.error || t("loading");
  if (drone) {
    const time = shortTime(now + drone.choice.minutes * 60_000);
    return t("look.soonest", { name: say(drone.name), minutes: minutes(drone), time });
  }
  return t("look.none", { reasons: reasonsOf(told) });
}

/** @param {import("./load.js").Told} told */
function reasonsOf({ drones, link }) {
  if (link && link.state !== "up") return t(`drone.link.${link.state}`).replace(/[。.]$/, "");
  const reasons = (drones ?? []).slice(0, REASONS_MAX).map((one) =>
    t("look.why", { name: say(one.name), why: listed(one.choice.obstacles.slice(0, 1).map(whyWords)) })
  );
  return listed(reasons) || t("drone.noneAble");
}

/** @param {{ incident: any, task: any, drone: any, again: () => Promise<void> }} props */
function Answers({ incident, task, drone, again }) {
  const [busy, setBusy] = useState(false);
  const { me } = desk();
  if (!me || !commands(me)) return null;
  const order = async () => {
    setBusy(true);
    const path = `/api/incidents/${encodeURIComponent(incident.id)}/flights`;
    await give(path, { drone: drone.id, reason: t("look.reason", { title: say(task.title) }) }, again);
    setBusy(false);
    // Its button is gone with the strip: whoever works by keyboard goes on where the flight is told.
    const panel = /** @type {HTMLElement | null} */ (document.querySelector("[data-panel=drones]"));
    if (document.activeElement === document.body) panel?.focus();
  };
  const decline = () => put({ dialog: { kind: "task", target: incident, task, command: "cancel", id: freshID() } });
  return html`<div class="offers">
    ${
    drone && html`
      <button type="button" class="button button-primary" data-command="orderLook" disabled=${busy}
        onClick=${order}>${t("look.order", { name: say(drone.name) })}</button>
    `
  }
    ${
    incident.exercise && html`
      <button type="button" class="button button-primary" data-command="acceptLook"
        onClick=${() => void sendNow("task", incident, "accept", task)}>${t("look.noteExercise")}</button>
    `
  }
    <button type="button" class="button" data-command="lookByTeam" onClick=${() => openDispatch(incident, task.id)}>${
    t("look.team")
  }</button>
    <button type="button" class="button" data-command="declineLook" onClick=${decline}>${t("look.decline")}</button>
  </div>`;
}
