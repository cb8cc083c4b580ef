// Keeps the shell of the field page on the phone, so that it opens without a line. Answers of the API are never kept here.
"use strict";

const SHELL = "bayu-field-1";

/** @type {any} */ (self).addEventListener("install", () => /** @type {any} */ (self).skipWaiting());
/** @type {any} */ (self).addEventListener(
  "activate",
  (event) => event.waitUntil(/** @type {any} */ (self).clients.claim()),
);

/** The network first, so that a new version is seen at once; what was kept only when there is no line. */
async function fresh(request) {
  const shell = await caches.open(SHELL);
  try {
    const response = await fetch(request);
    if (response.ok) await shell.put(request, response.clone());
    return response;
  } catch (fault) {
    const kept = await shell.match(request);
    if (kept) return kept;
    throw fault;
  }
}

/** @type {any} */ (self).addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || pathname.startsWith("/api/")) return;
  event.respondWith(fresh(event.request));
});
