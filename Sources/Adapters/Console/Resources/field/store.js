// @ts-check
// What must not be lost: the commands that wait and the conflicts, in IndexedDB. Small things and drafts stay in `keep.js`.

import { keep, recall } from "./keep.js";

const DATABASE = "bayu-field", SHELF = "outbox", VERSION = 1;
/** A browser that never answers must not keep the page from its tasks. */
const OPEN_MILLISECONDS = 4_000;

/** The database, or null where the browser has none to give (private windows, full or damaged storage). @type {Promise<IDBDatabase | null> | null} */
let opening = null;

/** @returns {Promise<IDBDatabase | null>} */
export function open() {
  opening ??= new Promise((resolve) => {
    setTimeout(() => resolve(null), OPEN_MILLISECONDS);
    try {
      const asked = indexedDB.open(DATABASE, VERSION);
      asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(null);
    } catch {
      // No IndexedDB here: what waits is kept as before, in `keep.js`.
      resolve(null);
    }
  });
  return opening;
}

/** @template T @param {IDBRequest<T>} asked @returns {Promise<T>} */
export function answered(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** One change, on the disk before this returns. @param {IDBDatabase} database @param {(shelf: IDBObjectStore) => void} work */
export async function changed(database, work) {
  const change = database.transaction(SHELF, "readwrite");
  const done = new Promise((resolve, reject) => {
    change.oncomplete = resolve;
    change.onabort = () => reject(change.error);
  });
  work(change.objectStore(SHELF));
  // At once: a phone that is switched off now must find it again.
  change.commit?.();
  await done;
}

/** Lists by name. Later calls are carried out later, so the last one wins. @param {string} name @param {unknown[]} list */
export async function store(name, list) {
  const database = await open();
  if (!database) return keep(name, list);
  try {
    await changed(database, (shelf) => shelf.put(list, name));
  } catch {
    // Storage is full or was taken away: the older place may still have room.
    keep(name, list);
  }
}

/** Two lists as one, the older first; what stands in both stands there once. @template T @param {T[]} older @param {T[]} newer @param {(one: T) => string} keyOf */
export function together(older, newer, keyOf) {
  const known = new Set(newer.map(keyOf));
  return [...older.filter((one) => !known.has(keyOf(one))), ...newer];
}

/**
 * What was kept under this name. What an earlier version kept in localStorage is moved here, once.
 * @template T @param {string} name @param {(one: T) => string} keyOf @returns {Promise<T[]>}
 */
export async function stored(name, keyOf) {
  /** @type {T[]} */
  const older = recall(name, []);
  const database = await open();
  if (!database) return older;
  try {
    const newer = await answered(database.transaction(SHELF).objectStore(SHELF).get(name)) ?? [];
    if (older.length === 0) return newer;
    const all = together(older, newer, keyOf);
    keep(name, null);
    await store(name, all);
    return all;
  } catch {
    // Not readable: what the older place has is better than nothing.
    return older;
  }
}
