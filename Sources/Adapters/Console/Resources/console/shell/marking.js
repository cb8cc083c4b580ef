// @ts-check
// The marks that no screen may lose: made-up data, and an exercise.

import { html, useEffect } from "../view.js";
import { useDesk } from "../live/desk.js";
import { exerciseMark } from "../loop/exercise.js";
import { t } from "../i18n/words.js";

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
  return html`<div class="markings">${synthetic && html`<${SyntheticBanner} />`}${
    mark === "beside" && html`<aside class="drill" aria-label=${t("exercise.mark")}>${t("exercise.running")}</aside>`
  }${mark === "whole" && html`<div class="watermark" aria-hidden="true">${t("exercise.mark")}</div>`}</div>`;
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
