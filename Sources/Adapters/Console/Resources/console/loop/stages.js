// @ts-check
// Which stages a matter really went through. A bar that shows a step nobody took would be a false record.

export const ALERT_STAGES = ["raised", "acknowledged", "verifying", "confirmed"];
export const INCIDENT_STAGES = ["open", "dispatched", "underControl", "resolved", "allClear", "closed"];

/** The entry of the log that begins a stage. @type {Record<string, string>} */
const BEGINS = {
  AlertAcknowledged: "acknowledged",
  AlertVerificationStarted: "verifying",
  AlertConfirmed: "confirmed",
  IncidentDispatched: "dispatched",
  IncidentUnderControl: "underControl",
  IncidentResolved: "resolved",
  AllClearDeclared: "allClear",
};

/** The stages that the log tells of; null while the log is not here. @param {{ type: string }[] | null | undefined} timeline */
function toldStages(timeline) {
  if (!timeline || timeline.length === 0) return null;
  return new Set(timeline.map((one) => BEGINS[one.type]).filter(Boolean));
}

/**
 * The stages before the present one that were really had.
 * @param {string[]} stages @param {string} at @param {{ type: string }[] | null | undefined} timeline
 * @param {Record<string, unknown>} [known] stages that the matter itself proves, such as an acknowledgement with its time
 * @returns {Set<string>}
 */
export function stagesHad(stages, at, timeline, known = {}) {
  const told = toldStages(timeline);
  const place = stages.indexOf(at);
  const last = place === stages.length - 1 || place < 0;
  return new Set(stages.filter((stage, index) => {
    if (stage === at || (place >= 0 && index > place)) return false;
    if (index === 0 || known[stage]) return true;
    if (told) return told.has(stage);
    // Without the log only an end says nothing about the way to it: it can be reached from every stage.
    return !last;
  }));
}
