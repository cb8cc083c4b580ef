import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { checkIndex, decodeNode } from "../../Sources/Adapters/Console/Resources/console/site/cloud-bytes.js";
import {
  choose,
  grow,
  pointBudget,
  POINTS_WITHOUT,
} from "../../Sources/Adapters/Console/Resources/console/site/cloud-detail.js";
import {
  colourOf,
  colours,
  coloursOf,
  GROUNDS,
} from "../../Sources/Adapters/Console/Resources/console/site/cloud-colour.js";

const place = new URL("../../cities/chongqing/landslide/clouds/diaozui/", import.meta.url);
const index = () => JSON.parse(readFileSync(new URL("index.json", place), "utf8"));
const bytesOf = (key) => new Uint8Array(readFileSync(new URL(`nodes/${key}.bin`, place))).buffer;

test("the cloud of the demonstration is whole and says that it is synthetic", () => {
  const told = checkIndex(index());
  assert.ok(told.synthetic);
  const points = told.nodes.map((line) => decodeNode(bytesOf(line.key), line, told.epochs.length).count);
  assert.equal(points.reduce((sum, count) => sum + count, 0), told.pointCount);
  assert.ok(told.patches.some((one) => one.medianMm === 5));
});

test("a node that is cut off, longer, or of another kind is refused", () => {
  const [line] = index().nodes, whole = bytesOf("r");
  for (const bytes of [whole.slice(0, 9), whole.slice(0, -1), new ArrayBuffer(whole.byteLength), new ArrayBuffer(0)]) {
    assert.throws(() => decodeNode(bytes, line, 2));
  }
  assert.throws(() => decodeNode(whole, line, 3));
  assert.throws(() => decodeNode(whole, { ...line, count: line.count + 1 }, 2));
});

test("an index that lies is refused", () => {
  const broken = (change) => checkIndex({ ...index(), ...change });
  assert.throws(() => broken({ version: 2 }), /version/);
  assert.throws(() => broken({ edge: -1 }), /cube/);
  assert.throws(() => broken({ nodes: [{ key: "../x", count: 1, length: 31, spacing: 1 }] }), /node/);
  assert.throws(() => broken({ nodes: [{ ...index().nodes[0], count: 1e9 }] }), /node/);
  assert.throws(() => broken({ nodes: index().nodes.slice(1) }), /parent/);
});

test("the points drawn stay within the budget, and a node comes after its parent", () => {
  const root = grow(index());
  const view = { eye: [60, -80, 30], pixelsPerRadian: 1000, sees: () => true };
  const chosen = choose(root, { ...view, budget: 30_000 });
  assert.ok(chosen.reduce((sum, one) => sum + one.line.count, 0) <= 30_000);
  chosen.forEach((one, at) => {
    if (one.line.key === "r") return;
    assert.ok(chosen.slice(0, at).some((before) => before.line.key === one.line.key.slice(0, -1)));
  });
  assert.equal(choose(root, { ...view, eye: [0, -100_000, 0], budget: 1e6 }).length, 1);
});

test("a machine without a graphics card, and a phone, are given fewer points", () => {
  assert.equal(pointBudget("ANGLE (llvmpipe)", false), POINTS_WITHOUT);
  assert.equal(pointBudget("Adreno 640", true), POINTS_WITHOUT);
  assert.ok(pointBudget("NVIDIA", false) > POINTS_WITHOUT);
});

test("below the level is grey, what cannot be told is hatched, and nothing is ever green", () => {
  for (const theme of ["dark", "light"]) {
    const painted = colours(Int16Array.from([500, 100, 0]), Uint8Array.from([0, 1, 2]), 10, theme);
    assert.deepEqual([...painted.slice(4, 7)], coloursOf(theme).grey);
    assert.deepEqual([painted[3], painted[7], painted[11]], [255, 255, 0]);
    for (let mm = -20; mm <= 20; mm += 1) {
      const [red, green, blue] = colourOf(mm, 10, theme);
      assert.ok(green <= Math.max(red, blue), `${mm} mm`);
    }
  }
});

/** WCAG 2.2, relative luminance. */
const luminance = (colour) => {
  const [r, g, b] = colour.map((one) => one / 255).map((one) =>
    one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

test("every colour of the scale stands out from the ground of its theme by 3 to 1", () => {
  for (const theme of ["dark", "light"]) {
    const { grey, unknown } = coloursOf(theme), ground = luminance(GROUNDS[theme]);
    const scale = Array.from({ length: 41 }, (_, at) => colourOf(at - 20, 20, theme));
    for (const colour of [...scale, grey, unknown]) {
      const [dim, bright] = [luminance(colour), ground].sort((left, right) => left - right);
      assert.ok((bright + 0.05) / (dim + 0.05) >= 3, `${theme} ${colour}: ${(bright + 0.05) / (dim + 0.05)}`);
    }
  }
});

test("the grounds are those of the style sheet", () => {
  const css = readFileSync(
    new URL("../../Sources/Adapters/Console/Resources/console/style/tokens.css", import.meta.url),
    "utf8",
  );
  const told = [...css.matchAll(/--ground: #(\w\w)(\w\w)(\w\w)/g)].map((one) =>
    one.slice(1).map((part) => parseInt(part, 16))
  );
  assert.deepEqual(told.slice(0, 2), [GROUNDS.dark, GROUNDS.light]);
});
