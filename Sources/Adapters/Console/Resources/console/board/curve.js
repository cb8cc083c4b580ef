// @ts-check
// The last readings of the site in question, as they come in. No data is said, not drawn as zero.

import { html, useEffect, useRef } from "../view.js";
import { desk } from "../live/desk.js";
import { say, shortTime, t } from "../i18n/words.js";

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

/** The series that speaks for the alert, else one of its site. @param {import("../types/bayu.d.ts").Alert} alert @param {any[]} datastreams */
function streamOf(alert, datastreams) {
  const origins = new Set(alert.evidence.map((one) => one.origin));
  const speaking = datastreams.find((one) => origins.has(one.id));
  return speaking ?? (alert.site ? datastreams.find((one) => one.site === alert.site) : null);
}

/** @param {{ alert: import("../types/bayu.d.ts").Alert }} props */
export function Curve({ alert }) {
  const { datastreams, readings, theme } = desk();
  const stream = streamOf(alert, datastreams);
  const points = stream ? readings[stream.id] ?? [] : [];
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const chart = useRef(/** @type {any} */ (null));
  const drawable = points.length >= 2;
  useEffect(() => {
    if (!drawable || !place.current) return;
    let ended = false;
    charts().then((Chart) => {
      if (ended || !place.current) return;
      chart.current = new Chart(options(place.current.clientWidth), columns(points), place.current);
    }, () => undefined);
    return () => {
      ended = true;
      chart.current?.destroy();
      chart.current = null;
    };
  }, [drawable, theme, stream?.id]);
  useEffect(() => chart.current?.setData(columns(points)), [points]);
  if (!stream) return null;
  const latest = points.length > 0 ? points[points.length - 1] : stream.latest;
  const words = latest ? `${latest.value} ${stream.unit}` : t("nodata");
  return html`
    <figure class="curve">
      <figcaption><span>${say(stream.name)}</span><b>${words}</b></figcaption>
      <div ref=${place} class="curve-place" role="img" aria-label=${`${say(stream.name)} ${words}`}></div>
    </figure>
  `;
}

/** @param {{ at: string, value: number }[]} points */
function columns(points) {
  return [points.map((one) => Date.parse(one.at) / 1000), points.map((one) => one.value)];
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
    series: [{}, { stroke: color("--accent"), width: 1.6, points: { show: false } }],
  };
}
