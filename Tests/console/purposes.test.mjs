import test from "node:test";
import assert from "node:assert/strict";
import { purposesFor } from "../../Sources/Adapters/Console/Resources/console/loop/purposes.js";

/** @type {(role: string, permissions?: string[]) => any} */
const person = (role, permissions = ["lookAtPerson"]) => ({ role, permissions });

test("whoever may not look is offered no purpose", () => {
  assert.deepEqual(purposesFor(null, false), []);
  assert.deepEqual(purposesFor(person("administrator", []), false), []);
});

test("after the end only a complaint or an audit is a reason", () => {
  assert.deepEqual(purposesFor(person("duty-officer"), true), ["complaint"]);
  assert.deepEqual(purposesFor(person("field-team"), true), []);
  assert.deepEqual(purposesFor(person("auditor"), true), ["complaint", "audit"]);
});

test("an open matter may be called back by the desk, not by the team", () => {
  assert.ok(purposesFor(person("duty-officer"), false).includes("callBack"));
  assert.ok(!purposesFor(person("field-team"), false).includes("callBack"));
});
