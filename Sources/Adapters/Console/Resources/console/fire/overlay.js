// @ts-check
// What the page of a fire draws over the map: two rasters on canvases, and lines, areas and signs over them.

import { paletteOf } from "../map/style.js";
import { collection, cornersOf } from "./features.js";
import { addFireIcons } from "./icons.js";
import { layersFor } from "./layers.js";

const SOURCES = ["fire-buffers", "fire-reached", "fire-outlines", "fire-ways", "fire-wind", "fire-signs"];

/** What can be put away, and the layers that belong to it. @type {Record<string, string[]>} */
export const SHOWN = {
  burned: ["fire-burned"],
  outlines: ["fire-outlines", "fire-outlines-names"],
  measured: ["fire-measured"],
  reach: ["fire-reached"],
  sensors: ["fire-sensors", "fire-sensors-names"],
  cameras: ["cones", "cones-edge"],
  water: ["fire-water"],
  teams: ["fire-teams"],
  routes: ["fire-routes"],
  cut: ["fire-cut", "fire-cut-names"],
  crews: ["fire-crews", "fire-crews-places"],
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
