// @ts-check
// Fetches, checks and colours nodes beside the page, so that nothing on the page waits for them.

import { decodeNode } from "./cloud-bytes.js";
import { colours } from "./cloud-colour.js";

addEventListener("message", async (/** @type {MessageEvent} */ event) => {
  const { path, line, epochs, end, theme } = event.data;
  try {
    const response = await fetch(path, { credentials: "same-origin" });
    if (!response.ok) throw new Error(`${line.key}: ${response.status}`);
    const { places, normals, changes, flags } = decodeNode(await response.arrayBuffer(), line, epochs);
    const painted = changes.map((one, epoch) => colours(one, flags[epoch], end, theme));
    const answer = { key: line.key, places: places.slice(), normals: normals.slice(), painted };
    const given = [answer.places.buffer, answer.normals.buffer, ...painted.map((one) => one.buffer)];
    /** @type {any} */ (globalThis).postMessage(answer, given);
  } catch (fault) {
    /** @type {any} */ (globalThis).postMessage({ key: line.key, fault: String(fault) });
  }
});
