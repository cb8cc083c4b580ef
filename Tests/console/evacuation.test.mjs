// Zones of an incident: what is offered, who has signed, and counts that wait without a line.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  countedZones,
  hasSigned,
  namesMissing,
  OUTCOMES,
  zoneOffers,
} from "../../Sources/Adapters/Console/Resources/console/loop/zones.js";
import { bodyOf, fieldsOf } from "../../Sources/Adapters/Console/Resources/console/loop/forms.js";
import { valuesOf, wordsKeyOf } from "../../Sources/Adapters/Console/Resources/console/incident/telling.js";
import { enqueue, flush } from "../../Sources/Adapters/Console/Resources/field/outbox.js";
import {
  countedOf,
  countPath,
  knownCount,
  movesPeople,
  outboxKey,
  withTaken,
} from "../../Sources/Adapters/Console/Resources/field/counts.js";

const words = new URL("../../Sources/Adapters/Console/Resources/console/words/", import.meta.url);
const book = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, words), "utf8"));
/** @type {any} */
const me = { name: "first", role: "district-commander" };
/** @type {any} */
const incident = { id: "i1", state: "open" };

/** @returns {any} */
function zone(change = {}) {
  const counts = OUTCOMES.map((outcome) => ({ outcome, households: 0 }));
  return { zone: "foot", stage: "order", households: 12, proposal: null, signaturesNeeded: null, counts, ...change };
}

function proposal(signatures) {
  return { number: 1, target: "order", signatures: signatures.map((by) => ({ by })) };
}

const types = (one, who = me, matter = incident) => zoneOffers(one, matter, who).map((offer) => offer.type);

test("an order is left only by proposing its lifting", () => {
  assert.deepEqual(types(zone()), ["proposeLift", "setTimes", "count", "correct"]);
  assert.ok(!types(zone()).includes("standDown"));
});

test("while a proposal waits, nothing else is proposed", () => {
  const waiting = zone({ stage: "warning", proposal: proposal(["first"]), signaturesNeeded: 2 });
  assert.deepEqual(types(waiting), ["standDown", "setTimes", "count", "correct"]);
});

test("nobody is offered anything in a closed incident, and a team nothing at all", () => {
  assert.deepEqual(types(zone(), me, { ...incident, state: "closed" }), []);
  assert.deepEqual(types(zone(), /** @type {any} */ ({ name: "mover", role: "field-team" })), []);
});

test("whoever has signed is told that another person must confirm", () => {
  const waiting = zone({ stage: "normal", proposal: proposal(["first"]), signaturesNeeded: 2 });
  assert.equal(namesMissing(waiting), 1);
  assert.ok(hasSigned(waiting, me));
  assert.ok(!hasSigned(waiting, /** @type {any} */ ({ name: "second" })));
  assert.equal(namesMissing(zone({ proposal: proposal([]), signaturesNeeded: 2 })), 2);
});

test("numbers go out as numbers, and a correction may be negative", () => {
  const values = { outcome: "contacted", households: "-2", reason: "two doors" };
  assert.deepEqual(bodyOf(fieldsOf("zone", "correct"), values), {
    outcome: "contacted",
    households: -2,
    reason: "two doors",
  });
});

test("every command, stage, form and outcome of a zone has its words", () => {
  const names =
    "advise warn standDown proposeOrder proposeLift withdraw setTimes count correct addZone confirmProposal";
  for (const one of [book("en"), book("zh-CN")]) {
    for (const name of names.split(" ")) assert.ok(one[`command.${name}`], name);
    for (const stage of ["normal", "advisory", "warning", "order", "lifted"]) {
      assert.ok(one[`evac.stage.${stage}`], stage);
    }
    for (const form of ["leave", "shelterInPlace"]) assert.ok(one[`evac.form.${form}`], form);
    for (const outcome of OUTCOMES) assert.ok(one[`evac.outcome.${outcome}`], outcome);
  }
});

test("a count is told with its zone, its outcome and its number", () => {
  /** @type {any} */
  const names = {
    words: (text) => text?.zh ?? "",
    part: (kind, id) => `${kind}/${id}`,
    list: (all) => all.join(),
    team: String,
  };
  const data = { zoneName: { zh: "崖脚" }, outcome: "moved", households: 3 };
  const values = valuesOf({ type: "HouseholdsCounted", data }, names);
  assert.deepEqual([values.zone, values.outcome, values.households], ["崖脚", "outcome/moved", "3"]);
});

test("only zones whose people were asked for something are counted", () => {
  assert.deepEqual(countedZones([zone(), zone({ stage: "normal" }), zone({ stage: "lifted" })]).length, 1);
  assert.deepEqual(countedOf({ id: "i1", evacuations: [zone({ stage: "normal" })] }), []);
  const moves = (skill, step) => movesPeople(/** @type {any} */ ({ skill, step }));
  assert.ok(moves("evacuation", "evacuation") && moves(null, undefined));
  assert.ok(!moves("drone", "drone-survey"));
});

function waitingCount(id, outcome) {
  return {
    id,
    path: countPath("i1", "foot"),
    body: { id, type: "count", outcome, households: 1 },
    task: outboxKey(id),
    at: 0,
  };
}

test("two counts alike are two households, and a refused one takes no other with it", async () => {
  let waiting = [];
  for (const id of ["a", "b", "c"]) waiting = enqueue(waiting, waitingCount(id, "contacted"));
  assert.equal(waiting.length, 3);
  assert.equal(knownCount(waiting, "i1", zone(), "contacted"), 3);
  const sent = [];
  /** @returns {Promise<any>} */
  const answer = (one) => {
    sent.push(one.id);
    return Promise.resolve(one.id === "b" ? { refused: { code: "evacuation.count-too-large", detail: "" } } : "taken");
  };
  const { left, refusals } = await flush(waiting, answer);
  assert.deepEqual([left.length, sent, refusals.map((one) => one.commands.length)], [0, ["a", "b", "c"], [1]]);
});

test("a count that was just taken stays on the sheet until the server's own total comes", () => {
  const counted = withTaken([{ incident: "i1", zones: [zone()] }], waitingCount("a", "moved"));
  assert.equal(knownCount([], "i1", counted[0].zones[0], "moved"), 1);
  assert.equal(knownCount([], "i1", counted[0].zones[0], "contacted"), 0);
});

test("a proposal that a graver step replaced is told with that step's title in the reader's language", () => {
  const names = /** @type {any} */ (new Proxy({ words: (/** @type {any} */ text) => text?.zh ?? "" }, {
    get: (of, key) => Reflect.get(of, key) ?? (() => ""),
  }));
  const data = {
    zoneName: { zh: "崖脚", en: "foot" },
    proposal: 1,
    reason: "转移 / leave",
    replacedBy: { zh: "转移", en: "leave" },
  };
  const entry = { type: "EvacuationProposalWithdrawn", data };
  assert.equal(wordsKeyOf(entry), "event.EvacuationProposalWithdrawn.byPlan");
  assert.equal(valuesOf(entry, names).reason, "转移");
  assert.equal(wordsKeyOf({ ...entry, data: { ...data, replacedBy: undefined } }), "event.EvacuationProposalWithdrawn");
});
