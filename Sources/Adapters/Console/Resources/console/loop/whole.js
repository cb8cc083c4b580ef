// @ts-check
// The server leaves out what is not there. Here every matter gets all its fields, so that the screens never meet a gap.

/** @param {any} evidence */
function wholeEvidence(evidence) {
  return { value: null, unit: null, rule: null, ...evidence };
}

/** @param {any} it */
export function wholeAlert(it) {
  const none = {
    confidence: null,
    point: null,
    township: null,
    district: null,
    site: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    incident: null,
    rejection: null,
    clocks: [],
  };
  return { ...none, ...it, evidence: (it.evidence ?? []).map(wholeEvidence) };
}

/** @param {any} it */
export function wholeTask(it) {
  const none = {
    department: null,
    team: null,
    skill: null,
    returnReason: null,
    evidence: null,
    parked: null,
    clocks: [],
  };
  return { ...none, ...it, ...(it.incident ? { incident: wholeIncident(it.incident) } : {}) };
}

/** How often each team has been missed: an object by team, or from an older server its names and counts in turn. @param {any} missed @returns {Record<string, number>} */
export function missedOf(missed) {
  if (!Array.isArray(missed)) return missed ?? {};
  /** @type {Record<string, number>} */
  const counts = {};
  for (let place = 0; place + 1 < missed.length; place += 2) counts[missed[place]] = missed[place + 1];
  return counts;
}

/** The last roll call as answers of teams, from what is pending and who is missed. @param {any} personnel */
function rollCallsFrom(personnel) {
  const pending = personnel?.pending, alarmed = personnel?.alarmed ?? [];
  const teams = [...new Set([...(pending?.teams ?? []), ...alarmed])];
  if (teams.length === 0) return personnel?.count > 0 ? [{ askedAt: null, nextAt: personnel.nextAt, answers: [] }] : [];
  const missed = missedOf(personnel?.missed);
  const answers = teams.map((team) => {
    const silent = pending?.unanswered?.includes(team) || (missed[team] ?? 0) > 0;
    return { team, well: silent ? null : !alarmed.includes(team) };
  });
  return [{ askedAt: pending?.askedAt ?? null, answers }];
}

/** @param {any} report */
function wholeReport(report) {
  if (!("filed" in report)) return { filedAt: null, ...report };
  const clock = report.clock ?? {};
  return {
    ...report,
    dueAt: clock.dueAt ?? null,
    filedAt: report.filed ? clock.stoppedAt ?? clock.dueAt ?? null : null,
  };
}

/** @param {any} it */
export function wholeEvacuation(it) {
  return {
    households: null,
    people: null,
    assembly: null,
    form: null,
    proposal: null,
    signaturesNeeded: null,
    unreachedHouseholds: null,
    times: null,
    latestToDecideAt: null,
    ...it,
  };
}

/** @param {any} it */
export function wholeIncident(it) {
  const none = {
    point: null,
    township: null,
    district: null,
    handOver: null,
    disposition: null,
    cause: null,
    personnelAlarm: [],
    regradeProposed: null,
    lookProposed: null,
    clocks: [],
    alerts: [],
    photos: [],
    zones: [],
  };
  const made = { ...none, ...it };
  if (it.tasks) made.tasks = it.tasks.map(wholeTask);
  made.evacuations = (it.evacuations ?? []).map(wholeEvacuation);
  if (it.reports) made.reports = it.reports.map(wholeReport);
  if (it.personnel) made.rollCalls = rollCallsFrom(it.personnel);
  if (it.plan) made.plan = it.plan.playbook || it.plan.id ? { ...it.plan, name: it.planName ?? it.plan.name } : null;
  return made;
}

/** @param {any} one */
function wholeRecipient(one) {
  const none = {
    department: null,
    deputy: false,
    person: null,
    deliveredAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
  return { ...none, escalated: Boolean(one.deputyToldAt), ...one };
}

/** @param {any} it */
export function wholeNotice(it) {
  return { incident: null, alert: null, dueAt: null, ...it, to: (it.to ?? []).map(wholeRecipient) };
}

/** A series with its newest reading as one thing, or none. @param {any} it */
export function wholeDatastream(it) {
  if ("latest" in it) return it;
  const latest = it.value === undefined ? null : { value: it.value, at: it.at, stale: it.stale };
  return { site: null, ...it, latest };
}
