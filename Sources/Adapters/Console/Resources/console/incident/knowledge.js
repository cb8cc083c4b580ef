// @ts-check
// Who knew what when: one row for each post that was told of an incident, as the log and the notices tell it, at any minute.

/** @typedef {{ at: string, by: string }} Mark */
/** @typedef {{ key: string, center: string, department: string | null, told: Mark | null, delivered: Mark | null, acknowledged: Mark | null, deputy: Mark | null }} Row */

/** @param {Map<string, Row>} rows @param {string} center @param {string | null | undefined} department */
function rowOf(rows, center, department) {
  const key = `${center}/${department ?? ""}`;
  let row = rows.get(key);
  if (!row) {
    row = {
      key,
      center,
      department: department ?? null,
      told: null,
      delivered: null,
      acknowledged: null,
      deputy: null,
    };
    rows.set(key, row);
  }
  return row;
}

/** The first time counts; a later telling makes nobody know earlier. */
function note(
  /** @type {Row} */ row,
  /** @type {"told" | "delivered" | "acknowledged" | "deputy"} */ column,
  at,
  by = "",
) {
  if (at && (!row[column] || at < row[column].at)) row[column] = { at, by };
}

/** @param {Map<string, Row>} rows @param {any[]} notices */
function takeNotices(rows, notices) {
  for (const notice of notices) {
    for (const one of notice.to) {
      const row = rowOf(rows, one.center, one.department);
      note(row, "told", notice.issuedAt, "notice");
      note(row, "delivered", one.deliveredAt);
      note(row, "acknowledged", one.acknowledgedAt, one.acknowledgedBy ?? "");
      note(row, "deputy", one.deputyToldAt);
    }
  }
}

/** @param {any} entry */
function escalatedTo(entry) {
  return entry.data?.escalation?.to?.center;
}

/** Whom an entry tells, and how. @type {Record<string, (rows: Map<string, Row>, entry: any, tasks: any[]) => void>} */
const TAKES = {
  AlertEscalated: (rows, entry) =>
    escalatedTo(entry) && note(rowOf(rows, escalatedTo(entry), null), "told", entry.at, "escalation"),
  IncidentEscalated: (rows, entry) =>
    escalatedTo(entry) && note(rowOf(rows, escalatedTo(entry), null), "told", entry.at, "escalation"),
  AlertRaised: (rows, entry) =>
    entry.data?.alert?.owner && note(rowOf(rows, entry.data.alert.owner, null), "told", entry.at, "alert"),
  AlertAcknowledged: acknowledgedByActor,
  HandOverOffered: (rows, entry) =>
    entry.data?.to && note(rowOf(rows, entry.data.to, null), "told", entry.at, "handOver"),
  HandOverAccepted: acknowledgedByActor,
  IncidentOpened: (rows, entry) =>
    entry.data?.incident?.owner && note(rowOf(rows, entry.data.incident.owner, null), "told", entry.at, "incident"),
  TaskSent: (rows, entry, tasks) => {
    const task = tasks.find((one) => one.id === entry.data?.task);
    if (task?.department && !task.team) note(rowOf(rows, task.center, task.department), "told", entry.at, "task");
  },
  TaskReceived: answeredByDepartment,
  TaskAccepted: answeredByDepartment,
};

/** @param {Map<string, Row>} rows @param {any} entry */
function acknowledgedByActor(rows, entry) {
  const { actor, at } = entry;
  if (actor?.kind !== "person") return;
  const row = rowOf(rows, actor.center, actor.department);
  note(row, "told", at, "alert");
  note(row, "acknowledged", at, actor.name);
}

/** @param {Map<string, Row>} rows @param {any} entry @param {any[]} tasks */
function answeredByDepartment(rows, entry, tasks) {
  const task = tasks.find((one) => one.id === entry.data?.task);
  if (!task?.department || task.team) return;
  const row = rowOf(rows, task.center, task.department);
  note(row, entry.type === "TaskReceived" ? "delivered" : "acknowledged", entry.at, entry.actor?.name ?? "");
}

const LEVELS = ["township", "district", "municipal"];

/** From the place itself upwards, the duty desk of a center before its departments. @param {(center: string) => string} levelOf */
function byLevel(levelOf) {
  return (/** @type {Row} */ left, /** @type {Row} */ right) =>
    LEVELS.indexOf(levelOf(left.center)) - LEVELS.indexOf(levelOf(right.center)) ||
    left.center.localeCompare(right.center) || (left.department ?? "").localeCompare(right.department ?? "");
}

/** Codes of the national list grow by level; a city that writes others has its centers loaded. @param {string} center */
export function levelOfCode(center) {
  return center.length > 6 ? "township" : center.length > 2 ? "district" : "municipal";
}

/**
 * The rows as of a moment: what came later is left out, so that a post that did not know yet stands there without a time.
 * @param {{ tasks: any[], notices?: any[] }} incident @param {any[]} timeline
 * @param {string | null} until null for now @param {(center: string) => string} [levelOf] @returns {Row[]}
 */
export function whoKnew(incident, timeline, until, levelOf = levelOfCode) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  takeNotices(rows, incident.notices ?? []);
  for (const entry of timeline) TAKES[entry.type]?.(rows, entry, incident.tasks ?? []);
  const seen = (/** @type {Mark | null} */ mark) => mark && (until === null || mark.at <= until) ? mark : null;
  return [...rows.values()].sort(byLevel(levelOf)).map((row) => ({
    ...row,
    told: seen(row.told),
    delivered: seen(row.delivered),
    acknowledged: seen(row.acknowledged),
    deputy: seen(row.deputy),
  }));
}

/** The entries that stood in the log by then. @param {any[]} timeline @param {string | null} until */
export function entriesUntil(timeline, until) {
  return until === null ? timeline : timeline.filter((one) => one.at <= until);
}

const MINUTE_MILLISECONDS = 60_000;

/**
 * The minutes that can be looked back to: the end of each minute from the first entry on; the last step is now.
 * @param {any[]} timeline @param {number} end milliseconds
 */
export function minutesOf(timeline, end) {
  if (timeline.length === 0) return { first: 0, steps: 0 };
  const first = Math.floor(Date.parse(timeline[0].at) / MINUTE_MILLISECONDS) + 1;
  return { first, steps: Math.max(0, Math.ceil(end / MINUTE_MILLISECONDS) - first) };
}

/** The moment at a step, or null at the last one, which is now. @param {{ first: number, steps: number }} minutes @param {number} step */
export function momentAt(minutes, step) {
  return step >= minutes.steps ? null : new Date((minutes.first + step) * MINUTE_MILLISECONDS).toISOString();
}
