// @ts-check
// Drones on the page of an incident: fly there and look, what each drone would take, where a flight stands, and calling it back.

import { html, useState } from "../view.js";
import { ask, freshID } from "../live/api.js";
import { desk, put, useDesk, useSecond } from "../live/desk.js";
import { reasonOf } from "../live/reason.js";
import { clockTime, hasWords, say, t } from "../i18n/words.js";
import { formatSpan } from "../loop/clocks.js";
import { Failed, Marks } from "../signs/parts.js";
import { isCallable } from "./calling.js";
import { OnwardForm } from "./onward.js";

/** @param {{ incident: any, told: import("./load.js").Told }} props */
export function DronePanel({ incident, told }) {
  const { drones, link, flights, error, again } = told;
  const may = desk().me?.permissions.includes("orderFlight") ?? false;
  const isOpen = incident.state !== "closed" && incident.state !== "merged";
  if (drones?.length === 0 && flights.length === 0) return null;
  return html`<section class="panel drones" data-panel="drones" tabindex="-1" aria-label=${t("drone.title")}>
    <h2>${t("drone.title")} <span class="bubble">${flights.length}</span></h2>
    ${error && html`<${Failed} text=${t("error.loading", { reason: error })} onRetry=${again} />`}
    ${
    link && link.state !== "up" &&
    html`<p class="note note-hot" data-link=${link.state}>${t(`drone.link.${link.state}`)}</p>`
  }
    ${
    flights.map((flight) =>
      html`<${Flight} key=${flight.id} flight=${flight} incident=${incident} may=${may} again=${again} />`
    )
  }
    ${isOpen && incident.exercise && html`<p class="note">${t("drone.exercise")}</p>`}
    ${
    isOpen && !incident.exercise && may && drones &&
    html`<${Order} drones=${drones} incident=${incident} again=${again} />`
  }
  </section>`;
}

/** @param {string} path @param {any} body @param {() => Promise<void>} again */
export async function give(path, body, again) {
  try {
    await ask("POST", path, { id: freshID(), ...body });
    put({ said: { tone: "good", text: t("done.sent") } });
  } catch (fault) {
    put({ said: { tone: "bad", text: t("error.failed", { reason: reasonOf(fault) }) } });
  }
  await again();
}

/** The proposal first: the drone that is there soonest, why the others cannot, and one button that a person presses. @param {{ drones: any[], incident: any, again: () => Promise<void> }} props */
function Order({ drones, incident, again }) {
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const able = drones.filter((one) => one.choice?.able);
  const drone = able.find((one) => one.id === chosen) ?? able[0];
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!drone || busy) return;
    setBusy(true);
    const path = `/api/incidents/${encodeURIComponent(incident.id)}/flights`;
    await give(path, { drone: drone.id, reason: reason.trim() || t("drone.reason.standard") }, again);
    setReason("");
    setBusy(false);
  };
  return html`<form class="drone-order" onSubmit=${send}>
    <ul class="drone-list">${
    drones.map((one) =>
      html`<li key=${one.id} data-drone=${one.id} class=${one.choice.able ? "" : "drone-unable"}>
        <label><input type="radio" name="drone" value=${one.id} disabled=${!one.choice.able}
          checked=${drone?.id === one.id} onChange=${() => setChosen(one.id)} /> <b>${say(one.name)}</b></label>
        <${Marks} it=${one} />
        <span class="drone-way">${way(one)}</span>
        ${
        one.choice.able ? html`<span class="chip chip-good">${t("drone.able")}</span>` : one.choice.obstacles.map(why)
      }
      </li>`
    )
  }</ul>
    ${
    drone
      ? html`<p class="drone-send"><label>${
        t("drone.reason")
      } <input name="flight-reason" maxlength="200" value=${reason}
        placeholder=${t("drone.reason.standard")} onInput=${(/** @type {any} */ event) =>
        setReason(event.target.value)} /></label>
      <button type="submit" class="button button-primary" data-command="orderFlight" disabled=${busy}>${
        t("drone.order", { name: say(drone.name), minutes: minutes(drone) })
      }</button></p>`
      : html`<p class="nothing">${t("drone.noneAble")}</p>`
  }
  </form>`;
}

/** @param {any} drone */
export function minutes(drone) {
  return Math.max(1, Math.round(drone.choice.minutes));
}

/** `3.1 km · 7 min · 93 % · 4 m/s` @param {any} drone */
function way(drone) {
  const parts = [
    `${(drone.choice.distanceMetres / 1000).toFixed(1)} km`,
    t("drone.minutes", { minutes: minutes(drone) }),
  ];
  if (drone.batteryPercent !== undefined) parts.push(t("drone.battery", { percent: drone.batteryPercent }));
  if (drone.windMetresPerSecond !== undefined) {
    parts.push(t("drone.wind", { speed: drone.windMetresPerSecond.toFixed(1) }));
  }
  return parts.join(" · ");
}

/** @param {{ code: string, message: string }} obstacle */
export function whyWords(obstacle) {
  const key = `drone.why.${obstacle.code}`;
  return hasWords(key) ? t(key) : obstacle.message;
}

/** @param {{ code: string, message: string }} obstacle */
function why(obstacle) {
  return html`
    <span key=${obstacle.code} class="chip chip-warn">${whyWords(obstacle)}</span>
  `;
}

/** @param {{ flight: any, incident: any, may: boolean, again: () => Promise<void> }} props */
function Flight({ flight, incident, may, again }) {
  const { drones } = useDesk();
  const [asksOnward, setAsksOnward] = useState(false);
  const live = drones[flight.drone];
  const isOut = flight.state !== "ended";
  const path = `/api/incidents/${encodeURIComponent(incident.id)}/flights/${flight.number}/commands`;
  const canCall = may && isCallable(flight);
  const canGiveUp = may && isOut && (flight.silentSince || flight.overdue || flight.callBackUnanswered);
  const command = (/** @type {string} */ type) => give(path, { type, reason: t(`drone.command.${type}`) }, again);
  const sendOn = (/** @type {any} */ onward) => give(path, { type: "sendOn", ...onward }, again);
  return html`
    <article class=${`flight flight-${flight.state}`} data-flight=${flight.number} data-state=${flight.state}
      data-outcome=${flight.outcome ?? ""}>
        <header><b>${say(flight.droneName)}</b> <span class=${`chip ${toneOf(flight)}`}>${standing(flight)}</span>
          <${Marks} it=${flight} /></header>
        <p class="note">${t("drone.ordered", {
          time: clockTime(flight.orderedAt),
          by: flight.orderedBy,
          reason: flight.reason,
        })}</p>
        ${isOut && (flight.state === "accepted" || flight.state === "airborne" || flight.state === "ordered") &&
          html`<${Expected} flight=${flight} />`}
        ${isOut && live?.flight?.id === flight.id && html`<p class="note" data-live="">${where(live)}</p>`}
        ${flight.silentSince &&
          html`<p class="note note-hot">${t("drone.silentSince", { time: clockTime(flight.silentSince) })}</p>`}
        ${isOut && flight.onward &&
          html`<p class=${flight.onward.unanswered ? "note note-hot" : "note"} data-onward-waiting="">${
            t(flight.onward.unanswered ? "drone.onward.unanswered" : "drone.onward.waiting")
          }</p>`}
        ${isOut && flight.stopped && html`<p class="note note-hot">${t("drone.onward.stopped")}</p>`}
        ${isOut && flight.overdue && html`<p class="note note-hot">${t("drone.overdue")}</p>`}
        ${isOut && flight.callBackUnanswered && html`<p class="note note-hot">${t("drone.callBackUnanswered")}</p>`}
        <${PictureNote} picture=${flight.picture} />
        ${isOut && flight.state === "onStation" && flight.camera && html`<p class="note">${t("drone.picture")}</p>`}
        <div class="offers">
          ${canCall &&
            html`<button type="button" class="button" data-command="returnHome" onClick=${() =>
              command("returnHome")}>${t("drone.command.returnHome")}</button>`}
          ${may && flight.canGoOn && !asksOnward &&
            html`<button type="button" class="button" data-command="sendOn" onClick=${() => setAsksOnward(true)}>${
              t("drone.command.sendOn")
            }</button>`}
          ${canGiveUp &&
            html`<button type="button" class="button" data-command="giveUp" onClick=${() => command("giveUp")}>${
              t("drone.command.giveUp")
            }</button>`}
        </div>
        ${asksOnward && flight.canGoOn &&
          html`<${OnwardForm} flight=${flight} onSend=${sendOn} onClose=${() => setAsksOnward(false)} />`}
      </article>
  `;
}

/** Only what is not as it should be; that a picture is there, the cameras below say. @param {{ picture: any }} props */
function PictureNote({ picture }) {
  if (!picture || !["asked", "failed", "notStopped"].includes(picture.state)) return null;
  const code = picture.resultCode === undefined
    ? t("drone.picture.silent")
    : t("drone.picture.code", { code: picture.resultCode });
  return html`<p class=${picture.state === "asked" ? "note" : "note note-hot"} data-picture=${picture.state}>${
    t(`drone.picture.${picture.state}`, { code })
  }</p>`;
}

/** @param {{ flight: any }} props */
function Expected({ flight }) {
  const left = Math.round((Date.parse(flight.expectedAt) - useSecond()) / 1000);
  return html`<p class="note">${
    left > 0
      ? t("drone.expected", { time: clockTime(flight.expectedAt), left: formatSpan(left) })
      : t("drone.late", { time: clockTime(flight.expectedAt) })
  }</p>`;
}

/** @param {any} flight */
export function standing(flight) {
  if (flight.state !== "ended") return t(`drone.state.${flight.state}`);
  const code = flight.resultCode === undefined ? "" : String(flight.resultCode);
  return t(`drone.outcome.${flight.outcome}`, { code });
}

/** @param {any} flight */
function toneOf(flight) {
  if (flight.state === "onStation" || flight.outcome === "returned") return "chip-good";
  return flight.state === "ended" || flight.silentSince || flight.overdue ? "chip-warn" : "";
}

/** `120 m · 11.9 m/s · 84 %`, or that it is an old place. @param {any} drone */
function where(drone) {
  const parts = [];
  if (drone.heightMetres !== undefined) parts.push(t("drone.height", { metres: Math.round(drone.heightMetres) }));
  if (drone.speedMetresPerSecond !== undefined) parts.push(`${drone.speedMetresPerSecond.toFixed(1)} m/s`);
  if (drone.batteryPercent !== undefined) parts.push(t("drone.battery", { percent: drone.batteryPercent }));
  if (drone.positionOld) parts.push(t("drone.positionOld"));
  return parts.join(" · ");
}
