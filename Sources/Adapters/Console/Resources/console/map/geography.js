// @ts-check
// The areas of the city, made once from its centers in an idle moment: the rows of the board never wait for them.

import { desk, put } from "../live/desk.js";
import { whenIdle } from "../shell/later.js";
import { signOf } from "../loop/grades.js";
import { districtOf } from "../shell/scope.js";
import { areaFeatures, areasOf, borderFeatures } from "./areas.js";
import { collection } from "./features.js";

/** @typedef {ReturnType<typeof areasOf>} Areas */

/** @type {{ centers: unknown, areas: Areas | null }} */
let made = { centers: null, areas: null };

/** The areas of these centers, or null until they are made; then everything is drawn again. @param {Map<string, import("../types/bayu.d.ts").Center>} centers */
export function areasFor(centers) {
  if (made.centers === centers || centers.size === 0) return made.areas;
  made = { centers, areas: made.areas };
  whenIdle(() => {
    made = { centers, areas: areasOf(centers.values()) };
    put({});
  });
  return made.areas;
}

/** Districts as areas; grades only where they are the viewer's, as in the queue. @param {Areas | null} areas */
export function districtAreas(areas) {
  const { network, me, centers } = desk(), own = districtOf(me, centers);
  if (!areas) return collection([]);
  return areaFeatures(areas, network, (code) => own === null || code === own, (grade) => signOf(grade).css);
}

/** @param {Areas | null} areas */
export function borders(areas) {
  return areas ? borderFeatures(areas) : collection([]);
}
