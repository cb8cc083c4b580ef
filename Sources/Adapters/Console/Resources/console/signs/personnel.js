// @ts-check
// Teams that are missed or need help. Nothing on an incident is more urgent, so it stands on top and in red.

import { html } from "../view.js";
import { listed, t } from "../i18n/words.js";
import { taskTeam, teamName } from "./places.js";

/** @param {{ incident: any, tasks: any[] }} props */
export function PersonnelAlarm({ incident, tasks }) {
  const teams = incident.personnelAlarm ?? [];
  if (teams.length === 0) return null;
  const names = teams.map((/** @type {string} */ id) => {
    const task = tasks.find((one) => one.team === id);
    return task ? taskTeam(task) : teamName(id);
  });
  return html`<p class="strip strip-alarm" role="alert" data-personnel-alarm>${
    t("personnel.alarm", { teams: listed(names) })
  }</p>`;
}
