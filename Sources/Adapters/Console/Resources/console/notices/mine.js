// @ts-check
// Which notices wait for the person in front of the screen.

/** @typedef {import("../types/bayu.d.ts").Notice} Notice */
/** @typedef {import("../types/bayu.d.ts").Recipient} Recipient */
/** @typedef {import("../types/bayu.d.ts").Me} Me */

/** @param {Recipient} recipient @param {Me} me */
export function isFor(recipient, me) {
  return recipient.center === me.center && (recipient.department ?? null) === (me.department ?? null) &&
    me.team === null;
}

/** Addressed to my post and acknowledged by nobody of it, the oldest first. @param {Notice[]} notices @param {Me} me */
export function myNotices(notices, me) {
  const mine = notices.filter((notice) => {
    const lines = notice.to.filter((one) => isFor(one, me));
    return lines.length > 0 && !lines.some((one) => one.acknowledgedAt);
  });
  return mine.sort((left, right) => left.issuedAt.localeCompare(right.issuedAt));
}
