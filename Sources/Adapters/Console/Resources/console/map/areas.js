// @ts-check
// From township points to areas and borders that can be drawn. Approximate by their making, and labelled so on the map.

import { cellsOf } from "./cells.js";

/** @typedef {import("../types/bayu.d.ts").Center} Center */
/** @typedef {[number, number]} Degrees longitude and latitude */
/** @typedef {{ districts: Map<string, Degrees[][]>, townshipBorders: Degrees[][], districtBorders: Degrees[][], rim: Degrees[][] }} Areas */

const KILOMETRES_PER_DEGREE = 111.195;
/** About a metre: two cells must name a shared corner by the same numbers, or hairlines of ground show between them. */
const DIGITS = 1e5;

/** A plane that is true enough for one city: the error of distances is below one in a hundred. @param {Center[]} centers */
function planeAround(centers) {
  const latitudes = centers.map((one) => /** @type {any} */ (one.point).latitude);
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const across = KILOMETRES_PER_DEGREE * Math.cos(middle * Math.PI / 180);
  return {
    spotOf: (/** @type {import("../types/bayu.d.ts").Point} */ point) => ({
      x: point.longitude * across,
      y: point.latitude * KILOMETRES_PER_DEGREE,
    }),
    degreesOf: (/** @type {{ x: number, y: number }} */ spot) => /** @type {Degrees} */ ([
      Math.round(spot.x / across * DIGITS) / DIGITS,
      Math.round(spot.y / KILOMETRES_PER_DEGREE * DIGITS) / DIGITS,
    ]),
  };
}

/**
 * Districts as the union of their townships' cells, and the lines between them. Where boundaries have been imported, the
 * server will have them to give, and they take the place of this.
 * @param {Iterable<Center>} centers @returns {Areas}
 */
export function areasOf(centers) {
  const townships = [...centers].filter((one) => one.level === "township" && one.point && one.parent);
  /** @type {Areas} */
  const areas = { districts: new Map(), townshipBorders: [], districtBorders: [], rim: [] };
  if (townships.length === 0) return areas;
  const plane = planeAround(townships);
  const cells = cellsOf(townships.map((one) => plane.spotOf(/** @type {any} */ (one.point))));
  cells.forEach((cell, own) => {
    if (cell.length === 0) return;
    const ring = cell.map(plane.degreesOf), district = String(townships[own].parent);
    areas.districts.set(district, [...areas.districts.get(district) ?? [], [...ring, ring[0]]]);
    cell.forEach((corner, index) => {
      const edge = [ring[index], ring[(index + 1) % ring.length]];
      if (corner.next < 0) areas.rim.push(edge);
      // Each border has two sides and is drawn once.
      else if (own < corner.next) {
        const same = townships[corner.next].parent === district;
        (same ? areas.townshipBorders : areas.districtBorders).push(edge);
      }
    });
  });
  return areas;
}

/** Lines of one kind as one feature. @param {string} kind @param {Degrees[][]} coordinates */
function lines(kind, coordinates) {
  return { type: "Feature", geometry: { type: "MultiLineString", coordinates }, properties: { id: kind, kind } };
}

/** @param {Areas} areas */
export function borderFeatures(areas) {
  const features = [
    lines("township", areas.townshipBorders),
    lines("district", areas.districtBorders),
    lines("rim", areas.rim),
  ];
  return { type: "FeatureCollection", features };
}

/** @param {Areas} areas @param {any} network @param {(code: string) => boolean} mine whose grades are shown @param {(grade: any) => string} gradeOf */
export function areaFeatures(areas, network, mine, gradeOf) {
  const gravest = new Map((network?.districts ?? []).map((/** @type {any} */ one) => [one.code, one.gravest]));
  const features = [...areas.districts].map(([code, rings]) => ({
    type: "Feature",
    geometry: { type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) },
    properties: {
      id: code,
      grade: mine(code) && gravest.get(code) ? gradeOf(gravest.get(code)) : "",
      mine: mine(code),
    },
  }));
  return { type: "FeatureCollection", features };
}
