// @ts-check
// All forests that fires are forecast for: how dangerous today is, in which weather, who patrols, and what burns.

import { html, useEffect, useState } from "../view.js";
import { count, dateTime, say, shortTime, t } from "../i18n/words.js";
import { Failed, Marks } from "../signs/parts.js";
import { useDesk } from "../live/desk.js";
import { windOf } from "../cameras/winds.js";
import { dangerSign, today } from "./danger.js";
import { AttackFigures } from "./figures.js";
import { HotSpotFeed } from "./feed.js";
import { closedFires, useForests } from "./load.js";

/** The list of incidents has the others. */
const CLOSED_SHOWN_MAX = 8;

export function Fires() {
  const { forests, error, again } = useForests();
  const [closed, setClosed] = useState(/** @type {any[]} */ ([]));
  const open = (forests ?? []).flatMap((one) => one.fires).join(" ");
  useEffect(() => {
    // swallowed because the list of what burns stands without those that are over
    closedFires().then(setClosed, () => undefined);
  }, [open]);
  return html`<div class="page fires">
    <header class="page-head"><h1>${t("fires.title")}</h1></header>
    <${HotSpotFeed} />
    ${error && html`<${Failed} text=${t("error.loading", { reason: error })} onRetry=${again} />`}
    ${!forests && !error && html`<p class="late">${t("loading")}</p>`}
    ${forests?.length === 0 && html`<p class="nothing">${t("fires.none")}</p>`}
    ${(forests ?? []).map((forest) => html`<${Forest} key=${forest.id} forest=${forest} />`)}
    ${(forests?.length ?? 0) > 0 && html`<${AttackFigures} />`}
    ${
    closed.length > 0 && html`
      <section class="panel" data-closed-fires>
        <h2>${t("fires.closed")}</h2>
        <ul class="forest-fires">${closed.slice(0, CLOSED_SHOWN_MAX).map((one) =>
          html`
            <li
              key=${one.id}><a href=${`#/fire/${encodeURIComponent(one.id)}`}>${say(
                one.title,
              )}</a> <${Marks} it=${one} /><small>${dateTime(one.openedAt)} · ${one.id}</small></li>
          `
        )}</ul>
      </section>
    `
  }
  </div>`;
}

/** @param {{ danger: number | null | undefined, long?: boolean }} props */
export function DangerBadge({ danger, long = true }) {
  const { sign, css } = dangerSign(danger);
  return html`<span class=${`danger-badge ${css}`}><span aria-hidden="true">${sign}</span> ${
    t(`${long ? "fires.danger" : "fires.danger.short"}.${danger ?? 0}`)
  }</span>`;
}

/** @param {{ forest: any }} props */
function Forest({ forest }) {
  const day = today(forest);
  return html`<section class="panel forest" data-forest=${forest.id} data-danger=${day?.dangerClass ?? 0}>
    <header><${DangerBadge} danger=${day?.dangerClass} /><h2>${say(forest.name)}</h2><${Marks} it=${forest} />
      <span class="forest-area">${
    typeof forest.squareKilometres === "number"
      ? `${count(Math.round(forest.squareKilometres))} km²`
      : t("fires.noGround")
  }</span>
      <a href=${`#/site/${encodeURIComponent(forest.site)}`}>${t("fires.site")}</a></header>
    <dl class="forest-figures">
      <div><dt>${t("fires.fwi")}</dt><dd>${day ? day.fireWeatherIndex.toFixed(1) : "—"}</dd></div>
      <div><dt>${t("fires.grade")}</dt><dd>${day?.gradeLYT ?? "—"}${
    day && !day.gradeLYT ? html`<small>${t("fires.grade.none")}</small>` : null
  }</dd></div>
      <div><dt>${t("fires.codes")}</dt><dd>${
    day
      ? [day.fineFuelMoistureCode, day.duffMoistureCode, day.droughtCode].map((one) => one.toFixed(0)).join(" · ")
      : "—"
  }</dd></div>
      <div><dt>${t("fires.day")}</dt><dd>${day?.date ?? "—"}${
    day?.isForecast
      ? html`<small>${t("fires.noon.forecast")}</small>`
      : day?.isEstimate
      ? html`<small>${t("fires.estimate")}</small>`
      : null
  }</dd></div>
    </dl>
    ${day && html`<p class="forest-patrol"><b>${t("fires.patrol")}</b> ${say(day.patrol)}</p>`}
    <${Coming} days=${forest.danger?.coming ?? []} />
    <${Weather} weather=${forest.weather} />
    <${ForecastLine} forecast=${forest.forecast} />
    <${OpenFires} fires=${forest.fires} />
  </section>`;
}

/** The days that are forecast: class, index and the noon that they hang on. @param {{ days: any[] }} props */
function Coming({ days }) {
  if (days.length === 0) return null;
  return html`
    <section class="forest-coming" data-coming=${days.length}>
      <h3>${t("fires.coming")}</h3>
      <ol>${days.map((day) =>
        html`<li key=${day.date} data-day=${day.date} data-danger=${day.dangerClass}><b>${day.date.slice(5)}</b>
        <${DangerBadge} danger=${day.dangerClass} long=${false} /><span>FWI ${day.fireWeatherIndex.toFixed(0)}${
          day.gradeLYT ? ` · LY/T ${day.gradeLYT}` : ""
        }</span><small>${
          t("fires.coming.noon", {
            temperature: day.noon.temperature.toFixed(0),
            humidity: day.noon.humidity.toFixed(0),
            wind: day.noon.windSpeed.toFixed(0),
            rain: day.noon.rain.toFixed(1),
          })
        }</small><small>${say(day.patrol)}</small></li>`
      )}</ol>
    </section>
  `;
}

/** Who forecasts the weather, since when and until when; what is too old says so. @param {{ forecast: any }} props */
export function ForecastLine({ forecast }) {
  if (!forecast) return html`<p class="forest-forecast" data-forecast="none">${t("fires.forecast.none")}</p>`;
  const told = {
    source: forecast.source,
    issued: dateTime(forecast.issuedAt),
    until: dateTime(forecast.until),
  };
  const old = forecast.state === "old";
  return html`<p class="forest-forecast" data-forecast=${forecast.state}>${
    old
      ? html`
        <span class="chip chip-warn">◆ ${t("fires.forecast.old")}</span>
      `
      : null
  }${t("fires.forecast", told)}</p>`;
}

/** Each figure with where it comes from: a standard value must not look measured. @param {{ weather: any }} props */
export function Weather({ weather }) {
  const one = (/** @type {string} */ key, /** @type {any} */ row, /** @type {string} */ words) =>
    html`
      <div key=${key} class=${row.source === "standard" ? "weather-standard" : ""}>
        <dt>${t(`fires.weather.${key}`)}</dt>
        <dd>${words}<small>${t(`fires.source.${row.source}`)}${row.at ? ` ${shortTime(row.at)}` : ""}</small></dd>
      </div>
    `;
  return html`<dl class="forest-weather">
    ${one("wind", weather.windSpeed, `${weather.windSpeed.value.toFixed(0)} km/h`)}
    ${
    one(
      "windFrom",
      weather.windFrom,
      `${t(`wind.${windOf(weather.windFrom.value)}`)} ${weather.windFrom.value.toFixed(0)}°`,
    )
  }
    ${one("temperature", weather.temperature, `${weather.temperature.value.toFixed(1)} °C`)}
    ${one("humidity", weather.humidity, `${weather.humidity.value.toFixed(0)} %`)}
    ${one("rain", weather.rain, `${weather.rain.value.toFixed(1)} mm`)}
    <div><dt>${t("fires.weather.fuel")}</dt><dd>${(100 * weather.fineFuelMoisture).toFixed(1)} %<small>${
    t("fires.source.computed")
  }</small></dd></div>
  </dl>`;
}

/** @param {{ fires: string[] }} props */
function OpenFires({ fires }) {
  const { board } = useDesk();
  if (fires.length === 0) return html`<p class="nothing">${t("fires.quiet")}</p>`;
  return html`<ul class="forest-fires">${
    fires.map((id) =>
      html`
        <li key=${id}>
          <a class="button button-primary" href=${`#/fire/${encodeURIComponent(id)}`}>${t("fires.open", {
            title: say(board.incidents[id]?.title) || id,
          })}</a>
          <a href=${`#/incident/incident/${encodeURIComponent(id)}`}>${id}</a>
        </li>
      `
    )
  }</ul>`;
}
