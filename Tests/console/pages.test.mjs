import test from "node:test";
import assert from "node:assert/strict";
import { joined, nextPage } from "../../Sources/Adapters/Console/Resources/console/incident/pages.js";

/** Answers as the server would, and remembers what was asked. */
async function withAnswers(answers, work) {
  const fetched = globalThis.fetch, asked = [];
  globalThis.fetch = (path) => {
    asked.push(path);
    return Promise.resolve(new Response(JSON.stringify(answers.shift())));
  };
  try {
    return { found: await work(), asked };
  } finally {
    globalThis.fetch = fetched;
  }
}

test("a page without rows is passed over as long as there is a next one", async () => {
  const answers = [{ items: [], next: "I-2" }, { items: [{ id: "I-1" }], next: null }];
  const { found, asked } = await withAnswers(answers, () => nextPage("closed", "I-9"));
  assert.deepEqual(found, { rows: [{ id: "I-1" }], next: null });
  assert.match(asked[0], /after=I-9$/);
  assert.match(asked[1], /after=I-2$/);
});

test("a long way without rows ends with the place to go on from", async () => {
  const answers = Array.from({ length: 9 }, (_, index) => ({ items: [], next: `I-${index}` }));
  const { found, asked } = await withAnswers(answers, () => nextPage("closed", null));
  assert.equal(asked.length, 5);
  assert.deepEqual(found, { rows: [], next: "I-4" });
});

test("an incident that is on the board and in a page stands in the list once", () => {
  assert.deepEqual(joined([{ id: "a" }], [{ id: "a" }, { id: "b" }]).map((one) => one.id), ["a", "b"]);
});
