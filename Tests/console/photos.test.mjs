import test from "node:test";
import assert from "node:assert/strict";
import {
  fittingCaption,
  interruptPhoto,
  isPhoto,
  photoPath,
  photosOf,
  photoWaiting,
  sendPhoto,
} from "../../Sources/Adapters/Console/Resources/field/photos.js";
import { fitted } from "../../Sources/Adapters/Console/Resources/field/picture.js";
import { flush, rollCallsFirst } from "../../Sources/Adapters/Console/Resources/field/outbox.js";
import { photoPath as lookPath } from "../../Sources/Adapters/Console/Resources/console/incident/photo.js";
import { purposesFor } from "../../Sources/Adapters/Console/Resources/console/loop/purposes.js";

const task = /** @type {any} */ ({ id: "t1", title: { zh: "封路", en: "Close the road" }, incident: { id: "I-1" } });
const picture = new Blob(["synthetic"], { type: "image/jpeg" });

/** An XMLHttpRequest that the test answers; what was sent is remembered. */
function withRequests(answer) {
  const sent = [];
  globalThis.XMLHttpRequest = /** @type {any} */ (class {
    upload = {};
    status = 0;
    responseText = "";
    open(method, path) {
      sent.push({ method, path });
    }
    setRequestHeader() {}
    onabort = () => {};
    abort() {
      this.onabort();
    }
    send(bytes) {
      sent[sent.length - 1].bytes = bytes;
      this.upload.onprogress?.({ loaded: 1, total: 2 });
      setTimeout(() => answer(this), 0);
    }
  });
  return sent;
}

const answered = (status, body = {}) => (request) => {
  Object.assign(request, { status, responseText: JSON.stringify(body) });
  request.onload();
};

async function refusalOf(waiting) {
  const answer = /** @type {any} */ (await sendPhoto(waiting, () => {}));
  return answer.refused;
}

test("a picture is drawn no larger than 1,600 pixels a side, and never enlarged", () => {
  assert.deepEqual(fitted(4000, 3000), { width: 1600, height: 1200 });
  assert.deepEqual(fitted(3000, 4000), { width: 1200, height: 1600 });
  assert.deepEqual(fitted(640, 480), { width: 640, height: 480 });
  assert.deepEqual(fitted(100_000, 10), { width: 1600, height: 1 });
});

test("a photo waits with everything but its bytes in its address", async () => {
  const { waiting, kept } = await photoWaiting(task, picture, "裂缝 & 落石", Date.parse("2026-07-01T08:00:00Z"));
  assert.equal(kept, false, "there is no database here");
  const address = new URL(waiting.path, "http://localhost");
  assert.equal(address.pathname, "/api/incidents/I-1/photos");
  assert.deepEqual(Object.fromEntries(address.searchParams), {
    id: waiting.id,
    caption: "裂缝 & 落石",
    task: "t1",
    takenAt: "2026-07-01T08:00:00.000Z",
  });
  assert.ok(isPhoto(waiting) && photosOf([waiting], "I-1", "t1").length === 1);
  assert.equal(photosOf([waiting], "I-2", "t1").length, 0, "tasks of two incidents have the same names");
});

test("a caption is cut to what the server takes, at a whole character, and its address fits", () => {
  const caption = fittingCaption("字".repeat(300));
  assert.equal(caption, "字".repeat(133));
  assert.ok(
    photoPath({ incident: "I-000001", caption, task: "t1", takenAt: "2026-07-01T08:00:00.000Z" }, "x".repeat(36))
      .length < 2048,
  );
});

test("a photo is sent with its bytes and its progress, and is let go when it is taken", async () => {
  const sent = withRequests(answered(201));
  const { waiting } = await photoWaiting(task, picture, "crack", 0);
  const heard = [];
  assert.equal(await sendPhoto(waiting, (percent) => heard.push(percent)), "taken");
  assert.deepEqual(heard, [50]);
  assert.equal(sent[0].bytes, picture);
  assert.ok((await refusalOf(waiting)).detail, "its bytes are gone, and that is said");
});

test("no line, a full server and one in trouble have said nothing about the photo; a refusal has", async () => {
  const { waiting } = await photoWaiting(task, picture, "crack", 0);
  for (const status of [401, 429, 503]) {
    withRequests(answered(status));
    assert.equal(await sendPhoto(waiting, () => {}), "noline");
  }
  withRequests((request) => request.onerror());
  assert.equal(await sendPhoto(waiting, () => {}), "noline");
  withRequests(answered(422, { code: "photo.cut-off", detail: "cut off" }));
  assert.equal((await refusalOf(waiting)).code, "photo.cut-off");
});

test("an answer to a roll call interrupts a photo and goes before it", async () => {
  const { waiting } = await photoWaiting(task, picture, "crack", 0);
  const call = /** @type {any} */ ({ id: "c", path: "/", body: { type: "answerRollCall" }, task: "roll/I-1", at: 0 });
  assert.deepEqual(rollCallsFirst([waiting, call]), [call, waiting]);
  withRequests(() => {});
  const sending = sendPhoto(waiting, () => {});
  await new Promise((resolve) => setTimeout(resolve, 1));
  interruptPhoto();
  assert.equal(await sending, "noline");
});

test("a refused step takes no photo of its task with it", async () => {
  const { waiting } = await photoWaiting(task, picture, "crack", 0);
  const step = /** @type {any} */ ({ id: "s", path: "/", body: { type: "accept" }, task: "t1", at: 0 });
  const { left, refusals } = await flush(
    [step, waiting],
    (one) => Promise.resolve(isPhoto(one) ? "taken" : { refused: { code: "task.wrong-state", detail: "moved" } }),
  );
  assert.deepEqual(left, []);
  assert.deepEqual(refusals.map((one) => one.commands.map((each) => each.id)), [["s"]]);
});

test("a look at a photo names its purpose, and is offered to whoever may look", () => {
  assert.equal(lookPath("I 1", "ab", "dispatch"), "/api/incidents/I%201/photos/ab?purpose=dispatch");
  const officer = /** @type {any} */ ({ role: "duty-officer", permissions: ["viewPhoto"] });
  assert.ok(purposesFor(officer, false, "viewPhoto").includes("dispatch"));
  assert.deepEqual(purposesFor(officer, false), []);
});
