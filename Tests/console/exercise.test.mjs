import test from "node:test";
import assert from "node:assert/strict";
import { exerciseMark } from "../../Sources/Adapters/Console/Resources/console/loop/exercise.js";

const drill = { exercise: true }, real = { exercise: false };

test("a real matter never carries the mark of a drill that runs beside it", () => {
  assert.equal(exerciseMark(real, [real, drill]), "beside");
  assert.equal(exerciseMark(null, [real, drill]), "beside");
});

test("a drill is marked wherever it is looked at", () => {
  assert.equal(exerciseMark(drill, [real, drill]), "whole");
  assert.equal(exerciseMark(drill, []), "whole");
  assert.equal(exerciseMark(null, [drill]), "whole");
});

test("without a drill nothing is marked", () => {
  assert.equal(exerciseMark(null, []), "none");
  assert.equal(exerciseMark(real, [real]), "none");
});
