import test from "node:test";
import assert from "node:assert/strict";
import { formatRoute, HOME, parseRoute } from "../../Sources/Adapters/Console/Resources/console/keys/route.js";
import { meaningOf } from "../../Sources/Adapters/Console/Resources/console/keys/keymap.js";
import {
  boundsOf,
  distance,
  districtFeatures,
  linkFeatures,
  matterFeatures,
  townshipFeatures,
} from "../../Sources/Adapters/Console/Resources/console/map/features.js";
import { styleFor } from "../../Sources/Adapters/Console/Resources/console/map/style.js";
import { alert, board } from "./boards.mjs";

test("every state survives the way through the address", () => {
  /** @type {any} */
  const route = {
    screen: "map",
    type: "alert",
    id: "alert/7 é",
    search: "澄江 & co",
    filter: "incident",
    at: "",
    layer: "",
  };
  assert.deepEqual(parseRoute(formatRoute(route)), route);
  assert.deepEqual(parseRoute(""), HOME);
  assert.deepEqual(parseRoute("#/board/alert/%E0%A4%A"), { ...HOME, type: "alert", id: "%E0%A4%A" });
});

test("the page of a fire keeps its hour and its layer in the address, and other screens do not", () => {
  /** @type {any} */
  const route = { ...HOME, screen: "fire", type: "incident", id: "I-7", at: "120", layer: "flame" };
  assert.equal(formatRoute(route), "#/fire/I-7?at=120&layer=flame");
  assert.deepEqual(parseRoute(formatRoute(route)), route);
  assert.equal(formatRoute({ ...route, screen: "incident" }), "#/incident/incident/I-7");
});

test("letters mean commands only without Ctrl, Alt or Meta", () => {
  assert.deepEqual(meaningOf({ key: "a" }), { act: "command", value: "A" });
  assert.equal(meaningOf({ key: "a", ctrlKey: true }), null);
  assert.deepEqual(meaningOf({ key: "J" }), { act: "next" });
  assert.deepEqual(meaningOf({ key: "4" }), { act: "screen", value: "wall" });
  assert.deepEqual(meaningOf({ key: "9" }), { act: "screen", value: "rain" });
  assert.deepEqual(meaningOf({ key: "0" }), { act: "screen", value: "fires" });
});

/** @type {(code: string, over?: any) => any} */
const center = (code, over = {}) => ({
  code,
  level: "township",
  name: { zh: "镇", en: "Town" },
  point: { latitude: 29, longitude: 106 },
  pointIsPlaceholder: false,
  ...over,
});

test("a placeholder point is marked as one, and a township without a point is not drawn", () => {
  const { features } = townshipFeatures([
    center("a"),
    center("b", { pointIsPlaceholder: true }),
    center("c", { point: null }),
  ], "zh");
  assert.deepEqual(features.map((one) => [one.properties.id, one.properties.placeholder]), [["a", false], ["b", true]]);
  assert.deepEqual(boundsOf([center("a"), center("b", { point: { latitude: 30, longitude: 108 } })]), [
    106,
    29,
    108,
    30,
  ]);
  assert.equal(boundsOf([]), null);
});

test("a district shows how much is open there and how grave it is", () => {
  const network = {
    hub: { point: { latitude: 29.5, longitude: 106.5 } },
    districts: [{
      code: "d",
      name: { zh: "区", en: "D" },
      point: { latitude: 30, longitude: 107 },
      openAlerts: 2,
      openIncidents: 1,
      gravest: "I",
    }],
  };
  const [district] = districtFeatures(network, "en").features;
  assert.equal(district.properties.count, "3");
  assert.equal(district.properties.grade, "grade-1");
  const [link] = linkFeatures(network).features;
  assert.deepEqual(link.geometry.coordinates[0], [106.5, 29.5]);
  assert.equal(linkFeatures(null).features.length, 0);
});

test("the gravest matter lies on top, and the selected one is marked", () => {
  const { features } = matterFeatures(board([alert("a", { grade: "IV" }), alert("b", { grade: "I" })]), "a", "zh");
  assert.deepEqual(features.map((one) => one.properties.id), ["a", "b"]);
  assert.equal(features[0].properties.selected, true);
});

test("the map needs neither tiles nor glyphs nor sprites from anywhere", () => {
  const style = styleFor("dark");
  assert.equal(style.glyphs, undefined);
  assert.equal(style.sprite, undefined);
  assert.ok(Object.values(style.sources).every((source) => source.type === "geojson"));
  for (const layer of style.layers) {
    assert.ok(layer.type === "background" || style.sources[layer.source ?? ""], layer.id);
  }
});

test("one degree of latitude is 111 kilometres", () => {
  assert.equal(Math.round(distance({ latitude: 29, longitude: 106 }, { latitude: 30, longitude: 106 })), 111);
});
