// @ts-check
// The marks that no screen may lose: made-up data, and an exercise.

import { html } from "../view.js";
import { useDesk } from "../live/desk.js";
import { t } from "../i18n/words.js";

/** Made-up data and exercises say so on every screen, in print too. */
export function Marking() {
  const { city, board } = useDesk();
  const matters = [...Object.values(board.alerts), ...Object.values(board.incidents)];
  const synthetic = Boolean(city?.scenario) || matters.some((one) => one.synthetic);
  const exercise = matters.some((one) => one.exercise);
  return html`${
    synthetic && html`
      <aside class="marking"
        aria-label=${t(
          "synthetic.chip",
        )}><span lang="zh-CN">合成演示数据</span> · <span lang="en">Synthetic demonstration data</span></aside>
    `
  }${exercise && html`<div class="watermark" aria-hidden="true">${t("exercise.mark")}</div>`}`;
}
