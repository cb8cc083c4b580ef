// @ts-check
// Asking the server. Every answer that is not a success becomes a Problem with words for a person.

/** No request may hang: after this the person is told and can try again. */
const TIMEOUT_MILLISECONDS = 15_000;

export class Problem extends Error {
  /** @param {number} status @param {string} code @param {string} detail @param {string | null} [field] */
  constructor(status, code, detail, field = null) {
    super(detail);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** True when the server was not reached, or did not answer in time. @param {unknown} fault */
export function isOffline(fault) {
  return fault instanceof Problem && fault.status === 0;
}

let csrf = "";

/** Remembers the token that every change must carry. @param {string} token */
export function useToken(token) {
  csrf = token;
}

/** @param {number} status @param {string} text */
function problemOf(status, text) {
  try {
    const told = JSON.parse(text);
    return new Problem(status, told.code ?? "", told.detail ?? told.title ?? "", told.field);
  } catch {
    // A proxy in between answers in plain words or HTML; only the number of the status can be trusted.
    return new Problem(status, "", "");
  }
}

/** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
export async function ask(method, path, body) {
  /** @type {Record<string, string>} */
  // Nothing is added to a question that `index.html` has asked already: a preload answers only the same request.
  const headers = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (csrf && method !== "GET") headers["X-CSRF-Token"] = csrf;
  let response, text;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      signal: timeLimit(),
    });
    // The time limit holds for the body too: an answer that stops half way is a line that is down.
    text = await response.text();
  } catch (fault) {
    throw new Problem(0, "network", fault instanceof Error ? fault.message : String(fault));
  }
  if (!response.ok) throw problemOf(response.status, text);
  return text ? JSON.parse(text) : null;
}

/** Bytes as they are, such as a picture. @param {string} path @returns {Promise<Blob>} */
export async function askBytes(path) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", signal: timeLimit() });
    if (response.ok) return await response.blob();
  } catch (fault) {
    throw new Problem(0, "network", fault instanceof Error ? fault.message : String(fault));
  }
  throw problemOf(response.status, await response.text());
}

/** A picture over the worst line that still carries anything: half a megabyte at 5 kB/s. */
const UPLOAD_TIMEOUT_MILLISECONDS = 120_000;

/** Sends bytes and tells how far they are; `fetch` cannot say that. @param {string} path @param {Blob} bytes @param {(percent: number) => void} heard */
export function upload(path, bytes, heard) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    const lost = () => reject(new Problem(0, "network", "the line was lost"));
    request.onerror = request.ontimeout = request.onabort = lost;
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(null);
      else if (request.status === 0) lost();
      else reject(problemOf(request.status, request.responseText));
    };
  });
  request.upload.onprogress = (event) => heard(Math.floor(100 * event.loaded / Math.max(event.total, 1)));
  request.open("POST", path);
  request.timeout = UPLOAD_TIMEOUT_MILLISECONDS;
  request.setRequestHeader("Content-Type", bytes.type || "application/octet-stream");
  if (csrf) request.setRequestHeader("X-CSRF-Token", csrf);
  request.send(bytes);
  return { done, stop: () => request.abort() };
}

function timeLimit() {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), TIMEOUT_MILLISECONDS);
  return stop.signal;
}

/** A list of this many pages is longer than any city's; it bounds a server that never ends. */
const PAGES_MAX = 20;
const PAGE_ROWS = 500;

/** All rows of a list that comes in pages. @param {string} path @param {(row: any) => string} keyOf */
export async function askAll(path, keyOf) {
  /** @type {any[]} */
  const rows = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const after = rows.length > 0 ? `&after=${encodeURIComponent(keyOf(rows[rows.length - 1]))}` : "";
    const answer = await ask("GET", `${path}?limit=${PAGE_ROWS}${after}`);
    rows.push(...answer.items);
    if (answer.items.length < PAGE_ROWS && !answer.next) break;
    if (answer.items.length === 0) break;
  }
  return rows;
}

/** A random id that makes a command safe to send twice. */
export function freshID() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
