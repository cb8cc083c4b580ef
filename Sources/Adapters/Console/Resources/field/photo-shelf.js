// @ts-check
// The bytes of photos that wait, each under its own name, so that a list that changes does not write all of them again.

import { answered, changed, open } from "./store.js";

/** What could not be kept in the database is here until the page is closed. @type {Map<string, Blob>} */
const held = new Map();

/** @param {string} id */
function nameOf(id) {
  return `photo/${id}`;
}

/** True when the photo outlives a restart of the phone. @param {string} id @param {Blob} bytes */
export async function keepPhoto(id, bytes) {
  held.set(id, bytes);
  try {
    const database = await open();
    if (!database) return false;
    await changed(database, (shelf) => shelf.put(bytes, nameOf(id)));
    held.delete(id);
    return true;
  } catch {
    // Storage is full or was taken away: the page still has it.
    return false;
  }
}

/** Null when the phone has lost it. @param {string} id @returns {Promise<Blob | null>} */
export async function photoOf(id) {
  const here = held.get(id);
  if (here) return here;
  try {
    const database = await open();
    const found = database && await answered(database.transaction("outbox").objectStore("outbox").get(nameOf(id)));
    return found instanceof Blob ? found : null;
  } catch {
    // Not readable is lost; the person is told.
    return null;
  }
}

/** @param {string} id */
export async function forgetPhoto(id) {
  held.delete(id);
  try {
    const database = await open();
    if (database) await changed(database, (shelf) => shelf.delete(nameOf(id)));
  } catch {
    // A photo that stays takes room and is sent to nobody.
  }
}
