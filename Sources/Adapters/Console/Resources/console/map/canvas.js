// @ts-check
// The one map of this window. It moves between screens instead of starting anew, and draws at most once per frame.

import { desk, watch } from "../live/desk.js";
import {
  boundsOf,
  collection,
  districtFeatures,
  graticule,
  linkFeatures,
  matterFeatures,
  namedFeatures,
  townshipFeatures,
} from "./features.js";
import { coneFeatures } from "./cones.js";
import { dangerFeatures } from "./dangers.js";
import { rayFeatures } from "./rays.js";
import { droneFeatures } from "./drones.js";
import { needGround, selectedSite, slopeFeatures } from "./slopes.js";
import { areasFor, borders, districtAreas } from "./geography.js";
import { tellNames } from "./hover.js";
import { addIcons } from "./icons.js";
import { styleFor } from "./style.js";
import { teamGroupFeatures } from "./team-groups.js";
import { t } from "../i18n/words.js";
import { districtOf } from "../shell/scope.js";
import { go, select } from "../keys/navigate.js";

/** @type {Promise<any> | null} */
let library = null;
/** @type {HTMLElement | null} */
let holder = null;
/** @type {any} */
let map = null;
let look = "";
let ready = false;
let fitted = false;
let failed = false;
/** What each source was last made from, so that only changed ones are sent to the map. @type {Map<string, unknown[]>} */
const drawn = new Map();
/** @typedef {(point: { latitude: number, longitude: number }) => void} Picker */
/** @type {Picker | null} */
let picker = null;

/** From five metres away everything on the map must be as much larger. */
const WALL_SCALE = 1.8;

/** Narrower than this the wall is a phone in somebody's hand. */
const HAND_PIXELS = 720;

function scaleNow() {
  return desk().route.screen === "wall" && innerWidth > HAND_PIXELS ? WALL_SCALE : 1;
}

/** What the style depends on, in one word. */
function lookNow() {
  return `${desk().theme}/${scaleNow()}`;
}

/** Chongqing's rough middle, until the centers are here. */
const START = { center: [107.8, 30.1], zoom: 6.3 };
const PADDING_PIXELS = 36;

function load() {
  library ??= new Promise((resolve, reject) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = "/vendor/maplibre/maplibre-gl.css";
    const script = document.createElement("script");
    script.src = "/vendor/maplibre/maplibre-gl.js";
    script.onload = () => resolve(/** @type {any} */ (globalThis).maplibregl);
    script.onerror = () => reject(new Error("vendor/maplibre"));
    // Before our own styles, which set some of its rules aside.
    document.head.prepend(sheet);
    document.head.append(script);
  });
  return library;
}

/** True when this browser cannot draw maps; the rest of the board works without. */
export function mapFailed() {
  return failed;
}

/** @type {Promise<void> | null} */
let beginning = null;

/** Where the map belongs when nobody has borrowed it. @type {HTMLElement | null} */
let home = null;
let borrowed = false;

/** Shows the map in a screen. A screen that comes up late does not take it from whoever has borrowed it. @param {HTMLElement} place */
export async function showMap(place) {
  home = place;
  if (borrowed) await beginning;
  else await moveTo(place);
}

/** @param {HTMLElement} place */
async function moveTo(place) {
  if (!holder) {
    holder = document.createElement("div");
    holder.className = "map-holder";
    place.append(holder);
    const container = holder;
    beginning = load().then((maplibre) => begin(maplibre, container)).catch(() => {
      // Said on the screen by MapView: the map is a help, not a condition.
      failed = true;
    });
  } else place.append(holder);
  await beginning;
  map?.resize();
  fitPending();
  draw();
}

/** @param {any} maplibre @param {HTMLElement} container */
function begin(maplibre, container) {
  look = lookNow();
  map = new maplibre.Map({
    container,
    style: styleFor(desk().theme, scaleNow()),
    ...START,
    minZoom: 5,
    maxZoom: 15,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    keyboard: true,
    locale: { "Map.Title": "Map" },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.ScaleControl({ unit: "metric" }), "bottom-left");
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
  map.on("style.load", () => {
    addIcons(map, desk().theme);
    ready = true;
    drawn.clear();
    for (const layer of hidden) map.setLayoutProperty(layer, "visibility", "none");
    enterOverlay();
    draw();
  });
  tellNames(maplibre, map);
  map.on("click", onClick);
  for (const layer of ["matters", "sites"]) {
    map.on("mousemove", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  new ResizeObserver(() => map.resize()).observe(container);
  watch(draw);
  setInterval(pulse, PULSE_MILLISECONDS);
}

/**
 * What a screen draws over the map while it is open, and which of the usual layers it puts away meanwhile.
 * @typedef {{ quiet: string[], enter: (map: any, theme: "dark" | "light") => void, leave: (map: any) => void }} Overlay
 */
/** @type {Overlay | null} */
let overlay = null;

function enterOverlay() {
  if (!overlay) return;
  for (const layer of overlay.quiet) map.setLayoutProperty(layer, "visibility", "none");
  overlay.enter(map, desk().theme);
}

function leaveOverlay() {
  if (!overlay || !ready) return;
  overlay.leave(map);
  for (const layer of overlay.quiet) {
    map.setLayoutProperty(layer, "visibility", hidden.has(layer) ? "none" : "visible");
  }
}

/** Draws over the map, now and after each change of its style, until the returned function is called. @param {Overlay} next */
export function drawOver(next) {
  leaveOverlay();
  overlay = next;
  if (ready) enterOverlay();
  return () => {
    if (overlay !== next) return;
    leaveOverlay();
    overlay = null;
  };
}

/** Where the map looked before a screen took it to a place of its own. @type {{ center: any, zoom: number } | null} */
let before = null;

/**
 * Shows a box of degrees, west, south, east and north, beside what lies over the map at its sides.
 * @param {[number, number, number, number]} box @param {number} [sides] pixels
 */
export function fitBox(box, sides = 0) {
  if (!map) return;
  pending = { box, sides };
  if (fitted) before ??= { center: map.getCenter(), zoom: map.getZoom() };
  fitted = true;
  if (map.getContainer().clientWidth > 2 * sides) fitNow(box, sides);
}

/** A screen asks for its box before the map has come to it; then it is fitted again to the size that it has there. @type {{ box: [number, number, number, number], sides: number } | null} */
let pending = null;

function fitPending() {
  if (pending) fitNow(pending.box, pending.sides);
  pending = null;
}

/** @param {[number, number, number, number]} box @param {number} sides */
function fitNow([west, south, east, north], sides) {
  const [top, left] = [PADDING_PIXELS, PADDING_PIXELS + sides];
  map.fitBounds([[west, south], [east, north]], { padding: { top, bottom: top, left, right: left }, duration: 0 });
}

/** Goes back to where the map looked before `fitBox`. */
export function fitBack() {
  pending = null;
  if (!map) return;
  if (before) map.jumpTo(before);
  // The screen was opened by its address: nothing has been looked at before.
  else fitted = false;
  before = null;
}

const HIT_PIXELS = 10;

/** @param {any} event */
function onClick(event) {
  if (picker) return picker({ latitude: event.lngLat.lat, longitude: event.lngLat.lng });
  const { x, y } = event.point;
  const [hit] = map.queryRenderedFeatures([[x - HIT_PIXELS, y - HIT_PIXELS], [x + HIT_PIXELS, y + HIT_PIXELS]], {
    layers: ["matters", "sites"],
  });
  if (hit?.layer.id === "sites") return go({ screen: "site", type: "site", id: hit.properties.id });
  if (hit) return select(hit.properties.type, hit.properties.id);
  const [district] = map.queryRenderedFeatures(event.point, { layers: ["districts"] });
  if (district) {
    map.easeTo({ center: district.geometry.coordinates, zoom: Math.max(map.getZoom(), 9.5), duration: calm() });
  }
}

/** Hands the next clicks to whoever needs a place. @param {Picker | null} next */
export function pickPlace(next) {
  picker = next;
}

/** Chooses the middle of the map, for people who move it by keys. */
export function pickMiddle() {
  if (!map || !picker) return;
  const middle = map.getCenter();
  picker({ latitude: middle.lat, longitude: middle.lng });
}

const PICK_ZOOM = 11;

/**
 * Shows the map in another place for a while, around a point where there is one.
 * @param {HTMLElement} place @param {{ latitude: number, longitude: number } | null} point
 * @returns {Promise<() => void>} puts it back where it was
 */
export async function borrowMap(place, point) {
  borrowed = true;
  await moveTo(place);
  const center = point && { center: [point.longitude, point.latitude], zoom: PICK_ZOOM };
  if (center) map?.jumpTo(center);
  return () => {
    pickPlace(null);
    borrowed = false;
    if (home?.isConnected) void moveTo(home);
    else holder?.remove();
  };
}

const PULSE_MILLISECONDS = 600;
let wide = false;

/** Under one beat a second, and none for people who asked for less motion. */
function pulse() {
  if (!ready || document.hidden || calm() === 0) return;
  wide = !wide;
  map.setPaintProperty("pulse", "circle-radius", (wide ? 19 : 14) * scaleNow());
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 500;
}

/** @param {string} name @param {unknown[]} from @param {() => any} make */
function give(name, from, make) {
  const before = drawn.get(name);
  if (before && before.every((one, index) => one === from[index])) return;
  drawn.set(name, from);
  map.getSource(name)?.setData(make());
}

/** Runs once per frame at most: `watch` is called from the frame of the desk. */
function draw() {
  if (!map) return;
  const now = desk();
  if (look !== lookNow()) {
    look = lookNow();
    ready = false;
    map.setStyle(styleFor(now.theme, scaleNow()), { diff: false });
    return;
  }
  if (!ready) return;
  const tongue = now.language === "en" ? "en" : "zh";
  const centers = now.centers, network = now.network;
  const areas = areasFor(centers);
  give("areas", [areas, network, now.me], () => districtAreas(areas));
  give("borders", [areas], () => borders(areas));
  give("townships", [centers, tongue], () => townshipFeatures(centers.values(), tongue));
  give("districts", [network, tongue, now.me, centers], () => districtFeatures(network, tongue, isMine));
  give("links", [network, now.me, centers], () => linkFeatures(network, isMine));
  give("hub", [network, tongue], () => namedFeatures(network?.hub ? [network.hub] : [], (hub) => hub.point, tongue));
  give("teams", [now.teams, tongue], () => namedFeatures(now.teams, (team) => team.home, tongue));
  give(
    "team-groups",
    [now.teams, tongue],
    () => teamGroupFeatures(now.teams, tongue, (count) => t("map.teams", { count })),
  );
  const site = selectedSite(now), ground = now.grounds[site ?? ""];
  const stages = now.board.incidents[now.route.id ?? ""]?.zoneStages;
  needGround(site);
  give("slopes", [ground, stages, tongue], () => slopeFeatures(ground, stages ?? [], tongue));
  give(
    "forests",
    [now.forests, tongue, now.dangerDay],
    () => dangerFeatures(now.forests, tongue, (danger) => t(`fires.danger.${danger}`), now.dangerDay),
  );
  give("cones", [now.cameras, tongue], () => coneFeatures(now.cameras, tongue));
  const seen = now.route.type === "alert" && now.route.id ? now.details[now.route.id]?.detections : null;
  give("rays", [seen], () => rayFeatures(seen));
  give("drones", [now.drones, tongue], () => droneFeatures(now.drones, tongue));
  give("sites", [now.sites, tongue], () => namedFeatures(now.sites, (site) => site.point, tongue));
  give("matters", [now.board, now.route.id, tongue], () => matterFeatures(now.board, now.route.id, tongue));
  give("picked", [now.picked], () => collection(pickedFeature(now.picked?.point)));
  // Between two screens the map has no size, and nothing fits into it.
  if (centers.size > 0 && now.me && !fitted && map.getContainer().clientWidth > 0) fitMine();
  follow();
}

/** @param {{ latitude: number, longitude: number } | undefined} point */
function pickedFeature(point) {
  if (!point) return [];
  return [{
    type: "Feature",
    geometry: { type: "Point", coordinates: [point.longitude, point.latitude] },
    properties: { id: "picked" },
  }];
}

/** Grades and counts are shown where they are the viewer's, as in the queue. @param {string} code of a district */
function isMine(code) {
  const own = districtOf(desk().me, desk().centers);
  return own === null || own === code;
}

/** The whole city in view. */
export function fit() {
  show([...desk().centers.values()]);
}

/** The viewer's own district in view, or the whole city where that is theirs. */
function fitMine() {
  const { centers, me } = desk(), own = districtOf(me, centers);
  const mine = [...centers.values()].filter((one) => own === null || one.code === own || one.parent === own);
  show(mine);
}

/** Areas reach beyond their points. */
const RIM_DEGREES = 0.1;

/** @param {import("../types/bayu.d.ts").Center[]} shown */
function show(shown) {
  const bounds = boundsOf(shown), whole = boundsOf(desk().centers.values());
  if (!bounds || !whole || !map) return;
  fitted = true;
  map.getSource("grid")?.setData(graticule(whole));
  const [west, south, east, north] = bounds;
  const box = [[west - RIM_DEGREES, south - RIM_DEGREES], [east + RIM_DEGREES, north + RIM_DEGREES]];
  map.fitBounds(box, { padding: PADDING_PIXELS, duration: 0 });
}

let followed = "";

/** Brings the selected matter into view, once per selection and only when it is outside. */
function follow() {
  const { route, board } = desk();
  drawGridAfterTheme();
  const key = `${route.type}/${route.id}`;
  if (!route.id || key === followed) return;
  const it = route.type === "alert" ? board.alerts[route.id] : board.incidents[route.id];
  if (!it?.point) return;
  followed = key;
  const at = [it.point.longitude, it.point.latitude];
  if (!map.getBounds().contains(at)) map.easeTo({ center: at, duration: calm() });
}

function drawGridAfterTheme() {
  if (!fitted || drawn.has("grid")) return;
  const bounds = boundsOf(desk().centers.values());
  if (!bounds) return;
  drawn.set("grid", []);
  map.getSource("grid")?.setData(graticule(bounds));
}

/** Layers that the person has put away; a new style would bring them back. @type {Set<string>} */
const hidden = new Set();

/** @param {string[]} layers @param {boolean} shown */
export function setLayers(layers, shown) {
  for (const layer of layers) {
    if (shown) hidden.delete(layer);
    else hidden.add(layer);
    if (ready) map.setLayoutProperty(layer, "visibility", shown ? "visible" : "none");
  }
}

/** Which of these layers are put away. @param {string[]} layers */
export function areHidden(layers) {
  return layers.every((layer) => hidden.has(layer));
}

/** Moves to a point. @param {{ latitude: number, longitude: number }} point */
export function lookAt(point) {
  map?.easeTo({ center: [point.longitude, point.latitude], zoom: Math.max(map.getZoom(), 10), duration: calm() });
}
