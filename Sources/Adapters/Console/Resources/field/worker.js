// Keeps the shell of the field page on the phone, so that it opens without a line. Answers of the API are never kept here.
"use strict";

const SHELL = "bayu-field-5";

/** Everything the page needs to open; a test compares this with what the page imports. Fetched when the worker is installed, because the first visit itself is not seen by it. */
const NEEDED = [
  "./",
  "./index.html",
  "./field.css",
  "./field.js",
  "./conflicts.js",
  "./count-sheet.js",
  "./counts.js",
  "./desk.js",
  "./keep.js",
  "./merge.js",
  "./outbox.js",
  "./patrol-sheet.js",
  "./patrols.js",
  "./photo-sheet.js",
  "./photo-shelf.js",
  "./photos.js",
  "./picture.js",
  "./position-sheet.js",
  "./send.js",
  "./store.js",
  "./task-sheet.js",
  "./words-form.js",
  "../console/choices.js",
  "../console/view.js",
  "../console/i18n/words.js",
  "../console/keys/keymap.js",
  "../console/keys/route.js",
  "../console/live/api.js",
  "../console/live/desk.js",
  "../console/live/reason.js",
  "../console/live/stream.js",
  "../console/loop/board.js",
  "../console/loop/clocks.js",
  "../console/loop/freshness.js",
  "../console/loop/grades.js",
  "../console/loop/in-charge.js",
  "../console/loop/offers.js",
  "../console/loop/whole.js",
  "../console/loop/zones.js",
  "../console/rain/reasons.js",
  "../console/signs/mark.svg",
  "../console/style/tokens.css",
  "../console/words/en.json",
  "../console/words/zh-CN.json",
  "../vendor/preact/preact-htm.min.js",
];

/** The worker as the browser gives it. */
const worker = /** @type {any} */ (self);

/** One file that fails fails the whole: half a shell would not open. It is tried again at the next visit. */
async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll(NEEDED.map((name) => new Request(name, { cache: "no-cache" })));
  await worker.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("bayu-field-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));

/** The network first, so that a new version is seen at once; what was kept only when there is no line. */
async function fresh(request) {
  const shell = await caches.open(SHELL);
  try {
    const response = await fetch(request);
    // A kept redirect would be refused by the browser when the page is opened from it.
    if (response.ok && !response.redirected) await shell.put(request, response.clone());
    return response;
  } catch (fault) {
    // A language in the address (`?lang=en`) is still the same page.
    const kept = await shell.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw fault;
  }
}

worker.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== worker.location.origin || pathname.startsWith("/api/")) return;
  event.respondWith(fresh(event.request));
});
