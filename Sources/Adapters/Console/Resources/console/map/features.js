// @ts-check
// From what the city says to what the map draws. Areas come from `areas.js`, by the rule of the nearest point.

import { rankOf, signOf } from "../loop/grades.js";
import { queueOf } from "../loop/queue.js";

/** @typedef {import("../types/bayu.d.ts").Center} Center */
/** @typedef {import("../types/bayu.d.ts").Board} Board */
/** @typedef {import("../types/bayu.d.ts").Point} Point */

/** @param {any[]} features */
export function collection(features) {
  return { type: "FeatureCollection", features };
}

/** @param {Point} point */
function place(point) {
  return [point.longitude, point.latitude];
}

function feature(/** @type {Point} */ point, /** @type {any} */ properties) {
  return { type: "Feature", geometry: { type: "Point", coordinates: place(point) }, properties };
}

/** @param {Iterable<Center>} centers @param {"zh" | "en"} tongue */
export function townshipFeatures(centers, tongue) {
  const features = [];
  for (const center of centers) {
    if (center.level !== "township" || !center.point) continue;
    features.push(
      feature(center.point, { id: center.code, name: center.name[tongue], placeholder: center.pointIsPlaceholder }),
    );
  }
  return collection(features);
}

/** @param {any} network @param {"zh" | "en"} tongue @param {(code: string) => boolean} [mine] whose counts and grades are shown */
export function districtFeatures(network, tongue, mine = () => true) {
  const features = (network?.districts ?? []).filter((/** @type {any} */ one) => one.point).map(
    (/** @type {any} */ one) => {
      const open = mine(one.code) ? (one.openAlerts ?? 0) + (one.openIncidents ?? 0) : 0;
      const gravest = mine(one.code) ? one.gravest : null;
      return feature(one.point, {
        id: one.code,
        name: one.name[tongue],
        open,
        count: open > 0 ? String(open) : "",
        grade: signOf(gravest).css,
        rank: rankOf(gravest),
        placeholder: Boolean(one.pointIsPlaceholder),
      });
    },
  );
  return collection(features);
}

/** Lines between centers say who reports to whom. @param {any} network @param {(code: string) => boolean} [mine] */
export function linkFeatures(network, mine = () => true) {
  const hub = network?.hub?.point;
  if (!hub) return collection([]);
  const lines = network.districts.filter((/** @type {any} */ one) => one.point).map((/** @type {any} */ one) => ({
    type: "Feature",
    geometry: { type: "LineString", coordinates: bend(place(hub), place(one.point)) },
    properties: { grade: signOf(one.gravest).css, busy: one.gravest && mine(one.code) ? 1 : 0 },
  }));
  return collection(lines);
}

const BEND_STEPS = 16, BEND = 0.12;

/** A slight bow: a straight line would pass for a road or a border. */
function bend(/** @type {number[]} */ from, /** @type {number[]} */ to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const middle = [(from[0] + to[0]) / 2 - dy * BEND, (from[1] + to[1]) / 2 + dx * BEND];
  return Array.from({ length: BEND_STEPS + 1 }, (_, index) => {
    const s = index / BEND_STEPS, r = 1 - s;
    return [0, 1].map((axis) => r * r * from[axis] + 2 * r * s * middle[axis] + s * s * to[axis]);
  });
}

/** Matters in the queue, the gravest last so that it lies on top. @param {Board} board @param {string | null} selected @param {"zh" | "en"} tongue */
export function matterFeatures(board, selected, tongue) {
  const features = queueOf(board).filter((item) => item.it.point).map((item) => {
    const fresh = item.type === "alert" && item.it.state === "raised";
    const { css } = signOf(item.it.grade);
    return feature(/** @type {Point} */ (item.it.point), {
      id: item.id,
      type: item.type,
      title: item.it.title[tongue],
      icon: `${css}-${item.type === "incident" ? "incident" : "alert"}`,
      grade: css,
      fresh,
      selected: item.id === selected,
      order: -rankOf(item.it.grade) + (item.id === selected ? 10 : 0),
    });
  });
  return collection(features.reverse());
}

/** @param {any[]} list @param {(one: any) => Point | null} pointOf @param {"zh" | "en"} tongue */
export function namedFeatures(list, pointOf, tongue) {
  const placed = list.filter((one) => pointOf(one));
  return collection(
    placed.map((one) =>
      feature(/** @type {Point} */ (pointOf(one)), {
        id: one.id,
        name: one.name?.[tongue] ?? one.id,
        busy: Boolean(one.task),
      })
    ),
  );
}

const GRATICULE_STEP_DEGREES = 0.5;

/** Lines of longitude and latitude around the city: an honest background that needs no tiles. @param {number[]} bounds west, south, east, north */
export function graticule(bounds) {
  const [west, south, east, north] = bounds.map((edge, index) =>
    (index < 2 ? Math.floor(edge / GRATICULE_STEP_DEGREES) - 4 : Math.ceil(edge / GRATICULE_STEP_DEGREES) + 4) *
    GRATICULE_STEP_DEGREES
  );
  const lines = [];
  for (let x = west; x <= east; x += GRATICULE_STEP_DEGREES) {
    lines.push(line([[x, south], [x, north]], `${x.toFixed(1)}°E`, x % 1 === 0));
  }
  for (let y = south; y <= north; y += GRATICULE_STEP_DEGREES) {
    lines.push(line([[west, y], [east, y]], `${y.toFixed(1)}°N`, y % 1 === 0));
  }
  return collection(lines);
}

function line(/** @type {number[][]} */ coordinates, /** @type {string} */ name, /** @type {boolean} */ whole) {
  return { type: "Feature", geometry: { type: "LineString", coordinates }, properties: { name, whole } };
}

/** The box around all points, or null where there are none. @param {Iterable<Center>} centers */
export function boundsOf(centers) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { point } of centers) {
    if (!point) continue;
    box[0] = Math.min(box[0], point.longitude);
    box[1] = Math.min(box[1], point.latitude);
    box[2] = Math.max(box[2], point.longitude);
    box[3] = Math.max(box[3], point.latitude);
  }
  return Number.isFinite(box[0]) ? box : null;
}

const EARTH_RADIUS_KILOMETRES = 6371;

/** Great-circle distance in kilometres. @param {Point} left @param {Point} right */
export function distance(left, right) {
  const rad = Math.PI / 180;
  const dLat = (right.latitude - left.latitude) * rad, dLon = (right.longitude - left.longitude) * rad;
  const a = Math.sin(dLat / 2) ** 2 +
    Math.cos(left.latitude * rad) * Math.cos(right.latitude * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.sqrt(a));
}
