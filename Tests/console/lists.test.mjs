import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { loadWords, speak } from "../../Sources/Adapters/Console/Resources/console/i18n/words.js";
import { listed, sourceName } from "../../Sources/Adapters/Console/Resources/console/i18n/lists.js";
import { nextOrder, sortedSensors } from "../../Sources/Adapters/Console/Resources/console/admin/sort.js";

globalThis.fetch =
  /** @type {any} */ ((/** @type {URL} */ address) => Promise.resolve(new Response(readFileSync(address, "utf8"))));
await loadWords();

test("names are joined as the language joins them", () => {
  speak("en");
  assert.equal(listed(["Title", "Kind", "Grade"]), "Title, Kind, and Grade");
  speak("zh-CN");
  assert.equal(listed(["标题", "类别"]), "标题和类别");
  assert.equal(listed(["标题"]), "标题");
});

test("every source that the city names is said in Chinese, with its licence as it is", () => {
  const city = readFileSync(new URL("../../cities/chongqing/city.yaml", import.meta.url), "utf8");
  const sources = [...city.split("attribution:")[1].split("notes:")[0].matchAll(/- "(.+)"/g)].map((one) => one[1]);
  assert.ok(sources.length >= 2);
  speak("zh-CN");
  for (const one of sources) assert.match(sourceName(one), /^[\u4e00-\u9fff]/, one);
  assert.match(sourceName(sources[0]), /GeoNames.*https:\/\/www\.geonames\.org.*CC BY 4\.0/);
  assert.equal(sourceName("A source nobody knows"), "A source nobody knows");
  speak("en");
  assert.equal(sourceName(sources[0]), sources[0]);
});

const sensors = [
  { name: "b", latest: { value: 2, stale: false } },
  { name: "a", latest: { value: 9, stale: true } },
  { name: "d", latest: null },
  { name: "c", latest: { value: 1, stale: false } },
];
const names = (order) => sortedSensors(sensors, order, (one) => one.name).map((one) => one.name).join("");

test("silent sensors stand first until another order is asked for", () => {
  assert.equal(names({ column: "state", down: false }), "dabc");
  assert.equal(names({ column: "name", down: false }), "abcd");
  assert.equal(names({ column: "value", down: true }), "abcd");
});

test("a second press turns the order round", () => {
  const first = nextOrder({ column: "state", down: false }, "value");
  assert.deepEqual([first, nextOrder(first, "value")], [{ column: "value", down: false }, {
    column: "value",
    down: true,
  }]);
});
