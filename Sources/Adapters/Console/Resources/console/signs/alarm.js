// @ts-check
// The sound of an unacknowledged alert. Made by the browser itself: two tones, no file.

import { desk, put, watch } from "../live/desk.js";
import { MUTE_SECONDS, soundDue } from "./mute.js";
import { commands } from "../loop/offers.js";

/** @type {Set<string>} */
const heard = new Set();
let lastSoundAt = 0;
/** @type {AudioContext | null} */
let audio = null;

/** @type {Record<string, number[]>} */
const TONES = { I: [880, 660, 880], II: [740, 590], III: [590], IV: [520] };
const TONE_SECONDS = 0.16;

function play(/** @type {string | null} */ grade) {
  // Browsers allow sound only after a person has touched the page; until then the pulse has to do.
  if (!navigator.userActivation?.hasBeenActive) return;
  audio ??= new AudioContext();
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
  const { board, me, mutedUntil, loaded } = desk();
  if (!me || !loaded || !commands(me)) return;
  const waiting = Object.values(board.alerts).filter((alert) =>
    alert.state === "raised" && alert.condition === "active"
  );
  const due = soundDue(waiting, heard, lastSoundAt, mutedUntil, Date.now());
  if (!due) return;
  for (const alert of waiting) heard.add(alert.id);
  lastSoundAt = Date.now();
  play(due.grade);
}

const REPEAT_CHECK_MILLISECONDS = 1_000;

export function watchAlarms() {
  watch(check);
  setInterval(check, REPEAT_CHECK_MILLISECONDS);
}

export function toggleMute() {
  put({ mutedUntil: desk().mutedUntil > Date.now() ? 0 : Date.now() + MUTE_SECONDS * 1000 });
}
