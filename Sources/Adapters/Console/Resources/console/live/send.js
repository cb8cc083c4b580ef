// @ts-check
// Sending commands. The id is made once per intention, so that a second try cannot act twice.

import { ask, freshID, isOffline, Problem } from "./api.js";
import { desk, put } from "./desk.js";
import { reasonOf } from "./reason.js";
import { refreshTeams, reload } from "./session.js";
import { loadIncident } from "./details.js";
import { t } from "../i18n/words.js";
import { fold } from "../loop/board.js";

/** @param {"alert" | "incident" | "task" | "zone"} kind @param {any} target @param {any} [task] for a zone, the zone */
function pathOf(kind, target, task) {
  const id = encodeURIComponent(target.id);
  if (kind === "alert") return `/api/alerts/${id}/commands`;
  if (kind === "incident") return `/api/incidents/${id}/commands`;
  if (kind === "zone" && !task) return `/api/incidents/${id}/evacuations`;
  if (kind === "zone") return `/api/incidents/${id}/evacuations/${encodeURIComponent(task.zone)}/commands`;
  return `/api/incidents/${id}/tasks/${encodeURIComponent(task.id)}/commands`;
}

/**
 * Sends one command and throws a Problem when it was not taken.
 * @param {"alert" | "incident" | "task" | "zone"} kind
 * @param {any} target
 * @param {string} type
 * @param {Record<string, unknown>} [fields]
 * @param {{ id?: string, task?: any }} [options]
 */
export async function send(kind, target, type, fields = {}, options = {}) {
  const answer = await ask("POST", pathOf(kind, target, options.task), {
    id: options.id ?? freshID(),
    type,
    ...fields,
  });
  await refreshAfter(kind, target);
  // A confirmed alert leaves the queue; whoever confirmed it goes on with its incident.
  if (kind === "alert" && type === "confirm") put({ following: target.id });
  return answer;
}

/** @param {"alert" | "incident" | "task" | "zone"} kind @param {any} target */
async function refreshAfter(kind, target) {
  if (kind === "alert") {
    const data = await ask("GET", `/api/alerts/${encodeURIComponent(target.id)}`);
    // The line may have brought a newer version meanwhile, such as the one that names the incident.
    put({ board: fold(desk().board, { type: "alert", data }) });
  } else {
    await loadIncident(target.id);
    void refreshTeams();
  }
}

/** Sends without a dialog; a refusal is said aloud and the picture fetched again. */
export async function sendNow(
  /** @type {"alert" | "incident" | "task"} */ kind,
  /** @type {any} */ target,
  /** @type {string} */ type,
  /** @type {any} */ task = undefined,
) {
  try {
    await send(kind, target, type, {}, { task });
    put({ said: { tone: "good", text: `${t(`command.${type}`)} · ${t("done.sent")}` } });
  } catch (fault) {
    await explain(fault, target);
  }
}

/** What to say when a command was not taken; somebody else's move also brings a fresh picture. */
export async function explain(/** @type {unknown} */ fault, /** @type {any} */ target) {
  if (fault instanceof Problem && fault.status === 409) {
    put({ said: { tone: "bad", text: t("error.moved", { reason: reasonOf(fault) }) } });
    await reload();
    if (target?.id && desk().details[target.id]) await loadIncident(target.id);
    return;
  }
  put({ said: { tone: "bad", text: t("error.failed", { reason: reasonOf(fault) }), offline: isOffline(fault) } });
}
