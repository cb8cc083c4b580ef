// @ts-check
// Taking a photo of a task, and what becomes of it, in words.

import { html, useEffect, useRef, useState } from "../console/view.js";
import { say, t } from "../console/i18n/words.js";
import { wordsOfRefusal } from "../console/live/reason.js";
import { discardPhoto, retryPhoto, state, takePhoto } from "./desk.js";
import { PHOTOS_WAITING_MAX, photosOf } from "./photos.js";
import { shrunk } from "./picture.js";

/** @typedef {import("../console/types/bayu.d.ts").Task} Task */
/** @typedef {{ bytes: Blob, takenAt: number }} Taken */

/** @param {{ task: Task }} props */
export function PhotoSheet({ task }) {
  const [taken, setTaken] = useState(/** @type {Taken | null} */ (null));
  const [said, setSaid] = useState("");
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const pick = async (/** @type {any} */ event) => {
    const file = event.target.files?.[0];
    // The same file may be chosen again after a failure.
    event.target.value = "";
    if (!file) return;
    setSaid(t("photo.preparing"));
    const bytes = await shrunk(file);
    setSaid(bytes ? "" : t("photo.unreadable"));
    if (bytes) setTaken({ bytes, takenAt: file.lastModified || Date.now() });
  };
  const give = async (/** @type {string} */ caption) => {
    if (!taken) return;
    setTaken(null);
    const kept = await takePhoto(task, taken.bytes, caption || say(task.title), taken.takenAt);
    setSaid(kept ? "" : t("photo.unkept"));
  };
  const full = state.waiting.filter((one) => one.body.type === "attachPhoto").length >= PHOTOS_WAITING_MAX;
  return html`<div class="sheet-photos">
    ${
    taken ? html`<${Caption} taken=${taken} onGive=${give} onEnd=${() => setTaken(null)} />` : html`
      <div
        class="field-buttons"><button type="button" data-photo-button="" disabled=${full} onClick=${() =>
          input.current?.click()}><span aria-hidden="true">◉</span> ${t("photo.take")}</button></div>
    `
  }
    <input ref=${input} type="file" accept="image/*" capture="environment" hidden aria-label=${
    t("photo.take")
  } onChange=${pick} />
    ${(said || full) && html`<p role="status">${said || t("photo.full", { count: PHOTOS_WAITING_MAX })}</p>`}
    <${OnTheWay} task=${task} />
  </div>`;
}

/** @param {{ taken: Taken, onGive: (caption: string) => void, onEnd: () => void }} props */
function Caption({ taken, onGive, onEnd }) {
  const [words, setWords] = useState("");
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(taken.bytes);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [taken]);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    onGive(words.trim());
  };
  return html`<form class="sheet-words" onSubmit=${submit}>
    ${address && html`<img class="sheet-picture" src=${address} alt="" />`}
    <label>${t("photo.caption")}<textarea rows="2" value=${words} placeholder=${t("photo.caption.hint")} onInput=${(
    /** @type {any} */ event,
  ) => setWords(event.target.value)}></textarea></label>
    <div class="field-buttons">
      <button type="submit" class="field-primary" data-photo-give="">${t("photo.give")}</button>
      <button type="button" onClick=${onEnd}>${t("cancel")}</button>
    </div>
  </form>`;
}

/** What waits, goes or was refused, one line each. @param {{ task: Task }} props */
function OnTheWay({ task }) {
  const incident = task.incident?.id ?? "";
  const waiting = photosOf(state.waiting, incident, task.id);
  const refused = state.refusedPhotos.filter((one) => photosOf([one.photo], incident, task.id).length > 0);
  if (waiting.length + refused.length === 0) return null;
  return html`<ul class="sheet-sending">
    ${
    waiting.map((one) =>
      html`<li key=${one.id} role="status">${one.body.caption} · ${
        state.sending?.id === one.id ? t("photo.sending", { percent: state.sending.percent }) : t("photo.waiting")
      }</li>`
    )
  }
    ${
    refused.map((one) =>
      html`<li key=${one.photo.id} role="alert">${one.photo.body.caption} · ${
        t("photo.refused", { reason: wordsOfRefusal(one.reason) })
      }
        <div class="field-buttons"><button type="button" onClick=${() => void retryPhoto(one)}>${
        t("photo.retry")
      }</button><button type="button" class="field-danger" onClick=${() => void discardPhoto(one)}>${
        t("photo.discard")
      }</button></div></li>`
    )
  }
  </ul>`;
}
