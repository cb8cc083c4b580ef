// @ts-check
// When a flight may be called home. Nothing is lost by calling twice: an answer may be lost, and a way home be cancelled at the dock without a word.

/** False only while a call waits for its answer, and once the flight is over. @param {any} flight */
export function isCallable(flight) {
  if (flight.state === "ended") return false;
  return !flight.calledBackAt || flight.callBackAnswered || flight.callBackUnanswered;
}
