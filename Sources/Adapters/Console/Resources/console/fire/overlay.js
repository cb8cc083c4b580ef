// @ts-check
// What the page of a fire draws over the map: two rasters on canvases, and lines, areas and signs over them.

import { paletteOf } from "../map/style.js";
import { collection, cornersOf } from "./features.js";
import { addFireIcons } from "./icons.js";

const FONT = ["Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"];
const SOURCES = ["fire-buffers", "fire-reached", "fire-outlines", "fire-ways", "fire-wind", "fire-signs"];

/** What can be put away, and the layers that belong to it. @type {Record<string, string[]>} */
export const SHOWN = {
  burned: ["fire-burned"],
  outlines: ["fire-outlines", "fire-outlines-names"],
  reach: ["fire-reached"],
  sensors: ["fire-sensors", "fire-sensors-names"],
  cameras: ["cones", "cones-edge"],
  water: ["fire-water"],
  teams: ["fire-teams"],
  routes: ["fire-routes"],
  cut: ["fire-cut", "fire-cut-names"],
  crews: ["fire-crews"],
  zones: ["fire-buffers", "fire-buffers-edge", "fire-buffers-names"],
  stations: ["fire-stations"],
  wind: ["fire-wind"],
};

/** Layers of the city that would lie over the fire. */
const QUIET = [
  "links",
  "townships",
  "townships-hollow",
  "township-names",
  "districts",
  "district-counts",
  "district-names",
  "areas-grade",
  "team-groups",
  "sites",
  "sites-dots",
  "matter-name",
];

/** @typedef {{ pixels: Uint8ClampedArray, columns: number, rows: number, frame: any } | null} Shade */

/** Lays one canvas over the ground; null puts it away. @param {string} name @param {Shade} shade @param {HTMLCanvasElement} canvas @param {any} map */
export function lay(name, shade, canvas, map) {
  if (!shade) {
    if (map.getLayer(name)) map.setLayoutProperty(name, "visibility", "none");
    return false;
  }
  if (canvas.width !== shade.columns || canvas.height !== shade.rows) {
    canvas.width = shade.columns;
    canvas.height = shade.rows;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.putImageData(new ImageData(/** @type {any} */ (shade.pixels), shade.columns, shade.rows), 0, 0);
  const source = map.getSource(name);
  if (source) {
    source.setCoordinates(cornersOf(shade.frame));
    // A still canvas is read once; a moment of play makes the map read it again.
    source.play();
    source.pause();
  } else {
    map.addSource(name, { type: "canvas", canvas, coordinates: cornersOf(shade.frame), animate: false });
    const layer = { id: name, type: "raster", source: name };
    const paint = { "raster-fade-duration": 0, "raster-resampling": "nearest" };
    // Under slopes, cameras, teams and signs; what has burned lies over the colours of what will.
    const above = [name === "fire-shade" ? "fire-burned" : "", "slopes"].find((one) => one && map.getLayer(one));
    map.addLayer({ ...layer, paint }, above);
  }
  return true;
}

/** The overlay with what it shows; `set` draws what has changed. */
export function fireOverlay() {
  /** @type {any} */
  let map = null;
  /** @type {Record<string, any>} */
  const data = {};
  /** @type {Record<string, Shade>} */
  const shades = { "fire-shade": null, "fire-burned": null };
  /** @type {Set<string>} */
  let away = new Set();
  const canvases = { "fire-shade": document.createElement("canvas"), "fire-burned": document.createElement("canvas") };
  const sight = () => {
    for (const [name, layers] of Object.entries(SHOWN)) {
      for (const layer of layers) {
        if (!map.getLayer(layer)) continue;
        const is = !away.has(name) && (layer !== "fire-burned" || shades["fire-burned"]);
        map.setLayoutProperty(layer, "visibility", is ? "visible" : "none");
      }
    }
    if (map.getLayer("fire-shade")) {
      map.setLayoutProperty("fire-shade", "visibility", shades["fire-shade"] ? "visible" : "none");
    }
  };
  const layShades = () => {
    lay("fire-shade", shades["fire-shade"], canvases["fire-shade"], map);
    lay("fire-burned", shades["fire-burned"], canvases["fire-burned"], map);
  };
  return {
    quiet: QUIET,
    enter: (/** @type {any} */ next, /** @type {"dark" | "light"} */ theme) => {
      map = next;
      addFireIcons(map, theme);
      for (const name of SOURCES) map.addSource(name, { type: "geojson", data: data[name] ?? collection([]) });
      for (const layer of layersFor(paletteOf(theme))) map.addLayer(layer);
      layShades();
      sight();
    },
    leave: () => {
      for (const { id } of layersFor(paletteOf("dark"))) map.removeLayer(id);
      for (const name of Object.keys(shades)) if (map.getLayer(name)) map.removeLayer(name);
      for (const name of [...SOURCES, ...Object.keys(shades)]) if (map.getSource(name)) map.removeSource(name);
      for (const layer of SHOWN.cameras) map.setLayoutProperty(layer, "visibility", "visible");
      map = null;
    },
    set: (
      /** @type {Record<string, any>} */ change,
      /** @type {Record<string, Shade>} */ nextShades,
      /** @type {Set<string>} */ nextAway,
    ) => {
      for (const [name, value] of Object.entries(change)) {
        if (data[name] === value) continue;
        data[name] = value;
        map?.getSource(name)?.setData(value);
      }
      const painted = Object.entries(nextShades).some(([name, shade]) => shades[name] !== shade);
      Object.assign(shades, nextShades);
      away = nextAway;
      if (!map) return;
      if (painted) layShades();
      sight();
    },
  };
}

/** @param {Record<string, string>} ink @returns {any[]} */
function layersFor(ink) {
  return [...areaLayers(ink), ...wayLayers(ink), ...signLayers(ink)];
}

/** @param {Record<string, string>} ink */
function words(ink) {
  return { "text-color": ink.text, "text-halo-color": ink.halo, "text-halo-width": 1.8 };
}

/** @param {Record<string, string>} ink */
function areaLayers(ink) {
  const colour = ["match", ["get", "state"], "late", ink["grade-1"], "soon", ink["grade-2"], ink["grade-3"]];
  return [
    {
      id: "fire-buffers",
      type: "fill",
      source: "fire-buffers",
      paint: { "fill-color": colour, "fill-opacity": 0.12 },
    },
    {
      id: "fire-buffers-edge",
      type: "line",
      source: "fire-buffers",
      paint: { "line-color": colour, "line-width": 2, "line-dasharray": [3, 2] },
    },
    {
      id: "fire-reached",
      type: "line",
      source: "fire-reached",
      layout: { "line-cap": "round" },
      paint: { "line-color": ink.team, "line-width": 3, "line-opacity": 0.9 },
    },
    {
      id: "fire-outlines",
      type: "line",
      source: "fire-outlines",
      filter: ["==", ["geometry-type"], "LineString"],
      paint: {
        "line-color": ["case", ["get", "past"], "#ffffff", ink.text],
        "line-width": ["case", ["get", "past"], 2.6, 1.3],
        "line-opacity": 0.9,
      },
    },
    {
      id: "fire-outlines-names",
      type: "symbol",
      source: "fire-outlines",
      filter: ["==", ["geometry-type"], "Point"],
      layout: {
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 12.5,
        "text-anchor": "bottom",
        "text-allow-overlap": true,
        "symbol-sort-key": ["-", 0, ["get", "hours"]],
      },
      paint: words(ink),
    },
    {
      id: "fire-buffers-names",
      type: "symbol",
      source: "fire-buffers",
      filter: ["!=", ["get", "label"], ""],
      layout: { "text-field": ["get", "label"], "text-font": FONT, "text-size": 12 },
      paint: words(ink),
    },
  ];
}

/** @param {Record<string, string>} ink */
function wayLayers(ink) {
  const way = (/** @type {string} */ kind, /** @type {any} */ paint, id = `fire-${kind}`) => ({
    id,
    type: "line",
    source: "fire-ways",
    filter: ["all", ["==", ["get", "kind"], kind], ["==", ["geometry-type"], "LineString"]],
    layout: { "line-cap": "round" },
    paint,
  });
  return [
    way("routes", { "line-color": ink.hub, "line-width": 2.4 }),
    way("crews", { "line-color": ink.team, "line-width": 2.6, "line-dasharray": [0.5, 2] }),
    way("cut", { "line-color": ink["grade-1"], "line-width": 4, "line-dasharray": [1, 1.2] }),
    {
      id: "fire-cut-names",
      type: "symbol",
      source: "fire-ways",
      filter: ["==", ["get", "kind"], "cut"],
      layout: {
        "symbol-placement": "line-center",
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 12,
      },
      paint: words(ink),
    },
    way("draft", { "line-color": ink.hub, "line-width": 4 }),
    {
      id: "fire-draft-points",
      type: "circle",
      source: "fire-ways",
      filter: ["all", ["==", ["get", "kind"], "draft"], ["==", ["geometry-type"], "Point"]],
      paint: {
        "circle-radius": 5,
        "circle-color": ink.halo,
        "circle-stroke-color": ink.hub,
        "circle-stroke-width": 2.5,
      },
    },
  ];
}

/** From here on each sensor says its value. */
const VALUES_ZOOM = 14.2;

/** @param {Record<string, string>} ink */
function signLayers(ink) {
  const sign = (/** @type {string} */ kind, /** @type {any} */ more = {}, filter = ["==", ["get", "kind"], kind]) => ({
    id: `fire-${kind}`,
    type: "symbol",
    source: "fire-signs",
    filter,
    layout: {
      "icon-image": ["get", "icon"],
      "icon-size": 0.5,
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "text-field": ["get", "label"],
      "text-font": FONT,
      "text-size": 11.5,
      "text-anchor": "top",
      "text-offset": [0, 1],
      "text-optional": true,
      "symbol-sort-key": ["get", "rank"],
      ...more,
    },
    paint: words(ink),
  });
  return [
    {
      id: "fire-wind",
      type: "symbol",
      source: "fire-wind",
      layout: {
        "icon-image": "fire-wind",
        "icon-size": 0.55,
        "icon-rotate": ["get", "to"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
      paint: { "icon-opacity": 0.75 },
    },
    sign("sensors", {
      "text-field": ["step", ["zoom"], "", VALUES_ZOOM, ["get", "label"]],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.2, 13, 0.4],
    }, /** @type {any} */ (["all", ["==", ["get", "kind"], "sensors"], ["!=", ["get", "icon"], "fire-sensor-hot"]])),
    { ...sign("sensors"), id: "fire-sensors-names", filter: ["==", ["get", "icon"], "fire-sensor-hot"] },
    sign("stations"),
    sign("water"),
    sign("teams"),
    sign("ignition", { "icon-size": 0.7 }),
  ];
}
