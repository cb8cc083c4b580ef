// The parts of a live picture are cut as they come, and a look carries its reason.
import test from "node:test";
import assert from "node:assert/strict";
import { PART_BYTES_MAX, partReader } from "../../Sources/Adapters/Console/Resources/console/cameras/parts.js";
import { cameraPath, snapshot, watch } from "../../Sources/Adapters/Console/Resources/console/cameras/look.js";
import { windOf } from "../../Sources/Adapters/Console/Resources/console/cameras/winds.js";
import { coneFeatures } from "../../Sources/Adapters/Console/Resources/console/map/cones.js";

const encoder = new TextEncoder();
const bytes = (text) => encoder.encode(text);
// A picture that holds the very bytes of a boundary and of the end of a head.
const PICTURE = bytes("\xff\r\n\r\n--bayu-picture\r\nContent-Length: 3\r\n\r\n");

function part(type, body, takenAt) {
  const time = takenAt ? `X-Taken-At: ${takenAt}\r\n` : "";
  const head = bytes(`--bayu-picture\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n${time}\r\n`);
  return new Uint8Array([...head, ...body, 13, 10]);
}

const ANSWER = new Uint8Array([
  ...part("image/jpeg", PICTURE, "2026-07-01T08:00:00.000Z"),
  ...part("image/jpeg", bytes(""), "2026-07-01T08:00:00.200Z"),
  ...part("application/problem+json", bytes('{"status":502,"code":"camera.stopped","detail":"it stopped"}')),
  ...bytes("--bayu-picture--\r\n"),
]);

test("however the bytes come, the parts are whole and in order", () => {
  for (const size of [1, 2, 5, 64, ANSWER.length]) {
    const take = partReader(), parts = [];
    for (let at = 0; at < ANSWER.length; at += size) parts.push(...take(ANSWER.slice(at, at + size)));
    assert.deepEqual(parts.map((one) => one.type), ["image/jpeg", "image/jpeg", "application/problem+json"]);
    assert.deepEqual(parts[0].bytes, PICTURE);
    assert.deepEqual(parts.map((one) => one.takenAt), ["2026-07-01T08:00:00.000Z", "2026-07-01T08:00:00.200Z", null]);
  }
});

test("what is none of this form, or promises too much, is given up", () => {
  assert.throws(() => partReader()(bytes("<html>".repeat(1000))));
  assert.throws(() => partReader()(bytes("--bayu-picture\r\nContent-Type: image/jpeg\r\n\r\n")));
  const much = `--bayu-picture\r\nContent-Length: ${PART_BYTES_MAX + 1}\r\n\r\n`;
  assert.throws(() => partReader()(bytes(much)));
  assert.doesNotThrow(() => partReader()(bytes(much.replace(String(PART_BYTES_MAX + 1), String(PART_BYTES_MAX)))));
});

test("a look carries the incident, or else the purpose, and nothing can break out of the address", () => {
  assert.equal(cameraPath("a/b", "live", { incident: "I-1" }), "/api/cameras/a%2Fb/live?incident=I-1");
  assert.equal(cameraPath("c", "snapshot", { purpose: "patrol&x" }), "/api/cameras/c/snapshot?purpose=patrol%26x");
});

async function fetched(answer, work) {
  const before = globalThis.fetch;
  globalThis.fetch = () => Promise.resolve(answer);
  try {
    return await work();
  } finally {
    globalThis.fetch = before;
  }
}

test("whoever watches gets each picture with its time, and then why there are no more", async () => {
  const seen = [];
  const fault = await fetched(
    new Response(ANSWER),
    () => new Promise((over) => watch("c", { purpose: "patrol" }, (picture) => seen.push(picture.takenAt), over)),
  );
  assert.deepEqual(seen, ["2026-07-01T08:00:00.000Z", "2026-07-01T08:00:00.200Z"]);
  assert.equal(fault.code, "camera.stopped");
});

test("an answer that only ends is a line that is lost, and a refusal is told as one", async () => {
  const watched = (answer) =>
    fetched(answer, () => new Promise((over) => watch("c", { purpose: "patrol" }, () => {}, over)));
  assert.equal((await watched(new Response(part("image/jpeg", PICTURE, "x")))).status, 0);
  const refusal = JSON.stringify({ status: 403, code: "access.role-may-not", detail: "no" });
  assert.equal((await watched(new Response(refusal, { status: 403 }))).code, "access.role-may-not");
  const asked = fetched(new Response(refusal, { status: 403 }), () => snapshot("c", { purpose: "patrol" }));
  await assert.rejects(asked, { code: "access.role-may-not" });
});

test("a bearing is said as the nearest of eight winds", () => {
  assert.deepEqual([0, 22, 23, 90, 202.6, 337, 338, 359.9].map(windOf), ["n", "n", "ne", "e", "sw", "nw", "n", "n"]);
});

test("over a terrain only what is seen is filled, and the reach in flat country stays as an edge", () => {
  const ring = [[0, 0], [0, 1], [1, 1], [0, 0]].map(([longitude, latitude]) => ({ longitude, latitude }));
  const camera = { id: "a", name: { zh: "甲", en: "A" }, cone: ring, synthetic: true };
  const parts = (/** @type {any} */ one) => coneFeatures([one], "en").features.map((each) => each.properties.part);
  assert.deepEqual(parts(camera), ["flat"]);
  assert.deepEqual(parts({ ...camera, visible: [ring, ring] }), ["reach", "seen"]);
  assert.deepEqual(parts({ ...camera, visible: [] }), ["reach"]);
  assert.deepEqual(coneFeatures([{ ...camera, visible: [ring] }], "en").features[1].geometry, {
    type: "MultiPolygon",
    coordinates: [[[[0, 0], [0, 1], [1, 1], [0, 0]]]],
  });
});

test("a camera that covers no ground has no cone on the map", () => {
  const cone = [[0, 0], [0, 1], [1, 1], [0, 0]].map(([longitude, latitude]) => ({ longitude, latitude }));
  const cameras = [{ id: "a", name: { zh: "甲", en: "A" }, cone, synthetic: true }, {
    id: "b",
    name: { zh: "乙", en: "B" },
    cone: [],
    synthetic: false,
  }];
  const { features } = coneFeatures(cameras, "en");
  assert.deepEqual(features.map((one) => one.properties.name), ["A"]);
  assert.deepEqual(features[0].geometry.coordinates, [[[0, 0], [0, 1], [1, 1], [0, 0]]]);
});
