import test from "node:test";
import assert from "node:assert/strict";
import {
  alertOffers,
  incidentOffers,
  isLookProposed,
  taskOffers,
} from "../../Sources/Adapters/Console/Resources/console/loop/offers.js";
import { isFor, myNotices } from "../../Sources/Adapters/Console/Resources/console/notices/mine.js";
import { alert, at, incident, me } from "./boards.mjs";

const types = (offers) => offers.map((offer) => offer.type);
const primary = (offers) => offers.filter((offer) => offer.primary).map((offer) => offer.type);

test("every open state of an alert offers exactly one next step", () => {
  for (
    const [state, next] of [["raised", "acknowledge"], ["acknowledged", "startVerification"], ["verifying", "confirm"]]
  ) {
    assert.deepEqual(primary(alertOffers(alert("a", { state }), me())), [next]);
  }
  assert.deepEqual(alertOffers(alert("a", { state: "merged" }), me()), []);
});

test("false alarm, dispatch and escalate always ask before they act", () => {
  const offers = [...alertOffers(alert("a"), me()), ...incidentOffers(incident("i"), me())];
  for (const offer of offers.filter((one) => ["X", "D", "E"].includes(one.key ?? ""))) {
    assert.equal(offer.asks, true, offer.type);
  }
});

test("who only reads is offered nothing", () => {
  for (const role of ["auditor", "administrator", "field-team", "department-liaison"]) {
    assert.deepEqual(alertOffers(alert("a"), me({ role })), []);
    assert.deepEqual(incidentOffers(incident("i"), me({ role })), []);
  }
});

test("an incident walks from open to closed by one next step at a time", () => {
  const steps = ["open", "dispatched", "underControl", "resolved", "allClear"].map((state) =>
    primary(incidentOffers(incident("i", { state }), me()))
  );
  assert.deepEqual(steps.flat(), ["dispatch", "markUnderControl", "markResolved", "declareAllClear", "close"]);
});

test("a hand-over offered to my center is what I answer first", () => {
  const offers = incidentOffers(incident("i", { handOver: { to: "500109102" } }), me());
  assert.deepEqual(primary(offers), ["acceptHandOver"]);
  assert.deepEqual(primary(incidentOffers(incident("i", { handOver: { to: "50" } }), me())), ["dispatch"]);
});

/** @type {(over?: any) => any} */
const task = (over = {}) => ({
  id: "t",
  state: "sent",
  department: null,
  team: "t1",
  center: "500109",
  clocks: [],
  ...over,
});

test("the field team does its own task and no other", () => {
  const field = me({ role: "field-team", team: "t1" });
  assert.deepEqual(primary(taskOffers(task(), field)), ["accept"]);
  assert.deepEqual(primary(taskOffers(task({ state: "enRoute" }), field)), ["arrive"]);
  assert.deepEqual(taskOffers(task({ team: "t2" }), field), []);
});

test("the desk checks what is done and re-routes what came back", () => {
  assert.deepEqual(primary(taskOffers(task({ state: "done" }), me())), ["check"]);
  assert.deepEqual(primary(taskOffers(task({ state: "returned" }), me())), ["reroute"]);
  assert.ok(types(taskOffers(task({ state: "done" }), me())).includes("sendBack"));
  assert.deepEqual(taskOffers(task({ state: "closed" }), me()), []);
});

test("a look from the air is ordered from its strip: its card gives it to a team, ends it, or tells by hand what was seen", () => {
  const look = (over) => task({ team: null, means: "drone", ...over });
  assert.ok(isLookProposed(look()) && isLookProposed(look({ state: "returned" })));
  assert.ok(!isLookProposed(look({ team: "t1" })) && !isLookProposed(look({ state: "accepted" })));
  assert.deepEqual(types(taskOffers(look(), me())), ["reroute", "park", "cancel"]);
  assert.deepEqual(types(taskOffers(look({ state: "onScene" }), me())), ["finish", "park", "cancel"]);
  assert.deepEqual(primary(taskOffers(look({ state: "done" }), me())), ["check"]);
  // Given to a team it is the team's.
  assert.deepEqual(types(taskOffers(look({ team: "t1" }), me())), ["park", "cancel"]);
});

test("a liaison answers for the own department at the own center", () => {
  const liaison = me({ role: "department-liaison", department: "transport", center: "500109" });
  assert.deepEqual(primary(taskOffers(task({ team: null, department: "transport" }), liaison)), ["accept"]);
  assert.deepEqual(taskOffers(task({ team: null, department: "transport", center: "500101" }), liaison), []);
});

test("my notices are those for my desk that I have not answered, the oldest first", () => {
  /** @type {any} */
  const to = { post: "p", name: "p", center: "500109102", department: null, deliveredAt: null, acknowledgedAt: null };
  /** @type {(id: string, issuedAt: string, over?: any) => any} */
  const notice = (id, issuedAt, over) => ({ id, issuedAt, to: [{ ...to, ...over }] });
  const list = [
    notice("late", at(9)),
    notice("early", at(1)),
    notice("done", at(0), { acknowledgedAt: at(2) }),
    notice("other", at(0), { center: "50" }),
  ];
  assert.deepEqual(myNotices(list, me()).map((one) => one.id), ["early", "late"]);
  assert.equal(isFor(to, me({ department: "transport" })), false);
});
