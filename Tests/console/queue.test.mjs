import test from "node:test";
import assert from "node:assert/strict";
import {
  alarmState,
  filterQueue,
  neighbour,
  pendingVerification,
  queueOf,
  selectedItem,
  standsFor,
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
  assert.equal(neighbour(items, "unknown", 1)?.id, "a");
  assert.equal(unacknowledgedCount(items), 2);
});

test("from a matter that has left the list one goes on where it stood", () => {
  const confirmed = alert("gone", { grade: "II", raisedAt: at(-50), state: "confirmed", incident: "i" });
  const held = board([alert("first", { grade: "I" }), confirmed, alert("next", { grade: "III" })]);
  const items = queueOf(held), gone = selectedItem(held, "alert", "gone");
  assert.equal(neighbour(items, "gone", 1, gone)?.id, "next");
  assert.equal(neighbour(items, "gone", -1, gone)?.id, "first");
  assert.equal(selectedItem(held, "incident", "gone"), null);
});

test("an imminent danger and its incident are one row that still counts as unacknowledged", () => {
  const danger = alert("a", { grade: "I", imminent: true, incident: "i" });
  const held = board([danger], [incident("i", { grade: "I", alerts: ["a"] })]);
  const items = queueOf(held);
  assert.deepEqual(ids(items), ["i"]);
  assert.equal(unacknowledgedCount(items), 1);
  assert.ok(standsFor(items[0], "a") && standsFor(items[0], "i") && !standsFor(items[0], null));
  assert.deepEqual(ids(filterQueue(items, "alert", "", () => "")), ["i"]);
  assert.equal(pendingVerification(held, "i")?.id, "a");
});

test("an alert whose incident is closed stands for itself again", () => {
  const held = board([alert("a", { incident: "i" })], [incident("i", { state: "closed", alerts: ["a"] })]);
  assert.deepEqual(ids(queueOf(held)), ["a"]);
  assert.equal(pendingVerification(held, "i"), null);
});
