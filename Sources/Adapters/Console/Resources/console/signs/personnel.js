// @ts-check
// Teams that are missed or need help. Nothing on an incident is more urgent, so it stands on top and in red.

import { html } from "../view.js";
import { listed, t } from "../i18n/words.js";
import { desk, put } from "../live/desk.js";
import { freshID } from "../live/api.js";
import { commands } from "../loop/offers.js";
import { taskTeam, teamName } from "./places.js";

/** @param {{ incident: any, tasks: any[] }} props */
export function PersonnelAlarm({ incident, tasks }) {
  const teams = /** @type {string[]} */ (incident.personnelAlarm ?? []);
  if (teams.length === 0) return null;
  const nameOf = (/** @type {string} */ id) => {
    const task = tasks.find((one) => one.team === id);
    return task ? taskTeam(task) : teamName(id);
  };
  const { me } = desk();
  return html`<section class="strip strip-alarm" data-personnel-alarm>
    <p role="alert">${t("personnel.alarm", { teams: listed(teams.map(nameOf)) })}</p>
    ${
    me && commands(me) && html`<div class="offers">${
      teams.map((team) =>
        html`
          <button key=${team} type="button" class="button" data-command="accountForTeam"
            onClick=${() =>
              put({
                dialog: {
                  kind: "incident",
                  target: incident,
                  command: "accountForTeam",
                  id: freshID(),
                  values: { team },
                },
              })}>${t("personnel.account", { team: nameOf(team) })}</button>
        `
      )
    }</div>`
  }
  </section>`;
}
