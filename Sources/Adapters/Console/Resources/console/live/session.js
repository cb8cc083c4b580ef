// @ts-check
// From signing in to a living board: what is fetched, in which order, and what happens when the line speaks.

import { ask, askAll, isOffline, Problem, useToken } from "./api.js";
import { desk, put } from "./desk.js";
import { reasonOf } from "./reason.js";
import { listen } from "./stream.js";
import { boardFrom, EMPTY_BOARD, foldAll } from "../loop/board.js";
import { fetchTheRest, whenIdle } from "../shell/later.js";
import { t } from "../i18n/words.js";

/** The network totals are counted by the server; asking more often than this would not show more. */
const NETWORK_EVERY_MILLISECONDS = 5_000;
/** Lists are longer than totals, so they are asked for less often. */
const LISTS_EVERY_TIMES = 4;

/** A list that did not come is asked for again: without it the screens stay without names until they are loaded anew. */
const SETTLE_TRIES = 4, SETTLE_PAUSE_MILLISECONDS = 2_000;

/** @type {(() => void) | null} */
let endLine = null;
/** @type {ReturnType<typeof setInterval> | undefined} */
let networkTimer;

/** Asks who sits here, and for the board at once: it is there by the time that the words are. */
export function askFirst() {
  const asked = { me: ask("GET", "/api/me"), city: ask("GET", "/api/city"), board: ask("GET", "/api/board") };
  // Each is awaited later, and its failure said there.
  for (const one of Object.values(asked)) one.catch(() => undefined);
  return asked;
}

/** Starts the board if somebody sits here. @param {ReturnType<typeof askFirst>} asked */
export async function resume(asked) {
  try {
    await enter(await asked.me, asked);
  } catch (fault) {
    if (fault instanceof Problem && fault.status !== 401) put({ loadingError: reasonOf(fault) });
    put({ me: null, asked: true });
  }
}

/** Whose server this is, and whether it demonstrates: what the page of the login may know. */
export async function welcome() {
  try {
    put({ welcome: await ask("GET", "/api/welcome") });
  } catch {
    // swallowed because the page of the login stands without it, and signing in says what is wrong
  }
}

/** @param {string} name @param {string} password */
export async function signIn(name, password) {
  await enter(await ask("POST", "/api/session", { name, password }));
}

export async function signOut() {
  leave();
  try {
    await ask("DELETE", "/api/session");
  } catch (fault) {
    put({ said: { tone: "bad", text: reasonOf(fault) } });
  }
}

function leave() {
  endLine?.();
  endLine = null;
  missing.clear();
  clearInterval(networkTimer);
  put({
    me: null,
    board: EMPTY_BOARD,
    loaded: false,
    details: {},
    looked: {},
    dialog: null,
    overlay: null,
    lastHeardAt: null,
    line: "waiting",
  });
}

/** @param {import("../types/bayu.d.ts").Me} me @param {ReturnType<typeof askFirst>} [asked] */
async function enter(me, asked) {
  useToken(me.csrf);
  put({ me, asked: true });
  await load(asked?.city, asked?.board);
  if (!desk().me) return;
  endLine?.();
  const line = (/** @type {"open" | "lost"} */ line) =>
    put({ line, lastHeardAt: line === "open" ? Date.now() : desk().lastHeardAt });
  // The events go on from the position of the snapshot, so that nothing falls between the two.
  endLine = listen(hear, line, desk().board.position);
  whenIdle(() => void loadRest().then(fetchTheRest));
  clearInterval(networkTimer);
  networkTimer = setInterval(() => void refreshFigures(), NETWORK_EVERY_MILLISECONDS);
}

let figuresAsked = 0;

/** The server counts for the whole city only; whoever answers for a part of it counts the part from the lists. */
async function refreshFigures() {
  await refreshNetwork();
  figuresAsked += 1;
  const { me, network } = desk();
  if (!me || network?.hub?.code === me.center || figuresAsked % LISTS_EVERY_TIMES !== 0) return;
  await refreshTeams();
}

/** Fetches the board again; what is shown stays until the answer is there. */
export function reload() {
  return load(undefined, undefined);
}

/** @param {Promise<any> | undefined} cityAsked @param {Promise<any> | undefined} boardAsked */
async function load(cityAsked, boardAsked) {
  try {
    const [city, snapshot] = await Promise.all([
      desk().city ?? cityAsked ?? ask("GET", "/api/city"),
      boardAsked ?? ask("GET", "/api/board"),
    ]);
    put({ city, board: boardFrom(snapshot), loaded: true, loadingError: "", lastHeardAt: Date.now() });
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 401) return leave();
    put({ loadingError: reasonOf(fault) });
  }
}

/** What the first paint can do without. */
async function loadRest() {
  await refreshNetwork();
  await settle("centers", async () => {
    const centers = await askAll("/api/centers", (center) => center.code);
    put({ centers: new Map(centers.map((center) => [center.code, center])) });
  });
  await refreshTeams();
  await settle("sites", async () => put({ sites: await askAll("/api/sites", (site) => site.id) }));
  await settle("cameras", async () => put({ cameras: await askAll("/api/cameras", (camera) => camera.id) }));
  await refreshDrones();
}

async function refreshDrones() {
  await settle("drones", async () => {
    const { items, link } = await ask("GET", "/api/drones");
    put({ drones: Object.fromEntries(items.map((/** @type {any} */ one) => [one.id, one])) });
    hearDroneLink(link);
  });
}

/** Lists that did not come because the line was down; they are asked for again when it speaks. @type {Map<string, () => Promise<void>>} */
const missing = new Map();

function askMissing() {
  for (const [name, work] of [...missing]) {
    missing.delete(name);
    work().catch((fault) => {
      // It has been said once that it is missing; what is refused now would be refused again.
      if (isOffline(fault)) missing.set(name, work);
    });
  }
}

/** A list that this role may not read is no fault of the board; anything else is said. */
async function settle(/** @type {string} */ name, /** @type {() => Promise<void>} */ work, tries = SETTLE_TRIES) {
  for (let left = tries; left > 0; left -= 1) {
    try {
      return await work();
    } catch (fault) {
      if (fault instanceof Problem && (fault.status === 403 || fault.status === 404)) return;
      if (left > 1 && isOffline(fault)) {
        await new Promise((go) => setTimeout(go, SETTLE_PAUSE_MILLISECONDS));
        continue;
      }
      if (isOffline(fault)) missing.set(name, work);
      const text = t("error.loading", { reason: reasonOf(fault) });
      return put({ said: { tone: "bad", text, offline: isOffline(fault) } });
    }
  }
}

export async function refreshNetwork() {
  if (!desk().me) return;
  // Asked again every few seconds anyway.
  await settle("network", async () => put({ network: await ask("GET", "/api/network") }), 1);
}

export async function refreshTeams() {
  await settle("teams", async () => put({ teams: (await ask("GET", "/api/teams")).items }));
}

/** @type {{ type: string, data: any, position: number }[]} */
let waiting = [];
let folding = false;

/** @param {import("./stream.js").Told} told */
function hear(told) {
  if (told.name === "reset") {
    // What is told beside the log may have been missed with it.
    void refreshDrones();
    return void reload();
  }
  if (told.name === "heartbeat") return heartbeat(told.data);
  if (told.name === "rainRound") return put({ rainTold: told.position, lastHeardAt: Date.now(), ...lineIsBack() });
  if (told.name === "drone") return hearDrone(told.data);
  if (told.name === "droneLink") return hearDroneLink(told.data);
  waiting.push({ type: told.name, data: told.data, position: told.position });
  if (folding) return;
  folding = true;
  queueMicrotask(() => setTimeout(foldWaiting, 0));
}

/** Where a drone is now; the newest word is the whole word. @param {any} drone */
function hearDrone(drone) {
  put({ drones: { ...desk().drones, [drone.id]: drone }, lastHeardAt: Date.now(), ...lineIsBack() });
}

/** How the line to the drones is; that it is back is told only to whoever has seen it down. @param {any} link */
function hearDroneLink(link) {
  const { droneLink: before, droneLinkBack } = desk();
  const isBack = before?.state === "down" && link.state === "up";
  put({ droneLink: link, droneLinkBack: isBack ? link.since : link.state === "up" ? droneLinkBack : null });
}

function foldWaiting() {
  const events = waiting;
  waiting = [];
  folding = false;
  put({ board: foldAll(desk().board, events), lastHeardAt: Date.now(), ...lineIsBack() });
}

let loadingAgain = false;

/** A board that could not be loaded is asked for again as soon as the line speaks, once at a time. */
async function loadAgain() {
  if (loadingAgain) return;
  loadingAgain = true;
  await reload();
  loadingAgain = false;
}

/** What was said about a lost line is over as soon as the line speaks. */
function lineIsBack() {
  return desk().said?.offline ? { said: null } : {};
}

function heartbeat(/** @type {{ at?: string } | null} */ beat) {
  const at = beat?.at ? Date.parse(beat.at) : NaN;
  if (desk().loadingError) void loadAgain();
  askMissing();
  put({
    ...lineIsBack(),
    lastHeardAt: Date.now(),
    line: "open",
    skew: Number.isNaN(at) ? desk().skew : at - Date.now(),
  });
}
