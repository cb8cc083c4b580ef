// @ts-check
// A few sentences for somebody who sees the board for the first time. Shown once.

import { html, useEffect, useLayoutEffect, useState } from "../view.js";
import { desk, put } from "../live/desk.js";
import { ask } from "../live/api.js";
import { shortTime, t } from "../i18n/words.js";
import { go } from "../keys/navigate.js";
import { rememberTour } from "../choices.js";
import { Dialog } from "../shell/dialog.js";

/**
 * @typedef {{ words: string, values?: Record<string, unknown>, place: string, to?: Partial<import("../keys/route.js").Route> }} Stop
 * What a stop says, what it speaks about, and which screen it goes to.
 */

/** The board: what everybody sees first. @type {Stop[]} */
const BOARD = [".queue", ".rail", ".map-place", ".marking"].map((place, index) => ({
  words: `tour.${index + 1}`,
  place,
}));

/** A site that was surveyed in three dimensions; no stop while there is none, and for roles that have no such list. @returns {Promise<Stop[]>} */
async function surveyed() {
  const site = (await ask("GET", "/api/clouds")).items[0]?.site;
  return site ? [{ words: "tour.5", place: ".cloud-panel", to: { screen: "site", type: "site", id: site } }] : [];
}

/** What the stops at a fire speak about: the sensor, the frames, the ring, and the record. */
const FIRE_PLACES = ["[data-part=sensors]", "[data-part=frames]", "[data-part=ring]", "[data-part=attack]"];

/** The newest fire that is closed, or nothing. */
async function closedFire() {
  const { items } = await ask("GET", "/api/incidents?state=closed&limit=100");
  return items.find((/** @type {any} */ one) => one.kind === "wildfire")?.id;
}

/** The forest fire, at its own page where it burns already, and at the list of forests before. @returns {Promise<Stop[]>} */
async function fire() {
  const forests = (await ask("GET", "/api/forests")).items;
  if (forests.length === 0) return [];
  // The demonstration's fire is over after some minutes; its page stays.
  const id = forests.flatMap((/** @type {any} */ one) => one.fires)[0] ?? (await closedFire());
  const picture = id ? await ask("GET", `/api/incidents/${encodeURIComponent(id)}/fire`) : null;
  const at = (/** @type {string} */ step) => {
    const row = picture?.attack?.find((/** @type {any} */ one) => one.step === step);
    return row ? shortTime(row.at) : t("tour.fire.none");
  };
  const to = id ? { screen: "fire", type: /** @type {const} */ ("incident"), id } : { screen: "fires" };
  const values = { detected: at("detected"), confirmed: at("confirmed") };
  return FIRE_PLACES.map((place, index) => ({ words: `tour.fire.${index + 1}`, values, place, to }));
}

/** The stops beyond the board; each group that cannot be had is left out. */
function useMore() {
  const [more, setMore] = useState(/** @type {Stop[]} */ ([]));
  useEffect(() => {
    // swallowed because the tour goes on without these stops
    void Promise.all([surveyed, fire].map((find) => find().catch(() => /** @type {Stop[]} */ ([])))).then((found) =>
      setMore(found.flat())
    );
  }, []);
  return more;
}

/** A screen may still be coming; so often it is looked for its place. */
const LOOKS_MAX = 40, LOOK_MILLISECONDS = 150;

/** Marks what a stop speaks about, as soon as it is there. @param {string} place @returns {() => void} */
function mark(place) {
  let left = LOOKS_MAX;
  /** @type {Element | null} */
  let found = null;
  const look = () => {
    found = document.querySelector(place);
    left -= 1;
    if (!found && left > 0) return;
    clearInterval(timer);
    found?.classList.add("toured");
    if (found?.closest(".fire-rail")) found.scrollIntoView({ block: "nearest" });
  };
  const timer = setInterval(look, LOOK_MILLISECONDS);
  look();
  return () => {
    clearInterval(timer);
    found?.classList.remove("toured");
  };
}

export function Tour() {
  const [step, setStep] = useState(0);
  const stops = [...BOARD, ...useMore()];
  const stop = stops[Math.min(step, stops.length - 1)];
  const away = step >= BOARD.length;
  // At once, not after the paint: a quick Enter on the last stop must not be followed by its way to that stop.
  useLayoutEffect(() => {
    if (away && stop.to) go({ at: "", layer: "", ...stop.to });
    return mark(stop.place);
  }, [step, stops.length]);
  const end = () => {
    rememberTour();
    put({ overlay: null });
    if (away && desk().route.screen !== "board") go({ screen: "board", type: null, id: null });
  };
  const last = step === stops.length - 1;
  return html`
    <div class=${away ? "tour-aside" : ""}>
      <${Dialog} title=${t("tour.title")} label=${t("tour.title")} onClose=${end}>
        <p class="tour-words" aria-live="polite" data-stop=${stop.words}>${t(stop.words, stop.values)}</p>
        <footer class="form-foot">
          <span class="form-hint">${t("tour.step", { step: step + 1, steps: stops.length })}</span>
          <button type="button" class="button" onClick=${end}>${t("tour.skip")}</button>
          <button type="button" class="button button-primary" data-first="yes" onClick=${last
            ? end
            : () => setStep(step + 1)}>
            ${last ? t("tour.done") : t("tour.next")} <kbd>Enter</kbd>
          </button>
        </footer>
        </${Dialog}>
        </div>
  `;
}
