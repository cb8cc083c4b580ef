import test from "node:test";
import assert from "node:assert/strict";
import {
  BEYOND_KILOMETRES,
  cellsOf,
  REACH_KILOMETRES,
} from "../../Sources/Adapters/Console/Resources/console/map/cells.js";
import { areaFeatures, areasOf, borderFeatures } from "../../Sources/Adapters/Console/Resources/console/map/areas.js";

/** Numbers without chance, the same in every run. */
function numbers(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function areaOf(cell) {
  return Math.abs(cell.reduce((sum, one, index) => {
    const next = cell[(index + 1) % cell.length];
    return sum + one.x * next.y - next.x * one.y;
  }, 0)) / 2;
}

function holds(cell, spot) {
  return cell.every((one, index) => {
    const next = cell[(index + 1) % cell.length];
    return (next.x - one.x) * (spot.y - one.y) - (next.y - one.y) * (spot.x - one.x) >= -1e-9;
  });
}

test("every place belongs to the cell of the point nearest to it", () => {
  const next = numbers(7), spots = Array.from({ length: 300 }, () => ({ x: next() * 120, y: next() * 120 }));
  const cells = cellsOf(spots);
  for (let count = 0; count < 2000; count += 1) {
    const place = { x: next() * 120, y: next() * 120 };
    const far = spots.map((one) => Math.hypot(one.x - place.x, one.y - place.y));
    const nearest = far.indexOf(Math.min(...far));
    // Farther out the place may already lie beyond the rim.
    if (far[nearest] > BEYOND_KILOMETRES / 2) continue;
    assert.ok(holds(cells[nearest], place), `${place.x} ${place.y}`);
  }
});

test("both sides of a border know each other", () => {
  const next = numbers(3), spots = Array.from({ length: 200 }, () => ({ x: next() * 90, y: next() * 90 }));
  const cells = cellsOf(spots);
  cells.forEach((cell, own) => {
    cell.forEach((corner, index) => {
      const to = cell[(index + 1) % cell.length];
      if (corner.next < 0 || Math.hypot(to.x - corner.x, to.y - corner.y) < 1e-6) return;
      assert.ok(cells[corner.next].some((other) => other.next === own), `${own} and ${corner.next}`);
    });
  });
});

test("a lonely point reaches half the way to the land beyond, and no farther than the server answers", () => {
  const [cell] = cellsOf([{ x: 0, y: 0 }]);
  const far = cell.map((one) => Math.hypot(one.x, one.y));
  assert.ok(Math.min(...far) >= BEYOND_KILOMETRES / 2 && Math.max(...far) < REACH_KILOMETRES);
  assert.ok(cell.every((one) => one.next === -1));
  assert.ok(areaOf(cell) > Math.PI * (BEYOND_KILOMETRES / 2) ** 2);
});

test("two points halve the way between them, and a point given twice has one cell", () => {
  const cells = cellsOf([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 0, y: 0 }]);
  assert.ok(Math.max(...cells[0].map((one) => one.x)) < 5 + 1e-9);
  assert.deepEqual(cells[2], []);
});

/** @returns {any} */
const township = (code, parent, longitude, latitude) => ({
  code,
  parent,
  level: "township",
  point: { longitude, latitude },
});
const CITY = [
  township("a1", "a", 106.0, 29.5),
  township("a2", "a", 106.1, 29.5),
  township("b1", "b", 106.2, 29.5),
  { code: "b2", parent: "b", level: "township", point: null },
  { code: "a", parent: "50", level: "district", point: { longitude: 106, latitude: 29.5 } },
];

test("townships of one district are parted by a fine line, districts by a strong one", () => {
  const areas = areasOf(CITY);
  assert.deepEqual([...areas.districts.keys()], ["a", "b"]);
  assert.deepEqual([areas.townshipBorders.length, areas.districtBorders.length], [1, 1]);
  assert.ok(areas.rim.length > 8);
  const [[west]] = areas.townshipBorders, [[east]] = areas.districtBorders;
  assert.ok(Math.abs(west[0] - 106.05) < 1e-4 && Math.abs(east[0] - 106.15) < 1e-4);
  assert.deepEqual(borderFeatures(areas).features.map((one) => one.properties.kind), ["township", "district", "rim"]);
});

test("a district is coloured by its gravest grade, and only where it is the viewer's", () => {
  const network = { districts: [{ code: "a", gravest: "I" }, { code: "b", gravest: "II" }] };
  const { features } = areaFeatures(areasOf(CITY), network, (code) => code === "a", (grade) => `grade ${grade}`);
  assert.deepEqual(features.map((one) => one.properties.grade), ["grade I", ""]);
});

test("a thousand points take a blink", () => {
  const next = numbers(11);
  const spots = Array.from({ length: 1031 }, () => ({ x: next() * 450, y: next() * 450 }));
  const before = performance.now();
  cellsOf(spots);
  assert.ok(performance.now() - before < 2000);
});
