// @ts-check
// The last roll call as the log tells it: it stays to be read after every team has answered, when the incident itself has let go of it.

/** @typedef {{ team: string, well: boolean | null, at: string | null }} Answer */
/** @typedef {{ number: number, askedAt: string | null, answers: Answer[] }} RollCall */

/** @param {RollCall} call @param {Answer} answer */
function take(call, answer) {
  const others = call.answers.filter((one) => one.team !== answer.team);
  const place = call.answers.findIndex((one) => one.team === answer.team);
  others.splice(place < 0 ? others.length : place, 0, answer);
  return { ...call, answers: others };
}

/** @param {{ type: string, at: string, data: any }[]} items the timeline, oldest first @returns {RollCall | null} */
export function lastRollCall(items) {
  /** @type {RollCall | null} */
  let call = null;
  for (const { type, at, data } of items) {
    if (type === "TeamsAsked") {
      const answers = data.teams.map((/** @type {string} */ team) => ({ team, well: null, at: null }));
      call = { number: data.number, askedAt: at, answers };
    } else if (type === "RollCallAnswered" && call && call.number === data.number) {
      call = take(call, { team: data.team, well: data.well, at });
    }
  }
  return call;
}

/**
 * The last roll call with those who are missed since an earlier one, and whether it still waits.
 * @param {any} incident @param {{ type: string, at: string, data: any }[]} items
 */
export function shownRollCall(incident, items) {
  const held = incident.rollCalls?.[incident.rollCalls.length - 1] ?? null;
  const told = lastRollCall(items);
  if (!told) return held && { ...held, waits: Boolean(incident.personnel?.pending), nextAt: held.nextAt ?? null };
  const earlier = (held?.answers ?? []).filter((/** @type {Answer} */ one) =>
    one.well !== true && !told.answers.some((other) => other.team === one.team)
  );
  return {
    ...told,
    answers: [...told.answers, ...earlier],
    waits: Boolean(incident.personnel?.pending),
    nextAt: incident.personnel?.nextAt ?? null,
  };
}
