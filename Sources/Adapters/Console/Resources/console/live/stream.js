// @ts-check
// The line that brings events. Windows share one through a SharedWorker; where there is none, a window opens its own.

/** @typedef {{ name: string, data: any, position: number }} Told */

const KINDS = ["alert", "incident", "notice", "rainRound", "drone", "droneLink", "reset", "heartbeat"];
const RETRY_MILLISECONDS = 2_000;

/**
 * @param {(event: Told) => void} onEvent
 * @param {(state: "open" | "lost") => void} onLine
 * @param {number} after the position of the snapshot; the events go on from there
 * @returns {() => void} ends it
 */
export function listen(onEvent, onLine, after) {
  return typeof SharedWorker === "undefined"
    ? listenAlone(onEvent, onLine, after)
    : listenTogether(onEvent, onLine, after);
}

/** @param {(event: Told) => void} onEvent @param {(state: "open" | "lost") => void} onLine @param {number} after */
function listenTogether(onEvent, onLine, after) {
  const worker = new SharedWorker(new URL("./stream-worker.js", import.meta.url), { name: "bayu-stream" });
  worker.port.onmessage = ({ data }) => {
    if (data.type === "line") onLine(data.state);
    else onEvent({ name: data.name, data: data.data, position: Number(data.id) || 0 });
  };
  worker.port.start();
  // A fresh sign-in must not inherit the line of whoever sat here before.
  worker.port.postMessage({ restart: after });
  const bye = () => worker.port.postMessage("bye");
  const back = (/** @type {PageTransitionEvent} */ event) => event.persisted && location.reload();
  addEventListener("pagehide", bye);
  addEventListener("pageshow", back);
  return () => {
    removeEventListener("pagehide", bye);
    removeEventListener("pageshow", back);
    bye();
  };
}

/** @param {(event: Told) => void} onEvent @param {(state: "open" | "lost") => void} onLine @param {number} [after] */
export function listenAlone(onEvent, onLine, after) {
  /** @type {EventSource} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  const open = (/** @type {number | undefined} */ from) => {
    source = new EventSource(from === undefined ? "/api/events" : `/api/events?after=${from}`);
    source.onopen = () => onLine("open");
    source.onerror = () => {
      onLine("lost");
      if (source.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(() => {
        open(undefined);
        onEvent({ name: "reset", data: null, position: 0 });
      }, RETRY_MILLISECONDS);
    };
    for (const name of KINDS) {
      source.addEventListener(name, (event) => {
        onEvent({ name, data: event.data ? JSON.parse(event.data) : null, position: Number(event.lastEventId) || 0 });
      });
    }
  };
  open(after);
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
