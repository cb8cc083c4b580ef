import test from "node:test";
import assert from "node:assert/strict";
import {
  missedOf,
  wholeAlert,
  wholeDatastream,
  wholeIncident,
  wholeNotice,
  wholeTask,
} from "../../Sources/Adapters/Console/Resources/console/loop/whole.js";
import { tidy, valuesOf } from "../../Sources/Adapters/Console/Resources/console/incident/telling.js";

test("what the server leaves out is null, never undefined", () => {
  const alert = wholeAlert({ id: "a", evidence: [{ source: "call", origin: "desk" }] });
  assert.equal(alert.acknowledgedAt, null);
  assert.equal(alert.confidence, null);
  assert.equal(alert.evidence[0].value, null);
  assert.equal(wholeTask({ id: "t" }).team, null);
  assert.equal(
    wholeNotice({ id: "n", to: [{ post: "p", deputyToldAt: "2026-05-01T00:00:00.000Z" }] }).to[0].escalated,
    true,
  );
});

test("a reading that is not there is no reading, not a zero", () => {
  assert.equal(wholeDatastream({ id: "d", stale: true }).latest, null);
  assert.deepEqual(wholeDatastream({ id: "d", value: 0, at: "x", stale: false }).latest, {
    value: 0,
    at: "x",
    stale: false,
  });
});

test("a roll call shows who answered, who is silent and who needs help", () => {
  const personnel = { pending: { askedAt: "x", teams: ["a", "b"], unanswered: ["b"] }, missed: {}, alarmed: ["c"] };
  const [call] = wholeIncident({ id: "i", personnel }).rollCalls;
  assert.deepEqual(call.answers, [{ team: "a", well: true }, { team: "b", well: null }, { team: "c", well: false }]);
  assert.deepEqual(wholeIncident({ id: "i", personnel: { missed: {}, alarmed: [] } }).rollCalls, []);
});

test("who is missed is read as an object, and as the list in turn of an older server", () => {
  assert.deepEqual(missedOf({ a: 2 }), { a: 2 });
  assert.deepEqual(missedOf(["a", 2, "b", 1]), { a: 2, b: 1 });
  assert.deepEqual(missedOf(undefined), {});
  const personnel = { pending: { teams: ["a"], unanswered: [] }, missed: ["a", 1], alarmed: [] };
  assert.equal(wholeIncident({ id: "i", personnel }).rollCalls[0].answers[0].well, null);
});

test("a filed report has no open clock", () => {
  const reports = [{ id: "first", filed: true, clock: { dueAt: "d", stoppedAt: "s" } }, {
    id: "next",
    filed: false,
    clock: { dueAt: "d" },
  }];
  const made = wholeIncident({ id: "i", reports }).reports;
  assert.deepEqual(made.map((/** @type {any} */ one) => one.filedAt), ["s", null]);
});

const names = /** @type {any} */ (new Proxy({}, {
  get: (_, kind) => (/** @type {any[]} */ ...given) =>
    `${String(kind)}:${given.map((one) => one?.zh ?? one).join("/")}`,
}));

test("an entry of the log gives its sentence the names it needs", () => {
  const regraded = valuesOf({ type: "GradeChanged", data: { from: "II", to: "I", reason: "rain" } }, names);
  assert.deepEqual([regraded.from, regraded.to, regraded.reason], ["grade:II", "grade:I", "rain"]);
  const escalated = valuesOf({
    type: "IncidentEscalated",
    data: { escalation: { clock: "response", to: { center: "50" } } },
  }, names);
  assert.deepEqual([escalated.to, escalated.clock], ["center:50", "clock:response"]);
  assert.equal(valuesOf({ type: "TaskAccepted", data: { task: "t" } }, names).task, "task:t");
});

test("a sentence without its reason ends cleanly", () => {
  assert.equal(tidy("上报北碚区（）："), "上报北碚区");
  assert.equal(tidy("Confirmed: "), "Confirmed");
});
