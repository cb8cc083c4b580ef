// @ts-check
// The marks that no screen may lose: made-up data, an exercise, and a line to the drones that is down.

import { html, useEffect } from "../view.js";
import { useDesk, useSecond } from "../live/desk.js";
import { exerciseMark } from "../loop/exercise.js";
import { shortTime, t } from "../i18n/words.js";

/** Made-up data and exercises say so on every screen, in print too. */
export function Marking() {
  const { city, board, route, details } = useDesk();
  const matters = [...Object.values(board.alerts), ...Object.values(board.incidents)];
  const synthetic = Boolean(city?.scenario) || matters.some((one) => one.synthetic);
  const all = synthetic && matters.every((one) => one.synthetic);
  useEffect(() => {
    // Rows then need no chip each; a real matter among them brings all chips back.
    document.documentElement.dataset.synthetic = all ? "all" : "some";
  }, [all]);
  const held = route.type === "alert" ? board.alerts : board.incidents;
  const selected = route.id ? held[route.id] ?? details[route.id]?.incident : null;
  const mark = exerciseMark(selected, matters);
  return html`<div class="markings"><${DroneLine} />${synthetic && html`<${SyntheticBanner} />`}${
    mark === "beside" && html`<aside class="drill" aria-label=${t("exercise.mark")}>${t("exercise.running")}</aside>`
  }${mark === "whole" && html`<div class="watermark" aria-hidden="true">${t("exercise.mark")}</div>`}</div>`;
}

/** Whoever has seen that it was down sees for so long that it is back. */
const BACK_MILLISECONDS = 5 * 60_000;

/** Without the line the drones on the map are of another time, and none can be sent: that is said on every screen, and its end too. */
function DroneLine() {
  const { droneLink, droneLinkBack, drones } = useDesk();
  const now = useSecond();
  if (!droneLink || Object.keys(drones).length === 0) return null;
  if (droneLink.state === "down") {
    return html`<p class="drone-line drone-line-down" role="status" data-drone-line="down">${
      t("drone.line.down", { time: shortTime(droneLink.since) })
    }</p>`;
  }
  if (!droneLinkBack || now - Date.parse(droneLinkBack) > BACK_MILLISECONDS) return null;
  return html`<p class="drone-line drone-line-back" role="status" data-drone-line="back">${
    t("drone.line.back", { time: shortTime(droneLinkBack) })
  }</p>`;
}

/** In both languages at once: whoever looks on must not need to switch. */
export function SyntheticBanner() {
  return html`
    <aside class="marking"
      aria-label=${t(
        "synthetic.chip",
      )}><span lang="zh-CN">合成演示数据</span> · <span lang="en">Synthetic demonstration data</span></aside>
  `;
}
