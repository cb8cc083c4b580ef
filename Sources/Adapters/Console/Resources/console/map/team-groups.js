// @ts-check
// Teams that wait side by side are one sign with a number; apart they would be a blob over the center they stand at.

import { distance } from "./features.js";

/** Closer than this two teams of one center cannot be told apart on a map of the city. */
const TOGETHER_KILOMETRES = 3;

/** @typedef {{ home: import("../types/bayu.d.ts").Point, center: string, teams: any[] }} Group */

/** @param {any[]} teams @returns {Group[]} */
export function teamGroups(teams) {
  /** @type {Map<string, Group[]>} */
  const byCenter = new Map();
  for (const team of teams) {
    if (!team.home) continue;
    const groups = byCenter.get(team.center) ?? [];
    byCenter.set(team.center, groups);
    const near = groups.find((group) => distance(group.home, team.home) < TOGETHER_KILOMETRES);
    if (near) near.teams.push(team);
    else groups.push({ home: team.home, center: team.center, teams: [team] });
  }
  return [...byCenter.values()].flat();
}

/** @param {any[]} teams @param {"zh" | "en"} tongue @param {(count: number) => string} label what a group of several is called */
export function teamGroupFeatures(teams, tongue, label) {
  const features = teamGroups(teams).map(({ home, teams: together }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [home.longitude, home.latitude] },
    properties: {
      id: together[0].id,
      name: together.map((one) => one.name?.[tongue] ?? one.id).join("\n"),
      label: together.length > 1 ? label(together.length) : together[0].name?.[tongue] ?? together[0].id,
      busy: together.some((one) => one.task),
    },
  }));
  return { type: "FeatureCollection", features };
}
