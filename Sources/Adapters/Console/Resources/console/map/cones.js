// @ts-check
// What the cameras cover, as areas of the map.

import { collection } from "./features.js";

/** @param {any[]} cameras @param {"zh" | "en"} tongue */
export function coneFeatures(cameras, tongue) {
  return collection(
    cameras.filter((camera) => camera.cone?.length > 3).map((camera) => ({
      type: "Feature",
      geometry: {
        type: "Polygon",
        coordinates: [
          camera.cone.map((/** @type {any} */ point) => [point.longitude, point.latitude]),
        ],
      },
      properties: { id: camera.id, name: camera.name[tongue], synthetic: camera.synthetic },
    })),
  );
}

/** Faint, because a cone says what could be seen and not that anything is there. @param {Record<string, string>} ink */
export function coneLayers(ink) {
  return [
    {
      id: "cones",
      type: "fill",
      source: "cones",
      minzoom: 9,
      paint: { "fill-color": ink.hub, "fill-opacity": 0.12 },
    },
    {
      id: "cones-edge",
      type: "line",
      source: "cones",
      minzoom: 9,
      paint: { "line-color": ink.hub, "line-width": 1, "line-opacity": 0.7, "line-dasharray": [3, 2] },
    },
  ];
}
