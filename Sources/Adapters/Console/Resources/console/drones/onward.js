// @ts-check
// Sending a drone that is out on to another place: chosen on the map or typed, with its reason.

import { html, useState } from "../view.js";
import { t } from "../i18n/words.js";
import { PlacePicker } from "../report/place.js";

/** @typedef {{ position: { latitude: number, longitude: number }, reason: string }} Onward */

/** Numbers as a person reads them: a drone's own fix is no better than this. */
const DECIMALS = 6;

/** @param {{ flight: any, onSend: (onward: Onward) => Promise<void>, onClose: () => void }} props */
export function OnwardForm({ flight, onSend, onClose }) {
  const [latitude, setLatitude] = useState(String(flight.target.latitude));
  const [longitude, setLongitude] = useState(String(flight.target.longitude));
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const position = { latitude: Number(latitude), longitude: Number(longitude) };
  const usable = latitude.trim() !== "" && longitude.trim() !== "" && Math.abs(position.latitude) <= 90 &&
    Math.abs(position.longitude) <= 180;
  const pick = (/** @type {{ latitude: number, longitude: number }} */ point) => {
    setLatitude(point.latitude.toFixed(DECIMALS));
    setLongitude(point.longitude.toFixed(DECIMALS));
  };
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!usable || busy) return;
    setBusy(true);
    await onSend({ position, reason: reason.trim() || t("drone.onward.standard") });
    setBusy(false);
    onClose();
  };
  return html`
    <form class="drone-onward" data-onward=${flight.number} onSubmit=${send}>
      <p><b>${t("drone.onward.title")}</b></p>
      <div class="drone-send">
        <label>${t("field.latitude")} <input name="latitude" inputmode="decimal" value=${latitude} onInput=${(
          /** @type {any} */ event,
        ) => setLatitude(event.target.value)} /></label>
        <label>${t("field.longitude")} <input name="longitude" inputmode="decimal" value=${longitude} onInput=${(
          /** @type {any} */ event,
        ) => setLongitude(event.target.value)} /></label>
      </div>
      <${PlacePicker} latitude=${latitude} longitude=${longitude} onPick=${pick} />
      <div class="drone-send">
        <label>${t("drone.onward.reason")} <input name="onward-reason" maxlength="200" value=${reason}
            placeholder=${t("drone.onward.standard")} onInput=${(/** @type {any} */ event) =>
              setReason(event.target.value)} /></label>
        <button type="submit" class="button button-primary" data-command="sendOnward"
          disabled=${busy || !usable}>${t("drone.command.sendOn")}</button>
        <button type="button" class="button" onClick=${onClose}>${t("cancel")}</button>
      </div>
    </form>
  `;
}
