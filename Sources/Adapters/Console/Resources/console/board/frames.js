// @ts-check
// The pictures that are kept with an alert: a line each until somebody asks; every look is on record.

import { html, useEffect, useState } from "../view.js";
import { desk } from "../live/desk.js";
import { askBytes } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { clockTime, t } from "../i18n/words.js";

/** @typedef {{ digest: string, detection: string, detector: string, at: string, box?: Box, synthetic: boolean, alert: string }} Frame */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

/**
 * Where a picture is asked for. The incident is the reason; without one it is that the alert is verified.
 * @param {string} alert @param {string} digest @param {boolean} hasIncident
 */
export function framePath(alert, digest, hasIncident) {
  const path = `/api/alerts/${encodeURIComponent(alert)}/frames/${encodeURIComponent(digest)}`;
  return hasIncident ? path : `${path}?purpose=verification`;
}

/** A box over its picture, in parts of it. @param {Box} box */
export function boxStyle(box) {
  const percent = (/** @type {number} */ part) => `${Math.round(part * 1000) / 10}%`;
  return `left:${percent(box.left)};top:${percent(box.top)};width:${percent(box.width)};height:${percent(box.height)}`;
}

/** The frames of several alerts in the order of their times, each with the alert that it belongs to. @param {[string, any][]} found @returns {Frame[]} */
export function inOrder(found) {
  return found.flatMap(([alert, list]) => (list?.frames ?? []).map((/** @type {any} */ one) => ({ ...one, alert })))
    .sort((a, b) => a.at.localeCompare(b.at) || a.detection.localeCompare(b.detection));
}

/** @param {{ frames: Frame[], hasIncident: boolean, over?: boolean }} props */
export function Frames({ frames, hasIncident, over }) {
  if (frames.length === 0) return null;
  const may = desk().me?.permissions?.includes("viewCamera") ?? false;
  if (!may || over) {
    return html`<p class="form-hint">${t(over ? "frames.over" : "frames.hidden", { count: frames.length })}</p>`;
  }
  return html`
    <div class="frames" data-frames=${frames.length}>
      <p class="form-hint">${t("frames.recorded")}</p>
      <ol class="frame-list">${frames.map((one) =>
        html`<${One} key=${one.digest} frame=${one} hasIncident=${hasIncident} />`
      )}</ol>
    </div>
  `;
}

/** @param {{ frame: Frame, hasIncident: boolean }} props */
function One({ frame, hasIncident }) {
  const [address, setAddress] = useState("");
  const [loading, setLoading] = useState(false);
  const [failure, setFailure] = useState("");
  useEffect(() => () => address ? URL.revokeObjectURL(address) : undefined, [address]);
  const name = t("frames.name", { camera: frame.detector, time: clockTime(frame.at) });
  const load = async () => {
    setFailure("");
    setLoading(true);
    try {
      setAddress(URL.createObjectURL(await askBytes(framePath(frame.alert, frame.digest, hasIncident))));
    } catch (fault) {
      setFailure(t("error.loading", { reason: reasonOf(fault) }));
    }
    setLoading(false);
  };
  return html`<li data-frame=${frame.detection}>
    ${
    address
      ? html`
        <figure
          class="frame-kept"><span class="frame-picture"><img src=${address} alt=${name} />${frame.box &&
            html`<i class="frame-box" style=${
              boxStyle(frame.box)
            } aria-hidden="true"></i>`}</span><figcaption>${name}${frame.synthetic && html`
            <span class="chip chip-synthetic">${t("synthetic.chip")}</span>
          `}
                <button type="button" class="button" onClick=${() => setAddress("")}>${t(
                  "look.hide",
                )}</button></figcaption></figure>
      `
      : html`<button type="button" class="button" disabled=${loading} onClick=${load}>${
        loading ? t("photo.loading") : t("frames.show", { name })
      }</button>`
  }
    ${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
  </li>`;
}
