// @ts-check
// What the signs mean, in words.

import { html } from "../view.js";
import { desk } from "../live/desk.js";
import { t } from "../i18n/words.js";
import { GRADES } from "../loop/grades.js";
import { Sign } from "../signs/parts.js";

/** On smaller screens an open legend would cover what it explains. */
const LOW_PIXELS = 700, NARROW_PIXELS = 1500;

export function Legend() {
  const unplaced = [...desk().centers.values()].filter((one) => !one.point).length;
  return html`
    <details class="legend" open=${innerHeight > LOW_PIXELS && innerWidth > NARROW_PIXELS}>
      <summary>${t("map.legend")}</summary>
      <ul>
          ${GRADES.map((grade) => html`<li key=${grade}><${Sign} grade=${grade} /> ${t(`grade.${grade}`)}</li>`)}
          <li><i class="key key-hub"></i> ${t("map.hub")}</li>
          <li><i class="key key-district"></i> ${t("map.district")}</li>
          <li><i class="key key-border"></i> ${t("map.border")}</li>
          <li><i class="key key-township"></i> ${t("map.township")}</li>
          <li><i class="key key-hollow"></i> ${t("map.placeholder")}</li>
          <li><i class="key key-link"></i> ${t("map.link")}</li>
          <li class="legend-note">${t("map.note")} ${unplaced > 0 && t("map.unplaced", { count: unplaced })}</li>
      </ul>
    </details>
  `;
}
