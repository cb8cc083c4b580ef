// @ts-check
// How old the picture is. Silence is shown, never hidden: a quiet line must not look like a quiet city.

/** A heartbeat comes every 4 s; two and a half of them missing is worth saying. */
export const AMBER_AFTER_SECONDS = 10;
/** By now the picture may be wrong. */
export const RED_AFTER_SECONDS = 30;

/**
 * @param {number | null} lastHeardAt milliseconds, null before the first word
 * @param {number} now
 * @returns {"waiting" | "live" | "amber" | "red"}
 */
export function freshness(lastHeardAt, now) {
  if (lastHeardAt === null) return "waiting";
  const silent = (now - lastHeardAt) / 1000;
  if (silent > RED_AFTER_SECONDS) return "red";
  return silent > AMBER_AFTER_SECONDS ? "amber" : "live";
}
