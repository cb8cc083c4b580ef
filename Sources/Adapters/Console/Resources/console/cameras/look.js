// @ts-check
// Asking a camera: once, or for as long as somebody watches. Each look is stated and on record.

import { Problem } from "../live/api.js";
import { partReader } from "./parts.js";

/** Why somebody looks: an incident, or one of the purposes. @typedef {{ incident?: string, purpose?: string }} Reason */
/** @typedef {{ blob: Blob, takenAt: string }} Picture */

/** Why somebody may look where no incident says so; the server holds to the same list. */
export const PURPOSES = ["verification", "patrol", "dispatch", "maintenance"];

/** @param {string} camera @param {"snapshot" | "live"} how @param {Reason} reason */
export function cameraPath(camera, how, reason) {
  const [name, value] = reason.incident ? ["incident", reason.incident] : ["purpose", reason.purpose ?? ""];
  return `/api/cameras/${encodeURIComponent(camera)}/${how}?${name}=${encodeURIComponent(value)}`;
}

/** @param {string} text @param {number} status */
function problemOf(text, status) {
  try {
    const told = JSON.parse(text);
    return new Problem(told.status ?? status, told.code ?? "", told.detail ?? "", told.field);
  } catch {
    // A proxy in between answers in its own words; only the number of the status can be trusted.
    return new Problem(status, "", "");
  }
}

/** @param {unknown} fault */
function asProblem(fault) {
  return fault instanceof Problem
    ? fault
    : new Problem(0, "network", fault instanceof Error ? fault.message : String(fault));
}

/** The server gives a camera twelve seconds for its first picture, and itself a few for the way. */
const SNAPSHOT_TIMEOUT_MILLISECONDS = 20_000;

/** One picture of now. @param {string} camera @param {Reason} reason @returns {Promise<Picture>} */
export async function snapshot(camera, reason) {
  try {
    const stop = AbortSignal.timeout(SNAPSHOT_TIMEOUT_MILLISECONDS);
    const answer = await fetch(cameraPath(camera, "snapshot", reason), { credentials: "same-origin", signal: stop });
    if (!answer.ok) throw problemOf(await answer.text(), answer.status);
    return { blob: await answer.blob(), takenAt: answer.headers.get("X-Taken-At") ?? "" };
  } catch (fault) {
    throw asProblem(fault);
  }
}

/**
 * Watches until the returned function is called or the pictures end; `over` is told why they ended, and nothing when the person ended them.
 * @param {string} camera @param {Reason} reason @param {(picture: Picture) => void} seen @param {(fault: Problem) => void} over
 */
export function watch(camera, reason, seen, over) {
  const stop = new AbortController();
  const read = async () => {
    const options = /** @type {const} */ ({ credentials: "same-origin", signal: stop.signal });
    const answer = await fetch(cameraPath(camera, "live", reason), options);
    if (!answer.ok || !answer.body) throw problemOf(await answer.text(), answer.status);
    const take = partReader(), reader = answer.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new Problem(0, "network", "the answer ended");
      for (const part of take(value)) {
        if (part.type !== "image/jpeg") throw problemOf(new TextDecoder().decode(part.bytes), 502);
        seen({ blob: new Blob([/** @type {any} */ (part.bytes)], { type: part.type }), takenAt: part.takenAt ?? "" });
      }
    }
  };
  read().catch((fault) => {
    if (stop.signal.aborted) return;
    stop.abort();
    over(asProblem(fault));
  });
  return () => stop.abort();
}
