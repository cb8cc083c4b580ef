// One line to the server for all windows of this browser: over HTTP/1.1 a browser allows only six.
"use strict";

const KINDS = ["alert", "incident", "notice", "rainRound", "drone", "droneLink", "reset", "heartbeat"];
const RETRY_MILLISECONDS = 2_000;
const ports = new Set();
/** @type {any} */
let source = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let retry;

function tell(message) {
  for (const port of ports) port.postMessage(message);
}

/** @param {number} [after] the log position from which the events go on */
function open(after) {
  if (source) source.close();
  clearTimeout(retry);
  source = new EventSource(after === undefined ? "/api/events" : `/api/events?after=${after}`);
  source.onopen = () => tell({ type: "line", state: "open" });
  source.onerror = () => {
    tell({ type: "line", state: "lost" });
    if (source.readyState !== EventSource.CLOSED) return;
    // The browser gave up (the server refused or went away), and with it goes the place in the log: start over.
    clearTimeout(retry);
    retry = setTimeout(() => {
      open();
      tell({ type: "event", name: "reset", data: null, id: "" });
    }, RETRY_MILLISECONDS);
  };
  for (const name of KINDS) {
    source.addEventListener(name, (event) => {
      tell({ type: "event", name, data: event.data ? JSON.parse(event.data) : null, id: event.lastEventId });
    });
  }
}

/** @type {any} */ (self).onconnect = (connection) => {
  const port = connection.ports[0];
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data.restart !== undefined) open(data.restart);
    if (data === "bye") {
      ports.delete(port);
      if (ports.size === 0 && source) {
        source.close();
        source = null;
      }
    }
  };
  port.start();
};
