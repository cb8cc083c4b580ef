// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { boxStyle, framePath, inOrder } from "../../Sources/Adapters/Console/Resources/console/board/frames.js";

test("a look at a frame says why: the incident, or that the alert is verified", () => {
  assert.equal(framePath("A-1", "ab", true), "/api/alerts/A-1/frames/ab");
  assert.equal(framePath("A-1", "ab", false), "/api/alerts/A-1/frames/ab?purpose=verification");
});

test("a box lies over its picture in parts of it", () => {
  assert.equal(
    boxStyle({ left: 0.25, top: 0.1, width: 0.333, height: 0.5 }),
    "left:25%;top:10%;width:33.3%;height:50%",
  );
});

test("frames of several alerts are one sequence, each with its alert; an alert that may not be seen has none", () => {
  const frame = (/** @type {string} */ at, /** @type {string} */ detection) => ({ at, detection, digest: detection });
  const found = inOrder([
    ["A-1", { frames: [frame("2026-01-01T12:09:00Z", "b"), frame("2026-01-01T12:08:00Z", "a")] }],
    ["A-2", { frames: [frame("2026-01-01T12:08:30Z", "c")] }],
    ["A-3", null],
  ]);
  assert.deepEqual(found.map((one) => [one.detection, one.alert]), [["a", "A-1"], ["c", "A-2"], ["b", "A-1"]]);
});
