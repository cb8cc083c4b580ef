// @ts-check
// Parts of the console that the first rows can do without: fetched when they are wanted, or when the browser has nothing to do.

import { html, useEffect, useState } from "../view.js";
import { put } from "../live/desk.js";
import { isOffline } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { t } from "../i18n/words.js";

/** An idle moment comes at the latest after this, on a machine that has no rest. */
const IDLE_MILLISECONDS = 1_500;
/** A line that was lost for a moment must not leave a screen empty. */
const RETRY_MILLISECONDS = 2_000;

/** Runs when the browser has painted and has nothing else to do. @param {() => void} work */
export function whenIdle(work) {
  const idle = /** @type {any} */ (globalThis).requestIdleCallback;
  requestAnimationFrame(() => idle ? idle(work, { timeout: IDLE_MILLISECONDS }) : setTimeout(work, 50));
}

/** @typedef {{ load: () => Promise<any>, part: any, loading: Promise<void> | null }} Later */

/** @type {Later[]} */
const parts = [];

/** @param {Later} later @returns {Promise<void>} */
function fetchPart(later) {
  later.loading ??= later.load().then((part) => {
    later.part = part;
  }).catch((fault) => {
    later.loading = null;
    throw fault;
  });
  return later.loading;
}

/**
 * A component whose code comes later.
 * @param {() => Promise<any>} load gives the component
 * @param {() => unknown} [meanwhile] what stands in its place until then
 */
export function later(load, meanwhile = () => null) {
  /** @type {Later} */
  const held = { load, part: null, loading: null };
  parts.push(held);
  return function Later(/** @type {any} */ props) {
    const [, setCount] = useState(0);
    useEffect(() => {
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let retry;
      const attempt = () => {
        if (held.part) return;
        fetchPart(held).then(() => setCount((count) => count + 1), (fault) => {
          // A module that cannot be fetched fails with a TypeError: the line is gone.
          const reason = fault instanceof TypeError ? t("error.offline") : reasonOf(fault);
          const offline = fault instanceof TypeError || isOffline(fault);
          put({ said: { tone: "bad", text: t("error.loading", { reason }), offline } });
          retry = setTimeout(attempt, RETRY_MILLISECONDS);
        });
      };
      attempt();
      return () => clearTimeout(retry);
    }, []);
    return held.part ? html`<${held.part} ...${props} />` : meanwhile();
  };
}

/** A screen has a heading even while it comes. @param {() => Promise<any>} load gives the screen */
export function laterScreen(load) {
  return later(load, () => html`<h1 class="late pad">${t("loading")}</h1>`);
}

/** Fetches one part after the other in idle moments, so that a key later finds its screen ready. */
export function fetchTheRest() {
  const next = parts.find((one) => !one.part && !one.loading);
  if (!next) return;
  // What fails now is fetched again, and its failure said, when somebody wants to see it.
  const goOn = () => whenIdle(fetchTheRest);
  fetchPart(next).then(goOn, () => undefined);
}
