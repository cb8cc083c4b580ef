// @ts-check
// Photos on their way: in the outbox behind what was done before them, their bytes on a shelf of their own.

import { freshID, Problem, upload } from "../console/live/api.js";
import { reasonOf } from "../console/live/reason.js";
import { t } from "../console/i18n/words.js";
import { forgetPhoto, keepPhoto, photoOf } from "./photo-shelf.js";

/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {import("./send.js").Answer} Answer */
/** @typedef {import("../console/types/bayu.d.ts").Task} Task */

/** Some twenty megabytes on the phone; a day without a line has not more to show. */
export const PHOTOS_WAITING_MAX = 40;

/** @param {Waiting} one */
export function isPhoto(one) {
  return one.body.type === "attachPhoto";
}

/** Those of one task. @param {Waiting[]} list @param {string} incident @param {string} task */
export function photosOf(list, incident, task) {
  return list.filter((one) => isPhoto(one) && one.body.incident === incident && one.body.task === task);
}

/** Where a photo goes; everything about it but its bytes is in the address. @param {Record<string, unknown>} body @param {string} id */
export function photoPath(body, id) {
  const query = ["caption", "task", "takenAt"].filter((name) => body[name]).map((name) =>
    `&${name}=${encodeURIComponent(String(body[name]))}`
  );
  return `/api/incidents/${encodeURIComponent(String(body.incident))}/photos?id=${id}${query.join("")}`;
}

/** The server's bound for a caption, in bytes of UTF-8. */
const CAPTION_BYTES_MAX = 400;

/** Cut at a whole character: a long caption must not keep a photo on the phone. @param {string} caption */
export function fittingCaption(caption) {
  const encoder = new TextEncoder(), letters = Array.from(caption.trim());
  while (encoder.encode(letters.join("")).length > CAPTION_BYTES_MAX) letters.pop();
  return letters.join("");
}

/** Puts the bytes on the shelf and makes what waits for them in the outbox. @param {Task} task @param {Blob} bytes @param {string} caption @param {number} takenAt */
export async function photoWaiting(task, bytes, caption, takenAt) {
  const id = freshID();
  const body = {
    type: "attachPhoto",
    incident: task.incident?.id ?? "",
    task: task.id,
    caption: fittingCaption(caption),
    takenAt: new Date(takenAt).toISOString(),
  };
  const kept = await keepPhoto(id, bytes);
  // A matter of its own: a step that is refused takes the other steps of its task with it, and never a photo.
  /** @type {Waiting} */
  const waiting = { id, path: photoPath(body, id), body, task: `photo/${id}`, title: task.title, at: Date.now() };
  return { waiting, kept };
}

/** Ends the upload that is on its way. @type {(() => void) | null} */
let stop = null;

/** Somebody answers a roll call: that must not wait behind a picture. The photo is sent again afterwards. */
export function interruptPhoto() {
  stop?.();
}

/** @param {Waiting} one @param {(percent: number) => void} heard @returns {Promise<Answer>} */
export async function sendPhoto(one, heard) {
  const bytes = await photoOf(one.id);
  if (!bytes) return { refused: { code: "", detail: t("photo.lost") } };
  try {
    const sending = upload(one.path, bytes, heard);
    stop = sending.stop;
    await sending.done;
    await forgetPhoto(one.id);
    return "taken";
  } catch (fault) {
    if (!(fault instanceof Problem)) return { refused: { code: "", detail: reasonOf(fault) } };
    // As for commands: no line, nobody signed in, or a server in trouble has said nothing about the photo itself.
    if (fault.status === 0 || fault.status === 401 || fault.status >= 500 || fault.status === 429) return "noline";
    return { refused: { code: fault.code, detail: fault.message, field: fault.field } };
  } finally {
    stop = null;
  }
}
