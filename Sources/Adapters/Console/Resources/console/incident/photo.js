// @ts-check
// A photo of an incident: a line until somebody asks for it, for a stated purpose; every look is on record.

import { html, useEffect, useState } from "../view.js";
import { desk } from "../live/desk.js";
import { askBytes } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { purposesFor } from "../loop/purposes.js";
import { dateTime, t } from "../i18n/words.js";

/** @typedef {import("../types/bayu.d.ts").Photo} Photo */

/** Stated once for each incident while the page is open; each look carries it. @type {Map<string, string>} */
const stated = new Map();

/** Where a picture is asked for. @param {string} incident @param {string} digest @param {string} purpose */
export function photoPath(incident, digest, purpose) {
  const path = `/api/incidents/${encodeURIComponent(incident)}/photos/${encodeURIComponent(digest)}`;
  return `${path}?purpose=${encodeURIComponent(purpose)}`;
}

/** The picture as an address that this page alone can show; it is let go when the picture is put away. */
function usePicture() {
  const [address, setAddress] = useState("");
  useEffect(() => () => address ? URL.revokeObjectURL(address) : undefined, [address]);
  return {
    address,
    show: (/** @type {Blob} */ bytes) => setAddress(URL.createObjectURL(bytes)),
    hide: () => setAddress(""),
  };
}

/** @param {{ incident: any, photo: Photo }} props */
export function PhotoLook({ incident, photo }) {
  const { address, show, hide } = usePicture();
  const [asking, setAsking] = useState(false);
  const [loading, setLoading] = useState(false);
  const [failure, setFailure] = useState("");
  const closed = incident.state === "closed" || incident.state === "merged";
  const purposes = purposesFor(desk().me, closed, "viewPhoto");
  const load = async (/** @type {string} */ purpose) => {
    stated.set(incident.id, purpose);
    setAsking(false);
    setFailure("");
    setLoading(true);
    try {
      show(await askBytes(photoPath(incident.id, photo.digest, purpose)));
    } catch (fault) {
      setFailure(t("error.loading", { reason: reasonOf(fault) }));
    }
    setLoading(false);
  };
  const open = () => {
    const purpose = stated.get(incident.id);
    if (purpose && purposes.includes(purpose)) void load(purpose);
    else setAsking(true);
  };
  if (photo.erased) return html`<p class="photo-line form-hint">${t("photo.erased", { caption: photo.caption })}</p>`;
  if (purposes.length === 0) return html`<p class="photo-line form-hint">${t("photo.hidden")}</p>`;
  const taken = photo.takenAt ? t("photo.taken", { time: dateTime(photo.takenAt) }) : "";
  return html`<div class="photo-line" data-photo=${photo.digest}>
    ${
    address
      ? html`<figure><img src=${address} alt=${photo.caption} /><figcaption>${photo.caption} <small>${taken}</small>
        <button type="button" class="button" onClick=${hide}>${t("look.hide")}</button></figcaption></figure>`
      : html`<button type="button" class="button" disabled=${loading} onClick=${open}>${
        loading ? t("photo.loading") : t("photo.show", { caption: photo.caption })
      }</button>`
  }
    ${asking && html`<${Purpose} purposes=${purposes} onPick=${load} onEnd=${() => setAsking(false)} />`}
    ${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
  </div>`;
}

/** Nothing is chosen beforehand: the person says why. @param {{ purposes: string[], onPick: (purpose: string) => void, onEnd: () => void }} props */
function Purpose({ purposes, onPick, onEnd }) {
  const pick = (/** @type {any} */ event) => event.target.value && onPick(event.target.value);
  return html`<p class="photo-purpose"><label>${t("photo.purpose")}
    <select name="purpose" autofocus onChange=${pick}>
      <option value="">${t("choose")}</option>
      ${purposes.map((one) => html`<option key=${one} value=${one}>${t(`look.purpose.${one}`)}</option>`)}
    </select></label>
    <button type="button" class="button" onClick=${onEnd}>${t("cancel")}</button></p>`;
}
