import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const resources = new URL("../../Sources/Adapters/Console/Resources/", import.meta.url);
const page = readFileSync(new URL("index.html", resources), "utf8");
const HEAVY = /map\/canvas|map\/style|vendor\/maplibre|vendor\/uplot|incident\/page|admin\//;

/** All modules that run before the first row, found by their import lines. @returns {Set<string>} */
function eager(start, found = new Set()) {
  if (found.has(start.href)) return found;
  found.add(start.href);
  if (start.pathname.includes("/vendor/")) return found;
  const text = readFileSync(start, "utf8");
  for (const [, name] of text.matchAll(/^(?:import|export)[^;]*?from\s+"(\.[^"]+)"/gm)) {
    eager(new URL(name, start), found);
  }
  return found;
}

const modules = [...eager(new URL("console/main.js", resources))].map((href) => href.slice(resources.href.length));

test("what the first rows need is fetched at once instead of one after the other", () => {
  for (const file of modules) {
    assert.ok(page.includes(`<link rel="modulepreload" href="${file}">`), `index.html does not preload ${file}`);
  }
});

test("nothing is preloaded that the first rows can do without", () => {
  const preloaded = [...page.matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map((match) => match[1]);
  assert.deepEqual(preloaded.filter((file) => !modules.includes(file)), []);
});

test("the map, the charts and the other screens wait until the rows are drawn", () => {
  assert.deepEqual(modules.filter((file) => HEAVY.test(file)), []);
  assert.ok(!page.includes("maplibre"));
});

test("the board is asked for before any code has come", () => {
  const board = page.indexOf(`<link rel="preload" as="fetch" crossorigin href="/api/board">`);
  assert.ok(board > 0 && board < page.indexOf("modulepreload") && board < page.indexOf("stylesheet"));
});
