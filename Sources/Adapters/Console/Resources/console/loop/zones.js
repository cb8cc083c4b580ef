// @ts-check
// The zones of an incident: what can be asked of one, and how its latest time to decide reads.

/** @typedef {import("../types/bayu.d.ts").Evacuation} Evacuation */
/** @typedef {import("../types/bayu.d.ts").Incident} Incident */
/** @typedef {import("../types/bayu.d.ts").Me} Me */
/** @typedef {import("./offers.js").Offer} Offer */

import { commands } from "./offers.js";

/** What became of a household at its door. */
export const OUTCOMES = ["contacted", "moved", "refused", "needsHelp", "notFound"];

/** @type {Record<string, Offer[]>} */
const STAGE_OFFERS = {
  normal: [{ type: "advise", asks: true }, { type: "warn", asks: true }, { type: "proposeOrder", asks: true }],
  advisory: [{ type: "warn", asks: true }, { type: "proposeOrder", asks: true }, { type: "standDown", asks: true }],
  warning: [{ type: "proposeOrder", asks: true }, { type: "standDown", asks: true }],
  order: [{ type: "proposeLift", asks: true }],
  lifted: [{ type: "advise", asks: true }, { type: "warn", asks: true }, { type: "proposeOrder", asks: true }],
};

/** While a proposal waits, nothing else is proposed. @param {Evacuation} zone @param {Incident} incident @param {Me | null} me @returns {Offer[]} */
export function zoneOffers(zone, incident, me) {
  if (!me || !commands(me) || incident.state === "closed" || incident.state === "merged") return [];
  const stage = STAGE_OFFERS[zone.stage].filter((offer) => !zone.proposal || !offer.type.startsWith("propose"));
  const counting = zone.stage === "normal" ? [] : [{ type: "count", asks: true }, { type: "correct", asks: true }];
  return [...stage, { type: "setTimes", asks: true }, ...counting];
}

/** How many names a proposal still needs. @param {Evacuation} zone */
export function namesMissing(zone) {
  return zone.proposal ? Math.max(0, (zone.signaturesNeeded ?? 0) - zone.proposal.signatures.length) : 0;
}

/** True when this person's own name stands there already: another one is needed. @param {Evacuation} zone @param {Me | null} me */
export function hasSigned(zone, me) {
  return zone.proposal?.signatures.some((one) => one.by === me?.name) ?? false;
}

/** @param {Evacuation} zone @param {string} outcome */
export function countOf(zone, outcome) {
  return zone.counts.find((one) => one.outcome === outcome)?.households ?? 0;
}

/** Zones whose people are counted at their doors. @param {Evacuation[]} zones */
export function countedZones(zones) {
  return zones.filter((zone) => zone.stage !== "normal" && zone.stage !== "lifted");
}
