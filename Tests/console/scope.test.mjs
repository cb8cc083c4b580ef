import test from "node:test";
import assert from "node:assert/strict";
import {
  districtOf,
  figuresOf,
  isWholeCity,
  standsUnder,
} from "../../Sources/Adapters/Console/Resources/console/shell/scope.js";
import { alert, at, clock, incident, NOW } from "./boards.mjs";

const rows = [["50", null, "municipal"], ["500109", "50", "district"], ["500109102", "500109", "township"], [
  "5001LJ",
  "50",
  "district",
], ["500112025", "5001LJ", "township"]];
/** @type {any} */
const centers = new Map(rows.map(([code, parent, level]) => [code, { code, parent, level }]));
const network = {
  hub: { code: "50" },
  totals: { districts: 2, townships: 2, teams: 9, teamsBusy: 3, alertsOpen: 99 },
  own: { datastreams: 2, datastreamsSilent: 1, datastreamsAwaited: 0 },
};
const board = {
  alerts: { a: alert("a"), b: alert("b", { state: "acknowledged", clocks: [clock({ dueAt: at(-5) })] }) },
  incidents: { i: incident("i", { clocks: [clock({ dueAt: at(-9), stoppedAt: at(-10) })] }) },
};
const lists = {
  teams: [{ center: "500109", task: "T" }, { center: "500109102" }, { center: "5001LJ", task: "U" }],
};
/** @type {(center: string, department?: string | null) => any} */
const known = (center, department = null) => ({ me: { center, department }, centers, network, board, ...lists });

test("the figures of a district are those of its queue and its own teams and sensors", () => {
  const { items: _, ...figures } = figuresOf(known("500109"), NOW);
  assert.deepEqual(figures, {
    alerts: 2,
    incidents: 1,
    unacknowledged: 1,
    overdue: 1,
    centers: 2,
    teams: 2,
    teamsBusy: 1,
    sensors: 2,
    silent: 1,
    awaited: 0,
  });
});

test("only the hub's figures are the city's, and its alerts are those of its queue", () => {
  const figures = figuresOf(known("50"), NOW);
  assert.deepEqual([figures.alerts, figures.centers, figures.teams, figures.silent], [2, 5, 9, 1]);
  assert.equal(isWholeCity(known("500109")), false);
  assert.equal(isWholeCity(known("50", "transport")), false);
});

test("nothing is counted before the centers are here", () => {
  const figures = figuresOf({ ...known("500109"), centers: new Map() }, NOW);
  assert.equal(figures.teams, undefined);
});

test("a functional zone has the townships that stand under it, whatever their number says", () => {
  assert.ok(standsUnder("500112025", "5001LJ", centers));
  assert.ok(!standsUnder("500112025", "500109", centers));
  assert.ok(!standsUnder("unknown", "50", centers));
  assert.equal(districtOf(known("500112025").me, centers), "5001LJ");
  assert.equal(districtOf(known("50").me, centers), null);
});
