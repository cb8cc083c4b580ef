// @ts-check
// A fire in four figures on the page of its incident, with the way to its own page.

import { html } from "../view.js";
import { useSecond } from "../live/desk.js";
import { formatMinutes, formatSpan } from "../loop/clocks.js";
import { say, t } from "../i18n/words.js";
import { area } from "./danger.js";
import { isStale, orderState, outAt, summaryOf } from "./hours.js";
import { useFire } from "./load.js";

/** @param {{ incident: any }} props */
export function FireSummary({ incident }) {
  const { state, picture, error } = useFire(incident.id, incident.version);
  const now = useSecond();
  if (state === "none") return null;
  const to = `#/fire/${encodeURIComponent(incident.id)}`;
  const told = picture ? summaryOf(picture) : null;
  const figure = (/** @type {string} */ key, /** @type {unknown} */ value, /** @type {string} */ note) =>
    html`
      <div key=${key}>
        <dt>${t(`fire.summary.${key}`)}</dt>
        <dd>${value}<small>${note}</small></dd>
      </div>
    `;
  return html`<section class="panel fire-summary" data-panel="fire"><h2>${t("fire.title")} ${
    picture?.forest.synthetic && html`<span class="chip chip-synthetic">${t("synthetic.chip")}</span>`
  } ${
    picture && isStale(picture.madeAt, now) && outAt(picture) === null &&
    html`<span class="chip chip-warn">${t("fire.old")}</span>`
  }</h2>
    ${!picture && html`<p class="nothing">${error || t(state === "making" ? "fire.making" : "loading")}</p>`}
    ${
    told && html`<dl class="forest-figures">
      ${
      figure(
        "hour",
        told.hour ? `${area(told.hour.median)} km²` : "—",
        told.hour ? t("fire.summary.high", { area: area(told.hour.high) }) : "",
      )
    }
      ${
      figure(
        "first",
        told.first ? formatMinutes(told.first.seconds) : "—",
        told.first ? say(told.first.name) : t(picture.roads ? "fire.teams.none" : "fire.roads.none"),
      )
    }
      ${
      figure(
        "order",
        told.order
          ? orderState(told.order.orderBy, now, outAt(picture) !== null) === "late"
            ? t("fire.order.late", { span: formatSpan(Math.round((now - Date.parse(told.order.orderBy)) / 1000)) })
            : formatSpan(Math.round((Date.parse(told.order.orderBy) - now) / 1000))
          : "—",
        told.order ? say(told.order.name) : t("fire.order.none"),
      )
    }
    </dl>`
  }
    <p><a class="button button-primary" data-fire-page="" href=${to}>${t("fire.page")}</a></p></section>`;
}
