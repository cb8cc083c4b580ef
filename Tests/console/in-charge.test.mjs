import test from "node:test";
import assert from "node:assert/strict";
import {
  canGoUp,
  escalationsOf,
  isPassedOn,
  soundsAt,
} from "../../Sources/Adapters/Console/Resources/console/loop/in-charge.js";
import { alertOffers, incidentOffers } from "../../Sources/Adapters/Console/Resources/console/loop/offers.js";
import { alert, incident, me } from "./boards.mjs";

const responsible = (center, deputy = false) => ({ responsible: { center, deputy } });

test("what was escalated is silent where it came from and sounds where it went", () => {
  const passed = alert("a", { owner: "500109102", ...responsible("500109") });
  assert.equal(soundsAt(passed, "500109102"), false);
  assert.equal(soundsAt(passed, "500109"), true);
  assert.equal(soundsAt(alert("a"), "500109102"), true);
  assert.equal(isPassedOn(alert("a", responsible("500109102", true))), true);
});

test("the log tells to whom it went, and when", () => {
  const escalation = { to: { center: "50", deputy: false }, reason: "grave" };
  const steps = escalationsOf([{ type: "AlertRaised", at: "1" }, {
    type: "AlertEscalated",
    at: "2",
    data: { escalation },
  }]);
  assert.deepEqual(steps, [{ at: "2", center: "50", deputy: false, reason: "grave" }]);
});

test("at the top nobody is offered to escalate, and an unknown center leaves it to the server", () => {
  const centers = new Map([["50", { level: "municipal" }], ["500109", { level: "district" }]]);
  const types = (offers) => offers.map((offer) => offer.type);
  assert.ok(!types(alertOffers(alert("a", responsible("50")), me(), centers)).includes("escalate"));
  assert.ok(types(alertOffers(alert("a", responsible("500109")), me(), centers)).includes("escalate"));
  assert.ok(!types(incidentOffers(incident("i", responsible("50")), me(), centers)).includes("escalate"));
  assert.equal(canGoUp(alert("a", responsible("unknown")), centers), true);
});
