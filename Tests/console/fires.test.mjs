// The pages of fires: rasters, the hours of the slider, what stands in which order, and what is drawn of a picture.
import test from "node:test";
import assert from "node:assert/strict";
import { mayTell, positionOf } from "../../Sources/Adapters/Console/Resources/field/position-sheet.js";
import {
  minutesWords,
  shareWords,
  spreadWords,
} from "../../Sources/Adapters/Console/Resources/console/fire/figures.js";
import { areaIn, areaOf, momentOf } from "../../Sources/Adapters/Console/Resources/console/fire/edge.js";
import {
  ARRIVAL,
  banded,
  burnedArea,
  burnedBy,
  NONE,
  outOfReach,
  paint,
  rasterOf,
} from "../../Sources/Adapters/Console/Resources/console/fire/raster.js";
import {
  aheadOf,
  horizonFor,
  isStale,
  minuteNow,
  movedBy,
  orderState,
  placeKnown,
  summaryOf,
  teamsInOrder,
  weatherAt,
  windsAlong,
  zonesInOrder,
} from "../../Sources/Adapters/Console/Resources/console/fire/hours.js";
import {
  area,
  comingDays,
  dangerOn,
  dangerSign,
  pointsOf,
  pointsText,
  verdictSign,
} from "../../Sources/Adapters/Console/Resources/console/fire/danger.js";
import {
  boxOf,
  buffers,
  cornersOf,
  outlines,
  reached,
  signs,
  ways,
  windArrows,
} from "../../Sources/Adapters/Console/Resources/console/fire/features.js";
import { dangerFeatures } from "../../Sources/Adapters/Console/Resources/console/map/dangers.js";
import { firePicture } from "./fires.mjs";

/** @param {number[]} numbers */
function bytesOf(numbers) {
  const view = new DataView(new ArrayBuffer(2 * numbers.length));
  numbers.forEach((number, index) => view.setUint16(2 * index, number, true));
  return view.buffer;
}

test("a raster is read least significant byte first, and an answer of another size is none", () => {
  assert.deepEqual([...rasterOf(bytesOf([1, 256, NONE, 3]), 2, 2, 1).numbers], [1, 256, NONE, 3]);
  assert.throws(() => rasterOf(bytesOf([1, 2, 3]), 2, 2, 1), /2 × 2 cells has 6 bytes/);
  assert.throws(() => rasterOf(new ArrayBuffer(0), 0, 0, 1));
});

test("cells bear the colour of their band, and those with nothing to say none", () => {
  const raster = rasterOf(bytesOf([60, 61, NONE, 2000]), 2, 2, 1);
  const pixels = paint(raster, banded(ARRIVAL));
  const cell = (/** @type {number} */ index) => [...pixels.slice(4 * index, 4 * index + 4)];
  assert.deepEqual(cell(0), ARRIVAL[0].colour);
  assert.deepEqual(cell(1), ARRIVAL[1].colour);
  assert.deepEqual(cell(2), [0, 0, 0, 0]);
  assert.deepEqual(cell(3), ARRIVAL[4].colour);
});

test("what has burned by a minute is hatched, what burns later is not, and its area is counted in the ground's own cells", () => {
  const of = burnedBy(90);
  assert.notDeepEqual(of(90, true), of(90, false));
  assert.deepEqual(of(91, true), [0, 0, 0, 0]);
  assert.deepEqual(of(null, false), [0, 0, 0, 0]);
  const raster = rasterOf(bytesOf([10, 90, 91, NONE]), 2, 2, 1);
  assert.equal(burnedArea(raster, 90, { widthMetres: 2000, heightMetres: 1000 }), 1);
});

test("ground is in shadow where nobody comes in time, and where no road leads it is marked too", () => {
  const of = outOfReach(5);
  assert.deepEqual(of(5, false), [0, 0, 0, 0]);
  assert.ok(of(5.1, false)[3] > 0);
  assert.notDeepEqual(of(null, true), of(6, true));
});

test("the slider goes in whole steps from now to a day ahead, whatever the address says", () => {
  assert.deepEqual(["120", "123", "-5", "99999", "x", "", null].map(aheadOf), [120, 120, 0, 1440, 0, 0, 0]);
});

test("arrows go ten minutes, page keys an hour, and other keys nowhere", () => {
  const from = (/** @type {string} */ key) => movedBy(120, key);
  assert.deepEqual(["ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End", "a"].map(from), [
    130,
    110,
    180,
    60,
    0,
    1440,
    null,
  ]);
  assert.equal(movedBy(0, "ArrowLeft"), 0);
  assert.equal(movedBy(1430, "PageUp"), 1440);
});

test("an hour belongs to the forecast nearest to it", () => {
  const { horizons } = firePicture();
  const hours = (/** @type {number} */ minute) => horizonFor(horizons, minute)?.hours;
  assert.deepEqual([0, 61, 130, 722, 1440, 9999].map(hours), [1, 1, 3, 12, 24, 24]);
  assert.equal(horizonFor([], 10), null);
});

test("minutes count from the beginning of the fire, and a picture grows old after twelve", () => {
  const picture = firePicture(), start = Date.parse(picture.start);
  assert.equal(minuteNow(picture, start + 90_000), 1.5);
  assert.equal(minuteNow(picture, start - 90_000), 0);
  const made = Date.parse(picture.madeAt);
  assert.equal(isStale(picture.madeAt, made + 12 * 60_000), false);
  assert.equal(isStale(picture.madeAt, made + 12.1 * 60_000), true);
});

test("zones stand in the order of when they have to be told, those without a time behind, and what is late says so", () => {
  const { zones } = firePicture();
  assert.deepEqual(zonesInOrder(zones).map((/** @type {any} */ one) => one.zone), ["near", "later", "likely", "far"]);
  const now = Date.parse("2026-08-20T04:30:00Z");
  const at = (/** @type {number} */ minutes) => new Date(now + minutes * 60_000).toISOString();
  assert.deepEqual([at(-1), at(29), at(31), null].map((one) => orderState(one, now)), ["late", "soon", "open", "none"]);
});

test("teams stand in the order of their arrival, and who is cut off stands last", () => {
  const { teams } = firePicture().roads;
  assert.deepEqual(teamsInOrder(teams).map((/** @type {any} */ one) => one.team), ["first", "busy", "unknown", "cut"]);
});

test("a summary names the first free team and the next order, and nothing where nothing is known", () => {
  const told = summaryOf(firePicture());
  assert.deepEqual([told.hour.median, told.first.team, told.order.zone], [0.02, "first", "near"]);
  const bare = summaryOf({ horizons: [], zones: [] });
  assert.deepEqual(bare, { hour: null, first: null, order: null });
});

test("areas are written with the digits that count", () => {
  assert.deepEqual([0, 0.0036, 0.045, 0.197, 2.71, 137.4, null].map(area), [
    "0",
    "0.0036",
    "0.045",
    "0.20",
    "2.7",
    "137",
    "—",
  ]);
});

test("every class of danger and every verdict has a shape of its own, and what is unknown does not look harmless", () => {
  assert.equal(new Set([1, 2, 3, 4, 5, null].map((one) => dangerSign(one).sign)).size, 6);
  assert.equal(new Set(["holds", "tooHot", "late", "notReached", "x"].map((one) => verdictSign(one).sign)).size, 5);
});

test("points are read as people type them, and a line that is none is told", () => {
  const points = [{ latitude: 29.83, longitude: 106.39 }, { latitude: 29.84, longitude: 106.4 }];
  assert.deepEqual(pointsOf("29.83, 106.39\n29.84，106.4\n"), points);
  assert.deepEqual(pointsOf(pointsText(points)), points);
  assert.deepEqual(["29.83", "106.39, 29.83", "a, b"].map(pointsOf), [null, null, null]);
  assert.deepEqual(pointsOf(" "), []);
});

/** @type {any} */
const speech = {
  seen: () => "",
  tongue: "en",
  hour: (/** @type {number} */ hours) => `${hours} h`,
  minutes: (/** @type {number} */ seconds) => `${seconds / 60} min`,
  volume: (/** @type {any} */ one) => one.usable ?? "endless",
  order: (/** @type {any} */ zone) => zone.orderBy ?? "",
  cut: (/** @type {number} */ minute) => `minute ${minute}`,
  degrees: (/** @type {number} */ value) => `${value} C`,
};

test("outlines are closed, bear their hour, and those that are passed are marked", () => {
  const { features } = outlines(firePicture(), 200, speech);
  const lines = features.filter((one) => one.geometry.type === "LineString");
  assert.deepEqual(lines.map((one) => [one.properties.label, one.properties.past]), [
    ["1 h", true],
    ["3 h", true],
    ["6 h", false],
    ["12 h", false],
    ["24 h", false],
  ]);
  for (const one of lines) assert.deepEqual(one.geometry.coordinates[0], one.geometry.coordinates.at(-1));
  const [name] = features.filter((one) => one.geometry.type === "Point");
  assert.equal(name.geometry.coordinates[1], Math.max(...lines[0].geometry.coordinates.map((one) => one[1])));
});

test("roads in reach, routes, cut roads with their minute, and ways out are drawn where there are roads, and nothing where not", () => {
  const picture = firePicture();
  const kinds = ways(picture, [], speech).features.map((one) => [one.properties.kind, one.properties.label]);
  assert.deepEqual(kinds, [["routes", "Team first"], ["cut", "minute 45"], ["crews", "Crew A"], ["measured", ""]]);
  assert.equal(reached(picture).features[0].geometry.coordinates.length, 2);
  const bare = { ...picture, roads: null, crews: [], measured: [] };
  assert.deepEqual(ways(bare, [], speech).features, []);
  assert.deepEqual(reached(bare).features, []);
});

test("a line that is being drawn shows its points at once and its way from the second on", () => {
  const at = (/** @type {number} */ latitude) => ({ latitude, longitude: 106 });
  const drawn = (/** @type {any[]} */ draft) =>
    ways({ ...firePicture(), roads: null, crews: [], measured: [] }, draft, speech).features.map((one) =>
      one.geometry.type
    );
  assert.deepEqual(drawn([at(29)]), ["Point"]);
  assert.deepEqual(drawn([at(29), at(30)]), ["LineString", "Point", "Point"]);
});

test("signs tell water by its volume, teams by their time, sensors by their value, and the hot and the silent apart", () => {
  const sensor = (/** @type {string} */ id, /** @type {number} */ value, stale = false) => ({
    id,
    name: { zh: id, en: id },
    point: { latitude: 29.8, longitude: 106.4 },
    latest: { at: "2026-08-20T04:30:00Z", value },
    stale,
  });
  const home = (/** @type {string} */ team) => team === "first" ? { latitude: 29.8, longitude: 106.4 } : null;
  const stations = [{ id: "saddle", name: { zh: "垭口", en: "Saddle" }, point: { latitude: 29.8, longitude: 106.3 } }];
  const { features } = signs(
    firePicture(),
    [sensor("a", 26), sensor("b", 140), sensor("c", 20, true)],
    stations,
    home,
    speech,
  );
  const of = (/** @type {string} */ kind) =>
    features.filter((one) => one.properties.kind === kind).map((one) => one.properties);
  assert.deepEqual(of("sensors").map((one) => one.icon), ["fire-sensor", "fire-sensor-hot", "fire-sensor-old"]);
  assert.deepEqual(of("water").map((one) => one.label), ["Tank\n300"]);
  assert.deepEqual(of("teams").map((one) => one.label), ["Team first\n4 min"]);
  assert.equal(of("stations")[0].icon, "fire-station-next");
  assert.equal(of("ignition").length, 1);
});

test("trigger buffers bear the zone, its time and how pressing it is", () => {
  const { features } = buffers(firePicture(), speech, (zone) => zone.orderBy ? "open" : "none");
  assert.deepEqual(features[0].properties, { state: "open", label: "Zone near\n2026-08-20T05:00:00Z" });
});

test("corners go from the north-west clockwise, arrows point where the wind goes, and the box holds all outlines", () => {
  const picture = firePicture(), { frame } = picture.grid;
  assert.deepEqual(cornersOf(frame)[0], [frame.northWest.longitude, frame.northWest.latitude]);
  assert.deepEqual(cornersOf(frame)[2], [frame.southEast.longitude, frame.southEast.latitude]);
  assert.ok(windArrows(picture, { windFrom: 315 }).features.every((one) => one.properties.to === 135));
  const [west, south, east, north] = boxOf(picture);
  for (const point of picture.horizons.flatMap((one) => one.perimeter.flat())) {
    assert.ok(point.longitude >= west && point.longitude <= east && point.latitude >= south && point.latitude <= north);
  }
});

test("an edge is sent as GeoJSON that is closed, longitude first, and a file that is no area is told apart", () => {
  const points = [[29.83, 106.39], [29.84, 106.39], [29.84, 106.4]].map(([latitude, longitude]) => ({
    latitude,
    longitude,
  }));
  const [ring] = areaOf(points).coordinates;
  assert.equal(ring.length, 4);
  assert.deepEqual(ring[0], [106.39, 29.83]);
  assert.deepEqual(ring[3], ring[0]);
  assert.equal(areaIn('{"type":"FeatureCollection","features":[]}')?.type, "FeatureCollection");
  assert.equal(areaIn('{"type":"LineString","coordinates":[]}'), null);
  assert.equal(areaIn("lat,lon"), null);
});

test("a time of the day is the last one that it may mean in the city, wherever the browser stands, and never lies ahead", () => {
  const now = Date.parse("2026-08-20T04:30:30Z"), shown = "12:30";
  assert.equal(momentOf("12:10", now, shown), "2026-08-20T04:10:00.000Z");
  assert.equal(momentOf("23:50", now, shown), "2026-08-19T15:50:00.000Z");
  assert.equal(momentOf("12:30", now, shown), new Date(now).toISOString());
  assert.equal(momentOf("12:31", now, shown), new Date(now).toISOString());
  assert.equal(momentOf("23:59", Date.parse("2026-08-20T16:00:10Z"), "00:00"), "2026-08-20T15:59:00.000Z");
  assert.deepEqual([momentOf("25:00", now, shown), momentOf("noon", now, shown), momentOf("12:60", now, shown)], [
    null,
    null,
    null,
  ]);
});

test("the measured edge is drawn closed, and an edge that is being drawn is an area from its third point on", () => {
  const picture = firePicture();
  const kinds = (/** @type {any[]} */ edge) =>
    ways(picture, [], speech, edge).features.filter((one) => ["measured", "draft"].includes(one.properties.kind));
  const [measured] = kinds([]);
  assert.deepEqual(measured.geometry.coordinates[0], measured.geometry.coordinates.at(-1));
  const at = (/** @type {number} */ part) => ({ latitude: 29.83 + part, longitude: 106.39 + part * part });
  const lines = (/** @type {any[]} */ edge) =>
    kinds(edge).filter((one) => one.geometry.type === "LineString" && one.properties.kind === "draft");
  assert.equal(lines([at(0)]).length, 0);
  assert.equal(lines([at(0), at(1)])[0].geometry.coordinates.length, 2);
  assert.equal(lines([at(0), at(1), at(2)])[0].geometry.coordinates.length, 4);
});

test("a crew's place is told or guessed, and what was told ten minutes ago is old even in a picture that does not know it yet", () => {
  const now = Date.parse("2026-08-20T04:20:00Z");
  assert.equal(placeKnown({ guessed: "coarse", positionAt: "2026-08-20T04:19:00Z" }, now), "coarse");
  assert.equal(placeKnown({ guessed: null, positionAt: "2026-08-20T04:11:00Z" }, now), "told");
  assert.equal(placeKnown({ guessed: null, positionAt: "2026-08-20T04:09:00Z" }, now), "old");
});

test("a phone tells where its own team is while that works at a fire, and in no other case", () => {
  const task = { id: "t", team: "crew", state: "onScene", incident: { kind: "wildfire" } };
  assert.ok(mayTell(/** @type {any} */ (task), "crew"));
  assert.ok(!mayTell(/** @type {any} */ ({ ...task, state: "done" }), "crew"));
  assert.ok(!mayTell(/** @type {any} */ ({ ...task, incident: { kind: "gas-leak" } }), "crew"));
  assert.ok(!mayTell(/** @type {any} */ (task), "other") && !mayTell(/** @type {any} */ (task), null));
  const told = positionOf("crew", { coords: { latitude: 29.83, longitude: 106.39, accuracy: 12.4 }, timestamp: 0 });
  assert.deepEqual(told, {
    team: "crew",
    point: { latitude: 29.83, longitude: 106.39 },
    accuracyMetres: 12,
    at: "1970-01-01T00:00:00.000Z",
  });
});

test("figures bear what they are of, and a share of nothing is none", () => {
  assert.equal(spreadWords({ count: 3, p50: 4.26, p90: 61.2 }, minutesWords), "4.3 / 61 (3)");
  assert.equal(spreadWords(undefined, minutesWords), "—");
  assert.deepEqual([shareWords(2, 3), shareWords(0, 0), shareWords(0, 4)], ["67 % (2/3)", "—", "0 % (0/4)"]);
});

test("the weather of a moment is that of the last row that has begun, and the slider shows the wind of each", () => {
  const { hours } = firePicture();
  const at = (/** @type {string} */ time) => weatherAt(hours, Date.parse(time));
  assert.equal(at("2026-08-20T04:00:00Z")?.source, "now");
  assert.equal(at("2026-08-20T04:39:59Z")?.source, "now");
  assert.equal(at("2026-08-20T04:40:00Z")?.source, "mixed");
  assert.equal(at("2026-08-21T12:00:00Z")?.source, "held");
  assert.equal(weatherAt([], 0), null);
  const winds = windsAlong(hours, Date.parse("2026-08-20T04:10:00Z"), [0, 2, 24]);
  assert.deepEqual(winds.map((one) => one.weather.source), ["now", "forecast", "held"]);
  assert.deepEqual(windsAlong([], 0, [0, 2]), []);
});

test("the class of a day that is forecast is its own, and a day that nobody forecasts has none", () => {
  const coming = [{ date: "2026-08-21", dangerClass: 4 }, { date: "2026-08-22", dangerClass: 2 }];
  const forest = { danger: { days: [{ dangerClass: 3 }], coming } };
  assert.deepEqual([dangerOn(forest), dangerOn(forest, "2026-08-21"), dangerOn(forest, "2026-08-30")], [3, 4, 0]);
  assert.equal(dangerOn({}, ""), 0);
  const other = { danger: { coming: [coming[1], { date: "2026-08-20", dangerClass: 1 }] } };
  assert.deepEqual(comingDays([forest, other, {}]), ["2026-08-20", "2026-08-21", "2026-08-22"]);
  const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([longitude, latitude]) => ({ longitude, latitude }));
  const drawn = dangerFeatures(
    [{ id: "f", name: { en: "F" }, corners, ...forest }],
    "en",
    (n) => `class ${n}`,
    "2026-08-21",
  );
  assert.equal(drawn.features[0].properties.label, "◆ F\nclass 4 · 2026-08-21");
});

test("a forest on the map bears its class as a sign and a word, and one whose ground is not read is left out", () => {
  const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([longitude, latitude]) => ({ longitude, latitude }));
  const forest = (/** @type {any} */ more) => ({
    id: "f",
    name: { zh: "林", en: "Forest" },
    danger: { days: [{ dangerClass: 5 }] },
    ...more,
  });
  const { features } = dangerFeatures([forest({ corners }), forest({})], "en", (danger) => `class ${danger}`);
  assert.deepEqual(features.map((one) => one.properties), [{ id: "f", danger: 5, label: "▲ Forest\nclass 5" }]);
});
