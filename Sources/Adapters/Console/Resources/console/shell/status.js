// @ts-check
// The line at the bottom: my jurisdiction in numbers, the same that the queue has, and how far the log has come.

import { html } from "../view.js";
import { now, useDesk } from "../live/desk.js";
import { count, say, t } from "../i18n/words.js";
import { departmentName } from "../signs/places.js";
import { figuresOf, isWholeCity } from "./scope.js";

/** The name of what the figures of a screen are about. @param {Pick<import("./scope.js").Known, "me" | "network">} known */
export function scopeName(known) {
  if (isWholeCity(known)) return t("scope.city");
  return [say(known.me?.centerName), departmentName(known.me?.department ?? null)].filter(Boolean).join(" · ");
}

export function StatusBar() {
  const known = useDesk(), { board, city } = known;
  const figures = figuresOf(known, now());
  return html`
    <footer class="status">
      <b class="status-scope">${scopeName(known)}</b>
      <${Figure} name="status.centers" value=${count(figures.centers)} />
      <${Figure} name="status.alerts" value=${count(figures.alerts)} />
      <${Figure} name="status.incidents" value=${count(figures.incidents)} />
      <${Figure} name="status.teams" value=${`${count(figures.teamsBusy)}/${count(figures.teams)}`} />
      <${Figure} name="status.sensors" value=${count(figures.sensors)} />
      ${(figures.silent ?? 0) > 0 &&
        html`<span class="status-silent">${t("status.silent")} <b>${count(figures.silent)}</b></span>`}
      ${(figures.awaited ?? 0) > 0 &&
        html`<span class="figure">${t("status.awaited")} <b>${count(figures.awaited)}</b></span>`}
      ${known.droneLink?.state === "none" && Object.keys(known.drones).length > 0 &&
        html`<span class="figure">${t("status.droneLine")} <b>${t("status.droneLine.none")}</b></span>`}
      <span class="bar-space"></span>
      ${city?.scenario && html`<span class="status-scenario">${say(city.scenario.label) || city.scenario.name}</span>`}
      <${Figure} name="status.position" value=${count(board.position)} />
    </footer>
  `;
}

/** @param {{ name: string, value: string }} props */
function Figure({ name, value }) {
  return html`<span class="figure">${t(name)} <b>${value}</b></span>`;
}
