// @ts-check
// Forests as areas in the colour of today's fire danger, with their sign: colour alone tells nobody who cannot see it.

import { dangerOn, dangerSign } from "../fire/danger.js";
import { collection } from "./features.js";

/** @param {any[]} forests @param {"zh" | "en"} tongue @param {(danger: number) => string} word @param {string} [day] one that is forecast; none for today */
export function dangerFeatures(forests, tongue, word, day = "") {
  const features = forests.filter((forest) => forest.corners).map((forest) => {
    const danger = dangerOn(forest, day);
    const ring = [...forest.corners, forest.corners[0]].map((point) => [point.longitude, point.latitude]);
    return {
      type: "Feature",
      geometry: { type: "Polygon", coordinates: [ring] },
      properties: {
        id: forest.id,
        danger,
        label: `${dangerSign(danger).sign} ${forest.name[tongue] ?? forest.id}\n${word(danger)}${
          day ? ` · ${day}` : ""
        }`,
      },
    };
  });
  return collection(features);
}

/** @param {Record<string, string>} ink */
export function dangerLayers(ink) {
  const classes = [1, 2, 3, 4, 5].flatMap((danger) => [danger, ink[dangerSign(danger).ink]]);
  const colour = ["match", ["get", "danger"], ...classes, ink["grade-0"]];
  return [
    { id: "forests", type: "fill", source: "forests", paint: { "fill-color": colour, "fill-opacity": 0.12 } },
    {
      id: "forests-edge",
      type: "line",
      source: "forests",
      paint: { "line-color": colour, "line-width": 1.8, "line-dasharray": [4, 2] },
    },
    {
      id: "forests-names",
      type: "symbol",
      source: "forests",
      minzoom: 8.6,
      layout: { "text-field": ["get", "label"], "text-font": FONT, "text-size": 12 },
      paint: { "text-color": ink.text, "text-halo-color": ink.halo, "text-halo-width": 1.8 },
    },
  ];
}

const FONT = ["Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"];
