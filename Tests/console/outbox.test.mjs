import test from "node:test";
import assert from "node:assert/strict";
import { asLeft, enqueue, flush, WAITING_MAX } from "../../Sources/Adapters/Console/Resources/field/outbox.js";

const waiting = (id, task, type) => ({ id, task, path: "/", body: { type }, at: 0 });

test("a command given twice without a line is sent once", () => {
  const first = enqueue([], waiting("1", "t", "accept"));
  assert.equal(enqueue(first, waiting("2", "t", "accept")).length, 1);
  assert.equal(enqueue(first, waiting("2", "t", "depart")).length, 2);
});

test("the outbox takes as many as its bound and no more", () => {
  const full = Array.from({ length: WAITING_MAX - 1 }, (_, index) => waiting(String(index), String(index), "accept"));
  const filled = enqueue(full, waiting("last", "last", "accept"));
  assert.equal(filled.length, WAITING_MAX);
  assert.equal(enqueue(filled, waiting("over", "over", "accept")).length, WAITING_MAX);
});

test("a task shows what the person already did", () => {
  const task = { id: "t", state: "sent" };
  assert.equal(
    asLeft(task, [waiting("1", "t", "accept"), waiting("2", "t", "depart"), waiting("3", "u", "arrive")]).state,
    "enRoute",
  );
  assert.equal(asLeft(task, []).state, "sent");
});

test("sending stops where the line is gone and keeps the order", async () => {
  /** @type {any[]} */
  const answers = ["taken", "noline"];
  const list = [waiting("1", "t", "accept"), waiting("2", "t", "depart"), waiting("3", "u", "accept")];
  const { left, refusals } = await flush(list, () => Promise.resolve(answers.shift()));
  assert.deepEqual(left.map((one) => one.id), ["2", "3"]);
  assert.deepEqual(refusals, []);
});

test("a refused command takes the rest of its task with it and leaves other tasks alone", async () => {
  const list = [waiting("1", "t", "accept"), waiting("2", "t", "depart"), waiting("3", "u", "accept")];
  const asked = [];
  const { left, refusals } = await flush(list, (one) => {
    asked.push(one.id);
    return Promise.resolve(one.id === "1" ? { refused: { code: "task.wrong-state", detail: "moved" } } : "taken");
  });
  assert.deepEqual(asked, ["1", "3"]);
  assert.deepEqual(left, []);
  assert.deepEqual(refusals.map((one) => one.reason.code), ["task.wrong-state"]);
  assert.deepEqual(refusals[0].commands.map((one) => one.id), ["1", "2"]);
});
