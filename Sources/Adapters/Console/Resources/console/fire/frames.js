// @ts-check
// What cameras showed of a fire: the pictures that were kept with its alerts, in the order in which they were taken.

import { html, useEffect, useState } from "../view.js";
import { ask, Problem } from "../live/api.js";
import { t } from "../i18n/words.js";
import { Frames, inOrder } from "../board/frames.js";

/** The newest alerts of a fire say what there is to see; older ones are on their own pages. */
const ALERTS_MAX = 12;

/** What is kept with one alert; nothing where somebody may not look. @param {string} alert @returns {Promise<[string, any]>} */
async function kept(alert) {
  try {
    return [alert, await ask("GET", `/api/detections?alert=${encodeURIComponent(alert)}`)];
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    return [alert, null];
  }
}

/** @param {{ incident: any }} props */
export function FireFrames({ incident }) {
  const [frames, setFrames] = useState(/** @type {import("../board/frames.js").Frame[]} */ ([]));
  const alerts = (incident.alerts ?? []).slice(-ALERTS_MAX);
  useEffect(() => {
    let left = false;
    void Promise.all(alerts.map(kept)).then((found) => left || setFrames(inOrder(found)));
    return () => {
      left = true;
    };
  }, [alerts.join(" "), incident.version]);
  const over = incident.state === "closed" || incident.state === "merged";
  return html`<section class="panel" data-part="frames"><h2>${
    t("frames.title")
  } <span class="bubble">${frames.length}</span></h2>
    ${
    frames.length === 0
      ? html`<p class="nothing">${t("frames.none")}</p>`
      : html`<${Frames} frames=${frames} hasIncident=${true} over=${over} />`
  }</section>`;
}
