import test from "node:test";
import assert from "node:assert/strict";
import { lastRollCall, shownRollCall } from "../../Sources/Adapters/Console/Resources/console/loop/roll-calls.js";

const asked = (number, teams, at = "08:00") => ({ type: "TeamsAsked", at, data: { number, teams } });
const answered = (number, team, well, at = "08:01") => ({ type: "RollCallAnswered", at, data: { number, team, well } });

test("a roll call that is over still says who answered what, and when", () => {
  const items = [asked(1, ["a", "b"]), answered(1, "b", false, "08:02"), answered(1, "a", true)];
  assert.deepEqual(lastRollCall(items)?.answers, [
    { team: "a", well: true, at: "08:01" },
    { team: "b", well: false, at: "08:02" },
  ]);
  const call = shownRollCall({ rollCalls: [], personnel: { nextAt: "09:00" } }, items);
  assert.deepEqual([call.waits, call.nextAt, call.askedAt], [false, "09:00", "08:00"]);
});

test("the next roll call begins with nobody's answer, and an answer to the last one does not count", () => {
  const items = [asked(1, ["a"]), answered(1, "a", true), asked(2, ["a"]), answered(1, "a", true)];
  assert.deepEqual(lastRollCall(items)?.answers, [{ team: "a", well: null, at: null }]);
});

test("who needs help since an earlier roll call is not forgotten by the next", () => {
  const incident = { rollCalls: [{ answers: [{ team: "lost", well: false }] }], personnel: { pending: {} } };
  const call = shownRollCall(incident, [asked(2, ["a"])]);
  assert.deepEqual(call.answers.map((one) => one.team), ["a", "lost"]);
  assert.equal(shownRollCall({ rollCalls: [], personnel: {} }, []), null);
});
