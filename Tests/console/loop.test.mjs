import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { boardFrom, fold, foldAll } from "../../Sources/Adapters/Console/Resources/console/loop/board.js";
import {
  allowance,
  clockState,
  formatMinutes,
  formatSpan,
  mostUrgent,
  secondsLeft,
  usedFraction,
} from "../../Sources/Adapters/Console/Resources/console/loop/clocks.js";
import { freshness } from "../../Sources/Adapters/Console/Resources/console/loop/freshness.js";
import { rankOf, signOf } from "../../Sources/Adapters/Console/Resources/console/loop/grades.js";
import { bodyOf, fieldsOf, missingFields } from "../../Sources/Adapters/Console/Resources/console/loop/forms.js";
import { soundDue } from "../../Sources/Adapters/Console/Resources/console/signs/mute.js";
import { loadWords, speak } from "../../Sources/Adapters/Console/Resources/console/i18n/words.js";
import { alert, at, board, clock, NOW } from "./boards.mjs";

test("an older version of an alert never replaces a newer one", () => {
  const held = board([alert("a", { version: 5 })]);
  const next = fold(held, { type: "alert", data: alert("a", { version: 4, state: "rejected" }), position: 9 });
  assert.equal(next.alerts.a.version, 5);
  assert.equal(next.position, 9);
});

test("folding a burst at once gives what folding one by one gives", () => {
  const events = [1, 2, 3].map((version) => ({ type: "alert", data: alert("a", { version }), position: 10 + version }));
  const burst = foldAll(board(), events);
  assert.deepEqual(burst, events.reduce(fold, board()));
  assert.equal(burst.alerts.a.version, 3);
  assert.equal(burst.position, 13);
});

test("a snapshot becomes a board by id, and unknown events change nothing but the position", () => {
  const made = boardFrom({ position: 7, alerts: [alert("a")], incidents: [], notices: [] });
  assert.deepEqual(Object.keys(made.alerts), ["a"]);
  assert.equal(fold(made, { type: "reading", data: { value: 1 }, position: 7 }), made);
});

test("a clock is kept, warns, is breached, and is at rest when stopped", () => {
  assert.equal(clockState(clock(), NOW), "kept");
  assert.equal(clockState(clock(), NOW + 40_000), "warn");
  assert.equal(clockState(clock(), NOW + 61_000), "breached");
  assert.equal(clockState(clock({ stoppedAt: at(5) }), NOW + 90_000), "stopped");
  assert.equal(clockState(clock({ stoppedAt: at(90), breachedAt: at(60) }), NOW), "breached");
  assert.equal(secondsLeft(clock(), NOW), 60);
  assert.equal(usedFraction(clock(), NOW), 0.5);
});

test("the running clock that ends first is the one that is shown", () => {
  const clocks = [
    clock({ kind: "close", dueAt: at(900) }),
    clock({ kind: "verify" }),
    clock({ kind: "done", dueAt: at(1), stoppedAt: at(0) }),
  ];
  assert.equal(mostUrgent(clocks)?.kind, "verify");
  assert.equal(mostUrgent([]), null);
});

test("spans read as minutes, hours and days in the reader's words, overdue ones with a plus", async () => {
  const page = globalThis.fetch;
  globalThis.fetch = (url) => Promise.resolve(new Response(readFileSync(/** @type {URL} */ (url))));
  await loadWords();
  globalThis.fetch = page;
  assert.equal(formatSpan(134), "02:14");
  assert.equal(formatSpan(3734), "1:02:14");
  assert.equal(formatSpan(-61), "+01:01");
  speak("en");
  assert.equal(formatSpan(2 * 86_400 + 4 * 3600), "2 d 4 h");
  speak("zh-CN");
  assert.equal(formatSpan(-(2 * 86_400 + 4 * 3600)), "+2 天 4 小时");
  assert.equal(formatSpan(3 * 86_400), "3 天");
  assert.equal(formatSpan(null), "—");
});

test("a fraction of a second is never shown, and a travel time is whole minutes", () => {
  assert.equal(formatSpan(839.78099999999995), "14:00");
  assert.equal(formatSpan(-60.4), "+01:00");
  assert.equal(formatMinutes(839.78099999999995), "14 分钟");
  assert.equal(formatMinutes(3), "1 分钟");
  assert.equal(allowance(clock()), 120);
});

test("a silent line turns amber after ten seconds and red after thirty", () => {
  assert.equal(freshness(null, NOW), "waiting");
  assert.equal(freshness(NOW, NOW + 10_000), "live");
  assert.equal(freshness(NOW, NOW + 10_500), "amber");
  assert.equal(freshness(NOW, NOW + 30_500), "red");
});

test("each grade has its own shape, and a missing grade has one too", () => {
  /** @type {any[]} */
  const grades = ["I", "II", "III", "IV", null];
  const shapes = grades.map((grade) => signOf(grade).shape);
  assert.equal(new Set(shapes).size, 5);
  assert.deepEqual(grades.map(rankOf), [0, 1, 2, 3, 4]);
});

test("no code is chosen before a person chooses one, so that Enter alone records nothing false", () => {
  /** @type {["alert" | "incident", string][]} */
  const commands = [["alert", "startVerification"], ["alert", "reject"], ["incident", "close"], ["incident", "link"]];
  for (const [kind, command] of commands) {
    const fields = fieldsOf(kind, command);
    assert.ok(fields.some((field) => field.required), command);
    assert.ok(fields.every((field) => !("preset" in field)), command);
  }
});

test("a command says which required words are missing and leaves empty ones out", () => {
  const fields = fieldsOf("alert", "reject");
  assert.deepEqual(missingFields(fields, { label: "harmless", reason: "  " }), ["reason"]);
  assert.deepEqual(bodyOf(fieldsOf("alert", "confirm"), { grade: "", note: " seen " }), { note: "seen" });
  assert.deepEqual(bodyOf(fieldsOf("incident", "createTask"), { title: "巡查" }), {
    title: { zh: "巡查", en: "巡查" },
  });
});

test("an alarm sounds once, grade I again and again, and not while muted", () => {
  const grave = { id: "a", grade: "I" }, mild = { id: "b", grade: "III" };
  assert.deepEqual(soundDue([mild, grave], new Set(), 0, 0, NOW), { grade: "I" });
  assert.equal(soundDue([mild], new Set(["b"]), NOW - 60_000, 0, NOW), null);
  assert.deepEqual(soundDue([grave], new Set(["a"]), NOW - 12_000, 0, NOW), { grade: "I" });
  assert.equal(soundDue([grave], new Set(["a"]), NOW - 11_000, 0, NOW), null);
  assert.equal(soundDue([grave], new Set(), 0, NOW + 1, NOW), null);
});
