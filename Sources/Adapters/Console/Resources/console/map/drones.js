// @ts-check
// Drones on the map: in their docks, or where they are now with the way to what they look at.

import { collection } from "./features.js";

/** @param {Record<string, any>} drones @param {"zh" | "en"} tongue */
export function droneFeatures(drones, tongue) {
  const all = Object.values(drones);
  const place = (/** @type {any} */ point) => [point.longitude, point.latitude];
  const signs = all.map((drone) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: place(drone.position) },
    properties: {
      id: drone.id,
      name: labelOf(drone, tongue),
      sign: drone.flight && drone.inDock !== true ? (drone.positionOld ? "drone-old" : "drone-out") : "drone",
      heading: drone.headingDegrees ?? 0,
      faint: drone.silent && !drone.flight,
    },
  }));
  const ways = all.filter((drone) => drone.flight).map((drone) => ({
    type: "Feature",
    geometry: { type: "LineString", coordinates: [place(drone.position), place(drone.flight.target)] },
    properties: { id: `${drone.id}-way`, sign: "way" },
  }));
  return collection([...signs, ...ways]);
}

/** `北碚一号 · 120 m · 84 %` @param {any} drone @param {"zh" | "en"} tongue */
function labelOf(drone, tongue) {
  const parts = [drone.name[tongue]];
  if (drone.flight && drone.heightMetres !== undefined) parts.push(`${Math.round(drone.heightMetres)} m`);
  if (drone.batteryPercent !== undefined) parts.push(`${drone.batteryPercent} %`);
  return parts.join(" · ");
}

/** @param {Record<string, string>} ink */
export function droneLayers(ink) {
  return [
    {
      id: "drones-ways",
      type: "line",
      source: "drones",
      filter: ["==", ["get", "sign"], "way"],
      paint: { "line-color": ink.hub, "line-width": 2, "line-dasharray": [2, 2] },
    },
    {
      id: "drones",
      type: "symbol",
      source: "drones",
      minzoom: 8,
      filter: ["!=", ["get", "sign"], "way"],
      layout: {
        "icon-image": ["get", "sign"],
        "icon-size": 0.5,
        "icon-rotate": ["get", "heading"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-field": ["step", ["zoom"], "", 11, ["get", "name"]],
        "text-font": FONT,
        "text-size": 12,
        "text-offset": [0, 1.2],
        "text-anchor": "top",
        "text-optional": true,
      },
      paint: {
        "icon-opacity": ["case", ["get", "faint"], 0.45, 1],
        "text-color": ink.text,
        "text-halo-color": ink.halo,
        "text-halo-width": 1.6,
      },
    },
  ];
}

const FONT = ["Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"];
