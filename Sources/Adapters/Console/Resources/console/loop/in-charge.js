// @ts-check
// Who has to see to a matter now, and how it came to them.

/** @typedef {{ center: string, deputy: boolean }} Responsible */

/**
 * The steps up that the log tells of, oldest first.
 * @param {any[] | null | undefined} timeline
 * @returns {{ at: string, center: string, deputy: boolean, reason: string | null }[]}
 */
export function escalationsOf(timeline) {
  return (timeline ?? []).filter((one) => one.type === "AlertEscalated" || one.type === "IncidentEscalated").map(
    (one) => {
      const { to, reason } = one.data?.escalation ?? {};
      return { at: one.at, center: to?.center ?? "", deputy: Boolean(to?.deputy), reason: reason ?? null };
    },
  );
}

/** True while a raised alert has been passed on: before anybody acknowledges it, only an escalation moves it. @param {any} alert */
export function isPassedOn(alert) {
  const now = alert.responsible;
  return Boolean(now) && (now.center !== alert.owner || now.deputy);
}

/** Whether the alarm of a raised alert still sounds at a desk: where it was sent from it has been heard. @param {any} alert @param {string} center */
export function soundsAt(alert, center) {
  return !isPassedOn(alert) || alert.responsible.center === center;
}

/**
 * Whether there is a level left above whoever is in charge; where the centers are not known yet, the server decides.
 * @param {any} it @param {Map<string, { level: string }>} centers
 */
export function canGoUp(it, centers) {
  const center = it.responsible?.center ?? it.owner;
  return centers.get(center)?.level !== "municipal";
}
