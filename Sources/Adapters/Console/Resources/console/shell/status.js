// @ts-check
// The line at the bottom: the network in numbers, and how far the log has come.

import { html } from "../view.js";
import { useDesk } from "../live/desk.js";
import { count, say, t } from "../i18n/words.js";

export function StatusBar() {
  const { network, board, city } = useDesk();
  const totals = network?.totals ?? {};
  const silent = totals.datastreamsSilent ?? 0;
  return html`<footer class="status">
    <${Figure} name="status.centers" value=${
    count(totals.centers ?? (totals.districts === undefined ? undefined : 1 + totals.districts + totals.townships))
  } />
    <${Figure} name="status.alerts" value=${count(totals.alertsOpen)} />
    <${Figure} name="status.incidents" value=${count(totals.incidentsOpen)} />
    <${Figure} name="status.teams" value=${`${count(totals.teamsBusy)}/${count(totals.teams)}`} />
    <${Figure} name="status.sensors" value=${`${count(totals.datastreams)}`} />
    ${silent > 0 && html`<span class="status-silent">${t("status.silent")} <b>${count(silent)}</b></span>`}
    <span class="bar-space"></span>
    ${city?.scenario && html`<span class="status-scenario">${say(city.scenario.label) || city.scenario.name}</span>`}
    <${Figure} name="status.position" value=${count(board.position)} />
  </footer>`;
}

/** @param {{ name: string, value: string }} props */
function Figure({ name, value }) {
  return html`<span class="figure">${t(name)} <b>${value}</b></span>`;
}
