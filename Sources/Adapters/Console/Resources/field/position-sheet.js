// @ts-check
// "I am here": the phone tells where the team is at a fire, on a press, and goes on telling it until it is pressed again or the page is left.

import { html, useEffect, useState } from "../console/view.js";
import { ask } from "../console/live/api.js";
import { reasonOf } from "../console/live/reason.js";
import { shortTime, t } from "../console/i18n/words.js";
import { state } from "./desk.js";

/** @typedef {import("../console/types/bayu.d.ts").Task} Task */

/** The server takes what is ten minutes old as unknown; four tellings may be lost until then. */
const AGAIN_MILLISECONDS = 120_000;
/** A phone without a view of the sky gives up after so long. */
const FIX_MILLISECONDS = 20_000;

/** What the server is told of a fix of the phone. @param {string} team @param {{ coords: { latitude: number, longitude: number, accuracy: number }, timestamp: number }} fix */
export function positionOf(team, { coords, timestamp }) {
  return {
    team,
    point: { latitude: coords.latitude, longitude: coords.longitude },
    accuracyMetres: Math.round(coords.accuracy),
    at: new Date(timestamp).toISOString(),
  };
}

/** Only my own team's open task at a fire. @param {Task} task @param {string | null | undefined} team */
export function mayTell(task, team) {
  return Boolean(team) && task.team === team && task.incident?.kind === "wildfire" &&
    ["accepted", "enRoute", "onScene"].includes(task.state);
}

/** @returns {Promise<GeolocationPosition>} */
function fix() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error(t("position.none")));
    navigator.geolocation.getCurrentPosition(resolve, (fault) => {
      reject(new Error(t(fault.code === fault.PERMISSION_DENIED ? "position.denied" : "position.none")));
    }, { enableHighAccuracy: true, timeout: FIX_MILLISECONDS, maximumAge: 0 });
  });
}

/** @param {{ task: Task }} props */
export function PositionSheet({ task }) {
  const [telling, setTelling] = useState(false);
  const [said, setSaid] = useState("");
  const team = state.me?.team, incident = task.incident?.id ?? "";
  const tell = async () => {
    if (!team) return;
    try {
      const found = await fix();
      await ask("POST", `/api/incidents/${encodeURIComponent(incident)}/fire/position`, positionOf(team, found));
      setSaid(t("position.told", { time: shortTime(Date.now()), metres: Math.round(found.coords.accuracy) }));
    } catch (fault) {
      setSaid(t("position.failed", { reason: reasonOf(fault) }));
    }
  };
  useEffect(() => {
    if (!telling) return;
    void tell();
    const timer = setInterval(tell, AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [telling, incident]);
  if (!mayTell(task, team)) return null;
  return html`
    <div class="sheet-position">
      <div
        class="field-buttons"><button type="button" data-position="" aria-pressed=${telling} onClick=${() =>
          setTelling(!telling)}><span aria-hidden="true">⌖</span> ${t(
            telling ? "position.stop" : "position.here",
          )}</button></div>
      <p role="status">${said || t("position.hint")}</p>
    </div>
  `;
}
