// @ts-check
// From where and in which direction the alert that is looked at was seen, and the ellipse in which it lies.

import { collection } from "./features.js";

/** The server's own features: rays, their edges and ellipses. @param {any} detections */
export function rayFeatures(detections) {
  return detections?.map ?? collection([]);
}

/** @param {Record<string, string>} ink */
export function rayLayers(ink) {
  const line = (/** @type {string} */ id, /** @type {string} */ shape, /** @type {any} */ paint) => ({
    id,
    type: "line",
    source: "rays",
    filter: ["==", ["get", "shape"], shape],
    paint: { "line-color": ink.hub, ...paint },
  });
  return [
    line("rays-edge", "edge", { "line-width": 1, "line-opacity": 0.5, "line-dasharray": [2, 3] }),
    line("rays-ray", "ray", { "line-width": 1.5, "line-opacity": 0.9 }),
    line("rays-ellipse", "ellipse", { "line-width": 2 }),
  ];
}
