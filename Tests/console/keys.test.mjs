import test from "node:test";
import assert from "node:assert/strict";
import {
  changedKeys,
  holderOf,
  isUsable,
  keyOf,
  meaningOf,
  useKeys,
  USUAL,
} from "../../Sources/Adapters/Console/Resources/console/keys/keymap.js";

test("a changed key means the new thing, and the old key nothing", () => {
  useKeys({ A: "q" });
  assert.deepEqual(meaningOf({ key: "Q" }), { act: "command", value: "A" });
  assert.equal(meaningOf({ key: "a" }), null);
  useKeys({});
  assert.deepEqual(meaningOf({ key: "a" }), { act: "command", value: "A" });
});

test("a key that is taken names who has it", () => {
  useKeys({});
  assert.equal(holderOf("A", "J"), "next");
  assert.equal(holderOf("A", "a"), null);
  assert.equal(holderOf("A", "q"), null);
});

test("numbers, spaces and named keys cannot be given away", () => {
  assert.deepEqual(["q", "é", ";", "5", " ", "Enter", "F1"].map(isUsable), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test("damaged settings never leave an act without its key", () => {
  for (const damaged of [{ A: "j" }, { A: "q", V: "q" }, { nobody: "q" }, { A: 7 }, { A: "Enter" }]) {
    useKeys(damaged);
    assert.deepEqual(changedKeys(), {}, JSON.stringify(damaged));
  }
  useKeys({ A: "v", V: "a" });
  assert.equal(keyOf("A"), "v");
  useKeys({});
});

test("no two acts have the same usual key", () => {
  assert.equal(new Set(Object.values(USUAL)).size, Object.keys(USUAL).length);
});
