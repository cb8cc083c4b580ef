// @ts-check
// How the map looks, in both themes. Without a glyph server MapLibre writes with the fonts of this machine.

import { coneLayers } from "./cones.js";
import { dangerLayers } from "./dangers.js";
import { rayLayers } from "./rays.js";
import { droneLayers } from "./drones.js";
import { slopeLayers } from "./slopes.js";

const FONT = ["Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"];

/** @type {Record<"dark" | "light", Record<string, string>>} */
const PALETTES = {
  dark: {
    ground: "#0a0e13",
    grid: "#131b24",
    gridWhole: "#18222d",
    area: "#101b26",
    areaMine: "#152433",
    border: "#5d7f9c",
    borderFine: "#33495c",
    township: "#4a86a8",
    townshipHollow: "#3d5668",
    link: "#2b4d68",
    ring: "#5fa8d6",
    disc: "#0e1722",
    text: "#c6d3e0",
    faint: "#4b5d70",
    soft: "#90a4b8",
    halo: "#0a0e13",
    hub: "#4cc2ff",
    team: "#3ddc97",
    "grade-0": "#5fa8d6",
    "grade-1": "#ff5a4f",
    "grade-2": "#ff9a3d",
    "grade-3": "#ffd23f",
    "grade-4": "#5ab0ff",
  },
  light: {
    ground: "#eef2f6",
    grid: "#dfe6ed",
    gridWhole: "#d0dae4",
    area: "#e4ebf1",
    areaMine: "#fbfdfe",
    border: "#6d8499",
    borderFine: "#b9c8d5",
    township: "#4f7f9f",
    townshipHollow: "#8ea3b4",
    link: "#a9bfd1",
    ring: "#2f6f9f",
    disc: "#ffffff",
    text: "#22303d",
    faint: "#8395a6",
    soft: "#50637a",
    halo: "#eef2f6",
    hub: "#0b6aa8",
    team: "#0f7a4d",
    "grade-0": "#2f6f9f",
    "grade-1": "#c81e14",
    "grade-2": "#b85a00",
    "grade-3": "#8a6a00",
    "grade-4": "#1667b8",
    // Signs and areas are bright here too, as in the queue; a dark edge holds them on the light ground.
    "fill-grade-2": "#ff8a1f",
    "fill-grade-3": "#ffc914",
    edge: "#22303d",
  },
};

/** @param {"dark" | "light"} theme */
export function paletteOf(theme) {
  return PALETTES[theme];
}

/** @param {Record<string, string>} ink @param {string} [kind] `fill-` for what is filled */
function byGrade(ink, kind = "") {
  const pairs = ["grade-1", "grade-2", "grade-3", "grade-4"].flatMap((grade) => [
    grade,
    ink[kind + grade] ?? ink[grade],
  ]);
  return ["match", ["get", "grade"], ...pairs, ink["grade-0"]];
}

export const SOURCES = [
  "grid",
  "areas",
  "borders",
  "links",
  "townships",
  "districts",
  "hub",
  "forests",
  "slopes",
  "cones",
  "rays",
  "sites",
  "teams",
  "team-groups",
  "matters",
  "drones",
  "picked",
];

/** What is written and drawn larger on a wall. */
const SIZES = ["text-size", "icon-size", "circle-radius"];

/** A size as a number or an expression, times `scale`. The zoom may stand only on the outside of an expression. @param {any} size @param {number} scale @returns {any} */
function scaled(size, scale) {
  if (typeof size === "number") return size * scale;
  if (JSON.stringify(size[2]) !== '["zoom"]') return ["*", scale, size];
  return size.map((/** @type {any} */ part, /** @type {number} */ index) =>
    index > 3 && index % 2 === 0 ? scaled(part, scale) : part
  );
}

/** @param {any} layer @param {number} scale */
function scaledLayer(layer, scale) {
  const larger = (/** @type {any} */ group) =>
    Object.fromEntries(
      Object.entries(group ?? {}).map(([name, value]) => [name, SIZES.includes(name) ? scaled(value, scale) : value]),
    );
  return { ...layer, layout: larger(layer.layout), paint: larger(layer.paint) };
}

/** @param {"dark" | "light"} theme @param {number} [scale] */
export function styleFor(theme, scale = 1) {
  const ink = PALETTES[theme];
  const empty = { type: "FeatureCollection", features: [] };
  return {
    version: 8,
    sources: Object.fromEntries(SOURCES.map((name) => [name, { type: "geojson", data: empty, promoteId: "id" }])),
    layers: [
      ...groundLayers(ink),
      ...areaLayers(ink),
      ...townshipLayers(ink),
      ...districtLayers(ink),
      ...dangerLayers(ink),
      ...slopeLayers(ink),
      ...coneLayers(ink),
      ...rayLayers(ink),
      ...resourceLayers(ink),
      ...ringLayers(ink),
      ...matterLayers(ink),
      ...droneLayers(ink),
    ].map((layer) => scale === 1 ? layer : scaledLayer(layer, scale)),
  };
}

/** @param {Record<string, string>} ink */
function groundLayers(ink) {
  return [
    { id: "ground", type: "background", paint: { "background-color": ink.ground } },
    {
      id: "grid",
      type: "line",
      source: "grid",
      paint: { "line-color": ["case", ["get", "whole"], ink.gridWhole, ink.grid], "line-width": 1 },
    },
    {
      id: "grid-names",
      type: "symbol",
      source: "grid",
      filter: ["get", "whole"],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 900,
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 10,
      },
      paint: { "text-color": ink.faint, "text-halo-color": ink.halo, "text-halo-width": 2 },
    },
  ];
}

/** How strongly a grade colours its district: it says where, the sign says what. */
const GRADE_FILL = 0.22;

/** Areas without smoothed edges: those of two neighbours would let the ground shine through. @param {Record<string, string>} ink */
function areaLayers(ink) {
  const kind = (/** @type {string} */ name) => ["==", ["get", "kind"], name];
  const border = (/** @type {string} */ name, /** @type {any} */ paint, /** @type {any} */ more = {}) => ({
    id: `border-${name}`,
    type: "line",
    source: "borders",
    filter: kind(name),
    layout: { "line-cap": "round" },
    paint,
    ...more,
  });
  return [
    {
      id: "areas",
      type: "fill",
      source: "areas",
      paint: { "fill-color": ["case", ["get", "mine"], ink.areaMine, ink.area], "fill-antialias": false },
    },
    {
      id: "areas-grade",
      type: "fill",
      source: "areas",
      filter: ["!=", ["get", "grade"], ""],
      paint: { "fill-color": byGrade(ink, "fill-"), "fill-opacity": GRADE_FILL, "fill-antialias": false },
    },
    border("township", {
      "line-color": ink.borderFine,
      "line-width": 0.7,
      "line-opacity": ["interpolate", ["linear"], ["zoom"], 7.6, 0, 8.6, 1],
    }, { minzoom: 7.6 }),
    border("rim", { "line-color": ink.border, "line-width": 1.2, "line-opacity": 0.7 }),
    border("district", {
      "line-color": ink.border,
      "line-width": ["interpolate", ["linear"], ["zoom"], 6, 1, 9, 2.2],
    }),
  ];
}

/** @param {Record<string, string>} ink */
function townshipLayers(ink) {
  const small = ["interpolate", ["linear"], ["zoom"], 6, 1.3, 9, 3, 12, 6];
  return [
    {
      id: "links",
      type: "line",
      source: "links",
      paint: {
        "line-color": ["case", ["==", ["get", "busy"], 1], byGrade(ink), ink.link],
        "line-width": ["case", ["==", ["get", "busy"], 1], 1.2, 0.7],
        "line-opacity": ["case", ["==", ["get", "busy"], 1], 0.45, 0.35],
      },
    },
    {
      id: "townships",
      type: "circle",
      source: "townships",
      filter: ["!", ["get", "placeholder"]],
      paint: {
        "circle-radius": small,
        "circle-color": ink.township,
        "circle-opacity": ["interpolate", ["linear"], ["zoom"], 6, 0.45, 9, 0.9],
      },
    },
    {
      id: "townships-hollow",
      type: "circle",
      source: "townships",
      filter: ["get", "placeholder"],
      paint: {
        "circle-radius": small,
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": ink.townshipHollow,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "township-names",
      type: "symbol",
      source: "townships",
      minzoom: 9.3,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 11,
        "text-offset": [0, 0.9],
        "text-anchor": "top",
      },
      paint: { "text-color": ink.soft, "text-halo-color": ink.halo, "text-halo-width": 1.5 },
    },
  ];
}

/** @param {Record<string, string>} ink */
function districtLayers(ink) {
  const busy = [">", ["get", "open"], 0];
  return [
    {
      id: "districts",
      type: "circle",
      source: "districts",
      paint: {
        "circle-radius": ["case", busy, ["interpolate", ["linear"], ["sqrt", ["get", "open"]], 1, 10, 6, 21], 5],
        "circle-color": ink.disc,
        "circle-stroke-color": ["case", busy, byGrade(ink), ink.ring],
        "circle-stroke-width": ["case", busy, 2.4, 1.6],
      },
    },
    {
      id: "district-counts",
      type: "symbol",
      source: "districts",
      filter: busy,
      layout: {
        "text-field": ["get", "count"],
        "text-font": FONT,
        "text-size": 12,
        "text-allow-overlap": true,
      },
      paint: { "text-color": byGrade(ink) },
    },
    {
      id: "district-names",
      type: "symbol",
      source: "districts",
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 6, 12, 9, 15],
        "text-variable-anchor": [
          "top",
          "bottom",
          "left",
          "right",
          "top-left",
          "top-right",
          "bottom-left",
          "bottom-right",
        ],
        "text-radial-offset": ["case", busy, 1.35, 0.75],
        "text-max-width": 9,
        "symbol-sort-key": ["get", "rank"],
      },
      paint: { "text-color": ink.text, "text-halo-color": ink.halo, "text-halo-width": 1.6 },
    },
    {
      id: "hub",
      type: "symbol",
      source: "hub",
      layout: { "icon-image": "hub", "icon-size": 0.5, "icon-allow-overlap": true },
    },
  ];
}

/** From here on each team has its own sign; before, those that stand together share one. */
const TEAMS_APART_ZOOM = 11.5;

/** From here on each site has its sign; before, hundreds of them would hide the matters, and are dots. */
const SITES_APART_ZOOM = 10;

/** What can be used: sites that are watched, and teams, beside the center and not over it. @param {Record<string, string>} ink */
function resourceLayers(ink) {
  const sign = ["case", ["get", "busy"], "team-busy", "team"];
  const named = (/** @type {string} */ field, /** @type {any} */ place) => ({
    layout: {
      "icon-image": sign,
      "icon-size": 0.5,
      "text-field": ["get", field],
      "text-font": FONT,
      "text-size": 11,
      "text-anchor": "left",
      "text-justify": "left",
      "text-optional": true,
      "icon-allow-overlap": true,
      ...place,
    },
    paint: { "text-color": ink.team, "text-halo-color": ink.halo, "text-halo-width": 1.6 },
  });
  return [
    {
      id: "sites",
      type: "symbol",
      source: "sites",
      minzoom: SITES_APART_ZOOM,
      layout: { "icon-image": "site", "icon-size": 0.5, "icon-allow-overlap": true },
    },
    {
      id: "sites-dots",
      type: "circle",
      source: "sites",
      minzoom: 7,
      maxzoom: SITES_APART_ZOOM,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 7, 1, SITES_APART_ZOOM, 3],
        "circle-color": ink.team,
        "circle-opacity": 0.7,
      },
    },
    {
      id: "team-groups",
      type: "symbol",
      source: "team-groups",
      minzoom: 8.4,
      maxzoom: TEAMS_APART_ZOOM,
      ...named("label", { "icon-offset": [44, 44], "text-offset": [2.9, 2] }),
    },
    {
      id: "teams",
      type: "symbol",
      source: "teams",
      minzoom: TEAMS_APART_ZOOM,
      ...named("name", { "text-offset": [1, 0] }),
    },
  ];
}

/** @param {Record<string, string>} ink */
function ringLayers(ink) {
  return [
    {
      id: "pulse",
      type: "circle",
      source: "matters",
      filter: ["get", "fresh"],
      paint: {
        "circle-radius": 14,
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": byGrade(ink),
        "circle-stroke-width": 2,
      },
    },
    {
      id: "selected",
      type: "circle",
      source: "matters",
      filter: ["get", "selected"],
      paint: {
        "circle-radius": 19,
        "circle-color": "rgba(76,194,255,0.14)",
        "circle-stroke-color": ink.hub,
        "circle-stroke-width": 2,
      },
    },
  ];
}

/** @param {Record<string, string>} ink */
function matterLayers(ink) {
  return [
    {
      id: "matters",
      type: "symbol",
      source: "matters",
      layout: {
        "icon-image": ["get", "icon"],
        "icon-size": ["case", ["get", "selected"], 0.62, 0.5],
        "icon-allow-overlap": true,
        "symbol-sort-key": ["get", "order"],
      },
    },
    {
      id: "matter-name",
      type: "symbol",
      source: "matters",
      filter: ["get", "selected"],
      layout: {
        "text-field": ["get", "title"],
        "text-font": FONT,
        "text-size": 13,
        "text-offset": [0, 1.7],
        "text-anchor": "top",
        "text-max-width": 14,
        "text-allow-overlap": true,
      },
      paint: { "text-color": ink.text, "text-halo-color": ink.halo, "text-halo-width": 2.4 },
    },
    {
      id: "picked",
      type: "circle",
      source: "picked",
      paint: {
        "circle-radius": 9,
        "circle-color": "rgba(76,194,255,0.3)",
        "circle-stroke-color": ink.hub,
        "circle-stroke-width": 2.5,
      },
    },
  ];
}
