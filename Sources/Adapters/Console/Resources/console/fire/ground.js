// @ts-check
// The figures of a fire that belong to the ground and to those who fight it: water, cut roads, ways out, the attack's record, sensors.

import { html } from "../view.js";
import { useSecond } from "../live/desk.js";
import { formatMinutes, formatSpan } from "../loop/clocks.js";
import { clockTime, count, say, shortTime, t } from "../i18n/words.js";
import { area } from "./danger.js";
import { HOT_DEGREES } from "./features.js";
import { minuteNow, placeKnown } from "./hours.js";
import { Some } from "./rows.js";

/** @param {{ picture: any, now: number }} props */
export function Water({ picture, now }) {
  const rows = picture.water.map((/** @type {any} */ one) =>
    html`<li key=${one.id} data-water=${one.id}>
      <b>${say(one.name)}</b>
      <span class="fire-due">${
      typeof one.usable === "number" ? `${count(one.usable)} m³` : t("fire.water.endless")
    }</span>
      <small>${
      [
        t(`fire.water.${one.kind}`),
        typeof one.flow === "number" ? t("fire.water.flow", { litres: count(one.flow) }) : "",
        one.dip ? t("fire.water.dip") : "",
        typeof one.seconds === "number"
          ? formatMinutes(one.seconds)
          : t("fire.water.flight", { kilometres: (one.metres / 1000).toFixed(1) }),
      ].filter(Boolean).join(" · ")
    }${
      typeof one.threatenedMinute === "number" && html`
        <span class="chip chip-warn">${t("fire.threatened", {
          time: at(picture, one.threatenedMinute),
          left: leftWords(picture, one.threatenedMinute, now),
        })}</span>
      `
    }</small></li>`
  );
  return html`<section class="panel" data-part="water"><h2>${
    t("fire.water")
  } <span class="bubble">${rows.length}</span></h2>
    ${
    rows.length === 0 ? html`<p class="nothing">${t("fire.water.none")}</p>` : html`<${Some} rows=${rows} />`
  }</section>`;
}

/** The clock time of a minute of the fire. @param {any} picture @param {number} minute */
function at(picture, minute) {
  return shortTime(Date.parse(picture.start) + minute * 60_000);
}

/** @param {any} picture @param {number} minute @param {number} now */
function leftWords(picture, minute, now) {
  return formatSpan(Math.round((minute - minuteNow(picture, now)) * 60));
}

/** @param {{ picture: any, now: number }} props */
export function Cut({ picture, now }) {
  if (!picture.roads) return null;
  const rows = [...picture.roads.cut].sort((left, right) => left.minute - right.minute).map((/** @type {any} */ one) =>
    html`<li key=${`${one.way}/${one.minute}`}><b>${t("fire.cut.way", { way: one.way })}</b> <span class="fire-due">${
      at(picture, one.minute)
    }</span><small>${
      one.minute <= minuteNow(picture, now)
        ? t("fire.cut.already")
        : t("fire.cut.left", { left: leftWords(picture, one.minute, now) })
    }</small></li>`
  );
  return html`<section class="panel" data-part="cut"><h2>${
    t("fire.cut")
  } <span class="bubble">${rows.length}</span></h2>
    ${
    rows.length === 0 ? html`<p class="nothing">${t("fire.cut.none")}</p>` : html`<${Some} rows=${rows} />`
  }</section>`;
}

/** A crew needs this much between itself and the fire. */
const MARGIN_MINUTES = 10;

/**
 * Where each crew is and how old that is, its way out, and a place set on the map by whoever may.
 * @param {{ picture: any, placing: string, onPlacing: (team: string) => void, failure: string }} props
 */
export function Crews({ picture, placing, onPlacing, failure }) {
  const now = useSecond();
  const rows = picture.crews.map((/** @type {any} */ crew) => {
    const tight = !crew.end || (typeof crew.marginMinutes === "number" && crew.marginMinutes < MARGIN_MINUTES);
    const known = placeKnown(crew, now);
    return html`<li key=${crew.team} data-crew=${crew.team} data-place=${known} class=${tight ? "fire-tight" : ""}>
      <b>${tight && html`<span aria-hidden="true">▲ </span>`}${say(crew.name)}</b>
      <span class="fire-due">${
      typeof crew.minutes === "number" ? t("span.minutes", { minutes: Math.round(crew.minutes) }) : "—"
    }</span>
      <small>${crew.end ? t(`fire.crew.${crew.end}`) : t("fire.crew.none")} · ${
      typeof crew.marginMinutes === "number"
        ? t("fire.crew.margin", { minutes: Math.round(crew.marginMinutes) })
        : t("fire.crew.clear")
    }</small>
      <small class=${known === "told" ? "" : "fire-guessed"}>${placeWords(crew, known, now)}</small>
      <button type="button" class="button" data-place-crew=${crew.team} aria-pressed=${
      placing === crew.team
    } onClick=${() => onPlacing(placing === crew.team ? "" : crew.team)}>${
      t(placing === crew.team ? "fire.crew.placing" : "fire.crew.place")
    }</button></li>`;
  });
  return html`<section class="panel" data-part="crews"><h2>${
    t("fire.crews")
  } <span class="bubble">${rows.length}</span></h2>
    ${rows.length === 0 ? html`<p class="nothing">${t("fire.crews.none")}</p>` : html`<${Some} rows=${rows} />`}${
    failure && html`<p class="form-failure" role="alert">${failure}</p>`
  }</section>`;
}

/** @param {any} crew @param {string} known @param {number} now */
function placeWords(crew, known, now) {
  const age = crew.positionAt ? formatSpan(Math.max(0, Math.round((now - Date.parse(crew.positionAt)) / 1000))) : "";
  if (known !== "told") return t(`fire.crew.guessed.${known}`, { age });
  const within = typeof crew.accuracyMetres === "number" ? ` ±${Math.round(crew.accuracyMetres)} m` : "";
  return t(`fire.crew.told.${crew.positionBy}`, { age }) + within;
}

const STEPS = ["detected", "confirmed", "attacked", "contained", "out"];

/** @param {{ picture: any }} props */
export function Attack({ picture }) {
  return html`
    <section class="panel" data-part="attack">
      <h2>${t("fire.attack")}</h2>
      <ol class="fire-attack">${STEPS.map((step) => {
        const row = picture.attack.find((/** @type {any} */ one) => one.step === step);
        return html`
          <li key=${step} class=${row ? "" : "fire-open"} data-step=${step}>
            <b>${t(`fire.step.${step}`)}</b><time>${row ? clockTime(row.at) : "—"}</time>
            <small>${row
              ? [
                typeof row.afterMinutes === "number" ? `+${formatSpan(Math.round(row.afterMinutes * 60))}` : "",
                typeof row.squareKilometres === "number" ? `${area(row.squareKilometres)} km²` : "",
              ].filter(Boolean).join(" · ")
              : t("fire.step.open")}</small>
          </li>
        `;
      })}</ol>
      <p>${t(
        picture.isHeld === true ? "fire.held.yes" : picture.isHeld === false ? "fire.held.no" : "fire.held.open",
      )}</p>
    </section>
  `;
}

const HOTTEST = 5;

/** @param {{ sensors: any[] }} props */
export function Sensors({ sensors }) {
  const known = sensors.filter((one) => typeof one.latest?.value === "number");
  const hottest = [...known].sort((left, right) => right.latest.value - left.latest.value).slice(0, HOTTEST);
  const silent = sensors.filter((one) => one.stale).length;
  return html`<section class="panel fire-sensors" data-part="sensors"><h2>${
    t("fire.sensors")
  } <span class="bubble">${sensors.length}</span></h2>
    ${sensors.length === 0 && html`<p class="nothing">${t("fire.sensors.none")}</p>`}
    ${silent > 0 && html`<p><span class="chip chip-warn">${t("fire.sensors.silent", { count: silent })}</span></p>`}
    <ul class="fire-rows">${
    hottest.map((one) =>
      html`
        <li
          key=${one.id}><b>${one.latest.value >= HOT_DEGREES && html`<span aria-hidden="true">▲ </span>`}${say(
            one.name,
          )}</b><span class="fire-due">${one.latest.value.toFixed(0)} °C</span><small>${clockTime(
            one.latest.at,
          )}${one.stale ? ` · ${t("fire.sensors.old")}` : ""}</small></li>
      `
    )
  }</ul></section>`;
}
