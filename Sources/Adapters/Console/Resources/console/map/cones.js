// @ts-check
// What the cameras cover, as areas of the map.

import { collection } from "./features.js";

/** @param {any[]} cameras @param {"zh" | "en"} tongue */
export function coneFeatures(cameras, tongue) {
  return collection(
    cameras.filter((camera) => camera.visible || camera.cone?.length > 3).flatMap((camera) => {
      const properties = { id: camera.id, name: camera.name[tongue], synthetic: camera.synthetic };
      // Over a terrain only what is seen is filled; the reach in flat country stays as an edge to read it against.
      const edge = feature("Polygon", [ring(camera.cone ?? [])], {
        ...properties,
        part: camera.visible ? "reach" : "flat",
      });
      const seen = feature("MultiPolygon", (camera.visible ?? []).map((/** @type {any} */ one) => [ring(one)]), {
        ...properties,
        part: "seen",
      });
      return [...(camera.cone?.length > 3 ? [edge] : []), ...(camera.visible?.length > 0 ? [seen] : [])];
    }),
  );
}

/** @param {any[]} points */
function ring(points) {
  return points.map((point) => [point.longitude, point.latitude]);
}

/** @param {string} type @param {any} coordinates @param {any} properties */
function feature(type, coordinates, properties) {
  return { type: "Feature", geometry: { type, coordinates }, properties };
}

/** Faint, because a cone says what could be seen and not that anything is there. @param {Record<string, string>} ink */
export function coneLayers(ink) {
  return [
    {
      id: "cones",
      type: "fill",
      source: "cones",
      minzoom: 9,
      filter: ["!=", ["get", "part"], "reach"],
      paint: { "fill-color": ink.hub, "fill-opacity": 0.16, "fill-antialias": false },
    },
    {
      id: "cones-edge",
      type: "line",
      source: "cones",
      minzoom: 9,
      filter: ["!=", ["get", "part"], "seen"],
      paint: { "line-color": ink.hub, "line-width": 1, "line-opacity": 0.7, "line-dasharray": [3, 2] },
    },
  ];
}
