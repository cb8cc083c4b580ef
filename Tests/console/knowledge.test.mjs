import test from "node:test";
import assert from "node:assert/strict";
import {
  entriesUntil,
  minutesOf,
  momentAt,
  whoKnew,
} from "../../Sources/Adapters/Console/Resources/console/incident/knowledge.js";
import { at } from "./boards.mjs";

/** @type {(center: string, name: string, department?: string) => any} */
const person = (center, name, department) => ({ kind: "person", name, center, department });
const incident = {
  tasks: [{ id: "t1", department: "water", center: "500109", team: null }, {
    id: "t2",
    team: "pumps",
    center: "500109",
  }],
  notices: [{
    issuedAt: at(60),
    to: [{
      center: "50",
      department: null,
      deliveredAt: at(70),
      acknowledgedAt: at(200),
      acknowledgedBy: "hub",
      deputyToldAt: at(150),
    }],
  }],
};
const timeline = [
  { type: "AlertRaised", at: at(0), data: { alert: { owner: "500109102" } } },
  { type: "AlertAcknowledged", at: at(10), actor: person("500109102", "li"), data: {} },
  { type: "TaskSent", at: at(61), data: { task: "t1" } },
  { type: "TaskSent", at: at(61), data: { task: "t2" } },
  { type: "TaskAccepted", at: at(90), actor: person("500109", "wang", "water"), data: { task: "t1" } },
  { type: "IncidentEscalated", at: at(120), data: { escalation: { to: { center: "500109", deputy: false } } } },
  { type: "HandOverOffered", at: at(130), data: { to: "500109" } },
  { type: "HandOverAccepted", at: at(140), actor: person("500109", "zhao"), data: {} },
];

test("each post stands once, from the place upwards, with when it was told and when it answered", () => {
  const rows = whoKnew(incident, timeline, null);
  assert.deepEqual(rows.map((row) => row.key), ["500109102/", "500109/", "500109/water", "50/"]);
  assert.deepEqual(rows[0].acknowledged, { at: at(10), by: "li" });
  assert.deepEqual(rows[1].told, { at: at(120), by: "escalation" });
  assert.deepEqual(rows[1].acknowledged, { at: at(140), by: "zhao" });
  assert.deepEqual(rows[2].acknowledged, { at: at(90), by: "wang" });
  assert.deepEqual([rows[3].delivered?.at, rows[3].acknowledged?.by, rows[3].deputy?.at], [at(70), "hub", at(150)]);
});

test("looking back, what came later is not known yet, and who did not know still has a row", () => {
  const rows = whoKnew(incident, timeline, at(65));
  assert.deepEqual(rows.map((row) => Boolean(row.told)), [true, false, true, true]);
  assert.equal(rows[3].delivered, null);
  assert.equal(entriesUntil(timeline, at(65)).length, 4);
  assert.equal(entriesUntil(timeline, null).length, timeline.length);
});

test("the slider walks whole minutes from the first entry to now", () => {
  const minutes = minutesOf(timeline, Date.parse(at(150)));
  assert.equal(minutes.steps, 2);
  assert.equal(momentAt(minutes, 0), at(60));
  assert.equal(momentAt(minutes, 1), at(120));
  assert.equal(momentAt(minutes, 2), null);
  assert.deepEqual(minutesOf([], 0), { first: 0, steps: 0 });
});
