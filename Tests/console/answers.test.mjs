import test from "node:test";
import assert from "node:assert/strict";
import { ask, isOffline } from "../../Sources/Adapters/Console/Resources/console/live/api.js";

/** @param {Response} response @returns {Promise<any>} */
async function faultOf(response) {
  const fetched = globalThis.fetch;
  globalThis.fetch = () => Promise.resolve(response);
  try {
    await ask("GET", "/api/board");
  } catch (fault) {
    return fault;
  } finally {
    globalThis.fetch = fetched;
  }
}

test("an answer that stops half way is a line that is down, not a mistake of the page", async () => {
  const body = new ReadableStream({
    start: (stream) => stream.error(new DOMException("signal is aborted without reason", "AbortError")),
  });
  assert.equal(isOffline(await faultOf(new Response(body))), true);
});

test("a refusal keeps its code and its words", async () => {
  const fault = await faultOf(new Response(JSON.stringify({ code: "task.unknown", detail: "No." }), { status: 404 }));
  assert.equal(isOffline(fault), false);
  assert.deepEqual([fault.code, fault.message, fault.status], ["task.unknown", "No.", 404]);
});
