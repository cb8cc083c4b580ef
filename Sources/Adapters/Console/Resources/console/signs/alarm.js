// @ts-check
// The sound of an unacknowledged alert. Made by the browser itself: two tones, no file.

import { desk, put, watch } from "../live/desk.js";
import { MUTE_SECONDS, soundDue } from "./mute.js";
import { soundsAt } from "../loop/in-charge.js";
import { commands } from "../loop/offers.js";

/** @type {Set<string>} */
const heard = new Set();
let lastSoundAt = 0;
/** @type {AudioContext | null} */
let audio = null;

/** @type {Record<string, number[]>} */
const TONES = { I: [880, 660, 880], II: [740, 590], III: [590], IV: [520] };
const TONE_SECONDS = 0.16;

/** Browsers allow sound only after a person has touched the page; where they do not say, it is tried. */
function mayPlay() {
  return navigator.userActivation?.hasBeenActive ?? true;
}

function play(/** @type {string | null} */ grade) {
  audio ??= new AudioContext();
  void audio.resume();
  const from = audio.currentTime;
  (TONES[grade ?? "IV"] ?? TONES.IV).forEach((pitch, index) => {
    const context = /** @type {AudioContext} */ (audio);
    const tone = context.createOscillator(), loudness = context.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.12, from + index * TONE_SECONDS * 1.3);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + index * TONE_SECONDS * 1.3 + TONE_SECONDS);
    tone.connect(loudness).connect(context.destination);
    tone.start(from + index * TONE_SECONDS * 1.3);
    tone.stop(from + index * TONE_SECONDS * 1.3 + TONE_SECONDS);
  });
}

function check() {
  const { board, me, mutedUntil, loaded, soundBlocked } = desk();
  if (!me || !loaded || !commands(me)) return;
  const raised = Object.values(board.alerts).filter((alert) =>
    alert.state === "raised" && alert.condition === "active" && soundsAt(alert, me.center)
  );
  // An alert that comes to another desk is new there.
  const waiting = raised.map((one) => ({ id: `${one.id}/${one.responsible?.center ?? ""}`, grade: one.grade }));
  const due = soundDue(waiting, heard, lastSoundAt, mutedUntil, Date.now());
  // What was due and could not be heard stays due, and the bar says so.
  const blocked = !mayPlay() && (due !== null || soundBlocked);
  if (blocked !== soundBlocked) put({ soundBlocked: blocked });
  if (!due || blocked) return;
  for (const alert of waiting) heard.add(alert.id);
  lastSoundAt = Date.now();
  play(due.grade);
}

const REPEAT_CHECK_MILLISECONDS = 1_000;

/** Half a beat: well under one beat a second. */
const HALF_BEAT_MILLISECONDS = 700;

/** One beat for all rows: hundreds of animations would keep a machine without a GPU busy at sixty frames a second. */
function beat() {
  const root = document.documentElement;
  const still = document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;
  root.dataset.beat = still || root.dataset.beat === "on" ? "off" : "on";
}

export function watchAlarms() {
  watch(check);
  setInterval(beat, HALF_BEAT_MILLISECONDS);
  setInterval(check, REPEAT_CHECK_MILLISECONDS);
}

/** The press itself is the touch that the browser waits for. */
export function allowSound() {
  put({ soundBlocked: false });
  check();
}

export function toggleMute() {
  put({ mutedUntil: desk().mutedUntil > Date.now() ? 0 : Date.now() + MUTE_SECONDS * 1000 });
}
