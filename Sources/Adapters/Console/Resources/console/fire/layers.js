// @ts-check
// How the lines, areas and signs of a fire look on the map, in both themes.

const FONT = ["Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"];

/** @param {Record<string, string>} ink @returns {any[]} */
export function layersFor(ink) {
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
    way("measured", { "line-color": ink["grade-2"], "line-width": 3.4 }),
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
    { ...sign("crews"), id: "fire-crews-places" },
    sign("ignition", { "icon-size": 0.7 }),
  ];
}
