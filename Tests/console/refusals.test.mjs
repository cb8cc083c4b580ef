// Every code of a refusal in the Swift sources has its Chinese sentence, and no sentence outlives its code.
import test from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { loadWords, speak } from "../../Sources/Adapters/Console/Resources/console/i18n/words.js";
import { Problem } from "../../Sources/Adapters/Console/Resources/console/live/api.js";
import { reasonOf } from "../../Sources/Adapters/Console/Resources/console/live/reason.js";

const root = new URL("../../Sources/", import.meta.url);
const words = new URL("Adapters/Console/Resources/console/words/", root);
const book = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, words), "utf8"));
const chinese = book("zh-CN"), english = book("en");

const sources = readdirSync(root, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith(".swift"))
  .map((path) => ({ path, text: readFileSync(new URL(path, root), "utf8") }));

/** Literals of a code's shape that are something else: names of files, of loggers and queues, of the hazards' rules, and of a forest's fields. */
const FILE = /\.(sqlite|ya?ml|csv|txt|html|json|geojson|graph|key)$/;
const OTHER = (path, literal) =>
  FILE.test(literal) || literal.startsWith("bayu.") || path.startsWith("Hazards/") ||
  path.endsWith("FireRoom/Forest.swift") && literal.startsWith("standard.");

/** A command that was decided on a version of its matter. */
const EXPECTS = /\btry expect\(expectedVersion|\bexpecting: expectedVersion/;

function codesOf(files) {
  const found = new Set();
  const add = (code) => found.add(code);
  for (const { path, text } of files) {
    for (const [, literal] of text.matchAll(/"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)"/g)) {
      if (!OTHER(path, literal)) add(literal);
    }
    for (const [, code] of text.matchAll(/\bcode: "([a-z-]+)"/g)) add(code);
    // `Refusal.unknown("alert", …)` and `expect(version, …)`, or a decision `expecting:` one, in the file of a kind of matter make their codes from a name.
    for (const [, what] of text.matchAll(/\.unknown\("([a-z-]+)"/g)) add(`${what}.unknown`);
    const matter = /CommandDesk\+(Alert|Incident|Notice|Evacuation|RainRound|Flight)s\.swift$/.exec(path)?.[1];
    if (matter && EXPECTS.test(text)) {
      add(`${matter.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}.version-moved`);
    }
  }
  return found;
}

const codes = codesOf(sources);
const worded = (one) => Object.keys(one).filter((key) => key.startsWith("refusal.")).map((key) => key.slice(8));

test("the codes of the domain, the desk, the doors and the store are found", () => {
  const samples = "alert.wrong-state access.not-addressed kind.unknown subscription.unknown incident.version-moved " +
    "store.disk-full not-found reading.too-old sensorthings.malformed hook.wrong-signature report.time-out-of-range";
  for (const code of samples.split(" ")) assert.ok(codes.has(code), code);
});

test("a code is made from parts only where this test knows how to put it together", () => {
  const made = sources.flatMap(({ text }) => text.match(/RefusalCode\([^")]*"[^"]*"\)/g) ?? []);
  assert.deepEqual(made.sort(), ['RefusalCode(stream.category + ".version-moved")', 'RefusalCode(what + ".unknown")']);
  for (const { path, text } of sources) {
    if (EXPECTS.test(text)) {
      assert.match(path, /CommandDesk\+(Alert|Incident|Notice|Evacuation|RainRound|Flight)s\.swift$/);
    }
  }
});

test("every code has a sentence in Chinese that says what happened and ends", () => {
  const missing = [...codes].filter((code) => !chinese[`refusal.${code}`]).sort();
  assert.deepEqual(missing, [], "write refusal.CODE in console/words/zh-CN.json");
  for (const code of worded(chinese)) assert.match(chinese[`refusal.${code}`], /[一-鿿].*。$/u, code);
});

test("no sentence is left of a code that is gone", () => {
  for (const one of [chinese, english]) {
    assert.deepEqual(worded(one).filter((code) => !codes.has(code)), [], "take the sentence out of console/words");
  }
});

test("a new code is seen, in whichever of the ways the sources make one", () => {
  const text = 'case probe = "probe.raw"; throw Refusal.unknown("probe", id); Problem(.gone, code: "probe", title: "")';
  assert.deepEqual([...codesOf([{ path: "Operations/Probe.swift", text }])].sort(), [
    "probe",
    "probe.raw",
    "probe.unknown",
  ]);
});

async function said(language, problem) {
  const fetched = globalThis.fetch;
  globalThis.fetch = (address) => Promise.resolve(new Response(readFileSync(new URL(address))));
  try {
    await loadWords();
  } finally {
    globalThis.fetch = fetched;
  }
  speak(language);
  return reasonOf(problem);
}

test("Chinese says the sentence of the code; English says what the server said", async () => {
  const busy = new Problem(409, "task.team-busy", "Team T-7 holds another open task.", "team");
  assert.match(await said("zh-CN", busy), /^这支队伍还有别的任务.*（栏目：队伍）$/u);
  assert.equal(await said("en", busy), "Team T-7 holds another open task.");
});

test("what only the server knows is handed on in Chinese too", async () => {
  assert.match(await said("zh-CN", new Problem(500, "server.failed", "give the number k3x")), /管理员.*k3x/u);
});

test("a code without words falls back to the server's own, and every reason ends exactly once", async () => {
  assert.equal(await said("zh-CN", new Problem(409, "new.rule", "A new rule says no.")), "A new rule says no.");
  assert.equal(await said("zh-CN", new Problem(502, "", "")), "服务器没有说明原因（502）。请稍后再试。");
  assert.equal(await said("zh-CN", new Problem(0, "network", "signal is aborted.")), chinese["error.offline"]);
  for (const key of ["error.sending", "error.moved", "error.failed", "error.loading"]) {
    assert.doesNotMatch(chinese[key].replace("{reason}", chinese["error.offline"]), /[。.]\s*[。.]/u, key);
    assert.doesNotMatch(english[key].replace("{reason}", english["error.offline"]), /[。.]\s*[。.]/u, key);
  }
});
