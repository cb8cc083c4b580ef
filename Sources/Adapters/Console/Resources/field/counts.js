// @ts-check
// Counting households at their doors: which zones a team counts, what it has counted and the server has not heard yet.

import { countedZones, countOf } from "../console/loop/zones.js";

/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {import("../console/types/bayu.d.ts").Task} Task */
/** @typedef {import("../console/types/bayu.d.ts").Evacuation} Evacuation */
/** @typedef {{ incident: string, zones: Evacuation[] }} Counted the zones of one incident */

/** What the tasks of those who move people ask for; a task that a desk made by hand has no step. @param {Task & { step?: string }} task */
export function movesPeople(task) {
  return task.skill === "evacuation" || !task.step;
}

/** @param {any} incident whole @returns {Counted[]} */
export function countedOf(incident) {
  const zones = countedZones(incident.evacuations ?? []);
  return zones.length > 0 ? [{ incident: incident.id, zones }] : [];
}

/** What a waiting count belongs to, in the outbox: each is a command of its own, and two alike are two households. @param {string} id */
export function outboxKey(id) {
  return `count/${id}`;
}

/** @param {Waiting} one */
export function isCount(one) {
  return one.task.startsWith("count/");
}

/** @param {string} incident @param {string} zone */
export function countPath(incident, zone) {
  return `/api/incidents/${encodeURIComponent(incident)}/evacuations/${encodeURIComponent(zone)}/commands`;
}

/** Households that wait to be told, of one outcome. @param {Waiting[]} waiting @param {string} incident @param {string} zone @param {string} outcome */
export function waitingCount(waiting, incident, zone, outcome) {
  const path = countPath(incident, zone);
  return waiting.filter((one) => isCount(one) && one.path === path && one.body.outcome === outcome)
    .reduce((sum, one) => sum + Number(one.body.households), 0);
}

/** A total as the team knows it: what the server said, and what it will hear. @param {Waiting[]} waiting @param {string} incident @param {Evacuation} zone @param {string} outcome */
export function knownCount(waiting, incident, zone, outcome) {
  return countOf(zone, outcome) + waitingCount(waiting, incident, zone.zone, outcome);
}

/** Zones with a count that the server has just taken, so that the total does not step back before its own list comes. @param {Counted[]} counted @param {Waiting} one @returns {Counted[]} */
export function withTaken(counted, one) {
  return counted.map((each) => ({
    ...each,
    zones: each.zones.map((zone) =>
      one.path !== countPath(each.incident, zone.zone) ? zone : {
        ...zone,
        counts: zone.counts.map((line) =>
          line.outcome !== one.body.outcome
            ? line
            : { ...line, households: line.households + Number(one.body.households) }
        ),
      }
    ),
  }));
}
