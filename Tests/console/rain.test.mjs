import test from "node:test";
import assert from "node:assert/strict";
import { isPatrolKey, patrolKey, patrolsAsLeft } from "../../Sources/Adapters/Console/Resources/field/patrols.js";
import { forecastBody, inputTime } from "../../Sources/Adapters/Console/Resources/console/rain/forecast.js";
import { addressee } from "../../Sources/Adapters/Console/Resources/console/rain/patrol.js";
import { patrolState } from "../../Sources/Adapters/Console/Resources/console/rain/reasons.js";
import { matching } from "../../Sources/Adapters/Console/Resources/console/rain/waiting.js";

const mine = (number, state = "assigned") => ({
  round: "RR-000001",
  roundName: { zh: "合成", en: "Synthetic" },
  version: 1,
  patrol: {
    number,
    state,
    site: "s",
    siteName: { zh: "合成", en: "Synthetic" },
    overdue: false,
    dueAt: "2026-07-01T00:00:00Z",
  },
  reasons: [],
  exercise: false,
  synthetic: true,
});
const said = (one, type) => ({ id: type, task: patrolKey(one), path: "/", body: { type }, at: 0 });

test("a patrol shows what the person already said, and one that is reported is gone from the list", () => {
  const left = patrolsAsLeft([mine(1), mine(2), mine(3)], [
    said(mine(1), "acknowledgePatrol"),
    said(mine(2), "acknowledgePatrol"),
    said(mine(2), "finishPatrol"),
  ]);
  assert.deepEqual(left.map((one) => [one.patrol.number, one.patrol.state]), [[1, "acknowledged"], [3, "assigned"]]);
  assert.ok(isPatrolKey(patrolKey(mine(1))) && !isPatrolKey("count/1"));
});

test("a forecast leaves out areas without a number and sends a dry one", () => {
  const rows = [{ center: "500109", millimetres: "80.5" }, { center: "500109001", millimetres: " " }, {
    center: "500109002",
    millimetres: "0",
  }];
  const body = forecastBody(" 气象台 ", "2026-07-01T08:00", rows);
  assert.equal(body.source, "气象台");
  assert.deepEqual(body.rain.map((row) => [row.center, row.millimetresPer24Hours]), [["500109", 80.5], [
    "500109002",
    0,
  ]]);
  assert.ok(body.issuedAt.endsWith("Z"));
});

test("the time that is offered for a forecast never lies ahead", () => {
  const now = new Date(1_780_000_059_999);
  const offered = new Date(inputTime(now)).getTime();
  assert.ok(offered <= now.getTime() && now.getTime() - offered < 60_000);
});

test("an addressee is a role or a team, whatever its name holds", () => {
  assert.deepEqual(addressee("role/villager"), { role: "villager" });
  assert.deepEqual(addressee("team/500109-fire/1"), { team: "500109-fire/1" });
});

test("a waiting site is found by either name or its id, and a watched one is not among them", () => {
  const rows = [
    { site: "diaozui", name: { zh: "吊嘴", en: "Diaozui" }, watched: false },
    { site: "s-2", name: { zh: "吊岩", en: "Diaoyan" }, watched: true },
    { site: "s-3", name: { zh: "滑坡", en: "Slide" }, watched: false },
  ];
  assert.deepEqual(matching(rows, "").map((row) => row.site), ["diaozui", "s-3"]);
  assert.deepEqual(matching(rows, "吊").map((row) => row.site), ["diaozui"]);
  assert.deepEqual(matching(rows, "SLI").map((row) => row.site), ["s-3"]);
});

test("a patrol that is late is overdue whatever else it is, and no patrol is said too", () => {
  assert.equal(patrolState({ state: "acknowledged", overdue: true }), "overdue");
  assert.equal(patrolState(undefined), "none");
});
