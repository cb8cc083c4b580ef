// @ts-check
// When the alarm sounds: never for what somebody owns, always again for grade I, and not while it is muted.

/** A mute is timed, so that nobody leaves a board silent by mistake. */
export const MUTE_SECONDS = 300;
/** Grade I repeats until it is acknowledged or escalated. */
export const REPEAT_SECONDS = 12;

/** @typedef {{ id: string, grade: string | null }} Sounding */

/**
 * @param {Sounding[]} unacknowledged
 * @param {Set<string>} heard ids that have sounded once
 * @param {number} lastSoundAt
 * @param {number} mutedUntil
 * @param {number} now
 * @returns {{ grade: string | null } | null} the grade to sound
 */
export function soundDue(unacknowledged, heard, lastSoundAt, mutedUntil, now) {
  if (now < mutedUntil) return null;
  const fresh = unacknowledged.filter((one) => !heard.has(one.id));
  const repeats = unacknowledged.filter((one) => one.grade === "I" && now - lastSoundAt >= REPEAT_SECONDS * 1000);
  const due = [...fresh, ...repeats];
  if (due.length === 0) return null;
  const order = ["I", "II", "III", "IV"];
  const grades = due.map((one) => one.grade).filter((grade) => grade !== null);
  grades.sort((left, right) => order.indexOf(left) - order.indexOf(right));
  return { grade: grades[0] ?? null };
}
