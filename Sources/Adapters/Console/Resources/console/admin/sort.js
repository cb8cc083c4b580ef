// @ts-check
// The order of the sensors: what is silent first, because that is what somebody has to look after.

/** @typedef {"state" | "name" | "value"} Column */
/** @typedef {{ column: Column, down: boolean }} Order */

/** 0 where nothing was ever heard, 1 where it fell silent, 2 where it reports. @param {any} one */
function rankOf(one) {
  if (!one.latest) return 0;
  return one.latest.stale ? 1 : 2;
}

/** @type {Record<Column, (left: any, right: any, nameOf: (one: any) => string) => number>} */
const COMPARE = {
  state: (left, right) => rankOf(left) - rankOf(right),
  name: (left, right, nameOf) => nameOf(left).localeCompare(nameOf(right)),
  value: (left, right) => (left.latest?.value ?? -Infinity) - (right.latest?.value ?? -Infinity),
};

/** @param {any[]} rows @param {Order} order @param {(one: any) => string} nameOf */
export function sortedSensors(rows, { column, down }, nameOf) {
  const turn = down ? -1 : 1;
  return [...rows].sort((left, right) =>
    turn * COMPARE[column](left, right, nameOf) || nameOf(left).localeCompare(nameOf(right))
  );
}

/** A second press on the same column turns it round. @param {Order} order @param {Column} column @returns {Order} */
export function nextOrder(order, column) {
  return { column, down: order.column === column ? !order.down : false };
}
