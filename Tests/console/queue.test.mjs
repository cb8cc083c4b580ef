import test from "node:test";
import assert from "node:assert/strict";
import {
  alarmState,
  filterQueue,
  neighbour,
  queueOf,
  unacknowledgedCount,
} from "../../Sources/Adapters/Console/Resources/console/loop/queue.js";
import { alert, at, board, incident } from "./boards.mjs";

const ids = (items) => items.map((item) => item.id);

test("the queue stands by grade, then by age, and what has no grade comes last", () => {
  const items = queueOf(board([
    alert("young", { grade: "II", raisedAt: at(-10) }),
    alert("none", { grade: null, raisedAt: at(-9000) }),
    alert("grave", { grade: "I", raisedAt: at(-1) }),
    alert("old", { grade: "II", raisedAt: at(-100) }),
  ], [incident("between", { grade: "II", openedAt: at(-50) })]));
  assert.deepEqual(ids(items), ["grave", "old", "between", "young", "none"]);
});

test("an alert leaves the queue only when it is cleared and acknowledged", () => {
  const items = queueOf(board([
    alert("cleared-unseen", { condition: "cleared" }),
    alert("acknowledged-active", { state: "acknowledged", acknowledgedAt: at(0) }),
    alert("cleared-acknowledged", { state: "acknowledged", condition: "cleared", acknowledgedAt: at(0) }),
    alert("expired-unseen", { state: "expired" }),
  ]));
  assert.deepEqual(ids(items).sort(), ["acknowledged-active", "cleared-unseen", "expired-unseen"]);
});

test("a confirmed alert is spoken for by its incident, and a closed incident is gone", () => {
  const items = queueOf(
    board([alert("a", { state: "confirmed" })], [incident("open"), incident("closed", { state: "closed" })]),
  );
  assert.deepEqual(ids(items), ["open"]);
});

test("an alert that cleared before anybody owned it is shown as an outline", () => {
  assert.equal(alarmState(alert("a")), "unacknowledged-active");
  assert.equal(alarmState(alert("a", { condition: "cleared" })), "unacknowledged-cleared");
  assert.equal(alarmState(alert("a", { state: "verifying" })), "acknowledged-active");
});

test("the search wants every word, the filter one type", () => {
  const items = queueOf(board([alert("a", { title: { zh: "澄江危岩", en: "cliff" } })], [incident("i")]));
  const words = (item) => item.it.title.zh + " " + item.it.title.en;
  assert.deepEqual(ids(filterQueue(items, "all", "澄江 CLIFF", words)), ["a"]);
  assert.deepEqual(ids(filterQueue(items, "incident", "", words)), ["i"]);
  assert.deepEqual(ids(filterQueue(items, "alert", "road", words)), []);
});

test("walking the queue stops at both ends and starts at the first row", () => {
  const items = queueOf(board([alert("a", { grade: "I" }), alert("b")]));
  assert.equal(neighbour(items, null, 1)?.id, "a");
  assert.equal(neighbour(items, "a", -1)?.id, "a");
  assert.equal(neighbour(items, "a", 1)?.id, "b");
  assert.equal(neighbour(items, "b", 1)?.id, "b");
  assert.equal(neighbour([], "b", 1), null);
  assert.equal(unacknowledgedCount(items), 2);
});
