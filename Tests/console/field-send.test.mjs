import test from "node:test";
import assert from "node:assert/strict";
import { sendCommand } from "../../Sources/Adapters/Console/Resources/field/send.js";
import { store, stored, together } from "../../Sources/Adapters/Console/Resources/field/store.js";

let number = 0;
/** A step of a task of an incident that no other test knows. */
function step(fields = {}) {
  number += 1;
  const path = `/api/incidents/I-${number}/tasks/T-1/commands`;
  return { id: "c", path, body: { id: "c", type: "accept" }, task: "T-1", at: 0, seen: "sent", version: 5, ...fields };
}

/** The server of one test: each answer is `[status, body]`; what was sent is remembered. */
async function withServer(answers, work) {
  const fetched = globalThis.fetch, bodies = [];
  globalThis.fetch = (_, asked) => {
    bodies.push(JSON.parse(String(asked?.body)));
    const [status, told] = answers.shift();
    return Promise.resolve(new Response(JSON.stringify(told), { status }));
  };
  try {
    return { answer: await work(), versions: bodies.map((one) => one.expectedVersion) };
  } finally {
    globalThis.fetch = fetched;
  }
}

const moved = [409, { code: "incident.version-moved", detail: "moved" }];
/** The list of tasks, looked at again. */
const looked = (state) => () =>
  Promise.resolve(/** @type {any[]} */ ([{ id: "T-1", state, incident: { version: 9 } }]));
const never = () => Promise.reject(new Error("nobody had to look"));

test("a step carries the version it was decided on, and the next one that of the step before", async () => {
  const first = step();
  const { answer, versions } = await withServer([[200, { version: 7 }], [200, { version: 8 }]], async () => [
    await sendCommand(first, never),
    await sendCommand({ ...first, id: "d", seen: "accepted" }, never),
  ]);
  assert.deepEqual(answer, ["taken", "taken"]);
  assert.deepEqual(versions, [5, 7]);
});

test("what others did elsewhere on the incident does not stop a step that still fits", async () => {
  const look = looked("sent");
  const { answer, versions } = await withServer([moved, [200, { version: 10 }]], () => sendCommand(step(), look));
  assert.equal(answer, "taken");
  assert.deepEqual(versions, [5, 9]);
});

test("a task that somebody else moved on is not moved again unasked", async () => {
  const look = looked("accepted");
  const { answer, versions } = await withServer([moved], () => sendCommand(step(), look));
  assert.equal(answer.refused.code, "incident.version-moved");
  assert.deepEqual(versions, [5]);
});

test("an incident that moves all the time ends with the person, not in a circle", async () => {
  const look = looked("sent");
  const { answer, versions } = await withServer([moved, moved, moved, moved, moved], () => sendCommand(step(), look));
  assert.equal(answer.refused.code, "incident.version-moved");
  assert.equal(versions.length, 4);
});

test("an answer to a roll call is decided on no version", async () => {
  const call = step({ seen: undefined, version: undefined });
  const { answer, versions } = await withServer([[200, { version: 3 }]], () => sendCommand(call, never));
  assert.equal(answer, "taken");
  assert.deepEqual(versions, [undefined]);
});

test("a server in trouble has said nothing about the step", async () => {
  const { answer } = await withServer([[503, {}]], () => sendCommand(step(), never));
  assert.equal(answer, "noline");
});

test("what an earlier version kept comes first, and what stands in both stands there once", () => {
  const keyOf = (one) => one.id;
  assert.deepEqual(together([{ id: "a" }, { id: "b", old: true }], [{ id: "b" }, { id: "c" }], keyOf), [
    { id: "a" },
    { id: "b" },
    { id: "c" },
  ]);
});

test("without a database what waits is kept in the older place", async () => {
  const kept = new Map();
  globalThis.localStorage = /** @type {any} */ ({
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  });
  await store("waiting", [{ id: "a" }]);
  assert.deepEqual(await stored("waiting", (one) => one.id), [{ id: "a" }]);
});
