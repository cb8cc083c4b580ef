import test from "node:test";
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";

const resources = new URL("../../Sources/Adapters/Console/Resources/", import.meta.url);
/** Fetched into `vendor` by the build; what must be there is said by the lock file. */
const lock = readFileSync(new URL("../../vendor.lock", import.meta.url), "utf8");

function isThere(/** @type {URL} */ address) {
  const name = address.pathname.split("/vendor/")[1];
  return name ? lock.includes(name.split("/").pop() ?? name) : existsSync(address);
}

for (const name of ["index.html", "field/index.html"]) {
  test(`every address in ${name} leads to a file`, () => {
    const page = new URL(name, resources), text = readFileSync(page, "utf8");
    const found = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1]);
    assert.ok(found.length > 3);
    const missing = found.filter((one) => !one.startsWith("/api/") && !isThere(new URL(one, page)));
    assert.deepEqual(missing, []);
  });
}

/** All modules of a page, found by their import lines. @returns {Set<string>} */
function modulesFrom(/** @type {URL} */ start, /** @type {Set<string>} */ found = new Set()) {
  if (found.has(start.href)) return found;
  found.add(start.href);
  if (start.pathname.includes("/vendor/")) return found;
  const text = readFileSync(start, "utf8");
  for (const [, name] of text.matchAll(/^(?:import|export)[^;]*?from\s+"([^"]+)"/gm)) {
    assert.match(name, /^\.\.?\//, `${start.pathname}: phones of 2020 know no import maps`);
    modulesFrom(new URL(name, start), found);
  }
  return found;
}

test("the worker keeps every file that the field page needs to open without a line", () => {
  const worker = readFileSync(new URL("field/worker.js", resources), "utf8");
  const kept = new Set(
    [...worker.matchAll(/"(\.{1,2}\/[^"]*)"/g)].map(([, name]) => new URL(name, new URL("field/", resources)).href),
  );
  const page = new URL("field/index.html", resources), text = readFileSync(page, "utf8");
  const linked = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => new URL(match[1], page).href);
  const words = readdirSync(new URL("console/words/", resources)).map((one) =>
    new URL(`console/words/${one}`, resources).href
  );
  const modules = modulesFrom(new URL("field/field.js", resources));
  for (const one of [...linked, ...words, ...modules]) assert.ok(kept.has(one), `field/worker.js does not keep ${one}`);
  for (const one of kept) assert.ok(one.endsWith("/") || isThere(new URL(one)), `field/worker.js keeps ${one}`);
});
