import test from "node:test";
import assert from "node:assert/strict";
import { teamGroupFeatures } from "../../Sources/Adapters/Console/Resources/console/map/team-groups.js";

const team = (id, center, latitude, over = {}) => ({
  id,
  center,
  name: { zh: `${id} 队`, en: `Team ${id}` },
  home: { latitude, longitude: 106.5 },
  ...over,
});
const label = (count) => `${count} teams`;

test("teams that wait side by side are one sign with a number, busy when one of them is", () => {
  const teams = [team("a", "1", 29.8), team("b", "1", 29.805, { task: "T" }), team("c", "1", 29.9)];
  const found = teamGroupFeatures(teams, "en", label).features.map((
    { properties },
  ) => [properties.label, properties.busy]);
  assert.deepEqual(found, [["2 teams", true], ["Team c", false]]);
});

test("teams of two centers are never counted together, and one without a home is not drawn", () => {
  const teams = [team("a", "1", 29.8), team("b", "2", 29.8), team("c", "1", 29.8, { home: null })];
  assert.deepEqual(teamGroupFeatures(teams, "zh", label).features.map((one) => one.properties.name), ["a 队", "b 队"]);
});
