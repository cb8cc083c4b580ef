// @ts-check
// The zones of my incidents: one large button for each thing that can become of a household.

import { html } from "../console/view.js";
import { say, t } from "../console/i18n/words.js";
import { wordsOfRefusal } from "../console/live/reason.js";
import { OUTCOMES } from "../console/loop/zones.js";
import { countHousehold, settleConflict, state } from "./desk.js";
import { knownCount, movesPeople, waitingCount } from "./counts.js";

/** @typedef {import("./conflicts.js").Conflict} Conflict */
/** @typedef {import("../console/types/bayu.d.ts").Evacuation} Evacuation */

/** @param {{ task: import("../console/types/bayu.d.ts").Task }} props */
export function CountSheets({ task }) {
  const incident = task.incident?.id ?? "";
  const counted = state.counted.find((one) => one.incident === incident);
  if (!counted || !movesPeople(task)) return null;
  return html`<section class="count-sheets">${
    counted.zones.map((zone) => html`<${CountSheet} key=${zone.zone} incident=${incident} zone=${zone} />`)
  }</section>`;
}

/** @param {{ incident: string, zone: Evacuation }} props */
function CountSheet({ incident, zone }) {
  const reached = knownCount(state.waiting, incident, zone, "contacted");
  const waiting = OUTCOMES.reduce((sum, one) => sum + waitingCount(state.waiting, incident, zone.zone, one), 0);
  return html`<div class="count-sheet" data-count-zone=${zone.zone}>
    <h3>${say(zone.name)} · ${t(`evac.stage.${zone.stage}`)}${zone.form && ` · ${t(`evac.form.${zone.form}`)}`}</h3>
    <p>${
    zone.households === null
      ? t("evac.unreachedUnknown")
      : t("evac.unreached", { count: Math.max(0, zone.households - reached) })
  }${
    waiting > 0 && html`
      · <b>${t("evac.waiting", { count: waiting })}</b>
    `
  }</p>
    ${zone.assembly && html`<p>${t("evac.assembly", { place: say(zone.assembly) })}</p>`}
    <div class="field-buttons" role="group" aria-label=${t("evac.count.one")}>${
    OUTCOMES.map((outcome) =>
      html`
        <button key=${outcome} type="button" data-outcome=${outcome} class=${outcome === "contacted"
          ? "field-primary"
          : ""}
          onClick=${() => void countHousehold(incident, zone.zone, outcome)}>${t(
            `evac.outcome.${outcome}`,
          )} <b>${knownCount(state.waiting, incident, zone, outcome)}</b></button>
      `
    )
  }</div></div>`;
}

/** A count that the server did not take: it is said, and the person puts it right. @param {{ conflict: Conflict }} props */
export function RefusedCount({ conflict }) {
  const { body } = conflict.commands[0];
  return html`
    <section class="merge" role="alert" data-refused-count="">
      <h2>${t("evac.refused")}</h2>
      <p>${t(`evac.outcome.${body.outcome}`)} +${body.households}</p>
      <p>${wordsOfRefusal(conflict.reason)}</p>
      <div class="field-buttons"><button type="button" class="field-primary" onClick=${() =>
        void settleConflict(conflict)}>${t("evac.refused.seen")}</button></div>
    </section>
  `;
}
