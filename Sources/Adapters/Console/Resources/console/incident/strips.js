// @ts-check
// What must not be overlooked on an incident: teams that are missed, and a grade that its source proposes.

import { html } from "../view.js";
import { desk, put } from "../live/desk.js";
import { freshID } from "../live/api.js";
import { clockTime, t } from "../i18n/words.js";
import { commands } from "../loop/offers.js";
import { GradeBadge } from "../signs/parts.js";

/** The source has graded its alert anew: a person changes the grade of the incident, or says why not. @param {{ incident: any }} props */
export function RegradeProposed({ incident }) {
  const proposed = incident.regradeProposed;
  const { me } = desk();
  if (!proposed || incident.state === "closed" || incident.state === "merged") return null;
  const answer = (/** @type {string} */ command, values = {}) =>
    put({ dialog: { kind: "incident", target: incident, command, id: freshID(), values } });
  return html`<section class="strip strip-regrade" data-regrade aria-label=${t("regrade.title")}>
    <p>${
    t("regrade.proposed", { time: clockTime(proposed.at), alert: proposed.alert })
  } <${GradeBadge} grade=${proposed.grade} long=${true} /></p>
    ${
    me && commands(me) && html`
      <div class="offers">
        <button type="button" class="button button-primary" data-command="changeGrade"
          onClick=${() => answer("changeGrade", { grade: proposed.grade })}>${t("command.changeGrade")}</button>
        <button type="button" class="button" data-command="declineRegrade" onClick=${() =>
          answer("declineRegrade")}>${t("command.declineRegrade")}</button>
      </div>
    `
  }
  </section>`;
}
