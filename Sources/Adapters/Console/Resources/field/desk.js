// @ts-check
// The state of the phone: who I am, my tasks, what waits, and the line.

import { ask, freshID, Problem, useToken } from "../console/live/api.js";
import { reasonOf } from "../console/live/reason.js";
import { listenAlone } from "../console/live/stream.js";
import { t, useTimeZone } from "../console/i18n/words.js";
import { wholeIncident, wholeTask } from "../console/loop/whole.js";
import { asLeft, enqueue, flush, rollCallsFirst } from "./outbox.js";
import { conflictsAfter, heldConflicts } from "./conflicts.js";
import { keep, recall } from "./keep.js";
import { forgetPhoto } from "./photo-shelf.js";
import { interruptPhoto, isPhoto, photoWaiting, sendPhoto } from "./photos.js";
import { sendCommand } from "./send.js";
import { store, stored } from "./store.js";
import { countedOf, countPath, isCount, outboxKey, withTaken } from "./counts.js";
import { isPatrolKey, patrolKey, patrolPath, withReported } from "./patrols.js";

/** @typedef {import("../console/types/bayu.d.ts").Me} Me */
/** @typedef {import("../console/types/bayu.d.ts").Task} Task */
/** @typedef {{ photo: import("./outbox.js").Waiting, reason: import("./outbox.js").Refused }} RefusedPhoto */

export const state = {
  me: /** @type {Me | null} */ (recall("me", null)),
  city: /** @type {any} */ (recall("city", null)),
  tasks: /** @type {Task[]} */ (recall("tasks", [])),
  rollCalls: /** @type {{ incident: string, title: any, askedAt: string }[]} */ ([]),
  /** Zones whose households my team counts, as last heard. */
  counted: /** @type {import("./counts.js").Counted[]} */ (recall("counted", [])),
  /** Patrols of rain rounds that my team is to make. */
  patrols: /** @type {import("../console/types/bayu.d.ts").MyPatrol[]} */ (recall("patrols", [])),
  waiting: /** @type {import("./outbox.js").Waiting[]} */ ([]),
  conflicts: /** @type {import("./conflicts.js").Conflict[]} */ ([]),
  /** The photo that is on its way. */
  sending: /** @type {{ id: string, percent: number } | null} */ (null),
  refusedPhotos: /** @type {RefusedPhoto[]} */ ([]),
  refreshedAt: /** @type {number | null} */ (recall("refreshedAt", null)),
  line: /** @type {"waiting" | "open" | "lost"} */ ("waiting"),
  lastHeardAt: /** @type {number | null} */ (null),
  loaded: false,
  said: /** @type {string} */ (""),
};

/** @type {Set<() => void>} */
const watchers = new Set();

/** @param {() => void} watcher @returns {() => void} */
export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** @param {Partial<typeof state>} change */
export function put(change) {
  Object.assign(state, change);
  for (const watcher of watchers) watcher();
}

const FLUSH_EVERY_MILLISECONDS = 15_000;
/** Events come in bursts; the list is asked for once per burst. */
const REFRESH_DELAY_MILLISECONDS = 250;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;

/** @type {Promise<void> | null} */
let restoring = null;

/** What waited when the phone was last switched off; nothing is given or sent before it is here. */
function restored() {
  restoring ??= restore();
  return restoring;
}

async function restore() {
  const [waiting, conflicts, refusedPhotos] = await Promise.all([
    stored("waiting", (/** @type {import("./outbox.js").Waiting} */ one) => one.id),
    stored("conflicts", (/** @type {import("./conflicts.js").Conflict} */ one) => one.task),
    stored("refused-photos", (/** @type {RefusedPhoto} */ one) => one.photo.id),
  ]);
  put({ waiting, conflicts: heldConflicts(conflicts), refusedPhotos });
}

export async function start() {
  await restored();
  try {
    const me = await ask("GET", "/api/me");
    useToken(me.csrf);
    keep("me", me);
    put({ me });
    put({ city: await ask("GET", "/api/city") });
    keep("city", state.city);
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 401) return signedOut();
    if (state.me) useToken(state.me.csrf);
  }
  if (state.city) useTimeZone(state.city.timeZone);
  await refresh();
  listenAlone(hear, (line) => {
    put({ line, lastHeardAt: line === "open" ? Date.now() : state.lastHeardAt });
    if (line === "open") void settle();
  });
  addEventListener("online", () => void settle());
  addEventListener("focus", () => void settle());
  document.addEventListener("visibilitychange", () => !document.hidden && void settle());
  setInterval(() => void settle(), FLUSH_EVERY_MILLISECONDS);
}

/** Nobody is signed in: the tasks of the last person must not stay on the phone. */
function signedOut() {
  for (const name of ["me", "tasks", "refreshedAt", "counted", "patrols"]) keep(name, null);
  void store("conflicts", []).then(() => location.replace("/"));
}

/** @param {import("../console/live/stream.js").Told} told */
function hear(told) {
  put({ lastHeardAt: Date.now(), line: "open" });
  if (told.name === "heartbeat" || told.name === "reading") return;
  refreshSoon();
}

function refreshSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => void refresh(), REFRESH_DELAY_MILLISECONDS);
}

/** How many commands the server has taken from this page: a list asked for before the last of them is already old. */
let takenCount = 0;

/** @returns {Promise<Task[]>} */
async function askTasks() {
  return (await ask("GET", "/api/tasks")).items.map(wholeTask);
}

export async function refresh() {
  const takenBefore = takenCount;
  try {
    const items = await askTasks();
    // Showing the older list would take a step back under the thumb: the button for the next step would vanish for a moment.
    if (takenCount !== takenBefore) return refreshSoon();
    keep("tasks", items);
    keep("refreshedAt", Date.now());
    put({ tasks: items, refreshedAt: Date.now(), loaded: true, said: "" });
    await refreshRollCalls(items);
    await refreshPatrols(takenBefore);
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 401) return signedOut();
    put({ loaded: true, said: t("error.loading", { reason: reasonOf(fault) }) });
  }
}

/** My team's unanswered roll calls, and the zones whose households it counts. @param {Task[]} tasks */
async function refreshRollCalls(tasks) {
  const team = state.me?.team;
  if (!team) return;
  const ids = [...new Set(tasks.map((task) => task.incident?.id).filter(Boolean))];
  const incidents = await Promise.all(
    ids.map(async (id) => wholeIncident(await ask("GET", `/api/incidents/${encodeURIComponent(String(id))}`))),
  );
  const open = incidents.flatMap((incident) => {
    const call = incident.rollCalls?.[incident.rollCalls.length - 1];
    const mine = (call?.answers ?? call?.teams ?? []).find((/** @type {any} */ one) => one.team === team);
    const unanswered = mine && mine.well !== true && mine.well !== false;
    return unanswered ? [{ incident: incident.id, title: incident.title, askedAt: call.askedAt ?? call.at }] : [];
  });
  const counted = incidents.flatMap(countedOf);
  keep("counted", counted);
  put({ rollCalls: open, counted });
}

/** The patrols of my team; a desk has its own page for them. @param {number} takenBefore */
async function refreshPatrols(takenBefore) {
  if (!state.me?.team) return;
  const { items } = await ask("GET", "/api/patrols");
  if (takenCount !== takenBefore) return refreshSoon();
  keep("patrols", items);
  put({ patrols: items });
}

/** What a step is decided on. @param {Task} task */
function seenOf(task) {
  return { seen: task.state, version: task.incident?.version };
}

/** Gives a command: it waits in order behind earlier ones and goes out as soon as there is a line. */
export async function command(
  /** @type {Task} */ task,
  /** @type {string} */ type,
  /** @type {Record<string, unknown>} */ fields = {},
) {
  const path = `/api/incidents/${encodeURIComponent(task.incident?.id ?? "")}/tasks/${
    encodeURIComponent(task.id)
  }/commands`;
  const id = freshID(), body = { id, type, ...fields };
  await restored();
  setWaiting(
    enqueue(state.waiting, { id, path, body, task: task.id, title: task.title, at: Date.now(), ...seenOf(task) }),
  );
  await settle();
}

/** @param {string} incident @param {boolean} well */
export async function answerRollCall(incident, well) {
  const path = `/api/incidents/${encodeURIComponent(incident)}/commands`;
  const id = freshID();
  const body = { id, type: "answerRollCall", team: state.me?.team, well };
  put({ rollCalls: state.rollCalls.filter((one) => one.incident !== incident) });
  await restored();
  setWaiting(rollCallsFirst(enqueue(state.waiting, { id, path, body, task: `roll/${incident}`, at: Date.now() })));
  interruptPhoto();
  await settle();
}

/** Counts one household; with or without a line it is counted once. @param {string} incident @param {string} zone @param {string} outcome */
export async function countHousehold(incident, zone, outcome) {
  const id = freshID();
  const body = { id, type: "count", outcome, households: 1 };
  await restored();
  setWaiting(
    enqueue(state.waiting, { id, path: countPath(incident, zone), body, task: outboxKey(id), at: Date.now() }),
  );
  await settle();
}

/** Says something of a patrol; with or without a line it is said once. @param {import("../console/types/bayu.d.ts").MyPatrol} mine @param {string} type @param {string} [finding] */
export async function tellPatrol(mine, type, finding) {
  const id = freshID();
  const body = { id, type, patrol: mine.patrol.number, ...(finding ? { finding } : {}) };
  await restored();
  setWaiting(
    enqueue(state.waiting, {
      id,
      path: patrolPath(mine),
      body,
      task: patrolKey(mine),
      title: mine.patrol.siteName,
      at: Date.now(),
    }),
  );
  await settle();
}

/** Gives a photo: it waits in order behind the commands before it. True when it outlives a restart of the phone. */
export async function takePhoto(
  /** @type {Task} */ task,
  /** @type {Blob} */ bytes,
  /** @type {string} */ caption,
  /** @type {number} */ takenAt,
) {
  await restored();
  const { waiting, kept } = await photoWaiting(task, bytes, caption, takenAt);
  setWaiting(enqueue(state.waiting, waiting));
  void settle();
  return kept;
}

/** @param {RefusedPhoto[]} refusedPhotos */
function setRefusedPhotos(refusedPhotos) {
  void store("refused-photos", refusedPhotos);
  put({ refusedPhotos });
}

/** Sends a refused photo once more: nothing has come of its id, so it keeps it. @param {RefusedPhoto} refused */
export async function retryPhoto(refused) {
  setRefusedPhotos(state.refusedPhotos.filter((one) => one !== refused));
  setWaiting(enqueue(state.waiting, refused.photo));
  await settle();
}

/** @param {RefusedPhoto} refused */
export async function discardPhoto(refused) {
  setRefusedPhotos(state.refusedPhotos.filter((one) => one !== refused));
  await forgetPhoto(refused.photo.id);
}

/** @param {import("./outbox.js").Waiting[]} waiting */
function setWaiting(waiting) {
  void store("waiting", waiting);
  put({ waiting });
}

/** @param {import("./conflicts.js").Conflict[]} conflicts */
function setConflicts(conflicts) {
  void store("conflicts", conflicts);
  put({ conflicts });
}

/** Ends a conflict, and gives the commands anew that the person still wants. @param {import("./conflicts.js").Conflict} conflict @param {import("./outbox.js").Waiting[]} [again] */
export async function settleConflict(conflict, again = []) {
  setConflicts(state.conflicts.filter((one) => one !== conflict));
  for (const one of again) {
    // A new intention gets a new id: under the old one the server would only repeat its refusal.
    const id = freshID();
    // Decided anew on what the merge view showed.
    const shown = state.tasks.find((task) => task.id === one.task);
    const decided = one.seen && shown ? seenOf(asLeft(shown, state.waiting)) : {};
    setWaiting(enqueue(state.waiting, { ...one, id, body: { ...one.body, id }, at: Date.now(), ...decided }));
  }
  await settle();
}

let settling = false;

/** Sends what waits, and what is given meanwhile, then asks how things stand. */
export async function settle() {
  await restored();
  if (settling) return;
  settling = true;
  try {
    while (state.waiting.length > 0 && await sendWaiting()) { /* more was given while the last was on its way */ }
    await refresh();
  } finally {
    settling = false;
  }
}

/** One pass over what waits. True when something was given meanwhile that has not been tried yet. */
async function sendWaiting() {
  const tried = state.waiting;
  const { left, refusals } = await flush(tried, sendOne);
  const added = state.waiting.filter((one) => !tried.some((other) => other.id === one.id));
  setWaiting(rollCallsFirst([...left, ...added]));
  const photos = refusals.filter((one) => isPhoto(one.commands[0])),
    steps = refusals.filter((one) => !photos.includes(one));
  if (photos.length > 0) {
    setRefusedPhotos([
      ...state.refusedPhotos,
      ...photos.map((one) => ({ photo: one.commands[0], reason: one.reason })),
    ]);
  }
  if (steps.length > 0) setConflicts(conflictsAfter(state.conflicts, steps, state.tasks));
  // A photo that was interrupted waits behind what interrupted it.
  return added.length > 0 && (left.length === 0 || isPhoto(left[0]));
}

/** @param {import("./outbox.js").Waiting} one */
async function sendOne(one) {
  const answer = isPhoto(one)
    ? await sendPhoto(one, (percent) => put({ sending: { id: one.id, percent } }))
    : await sendCommand(one, askTasks);
  if (isPhoto(one)) put({ sending: null });
  if (answer !== "taken") return answer;
  takenCount += 1;
  if (isPatrolKey(one.task)) put({ patrols: withReported(state.patrols, one) });
  if (isCount(one)) put({ counted: withTaken(state.counted, one) });
  // The step stays on the sheet although the command waits no longer: the server's own list comes a moment later.
  put({ tasks: state.tasks.map((task) => asLeft(task, [one])) });
  return answer;
}
