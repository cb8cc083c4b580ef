// @ts-check
// What this window knows, in one place. A change is painted once per animation frame, however many events it took.

import { useEffect, useLayoutEffect, useState } from "../view.js";
import { EMPTY_BOARD } from "../loop/board.js";
import { HOME } from "../keys/route.js";

/** @typedef {import("../types/bayu.d.ts").Me} Me */
/** @typedef {import("../types/bayu.d.ts").City} City */
/** @typedef {import("../types/bayu.d.ts").Board} Board */
/** @typedef {import("../types/bayu.d.ts").Center} Center */
/** @typedef {{ kind: "alert" | "incident" | "task" | "zone", command: string, target: any, task?: any, id: string, values?: Record<string, string>, fixed?: Record<string, unknown> }} CommandDialog */
/**
 * @typedef {{
 *   me: Me | null, asked: boolean, welcome: { demo: boolean, scenario?: unknown } | null, city: City | null, board: Board, loaded: boolean, loadingError: string,
 *   network: any, centers: Map<string, Center>, teams: any[], sites: any[], forests: any[], dangerDay: string, cameras: any[], drones: Record<string, any>, droneLink: any, droneLinkBack: string | null, datastreams: any[], grounds: Record<string, { outline: any[], zones: any[] }>,
 *   readings: Record<string, { at: string, value: number }[]>, lastHeardAt: number | null, line: "waiting" | "open" | "lost", skew: number,
 *   route: import("../keys/route.js").Route, details: Record<string, any>, dialog: CommandDialog | null,
 *   overlay: "help" | "tour" | "report" | "dispatch" | "look" | null, said: { tone: "good" | "bad", text: string, offline?: boolean } | null,
 *   mutedUntil: number, soundBlocked: boolean, following: string | null, theme: "dark" | "light", language: "zh-CN" | "en", picked: any,
 *   looked: Record<string, { purpose: string, fields: any[] }>, rainTold: number,
 * }} State
 */

/** @type {State} */
const state = {
  me: null,
  asked: false,
  welcome: null,
  city: null,
  board: EMPTY_BOARD,
  loaded: false,
  loadingError: "",
  network: null,
  centers: new Map(),
  teams: [],
  sites: [],
  forests: [],
  dangerDay: "",
  cameras: [],
  drones: {},
  droneLink: null,
  droneLinkBack: null,
  datastreams: [],
  grounds: {},
  readings: {},
  lastHeardAt: null,
  line: "waiting",
  skew: 0,
  route: HOME,
  details: {},
  dialog: null,
  overlay: null,
  said: null,
  mutedUntil: 0,
  soundBlocked: false,
  following: null,
  theme: "dark",
  language: "zh-CN",
  picked: null,
  looked: {},
  rainTold: 0,
};

/** @type {Set<() => void>} */
const watchers = new Set();
let painting = false;

/** The state as it is now; never changed from outside. @returns {Readonly<State>} */
export function desk() {
  return state;
}

/** @param {Partial<State>} change */
export function put(change) {
  Object.assign(state, change);
  if (painting) return;
  painting = true;
  // A hidden window gets no frames, and its title must still follow.
  const soon = document.hidden ? (/** @type {() => void} */ paint) => setTimeout(paint, 100) : requestAnimationFrame;
  soon(() => {
    painting = false;
    for (const watcher of watchers) watcher();
  });
}

/** @param {() => void} watcher @returns {() => void} */
export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Paints a component again whenever the state changes. @returns {Readonly<State>} */
export function useDesk() {
  const [, setCount] = useState(0);
  // At once, not after the paint: an answer that is already on its way must not be missed.
  useLayoutEffect(() => watch(() => setCount((count) => count + 1)), []);
  return state;
}

/** The server's time, as well as this machine knows it. */
export function now() {
  return Date.now() + state.skew;
}

/** Everything that counts seconds, on one timer: five hundred rows must not keep five hundred. @type {Set<() => void>} */
const counting = new Set();
/** @type {ReturnType<typeof setInterval> | undefined} */
let second;

/** @param {() => void} tick @returns {() => void} */
function everySecond(tick) {
  counting.add(tick);
  second ??= setInterval(() => counting.forEach((one) => one()), 1000);
  return () => {
    counting.delete(tick);
  };
}

/** Paints a component again every second. */
export function useSecond() {
  const [, setCount] = useState(0);
  useEffect(() => everySecond(() => setCount((count) => count + 1)), []);
  return now();
}
