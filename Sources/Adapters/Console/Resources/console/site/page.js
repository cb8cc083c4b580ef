// @ts-check
// One site under watch: what it is, who and what it threatens, what moved, and all its channels.

import { html, useEffect, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { reasonOf } from "../live/reason.js";
import { say, t } from "../i18n/words.js";
import { later } from "../shell/later.js";
import { Failed, GradeBadge, Marks } from "../signs/parts.js";
import { placeName } from "../signs/places.js";
import { CameraPanel } from "../cameras/panel.js";
import { Charts } from "./charts.js";
import { Exposure, Facts, Zones } from "./facts.js";
import { loadCloud, loadSite } from "./load.js";
import { gradeNow, openMatters } from "./series.js";
import { Word } from "./word.js";

const GeologyPanel = later(async () => (await import("./geology.js")).GeologyPanel);
const Cloud = later(async () => (await import("./cloud.js")).Cloud);

export function SitePage() {
  const id = useDesk().route.id ?? "";
  const [site, setSite] = useState(/** @type {any} */ (null));
  const [failure, setFailure] = useState("");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    setSite(null);
    setFailure("");
    loadSite(id).then((told) => left || setSite(told), (fault) => left || setFailure(reasonOf(fault)));
    return () => {
      left = true;
    };
  }, [id, tries]);
  if (failure) {
    return html`
      <div class="page">
        <h1>${t("nav.sites")}</h1>
        <${Failed} text=${t("error.loading", { reason: failure })} onRetry=${() => setTries(tries + 1)} />
      </div>
    `;
  }
  if (!site || site.id !== id) return html`<h1 class="late pad">${t("loading")}</h1>`;
  return html`
    <div class="page site" key=${id}>
      <${Head} site=${site} />
      <div class="site-columns">
        <div class="column">
          <${Survey} site=${site} />
          <${GeologyPanel} site=${site} />
          <${CameraPanel} site=${site.id} />
        </div>
        <div class="column">
          <${Matters} site=${site} />
          <${Word} site=${site} onChange=${() => loadSite(id).then(setSite, (fault) => setFailure(reasonOf(fault)))} />
          <${Facts} site=${site} />
          <${Exposure} site=${site} />
          <${Zones} site=${site} />
        </div>
      </div>
      <${Charts} site=${site} />
    </div>
  `;
}

/** @param {{ site: any }} props */
function Head({ site }) {
  const grade = gradeNow(useDesk().board, site.id);
  return html`<header class="page-head site-head">
    <a class="button" href="#/sites">← ${t("nav.sites")}</a>
    ${grade && html`<${GradeBadge} grade=${grade} long=${true} />`}
    <h1>${say(site.name)}</h1><span class="site-place">${placeName(site)}</span>
    ${site.failureType && html`<span class="chip">${say(site.failureType.name)}</span>`}<${Marks} it=${site} />
  </header>`;
}

/** The cloud where there is one; that nobody has surveyed the site is said. @param {{ site: any }} props */
function Survey({ site }) {
  const [index, setIndex] = useState(/** @type {any} */ (undefined));
  const [failure, setFailure] = useState("");
  const load = () => {
    setFailure("");
    loadCloud(site.id).then(setIndex, (fault) => setFailure(reasonOf(fault)));
  };
  useEffect(load, [site.id]);
  return html`<section class="panel cloud-panel" aria-label=${t("cloud.title")}>
    <h2>${t("cloud.title")} ${
    index?.synthetic && html`<span class="chip chip-synthetic">${t("synthetic.chip")}</span>`
  }</h2>
    ${failure && html`<${Failed} text=${t("error.loading", { reason: failure })} onRetry=${load} />`}
    ${index === null && html`<p class="nothing">${t("cloud.none")}</p>`}
    ${index && html`<${Cloud} site=${site} index=${index} />`}
  </section>`;
}

/** What is open here; nothing open is not the same as safe. @param {{ site: any }} props */
function Matters({ site }) {
  const { alerts, incidents } = openMatters(useDesk().board, site.id);
  const line = (/** @type {any} */ it, /** @type {string} */ href) =>
    html`
      <li
        key=${it.id}><${GradeBadge} grade=${it.grade} /> <a href=${href}>${say(it.title)}</a> <${Marks} it=${it} /></li>
    `;
  return html`<section class="panel"><h2>${t("site.open")}</h2>
    ${alerts.length + incidents.length === 0 && html`<p class="nothing">${t("site.nothing.open")}</p>`}
    <ul class="site-matters">
      ${incidents.map((one) => line(one, `#/incident/incident/${encodeURIComponent(one.id)}`))}
      ${alerts.map((one) => line(one, `#/board/alert/${encodeURIComponent(one.id)}`))}
    </ul></section>`;
}
