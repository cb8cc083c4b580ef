// What the map shows of the slope of a selected matter.
import test from "node:test";
import assert from "node:assert/strict";
import { selectedSite, slopeFeatures } from "../../Sources/Adapters/Console/Resources/console/map/slopes.js";

const ring = [[0, 0], [1, 0], [1, 1], [0, 0]].map(([longitude, latitude]) => ({ longitude, latitude }));
const ground = { outline: ring, zones: [{ id: "foot", name: { zh: "坡脚", en: "Foot" }, outline: ring }] };
/** @type {any} */
const board = { alerts: { a: { site: "s" } }, incidents: { i: { alerts: ["gone", "a"] }, j: { alerts: [] } } };

test("the slope is that of the alert, or of the first alert of the incident that has one", () => {
  const site = (/** @type {any} */ route) => selectedSite(/** @type {any} */ ({ route, board }));
  assert.equal(site({ type: "alert", id: "a" }), "s");
  assert.equal(site({ type: "incident", id: "i" }), "s");
  assert.equal(site({ type: "incident", id: "j" }), null);
  assert.equal(site({ type: "site", id: "x" }), "x");
  assert.equal(site({}), null);
});

test("a zone bears the stage that was said to its people, and is quiet where nothing was", () => {
  const stages = (/** @type {any[]} */ said) =>
    slopeFeatures(ground, said, "en").features.map((
      /** @type {any} */ one,
    ) => [one.properties.name, one.properties.stage]);
  assert.deepEqual(stages([{ zone: "foot", stage: "order" }]), [["", "slope"], ["Foot", "order"]]);
  assert.deepEqual(stages([]), [["", "slope"], ["Foot", "normal"]]);
  assert.deepEqual(slopeFeatures({ outline: [], zones: [] }, [], "zh").features, []);
});

test("positions are written longitude first, as GeoJSON has them", () => {
  const [slope] = slopeFeatures(ground, [], "zh").features;
  assert.deepEqual(slope.geometry.coordinates[0][1], [1, 0]);
});
