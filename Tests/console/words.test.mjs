import test from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fill } from "../../Sources/Adapters/Console/Resources/console/i18n/words.js";

const resources = new URL("../../Sources/Adapters/Console/Resources/", import.meta.url);
const book = (name) => JSON.parse(readFileSync(new URL(`console/words/${name}.json`, resources), "utf8"));
const chinese = book("zh-CN"), english = book("en");

function sources(folder) {
  return readdirSync(new URL(folder, resources), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(`${folder}${entry.name}/`)
      : entry.name.endsWith(".js")
      ? [`${folder}${entry.name}`]
      : []
  );
}

test("both languages have the same words", () => {
  assert.deepEqual(Object.keys(chinese).sort(), Object.keys(english).sort());
});

test("no word is empty, and both languages take the same values", () => {
  const holes = (words) => [...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  for (const key of Object.keys(chinese)) {
    assert.ok(chinese[key].trim() && english[key].trim(), key);
    assert.deepEqual(holes(chinese[key]), holes(english[key]), key);
  }
});

test("every word that the pages ask for by name is there", () => {
  for (const file of [...sources("console/"), ...sources("field/")]) {
    const text = readFileSync(new URL(file, resources), "utf8");
    for (const [, key] of text.matchAll(/\bt\(\s*"([a-zA-Z.-]+)"/g)) assert.ok(key in english, `${file}: ${key}`);
  }
});

test("every state and command of the loop has its word", () => {
  const states = {
    alert: "raised acknowledged verifying confirmed rejected merged expired",
    incident: "open dispatched underControl resolved allClear closed merged",
  };
  for (const [kind, names] of Object.entries(states)) {
    for (const name of names.split(" ")) assert.ok(`${kind}.${name}` in english, name);
  }
});

test("a value fills its hole, and an unknown hole stays visible", () => {
  assert.equal(fill("{a} of {b}", { a: 1 }), "1 of {b}");
});

test("the page fetches all its modules at once instead of one after the other", () => {
  const page = readFileSync(new URL("index.html", resources), "utf8");
  for (const file of sources("console/").filter((name) => !name.endsWith("stream-worker.js"))) {
    assert.ok(page.includes(`<link rel="modulepreload" href="${file}">`), `index.html does not preload ${file}`);
  }
});
