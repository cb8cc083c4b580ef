import test from "node:test";
import assert from "node:assert/strict";
import { myNotices } from "../../Sources/Adapters/Console/Resources/console/notices/mine.js";
import { wholeNotice } from "../../Sources/Adapters/Console/Resources/console/loop/whole.js";
import { valuesOf } from "../../Sources/Adapters/Console/Resources/console/incident/telling.js";

const me = /** @type {any} */ ({ center: "5001", department: null, team: null });
const line = (/** @type {any} */ more) => ({ post: "5001/desk", center: "5001", ...more });
const notice = (/** @type {string} */ id, /** @type {any[]} */ to) => wholeNotice({ id, to, issuedAt: id });

test("a notice about an alert has no incident, and nothing of it is undefined", () => {
  const it = wholeNotice({ id: "n", alert: "A-1", to: [line({ deputy: true, person: "duty.deputy" })] });
  assert.equal(it.incident, null);
  assert.equal(it.alert, "A-1");
  assert.equal(it.to[0].person, "duty.deputy");
  assert.equal(wholeNotice({ id: "m", incident: "I-1", to: [line({})] }).to[0].deputy, false);
});

test("a notice waits for a post until its holder or its deputy has acknowledged it", () => {
  const waits = notice("1", [line({}), line({ deputy: true })]);
  const answered = notice("2", [line({}), line({ deputy: true, acknowledgedAt: "x" })]);
  const foreign = notice("3", [line({ center: "5002" })]);
  assert.deepEqual(myNotices([answered, foreign, waits], me).map((one) => one.id), ["1"]);
});

test("the timeline names a notice about an alert by its own title", () => {
  const names = /** @type {any} */ ({
    words: (/** @type {any} */ text) => text?.zh ?? "",
    team: String,
    list: (/** @type {string[]} */ words) => words.join(", "),
  });
  const values = valuesOf(
    { type: "NoticeIssued", data: { id: "n", alert: "A-1", title: { zh: "升级督办", en: "" } } },
    names,
  );
  assert.equal(values.title, "升级督办");
});
