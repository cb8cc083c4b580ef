import test from "node:test";
import assert from "node:assert/strict";
import {
  ALERT_STAGES,
  INCIDENT_STAGES,
  stagesHad,
} from "../../Sources/Adapters/Console/Resources/console/loop/stages.js";

const told = (...types) => types.map((type) => ({ type }));

test("a rejected alert shows only the stages that it had", () => {
  assert.deepEqual([...stagesHad(ALERT_STAGES, "rejected", told("AlertRaised", "AlertRejected"))], ["raised"]);
  const log = told("AlertRaised", "AlertAcknowledged", "AlertVerificationStarted", "AlertRejected");
  assert.deepEqual([...stagesHad(ALERT_STAGES, "rejected", log)], ["raised", "acknowledged", "verifying"]);
});

test("without the log an end claims nothing that the matter does not prove", () => {
  assert.deepEqual([...stagesHad(ALERT_STAGES, "rejected", null, { acknowledged: "12:00" })], [
    "raised",
    "acknowledged",
  ]);
  assert.deepEqual([...stagesHad(INCIDENT_STAGES, "closed", [])], ["open"]);
  assert.deepEqual([...stagesHad(INCIDENT_STAGES, "resolved", null)], ["open", "dispatched", "underControl"]);
});

test("an incident that was closed as a false alarm never was under control", () => {
  const log = told("IncidentOpened", "IncidentDispatched", "IncidentClosed");
  assert.deepEqual([...stagesHad(INCIDENT_STAGES, "closed", log)], ["open", "dispatched"]);
});
