// @ts-check
// One entry of the log as a sentence: which words, and what goes into them.

/** @typedef {{ type: string, data: any, text?: any }} Entry */
/**
 * @typedef {{
 *   center: (code: string) => string, team: (id: string) => string, department: (id: string) => string, clock: (kind: string) => string,
 *   grade: (grade: string) => string, code: (set: string, id: string) => string, relation: (id: string) => string, part: (kind: "stage" | "form" | "outcome", id: string) => string, time: (at: string) => string,
 *   task: (id: string) => string, list: (words: string[]) => string, words: (text: any) => string
 * }} Names
 */

/** Which words tell an entry: some events are told otherwise when the plan is behind them. @param {Entry} entry */
export function wordsKeyOf({ type, data }) {
  if (type === "TaskCreated" && data?.draft?.means === "drone") return "event.TaskCreated.look";
  if (type === "TaskRerouted" && !data?.team && !data?.department) return "event.TaskRerouted.again";
  return data?.replacedBy ? `event.${type}.byPlan` : `event.${type}`;
}

/** The words of `event.TYPE` take these values. @param {Entry} entry @param {Names} names @returns {Record<string, string>} */
export function valuesOf({ data }, names) {
  const it = data ?? {};
  const escalation = it.escalation ?? {};
  const clock = it.clock ?? escalation.clock;
  return {
    title: names.words(it.incident?.title ?? it.alert?.title ?? it.notice?.title ?? it.title),
    task: it.task || it.photo?.task ? names.task(it.task ?? it.photo.task) || names.words(it.draft?.title) : "",
    caption: it.photo?.caption ?? "",
    // A step of the plan has a title in both languages; its reason holds the two at once.
    reason: it.replacedBy
      ? names.words(it.replacedBy)
      : it.step && it.title && it.reason
      ? names.words(it.title)
      : it.reason ?? escalation.reason ?? it.explanation ?? "",
    note: it.note ?? it.text ?? it.extent?.note ?? "",
    area: it.extent ? `${it.extent.squareKilometres} km²` : "",
    measured: it.extent ? names.time(it.extent.at) : "",
    overlap: it.extent?.expectation ? `${Math.round(100 * it.extent.expectation.overlap)} %` : "—",
    evidence: typeof it.evidence === "string" ? it.evidence : names.words(it.evidence?.summary),
    to: it.from && /^(I|II|III|IV)$/.test(it.to) ? names.grade(it.to) : placeOf(it.to ?? escalation.to, names),
    from: it.from ? names.grade(it.from) : "",
    grade: it.grade ? names.grade(it.grade) : "",
    alert: typeof it.alert === "string" ? it.alert : "",
    clock: clock ? names.clock(clock) : "",
    team: names.list([it.team, ...(it.teams ?? [])].filter(Boolean).map(names.team)),
    department: it.department ? names.department(it.department) : "",
    means: it.means ? names.code("means", it.means) : "",
    label: it.label ? names.code("rejectionLabels", it.label) : "",
    disposition: it.disposition ? names.code("dispositions", it.disposition) : "",
    relation: it.relation ? names.relation(it.relation) : "",
    steps: String((it.steps ?? []).length),
    ...zoneValues(it, names),
    drone: names.words(it.droneName),
    code: String(it.resultCode ?? ""),
    since: it.unheardSince ? names.time(it.unheardSince) : "",
    well: it.well === false ? "bad" : "good",
  };
}

/** What the events of a zone say of it. @param {any} it @param {Names} names */
function zoneValues(it, names) {
  return {
    zone: names.words(it.zoneName ?? it.zone?.name),
    stage: it.target ? names.part("stage", it.target) : "",
    form: it.form ? names.part("form", it.form) : "",
    first: it.proposedBy ?? "",
    outcome: it.outcome ? names.part("outcome", it.outcome) : "",
    households: String(it.households ?? ""),
    clearance: String(it.clearanceMinutes ?? ""),
    margin: String(it.marginMinutes ?? ""),
    arrival: it.arrivalAt ? names.time(it.arrivalAt) : "—",
    latest: it.latestToDecideAt ? names.time(it.latestToDecideAt) : "—",
  };
}

/** @param {any} to a center's code, or a responsibility @param {Names} names */
function placeOf(to, names) {
  if (!to) return "";
  return names.center(typeof to === "string" ? to : to.center);
}

/** Leaves out what a sentence did not get: empty brackets and dangling colons. @param {string} sentence */
export function tidy(sentence) {
  return sentence.replace(/[（(]\s*[）)]/g, "").replace(/[：:，,]\s*$/u, "").replace(/「」|“”/g, "").replace(
    /\s{2,}/g,
    " ",
  ).trim();
}
