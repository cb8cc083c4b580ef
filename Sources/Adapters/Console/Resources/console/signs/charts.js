// @ts-check
// The chart library, fetched when the first chart is due, and how all charts look.

import { shortTime } from "../i18n/words.js";

/** @type {Promise<any> | null} */
let library = null;

export function charts() {
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

/** Axes in the colours of the theme. @param {(at: number) => string} [writeTime] seconds since 1970 */
export function chartStyle(writeTime = (at) => shortTime(at * 1000)) {
  const style = getComputedStyle(document.documentElement);
  const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color("--text-3"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { show: false },
    font: "11px sans-serif",
  };
  const values = (/** @type {any} */ _chart, /** @type {number[]} */ at) => at.map(writeTime);
  return { color, axes: [{ ...axis, values, space: 60 }, { ...axis, size: 38 }] };
}
