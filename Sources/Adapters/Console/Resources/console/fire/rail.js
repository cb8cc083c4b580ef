// @ts-check
// What the picture of a fire says in figures, in the order in which somebody decides.

import { html } from "../view.js";
import { go } from "../keys/navigate.js";
import { useSecond } from "../live/desk.js";
import { formatMinutes, formatSpan } from "../loop/clocks.js";
import { say, shortTime, t } from "../i18n/words.js";
import { area } from "./danger.js";
import { minuteNow, orderState, outAt, teamsInOrder, zonesInOrder } from "./hours.js";
import { Attack, Crews, Cut, Sensors, Water } from "./ground.js";
import { ForecastLine, Weather } from "./list.js";
import { burnedArea } from "./raster.js";
import { Some } from "./rows.js";

/** @param {{ picture: any, now: number, arrival: import("./raster.js").Raster | null, sensors: any[], placing: string, onPlacing: (team: string) => void, failure: string }} props */
export function Rail({ picture, now, arrival, sensors, placing, onPlacing, failure }) {
  return html`
    <${Areas} picture=${picture} now=${now} arrival=${arrival} />
    <${Zones} picture=${picture} />
    <${Teams} picture=${picture} />
    <${Ring} picture=${picture} />
    <${Water} picture=${picture} now=${now} />
    <${Cut} picture=${picture} now=${now} />
    <${Crews} picture=${picture} placing=${placing} onPlacing=${onPlacing} failure=${failure} />
    <${Attack} picture=${picture} />
    <${Sensors} sensors=${sensors} />
    <section class="panel" data-part="weather">
      <h2>${t("fire.weather")}</h2>
      <${Weather} weather=${picture.weather} />
      <${ForecastLine} forecast=${picture.forecast} />
    </section>
    ${picture.notes.length > 0 &&
      html`
        <section class="panel panel-warn" data-part="notes">
          <h2>${t("fire.notes")}</h2>
          <ul class="fire-notes">${picture.notes.map((/** @type {any} */ one) =>
            html`<li key=${one.en}>${say(one)}</li>`
          )}</ul>
        </section>
      `}
  `;
}

/** @param {{ picture: any, now: number, arrival: import("./raster.js").Raster | null }} props */
function Areas({ picture, now, arrival }) {
  // What burns no more is not counted on; the hours ahead stay what they would be without any attack.
  const minute = minuteNow(picture, Math.min(now, outAt(picture) ?? now));
  const burned = arrival ? burnedArea(arrival, minute, picture.grid.frame) : null;
  const start = Date.parse(picture.start);
  return html`
    <section class="panel" data-part="areas">
      <h2>${t("fire.areas")} <small>${t("fire.areas.note")}</small></h2>
      <table class="table fire-areas">
        <thead>
          <tr>
            <th>${t("fire.areas.hour")}</th>
            <th>${t("fire.areas.expected")}</th>
            <th>${t("fire.areas.median")}</th>
            <th>${t("fire.areas.high")}</th>
          </tr>
        </thead>
        <tbody><tr data-horizon="0"><th scope="row">${t("fire.now")} <small>${shortTime(now)}</small></th><td>${area(
          burned,
        )}</td><td>—</td><td>—</td></tr>${picture.horizons.map((/** @type {any} */ one) =>
          html`
            <tr key=${one.hours} data-horizon=${one.hours}>
              <th scope="row">${t("fire.hour", { hours: one.hours })} <small>${shortTime(
                start + one.hours * 3_600_000,
              )}</small></th>
              <td>${area(one.expected)}</td>
              <td>${area(one.median)}</td>
              <td>${area(one.high)}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </section>
  `;
}

/** A shape beside the word of when an order is due. @type {Record<string, string>} */
const ORDER_SIGNS = { late: "▲", soon: "◆", open: "■", none: "○", over: "○" };

/** @param {{ picture: any }} props */
function Zones({ picture }) {
  const now = useSecond();
  const rows = zonesInOrder(picture.zones).map((/** @type {any} */ zone) => {
    const state = orderState(zone.orderBy, now, outAt(picture) !== null);
    return html`<li key=${zone.zone} class=${`fire-zone fire-zone-${state}`} data-zone=${zone.zone} data-state=${state}>
      <b><span aria-hidden="true">${ORDER_SIGNS[state]}</span> ${say(zone.name)}</b>
      <span class="fire-due">${
      zone.orderBy
        ? html`${
          state !== "over" && t(state === "late" ? "fire.order.late" : "fire.order.in", {
            span: formatSpan(Math.round(Math.abs(Date.parse(zone.orderBy) - now) / 1000)),
          })
        } <small>${t("fire.orderBy", { time: shortTime(zone.orderBy) })}</small>`
        : t(typeof zone.clearanceMinutes === "number" ? "fire.order.none" : "fire.order.unknown")
    }</span>
      <small>${
      [
        typeof zone.people === "number" ? t("evac.people", { count: zone.people }) : "",
        typeof zone.clearanceMinutes === "number" ? t("fire.clearance", { minutes: zone.clearanceMinutes }) : "",
        typeof zone.arrivalMinute === "number"
          ? t("fire.zone.arrival", { time: shortTime(Date.parse(picture.start) + zone.arrivalMinute * 60_000) })
          : t("fire.zone.away"),
        t("fire.zone.probability", { percent: Math.round(100 * zone.probability) }),
      ].filter(Boolean).join(" · ")
    }</small></li>`;
  });
  return html`<section class="panel" data-part="zones"><h2>${
    t("fire.zones")
  } <span class="bubble">${rows.length}</span></h2>
    ${rows.length === 0 ? html`<p class="nothing">${t("fire.zones.none")}</p>` : html`<${Some} rows=${rows} />`}
    <p><a class="button" data-evacuate="" href=${`#/incident/incident/${encodeURIComponent(picture.incident)}`}
      onClick=${(/** @type {Event} */ event) => toEvacuation(event, picture.incident)}>${
    t("fire.zones.open")
  }</a></p></section>`;
}

/** So many frames at most until the incident's page is there. */
const FRAMES_MAX = 240;

/** Opens the incident at its zones. @param {Event} event @param {string} id */
function toEvacuation(event, id) {
  event.preventDefault();
  go({ screen: "incident", type: "incident", id });
  let left = FRAMES_MAX;
  const look = () => {
    const panel = /** @type {HTMLElement | null} */ (document.querySelector("[data-panel=evacuation]"));
    if (!panel) return (left -= 1) > 0 && requestAnimationFrame(look);
    panel.tabIndex = -1;
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "start" });
  };
  requestAnimationFrame(look);
}

/** @param {{ picture: any }} props */
function Teams({ picture }) {
  const teams = teamsInOrder(picture.roads?.teams ?? []);
  const rows = teams.map((/** @type {any} */ team) =>
    html`<li key=${team.team} data-team=${team.team}>
      <b>${say(team.name)}</b>
      <span class="fire-due">${
      team.isCutOff
        ? html`<span class="chip chip-hot">${t("fire.team.cut")}</span>`
        : typeof team.seconds === "number"
        ? formatMinutes(team.seconds)
        : t("fire.team.unknown")
    }</span>
      <small>${
      [
        typeof team.metres === "number" ? `${(team.metres / 1000).toFixed(1)} km` : "",
        t(team.isFree ? "proposal.free" : "proposal.busy"),
        typeof team.seconds === "number"
          ? t("fire.team.at", { time: shortTime(Date.parse(picture.madeAt) + team.seconds * 1000) })
          : "",
      ].filter(Boolean).join(" · ")
    }</small></li>`
  );
  return html`<section class="panel" data-part="teams"><h2>${
    t("fire.teams")
  } <span class="bubble">${rows.length}</span></h2>
    ${
    rows.length === 0
      ? html`<p class="nothing">${t(picture.roads ? "fire.teams.none" : "fire.roads.none")}</p>`
      : html`<${Some} rows=${rows} />`
  }</section>`;
}

/** @param {{ picture: any }} props */
function Ring({ picture }) {
  const reach = picture.roads?.reach;
  const minutes = Math.round((reach?.withinSeconds ?? 300) / 60);
  return html`<section class="panel fire-ring" data-part="ring"><h2>${t("fire.ring", { minutes })}</h2>
    ${
    reach
      ? html`
        <p><b class="fire-share">${Math.round(100 * reach.share)} %</b> ${t("fire.ring.share", { minutes })}</p>
        <p>${reach.station
          ? t("fire.ring.station", { name: say(reach.station.name), area: area(reach.station.gains) })
          : t("fire.ring.noStation")}</p>
      `
      : html`<p class="nothing">${t("fire.roads.none")}</p>`
  }</section>`;
}
