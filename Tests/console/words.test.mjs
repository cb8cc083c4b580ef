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

// In English a refusal is said in the server's own words; only the few that speak to programs have others here.
const ofRefusals = (key) => key.startsWith("refusal.");

test("both languages have the same words", () => {
  const keys = (words) => Object.keys(words).filter((key) => !ofRefusals(key)).sort();
  assert.deepEqual(keys(chinese), keys(english));
  for (const key of Object.keys(english).filter(ofRefusals)) assert.ok(key in chinese, key);
});

test("no book says a word twice", () => {
  for (const name of ["zh-CN", "en"]) {
    const text = readFileSync(new URL(`console/words/${name}.json`, resources), "utf8");
    const keys = [...text.matchAll(/^ {2}"([^"]+)":/gm)].map((match) => match[1]);
    const twice = keys.filter((key, place) => keys.indexOf(key) !== place);
    assert.deepEqual(twice, [], name);
    assert.equal(keys.length, Object.keys(book(name)).length, name);
  }
});

test("no word is empty, and both languages take the same values", () => {
  const holes = (words) => [...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  for (const key of Object.keys(chinese)) {
    if (ofRefusals(key) && !(key in english)) continue;
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
