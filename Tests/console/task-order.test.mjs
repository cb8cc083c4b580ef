import test from "node:test";
import assert from "node:assert/strict";
import { orderTasks } from "../../Sources/Adapters/Console/Resources/console/incident/order.js";
import { at, clock, me, NOW } from "./boards.mjs";

/** @returns {any} */
const task = (id, state, over = {}) => ({
  id,
  state,
  team: "t",
  department: null,
  center: "500109",
  clocks: [],
  ...over,
});

test("mine stands first, then what is late, then what is open, and what is over is folded away", () => {
  const tasks = [
    task("closed", "closed"),
    task("open", "enRoute"),
    task("late", "enRoute", { clocks: [clock({ dueAt: at(-1) })] }),
    task("returned", "returned"),
    task("cancelled", "cancelled"),
  ];
  const { open, finished } = orderTasks(tasks, me(), NOW);
  assert.deepEqual(open.map((one) => one.id), ["returned", "late", "open"]);
  assert.deepEqual(finished.map((one) => one.id), ["closed", "cancelled"]);
});

test("a team's own task is the team's first, and for who only reads done comes last", () => {
  const tasks = [task("done", "done"), task("other", "sent"), task("own", "accepted", { team: "mine" })];
  const field = me({ role: "field-team", team: "mine" });
  assert.deepEqual(orderTasks(tasks, field, NOW).open.map((one) => one.id), ["own", "other", "done"]);
  assert.deepEqual(orderTasks(tasks, null, NOW).open.map((one) => one.id), ["other", "own", "done"]);
});
