// @ts-check
// The readings that speak for an alert, with the limit that they crossed. No data is said, not drawn as zero.

import { html, useEffect, useRef } from "../view.js";
import { desk, useSecond } from "../live/desk.js";
import { followSeries } from "../live/readings.js";
import { needSeries, needSeriesOf } from "../live/series.js";
import { charts, chartStyle } from "../signs/charts.js";
import { clockTime, say, t } from "../i18n/words.js";
import { formatSpan } from "../loop/clocks.js";
import { allEvidence, intervalOf, limitOf, readingState, speakingSeries } from "../loop/series.js";

/** @typedef {import("../types/bayu.d.ts").Alert} Alert */
/** @typedef {import("../loop/series.js").Reading} Reading */

/** The series to draw: the one that speaks for the alert, else one of its site. @param {Alert} alert @param {any[]} timeline */
function streamOf(alert, timeline) {
  const { datastreams } = desk();
  const speaking = speakingOf(alert, timeline);
  const found = datastreams.find((one) => one.id === speaking);
  return found ?? (alert.site && !speaking ? datastreams.find((one) => one.site === alert.site) : null);
}

/** The series that speaks; a rule over a whole site speaks as the site, and any of its series may be drawn. @param {Alert} alert @param {any[]} timeline */
function speakingOf(alert, timeline) {
  const origin = speakingSeries(alert.evidence, timeline);
  return origin === alert.site ? null : origin;
}

/** @param {{ alert: Alert, timeline?: any[] }} props */
export function Curve({ alert, timeline = [] }) {
  const speaking = speakingOf(alert, timeline);
  useEffect(() => speaking ? needSeries(speaking) : needSeriesOf(alert.site), [speaking, alert.site]);
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
  const { color, axes } = chartStyle();
  return {
    width,
    height: 120,
    legend: { show: false },
    cursor: { show: false },
    axes,
    series: [
      {},
      { stroke: color("--accent"), width: 1.6, points: { show: false } },
      { stroke: color("--grade-1"), width: 1.2, dash: [5, 4], points: { show: false } },
    ],
  };
}
