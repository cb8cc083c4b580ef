// @ts-check
// All channels of a site on one cursor. A chart is made when it comes into view; a silent channel says so.

import { html, useEffect, useRef, useState } from "../view.js";
import { desk, now, useDesk } from "../live/desk.js";
import { reasonOf } from "../live/reason.js";
import { clockTime, dateTime, hasWords, say, t } from "../i18n/words.js";
import { charts, chartStyle } from "../signs/charts.js";
import { readingState } from "../loop/series.js";
import { loadReadings } from "./load.js";
import { columnsOf, groups, limitAt, SPANS } from "./series.js";

const CURSOR = "bayu.site";
const HEIGHT_PIXELS = 104, AHEAD_PIXELS = 200;
const HOUR_MILLISECONDS = 3_600_000;
/** Beyond this the day says more than the hour. */
const DAYS_FROM_HOURS = 48;

/** @param {{ site: any }} props */
export function Charts({ site }) {
  const [hours, setHours] = useState(SPANS[1]);
  const streams = site.datastreams ?? [];
  return html`<section class="site-charts" aria-label=${t("site.channels")}>
    <header class="page-head"><h2>${t("site.channels")} <span class="bubble">${streams.length}</span></h2>
      <div class="segments" role="group" aria-label=${t("site.span")}>${
    SPANS.map((one) =>
      html`<button key=${one} type="button" aria-pressed=${one === hours} onClick=${() => setHours(one)}>${
        one < DAYS_FROM_HOURS ? t("site.hours", { count: one }) : t("site.days", { count: one / 24 })
      }</button>`
    )
  }</div></header>
    ${streams.length === 0 && html`<p class="nothing">${t("nodata")}</p>`}
    ${
    groups(streams).map(([property, members]) =>
      html`
        <section key=${property} class="chart-group">
          <h3>${propertyName(property)} <small>${members.length}</small></h3>
          <div class="chart-grid">${members.map((one) =>
            html`<${Channel} key=${`${one.id}/${hours}`} site=${site} stream=${one} hours=${hours} />`
          )}</div>
        </section>
      `
    )
  }
  </section>`;
}

/** @param {string} property */
function propertyName(property) {
  return hasWords(`property.${property}`) ? t(`property.${property}`) : property;
}

/** @param {{ site: any, stream: any, hours: number }} props */
function Channel({ site, stream, hours }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [points, setPoints] = useState(/** @type {any[] | null} */ (null));
  const [failure, setFailure] = useState("");
  useEffect(() => {
    let left = false;
    const load = () =>
      loadReadings(stream.id, now() - hours * HOUR_MILLISECONDS).then(
        (found) => left || setPoints(found),
        (fault) => left || setFailure(reasonOf(fault)),
      );
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((one) => one.isIntersecting)) return;
      seen.disconnect();
      void load();
    }, { rootMargin: `${AHEAD_PIXELS}px` });
    if (place.current) seen.observe(place.current);
    return () => {
      left = true;
      seen.disconnect();
    };
  }, []);
  const latest = points?.[points.length - 1] ?? stream.latest;
  const state = readingState(latest, stream.intervalSeconds || 60, now());
  const limit = limitAt(useDesk().board, site.id, stream.id);
  return html`<figure class="channel" ref=${place} data-channel=${stream.id} data-reading=${state}>
    <figcaption><span>${say(stream.name)}</span> ${
    latest ? html`<b>${latest.value} ${stream.unit}</b>` : html`<b class="channel-none">${t("nodata")}</b>`
  }${
    state === "stale" && html`<small class="curve-stale">${t("line.red", { time: clockTime(latest.at) })}</small>`
  }</figcaption>
    ${failure && html`<p class="channel-none" role="status">${failure}</p>`}
    ${points && points.length === 0 && html`<p class="channel-empty">${t("nodata")}</p>`}
    ${points && points.length > 0 && html`<${Chart} points=${points} stream=${stream} hours=${hours} limit=${limit} />`}
  </figure>`;
}

/** @param {{ points: any[], stream: any, hours: number, limit: number | null }} props */
function Chart({ points, stream, hours, limit }) {
  const { theme, language } = desk();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    let ended = false;
    /** @type {any} */
    let chart = null;
    charts().then((Drawn) => {
      if (ended || !place.current) return;
      const until = now() / 1000;
      const options = optionsOf(place.current.clientWidth, hours, [until - hours * 3600, until]);
      chart = new Drawn(options, columnsOf(points, stream.intervalSeconds || 60, limit), place.current);
    }, () => undefined);
    const sized = new ResizeObserver(() => {
      if (place.current) chart?.setSize({ width: place.current.clientWidth, height: HEIGHT_PIXELS });
    });
    if (place.current) sized.observe(place.current);
    return () => {
      ended = true;
      sized.disconnect();
      chart?.destroy();
    };
  }, [theme, language, limit]);
  const last = points[points.length - 1];
  const label = t("site.chart.label", {
    name: say(stream.name),
    value: `${last.value} ${stream.unit}`,
    time: dateTime(last.at),
  });
  return html`<div ref=${place} class="channel-place" role="img" aria-label=${label}></div>`;
}

/** @param {number} width @param {number} hours @param {number[]} span seconds since 1970 */
function optionsOf(width, hours, span) {
  const write = (/** @type {number} */ at) =>
    hours < DAYS_FROM_HOURS ? clockTime(at * 1000).slice(0, 5) : dateTime(at * 1000).slice(5, 10);
  const { color, axes } = chartStyle(write);
  return {
    width,
    height: HEIGHT_PIXELS,
    legend: { show: false },
    cursor: { sync: { key: CURSOR }, drag: { x: false, y: false }, y: false },
    scales: { x: { time: true, range: span } },
    axes: [{ ...axes[0], size: 26 }, axes[1]],
    series: [
      {},
      { stroke: color("--accent"), width: 1.5, points: { show: false }, spanGaps: false },
      { stroke: color("--grade-1"), width: 1.2, dash: [5, 4], points: { show: false } },
    ],
  };
}
