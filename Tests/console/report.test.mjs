import test from "node:test";
import assert from "node:assert/strict";
import { findTownships, FOUND_MAX } from "../../Sources/Adapters/Console/Resources/console/report/find.js";
import { wasMerged } from "../../Sources/Adapters/Console/Resources/console/report/outcome.js";

const rows = [
  ["500109", "50", "district", "北碚区", "Beibei District"],
  ["500109102", "500109", "township", "澄江镇", "Chengjiang Town"],
  ["500109003", "500109", "township", "北温泉街道", "Beiwenquan Subdistrict"],
  ["500230", "50", "district", "丰都县", "Fengdu County"],
  ["500230101", "500230", "township", "澄江口镇", "Chengjiangkou Town"],
  ["500230102", "500230", "township", "无点镇", "Nowhere Town"],
];
/** @type {any} */
const centers = new Map(rows.map(([code, parent, level, zh, en]) => {
  const point = code === "500230102" ? null : { latitude: 29, longitude: 106 };
  return [code, { code, parent, level, name: { zh, en }, point }];
}));
const codes = (typed) => findTownships(centers, typed).map((one) => one.center.code);

test("a township is found by its name in either language, the district narrows it", () => {
  assert.deepEqual(codes("澄江"), ["500109102", "500230101"]);
  assert.deepEqual(codes("北碚 澄江"), ["500109102"]);
  assert.deepEqual(codes("chengjiang beibei"), ["500109102"]);
});

test("a district's name finds its townships, those that are called so first", () => {
  assert.deepEqual(codes("北"), ["500109003", "500109102"]);
});

test("a township without a point cannot be chosen, and nothing typed finds nothing", () => {
  assert.deepEqual(codes("无点"), []);
  assert.deepEqual(codes("  "), []);
  assert.ok(codes("town").length <= FOUND_MAX);
});

test("what was chosen is found again by its own label", () => {
  assert.deepEqual(codes("北碚区 · 澄江镇"), ["500109102"]);
});

test("a report that met others of its kind was merged, a lone one was not", () => {
  assert.equal(wasMerged({ evidence: [{}, {}] }), true);
  assert.equal(wasMerged({ evidence: [{}] }), false);
});
