import test from "node:test";
import assert from "node:assert/strict";
import {
  allEvidence,
  intervalOf,
  joinReadings,
  limitOf,
  READINGS_KEPT,
  readingState,
  speakingSeries,
} from "../../Sources/Adapters/Console/Resources/console/loop/series.js";
import { at, NOW } from "./boards.mjs";

const reading = (seconds, value = 1) => ({ at: at(seconds), value });

test("history and line are one series in order, each moment once, and bounded", () => {
  const joined = joinReadings([reading(10), reading(20)], [reading(20, 2), reading(5), reading(30)]);
  assert.deepEqual(joined.map((one) => one.value), [1, 1, 2, 1]);
  assert.deepEqual(joined.map((one) => one.at), [at(5), at(10), at(20), at(30)]);
  const many = Array.from({ length: READINGS_KEPT + 5 }, (_, index) => reading(index, index));
  assert.equal(joinReadings([], many).length, READINGS_KEPT);
  assert.equal(joinReadings([], many)[0].value, 5);
});

test("the usual pause is what the city says, else the middle of the gaps, and never shorter than the board looks", () => {
  const points = [0, 60, 120, 1000].map((seconds) => reading(seconds));
  assert.equal(intervalOf(points, null), 60);
  assert.equal(intervalOf(points, 30), 30);
  assert.equal(intervalOf([reading(0), reading(2)], null), 5);
  assert.equal(intervalOf([reading(0)], null), 60);
});

test("a reading is old after three pauses, and none is none", () => {
  assert.equal(readingState(reading(-180), 60, NOW), "fresh");
  assert.equal(readingState(reading(-181), 60, NOW), "stale");
  assert.equal(readingState(null, 60, NOW), "none");
});

test("the series that raised the alert speaks for it, with the limit that it crossed last", () => {
  const line = (origin, limit) => ({ source: "reading", origin, value: 1, limit });
  const timeline = [
    { type: "AlertRaised", data: { alert: { evidence: line("gnss", 2) } } },
    { type: "AlertEvidenceAdded", data: { evidence: line("gnss", 5) } },
    { type: "AlertConfirmed", data: {} },
  ];
  const newest = [line("rain", 30)];
  assert.equal(speakingSeries(newest, timeline), "gnss");
  assert.equal(speakingSeries(newest, []), "rain");
  assert.equal(speakingSeries([{ source: "call", origin: "desk", value: null }], []), null);
  assert.equal(limitOf(allEvidence(newest, timeline), "gnss"), 5);
  assert.equal(limitOf(newest, "gnss"), null);
});
