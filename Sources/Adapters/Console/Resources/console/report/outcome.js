// @ts-check
// What became of a report: a new alert, or one more voice for a matter that is there already.

import { ask } from "../live/api.js";
import { say, t } from "../i18n/words.js";
import { desk } from "../live/desk.js";

/** A new alert has the report as its only evidence; one that had some before took it in. @param {any} alert */
export function wasMerged(alert) {
  return (alert?.evidence?.length ?? 0) > 1;
}

/** @param {string} id of the alert that the server answered with */
export async function tellOutcome(id) {
  try {
    const alert = await ask("GET", `/api/alerts/${encodeURIComponent(id)}`);
    if (!wasMerged(alert)) return t("reportform.done", { id });
    const incident = alert.incident ? desk().board.incidents[alert.incident] : null;
    return alert.incident
      ? t("reportform.joined.incident", { id: alert.incident, title: say(incident?.title ?? alert.title) })
      : t("reportform.joined.alert", { id, title: say(alert.title) });
  } catch {
    // The report is taken whatever this look says; a place outside my jurisdiction may not be read by me.
    return t("reportform.done", { id });
  }
}
