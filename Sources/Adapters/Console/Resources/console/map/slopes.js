// @ts-check
// The slope of the selected matter: its outline, and its zones in the colour of what has been said to their people.

import { ask } from "../live/api.js";
import { desk, put } from "../live/desk.js";
import { askOnce } from "../live/once.js";
import { collection } from "./features.js";

/** The site of what is selected; null where nothing is, or where it lies at no site. @param {ReturnType<typeof desk>} now @returns {string | null} */
export function selectedSite({ route, board }) {
  if (!route.id) return null;
  if (route.type === "site") return route.id;
  if (route.type === "alert") return board.alerts[route.id]?.site ?? null;
  const alerts = board.incidents[route.id]?.alerts ?? [];
  return alerts.map((id) => board.alerts[id]?.site).find(Boolean) ?? null;
}

/** Fetches the outline and the zones of a site once. @param {string | null} site */
export function needGround(site) {
  if (!site) return;
  askOnce(`ground ${site}`, async () => {
    const { outline, zones } = await ask("GET", `/api/sites/${encodeURIComponent(site)}`);
    put({ grounds: { ...desk().grounds, [site]: { outline, zones } } });
  });
}

/** @param {{ outline: any[], zones: any[] } | undefined} ground @param {{ zone: string, stage: string }[]} stages @param {"zh" | "en"} tongue */
export function slopeFeatures(ground, stages, tongue) {
  if (!ground) return collection([]);
  const said = new Map(stages.map((one) => [one.zone, one.stage]));
  const area = (/** @type {any[]} */ ring, /** @type {Record<string, unknown>} */ properties) => ({
    type: "Feature",
    geometry: {
      type: "Polygon",
      coordinates: [ring.map((point) => [point.longitude, point.latitude])],
    },
    properties,
  });
  const zones = ground.zones.map((zone) =>
    area(zone.outline, { id: zone.id, name: zone.name[tongue], stage: said.get(zone.id) ?? "normal" })
  );
  const slope = ground.outline.length > 3 ? [area(ground.outline, { id: "slope", name: "", stage: "slope" })] : [];
  return collection([...slope, ...zones]);
}

/** An order is red and a warning orange, as their grades are; what nobody has warned stays quiet. @param {Record<string, string>} ink */
export function slopeLayers(ink) {
  const colour = [
    "match",
    ["get", "stage"],
    "order",
    ink["grade-1"],
    "warning",
    ink["grade-2"],
    "advisory",
    ink["grade-3"],
    "slope",
    ink.soft,
    ink["grade-4"],
  ];
  return [
    {
      id: "slopes",
      type: "fill",
      source: "slopes",
      minzoom: 11,
      paint: { "fill-color": colour, "fill-opacity": 0.25 },
    },
    {
      id: "slopes-edge",
      type: "line",
      source: "slopes",
      minzoom: 11,
      paint: { "line-color": colour, "line-width": 1.6 },
    },
    {
      id: "slopes-names",
      type: "symbol",
      source: "slopes",
      minzoom: 13,
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12 },
      paint: { "text-color": ink.text, "text-halo-color": ink.halo, "text-halo-width": 1.6 },
    },
  ];
}

const FONT = ["Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"];
