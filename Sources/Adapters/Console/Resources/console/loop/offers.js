// @ts-check
// What the person in front of the screen can do next. The server decides; this only keeps useless buttons away.

import { canGoUp } from "./in-charge.js";

/** @typedef {import("../types/bayu.d.ts").Alert} Alert */
/** @typedef {import("../types/bayu.d.ts").Incident} Incident */
/** @typedef {import("../types/bayu.d.ts").IncidentSummary} IncidentSummary */
/** @typedef {import("../types/bayu.d.ts").Task} Task */
/** @typedef {import("../types/bayu.d.ts").Me} Me */

/** @typedef {{ type: string, key?: string, primary?: boolean, danger?: boolean, asks?: boolean, apart?: boolean }} Offer */

const COMMANDERS = new Set(["municipal-commander", "district-commander", "duty-officer"]);

/** @param {Me} me */
export function commands(me) {
  return COMMANDERS.has(me.role);
}

/** @type {Record<string, Offer[]>} */
const ALERT_OFFERS = {
  raised: [
    { type: "acknowledge", key: "A", primary: true },
    { type: "reject", key: "X", asks: true, danger: true },
    { type: "escalate", key: "E", asks: true },
    { type: "merge", asks: true },
  ],
  acknowledged: [
    { type: "startVerification", key: "V", primary: true },
    { type: "confirm", key: "C", asks: true },
    { type: "reject", key: "X", asks: true, danger: true },
    { type: "escalate", key: "E", asks: true },
    { type: "merge", asks: true },
  ],
  verifying: [
    { type: "confirm", key: "C", primary: true, asks: true },
    { type: "reject", key: "X", asks: true, danger: true },
    { type: "escalate", key: "E", asks: true },
    { type: "merge", asks: true },
  ],
};

/** @typedef {Map<string, { level: string }>} Centers */

/** Nothing is offered that must be refused: at the top there is nobody left to escalate to. @param {Offer[]} offers @param {any} it @param {Centers} centers */
function reachable(offers, it, centers) {
  return canGoUp(it, centers) ? offers : offers.filter((offer) => offer.type !== "escalate");
}

/** @param {Alert} alert @param {Me} me @param {Centers} [centers] @returns {Offer[]} */
export function alertOffers(alert, me, centers = new Map()) {
  return commands(me) ? reachable(ALERT_OFFERS[alert.state] ?? [], alert, centers) : [];
}

/** @type {Record<string, Offer[]>} */
const STAGE_OFFERS = {
  open: [{ type: "dispatch", key: "D", primary: true, asks: true }],
  dispatched: [{ type: "markUnderControl", key: "U", primary: true }, { type: "dispatch", key: "D", asks: true }],
  underControl: [{ type: "markResolved", key: "U", primary: true }, { type: "dispatch", key: "D", asks: true }],
  resolved: [{ type: "declareAllClear", key: "U", primary: true, asks: true }],
  allClear: [{ type: "close", key: "U", primary: true, asks: true }],
  closed: [{ type: "reopen", asks: true }],
};

/** @type {Offer[]} */
const STANDING_OFFERS = [
  { type: "escalate", key: "E", asks: true },
  { type: "note", key: "N", asks: true },
  { type: "changeGrade", key: "G", asks: true },
  { type: "offerHandOver", asks: true },
  { type: "createTask", asks: true },
  { type: "involve", asks: true },
  { type: "askTeams" },
  { type: "link", asks: true },
  { type: "mergeInto", asks: true },
];

/** @param {IncidentSummary} incident @param {Me} me @param {Centers} [centers] @returns {Offer[]} */
export function incidentOffers(incident, me, centers = new Map()) {
  if (!commands(me)) return [];
  if (incident.state === "merged") return [];
  const stage = STAGE_OFFERS[incident.state] ?? [];
  if (incident.state === "closed") return stage;
  if (incident.handOver && incident.handOver.to === me.center) {
    return [
      { type: "acceptHandOver", primary: true },
      { type: "declineHandOver", asks: true },
      ...withoutPrimary(stage),
    ];
  }
  // Before the all clear only a false alarm may be closed; the server holds to that.
  const ending = incident.state === "allClear" ? [] : [{ type: "close", asks: true, danger: true, apart: true }];
  return [...stage, ...reachable(STANDING_OFFERS, incident, centers), ...ending];
}

/** @param {Offer[]} offers */
function withoutPrimary(offers) {
  return offers.map((offer) => ({ ...offer, primary: false }));
}

/** @type {Record<string, Offer[]>} */
const DOER_OFFERS = {
  sent: [{ type: "accept", primary: true }, { type: "receive" }, { type: "return", asks: true, danger: true }],
  received: [{ type: "accept", primary: true }, { type: "return", asks: true, danger: true }],
  accepted: [{ type: "depart", primary: true }, { type: "finish", asks: true }, {
    type: "return",
    asks: true,
    danger: true,
  }],
  enRoute: [{ type: "arrive", primary: true }],
  onScene: [{ type: "finish", primary: true, asks: true }],
};

/** @type {Record<string, Offer[]>} */
const DESK_OFFERS = {
  created: [{ type: "reroute", primary: true, asks: true }],
  returned: [{ type: "reroute", primary: true, asks: true }],
  done: [{ type: "check", primary: true }, { type: "sendBack", asks: true, danger: true }],
  checked: [{ type: "close", primary: true }],
  parked: [{ type: "resume", primary: true }],
};
const ENDED = new Set(["closed", "cancelled", "moved"]);

/** True when the task is this person's own to do. */
export function isDoer(/** @type {Task} */ task, /** @type {Me} */ me) {
  if (me.role === "field-team") return task.team !== null && task.team === me.team;
  if (me.role !== "department-liaison") return false;
  return task.department === me.department && (!task.center || task.center === me.center);
}

/** Whoever flies it says how it goes; a look that goes on by hand is finished by hand. @type {Record<string, Offer[]>} */
const LOOK_OFFERS = {
  sent: [{ type: "reroute", asks: true }],
  received: [{ type: "reroute", asks: true }],
  returned: [{ type: "reroute", asks: true }],
  accepted: [{ type: "finish", asks: true }],
  enRoute: [{ type: "finish", asks: true }],
  onScene: [{ type: "finish", primary: true, asks: true }],
};

/** True for a look from the air that is with the duty desk, which orders a flight for it. @param {Task} task */
export function isLook(task) {
  return task.means === "drone" && !task.team && !task.department;
}

const PROPOSED = new Set(["created", "sent", "received", "returned"]);

/** True for a look that nobody has ordered or declined. @param {Task} task */
export function isLookProposed(task) {
  return isLook(task) && PROPOSED.has(task.state);
}

/** @returns {Offer[]} */
export function taskOffers(/** @type {Task} */ task, /** @type {Me} */ me) {
  if (isDoer(task, me)) {
    const offers = DOER_OFFERS[task.state] ?? [];
    // A department may finish from its desk; a team has to be on scene.
    return task.team && task.state === "accepted" ? offers.filter((offer) => offer.type !== "finish") : offers;
  }
  if (!commands(me) || ENDED.has(task.state)) return [];
  const own = (isLook(task) ? LOOK_OFFERS[task.state] : null) ?? DESK_OFFERS[task.state] ?? [];
  const parking = task.state === "parked" || task.state === "checked" ? [] : [{ type: "park", asks: true }];
  return [...own, ...parking, { type: "cancel", asks: true, danger: true }];
}
