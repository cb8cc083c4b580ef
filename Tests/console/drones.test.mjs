import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { droneFeatures } from "../../Sources/Adapters/Console/Resources/console/map/drones.js";
import { isCallable } from "../../Sources/Adapters/Console/Resources/console/drones/calling.js";
import { tidy, valuesOf, wordsKeyOf } from "../../Sources/Adapters/Console/Resources/console/incident/telling.js";
import { fill } from "../../Sources/Adapters/Console/Resources/console/i18n/words.js";

const book = (name) =>
  JSON.parse(
    readFileSync(
      new URL(`../../Sources/Adapters/Console/Resources/console/words/${name}.json`, import.meta.url),
      "utf8",
    ),
  );
const docked = {
  id: "d1",
  name: { zh: "一号", en: "One" },
  position: { latitude: 29.8, longitude: 106.4 },
  inDock: true,
  batteryPercent: 95,
  silent: false,
  positionOld: false,
};
const target = { latitude: 29.83, longitude: 106.41 };
const out = { ...docked, inDock: false, heightMetres: 120.4, headingDegrees: 270, flight: { target } };

test("a drone in its dock is a sign with its battery, and has no way", () => {
  const { features } = droneFeatures({ d1: docked }, "zh");
  assert.equal(features.length, 1);
  assert.equal(features[0].properties.sign, "drone");
  assert.equal(features[0].properties.name, "一号 · 95 %");
});

test("a drone that is out shows its heading, its height and the way to what it looks at", () => {
  const { features } = droneFeatures({ d1: out }, "en");
  assert.equal(features[0].properties.sign, "drone-out");
  assert.equal(features[0].properties.heading, 270);
  assert.equal(features[0].properties.name, "One · 120 m · 95 %");
  assert.deepEqual(features[1].geometry.coordinates, [[106.4, 29.8], [106.41, 29.83]]);
});

test("an old place does not look like a place of now, and a silent dock is faint", () => {
  assert.equal(droneFeatures({ d1: { ...out, positionOld: true } }, "zh").features[0].properties.sign, "drone-old");
  assert.equal(droneFeatures({ d1: { ...docked, silent: true } }, "zh").features[0].properties.faint, true);
});

test("the timeline says in both languages which drone did what, and why", () => {
  const words = (text) => text?.zh ?? "";
  const names = /** @type {any} */ ({ words, list: (all) => all.join(""), team: String });
  const said = (language, type, data) =>
    tidy(
      fill(book(language)[`event.${type}`], valuesOf({ type, data: { droneName: { zh: "一号" }, ...data } }, names)),
    );
  assert.equal(said("zh-CN", "FlightOrdered", { reason: "看崖面" }), "派一号飞去查看：看崖面");
  assert.equal(said("en", "FlightRefused", { resultCode: 316013 }), "一号 refuses the order (code 316013)");
});

test("a look that the plan asks for is told as one, and so is one that goes to the desk again", () => {
  const words = (text) => text?.zh ?? "";
  const names = /** @type {any} */ ({ words, list: (all) => all.join(""), team: String, task: () => "航拍" });
  const said = (entry) => tidy(fill(book("zh-CN")[wordsKeyOf(entry)], valuesOf(entry, names)));
  const created = (means) => ({ type: "TaskCreated", data: { task: "t1", draft: { title: { zh: "航拍" }, means } } });
  assert.equal(said(created("drone")), "预案要求空中查看「航拍」，待值班台派飞");
  assert.equal(said(created(undefined)), "新任务「航拍」");
  assert.equal(said({ type: "TaskRerouted", data: { task: "t1" } }), "「航拍」重新提请值班台");
});

test("every event, state and outcome of a flight has its words", () => {
  const swift = (path) => readFileSync(new URL(`../../Sources/Domain/Drones/${path}`, import.meta.url), "utf8");
  const events = [...swift("FlightEventBodies.swift").matchAll(/static let type = "(\w+)"/g)].map(([, type]) => type);
  const cases = (name) => {
    const body = new RegExp(`enum ${name}: String[^{]*\\{([\\s\\S]*?)\\n    \\}`).exec(swift("Flight.swift"))?.[1] ??
      "";
    return [...body.matchAll(/case (\w+)/g)].map(([, one]) => one);
  };
  assert.ok(events.length > 15 && cases("State").length === 6 && cases("Outcome").length === 7);
  const obstacles = [...swift("FlightObstacle.swift").matchAll(/RefusalCode = "(drone\.[a-z-]+)"/g)].map(([, one]) =>
    one
  )
    .filter((code) => code !== "drone.unknown");
  for (const language of ["zh-CN", "en"]) {
    const known = book(language);
    for (const type of events) assert.ok(known[`event.${type}`], type);
    for (const state of cases("State").filter((one) => one !== "ended")) {
      assert.ok(known[`drone.state.${state}`], state);
    }
    for (const outcome of cases("Outcome")) assert.ok(known[`drone.outcome.${outcome}`], outcome);
    for (const code of obstacles) assert.ok(known[`drone.why.${code}`], code);
  }
});

test("a flight that took a call on may be called again, also on its way home; one whose call waits for an answer, or that is over, may not", () => {
  const flight = { state: "onStation", callBackAnswered: false, callBackUnanswered: false };
  const called = { ...flight, calledBackAt: "2026-11-27T12:00:00Z" };
  assert.ok(isCallable(flight));
  assert.ok(!isCallable(called));
  assert.ok(isCallable({ ...called, state: "returning", callBackAnswered: true }));
  assert.ok(isCallable({ ...called, callBackUnanswered: true }));
  assert.ok(isCallable({ ...flight, state: "returning" }));
  assert.ok(!isCallable({ ...flight, state: "ended" }));
});
