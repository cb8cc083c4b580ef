// @ts-check
// The readings that speak for an alert, with the limit that they crossed. No data is said, not drawn as zero.

import { html, useEffect, useRef } from "../view.js";
import { desk, useSecond } from "../live/desk.js";
import { followSeries } from "../live/readings.js";
import { clockTime, say, shortTime, t } from "../i18n/words.js";
import { formatSpan } from "../loop/clocks.js";
import { allEvidence, intervalOf, limitOf, readingState, speakingSeries } from "../loop/series.js";

/** @typedef {import("../types/bayu.d.ts").Alert} Alert */
/** @typedef {import("../loop/series.js").Reading} Reading */

/** @type {Promise<any> | null} */
let library = null;

/** The chart library is fetched when the first curve is due. */
function charts() {
  library ??= new Promise((resolve, reject) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = "/vendor/uplot/uplot.min.css";
    const script = document.createElement("script");
    script.src = "/vendor/uplot/uplot.iife.min.js";
    script.onload = () => resolve(/** @type {any} */ (globalThis).uPlot);
    script.onerror = () => reject(new Error("vendor/uplot"));
    document.head.append(sheet, script);
  });
  return library;
}

/** The series to draw: the one that speaks for the alert, else one of its site. @param {Alert} alert @param {any[]} timeline */
function streamOf(alert, timeline) {
  const { datastreams } = desk();
  const speaking = speakingSeries(alert.evidence, timeline);
  const found = datastreams.find((one) => one.id === speaking);
  return found ?? (alert.site && !speaking ? datastreams.find((one) => one.site === alert.site) : null);
}

/** @param {{ alert: Alert, timeline?: any[] }} props */
export function Curve({ alert, timeline = [] }) {
  const stream = streamOf(alert, timeline);
  const id = stream?.id ?? "";
  useEffect(() => id ? followSeries(id) : undefined, [id]);
  if (!stream) return null;
  const points = desk().readings[id] ?? [];
  const limit = limitOf(allEvidence(alert.evidence, timeline), id);
  return html`
    <figure class="curve">
      <${Caption} stream=${stream} points=${points} limit=${limit} />
      ${points.length >= 2 && html`<${Chart} key=${id} points=${points} limit=${limit} label=${say(stream.name)} />`}
    </figure>
  `;
}

/** The newest reading with its time: an old one says so, and none is said as none. @param {{ stream: any, points: Reading[], limit: number | null }} props */
function Caption({ stream, points, limit }) {
  const now = useSecond();
  const latest = points[points.length - 1] ?? stream.latest;
  const state = readingState(latest, intervalOf(points, stream.interval), now);
  return html`<figcaption data-reading=${state}>
    <span>${say(stream.name)}</span>
    <span class="curve-reading">${
    latest
      ? html`<b>${latest.value} ${stream.unit}</b> <time>${clockTime(latest.at)}</time>`
      : html`<b>${t("nodata")}</b>`
  }</span>
    ${
    limit !== null && html`<small class="curve-limit">${t("curve.limit", { value: limit, unit: stream.unit })}</small>`
  }
    ${
    state === "stale" &&
    html`<small class="curve-stale" role="status">${
      t("curve.stale", { time: formatSpan((now - Date.parse(latest.at)) / 1000) })
    }</small>`
  }
  </figcaption>`;
}

/** @param {{ points: Reading[], limit: number | null, label: string }} props */
function Chart({ points, limit, label }) {
  const { theme } = desk();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const chart = useRef(/** @type {any} */ (null));
  useEffect(() => {
    let ended = false;
    charts().then((Drawn) => {
      if (ended || !place.current) return;
      chart.current = new Drawn(options(place.current.clientWidth), columns(points, limit), place.current);
    }, () => undefined);
    return () => {
      ended = true;
      chart.current?.destroy();
      chart.current = null;
    };
  }, [theme]);
  useEffect(() => chart.current?.setData(columns(points, limit)), [points, limit]);
  return html`<div ref=${place} class="curve-place" role="img" aria-label=${label}></div>`;
}

/** @param {Reading[]} points @param {number | null} limit */
function columns(points, limit) {
  return [points.map((one) => Date.parse(one.at) / 1000), points.map((one) => one.value), points.map(() => limit)];
}

/** @param {number} width */
function options(width) {
  const style = getComputedStyle(document.documentElement);
  const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color("--text-3"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { show: false },
    font: "11px sans-serif",
  };
  return {
    width,
    height: 120,
    legend: { show: false },
    cursor: { show: false },
    axes: [{
      ...axis,
      values: (/** @type {any} */ _chart, /** @type {number[]} */ at) => at.map((one) => shortTime(one * 1000)),
      space: 60,
    }, {
      ...axis,
      size: 38,
    }],
    series: [
      {},
      { stroke: color("--accent"), width: 1.6, points: { show: false } },
      { stroke: color("--grade-1"), width: 1.2, dash: [5, 4], points: { show: false } },
    ],
  };
}
