import test from "node:test";
import assert from "node:assert/strict";
import {
  areas,
  fillOf,
  planPoint,
  range,
  scales,
  ticks,
} from "../../Sources/Adapters/Console/Resources/console/site/section.js";
import { gradesOfSeries, markState } from "../../Sources/Adapters/Console/Resources/console/site/series.js";

const section = {
  along: [0, 10, 20, 30],
  tops: [{ layer: "soil", heights: [10, 10, null, 10] }, { layer: "rock", heights: [5, 12, 5, 5] }],
  boreholes: [{
    id: "ZK1",
    alongMetres: 10,
    asideMetres: 1,
    collarHeightMetres: 10,
    stretches: [{ fromMetres: 0, toMetres: 8, layer: "soil" }],
  }],
};

test("the picture reaches from the highest thing to below the deepest borehole", () => {
  const [low, high] = range(section) ?? [0, 0];
  assert.ok(low < 2 && high === 12);
  assert.equal(range({ along: [0, 1], tops: [{ layer: "a", heights: [null, null] }], boreholes: [] }), null);
});

test("a layer is not drawn through a place where its top is unknown, and never upside down", () => {
  const [soil, rock] = areas(section);
  // One run of two places and a single place, which is no area.
  assert.equal((soil.path.match(/M/g) ?? []).length, 1);
  assert.ok(!soil.open && rock.open);
  const numbers = [...soil.path.matchAll(/,([\d.]+)/g)].map((one) => Number(one[1]));
  const { y } = scales(section);
  // Where rock crosses soil, soil has no thickness instead of a negative one.
  assert.equal(numbers[1], Number(y(10).toFixed(1)));
  assert.equal(numbers[2], Number(y(10).toFixed(1)));
});

test("heights are told to be steeper than lengths by what they are drawn", () => {
  const { x, y, steeper } = scales(section);
  assert.ok(Math.abs((y(0) - y(1)) / (x(1) - x(0)) - steeper) < 1e-9);
});

test("ticks are round and lie between the ends", () => {
  assert.deepEqual(ticks(-3, 42), [0, 10, 20, 30, 40]);
  assert.ok(ticks(0.1, 0.9).every((one) => one >= 0.1 && one <= 0.9));
});

test("a word that is no layer has no layer's colour", () => {
  assert.equal(fillOf("fill", [{ id: "soil" }]), "transparent");
  assert.notEqual(fillOf("soil", [{ id: "soil" }, { id: "rock" }]), fillOf("rock", [{ id: "soil" }, { id: "rock" }]));
});

test("north is up on the map of the model", () => {
  assert.deepEqual(planPoint({ x: 0, y: 0 }, { x: 10, y: 20 }, 0.25, 0.25), { x: 2.5, y: 15 });
});

test("a sensor in an open alert bears the gravest grade, and one in a closed incident none", () => {
  const alert = (id, grade, more) => ({ site: "s", grade, state: "raised", evidence: [{ origin: id }], ...more });
  const board = {
    alerts: {
      a: alert("dz-1", "III", {}),
      b: alert("dz-1", "II", { incident: "i" }),
      c: alert("dz-2", "I", { incident: "over" }),
      d: alert("dz-3", "I", { state: "rejected" }),
      e: alert("dz-4", "I", { site: "other" }),
    },
    incidents: { i: { state: "open", grade: "II" }, over: { state: "closed", grade: "I" } },
  };
  assert.deepEqual([...gradesOfSeries(board, "s")], [["dz-1", "II"]]);
});

test("what is old or missing is never drawn as good", () => {
  assert.equal(markState("silent", null), "silent");
  assert.equal(markState("anything", null), "awaited");
  assert.equal(markState("silent", "I"), "alarm");
});
