// @ts-check
// What is known of a site: its facts, what it threatens, who watches it, and which zones would be warned.

import { html } from "../view.js";
import { count, listed, say, t } from "../i18n/words.js";

/** @param {{ site: any }} props */
export function Facts({ site }) {
  const facts = site.facts ?? [];
  const watchers = (site.watchers ?? []).map((/** @type {any} */ one) => say(one.name));
  return html`
    <section class="panel">
      <h2>${t("site.facts")}</h2>
      <dl class="facts">
        ${facts.map((/** @type {any} */ one) =>
          html`
            <dt key=${one.key}>${say(one.label) || one.key}</dt>
            <dd>${typeof one.value === "number" ? count(one.value) : say(one.value)} ${unitSign(one.unit)}</dd>
          `
        )}
        <dt>${t("site.watchers")}</dt><dd>${watchers.length > 0 ? listed(watchers) : t("nodata")}</dd>
        <dt>${t("site.volunteers")}</dt><dd>${number(site.volunteers)}</dd>
        <dt>${t("site.plan")}</dt><dd>${say(site.plan?.name ?? site.plan) || t("nodata")}</dd>
      </dl>
    </section>
  `;
}

/** @param {{ site: any }} props */
export function Exposure({ site }) {
  const held = site.exposure ?? {};
  const yes = (/** @type {any} */ value) =>
    value === undefined || value === null
      ? t("nodata")
      : value === true
      ? t("yes")
      : value === false
      ? t("no")
      : say(value);
  return html`
    <section class="panel">
      <h2>${t("site.exposure")}</h2>
      <dl class="facts">
        <dt>${t("site.people")}</dt>
        <dd>${number(held.people)}</dd>
        <dt>${t("site.households")}</dt>
        <dd>${number(held.households)}</dd>
        <dt>${t("site.road")}</dt>
        <dd>${number(held.roadMetres)}${typeof held.roadMetres === "number" ? " m" : ""}</dd>
        <dt>${t("site.shipping")}</dt>
        <dd>${yes(held.shippingLane)}</dd>
        <dt>${t("site.scenic")}</dt>
        <dd>${yes(held.scenicArea)}</dd>
      </dl>
    </section>
  `;
}

/** @param {{ site: any }} props */
export function Zones({ site }) {
  const zones = site.zones ?? [];
  return html`<section class="panel"><h2>${t("site.zones")}</h2>
    ${zones.length === 0 && html`<p class="nothing">${t("nodata")}</p>`}
    <ul class="site-zones">${
    zones.map((/** @type {any} */ zone) =>
      html`<li key=${zone.id}><b>${say(zone.name)}</b> <span>${
        t("site.zone.line", { people: number(zone.people), households: number(zone.households) })
      }</span></li>`
    )
  }</ul></section>`;
}

/** UCUM codes as people write them. @type {Record<string, string>} */
const SIGNS = { m2: "m²", m3: "m³", deg: "°", Cel: "°C" };

/** @param {string | undefined} unit */
function unitSign(unit) {
  return unit ? SIGNS[unit] ?? unit : "";
}

/** An unknown number is said, not shown as none. @param {unknown} value */
function number(value) {
  return typeof value === "number" ? count(value) : t("nodata");
}
