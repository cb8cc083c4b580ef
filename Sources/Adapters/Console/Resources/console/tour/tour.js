// @ts-check
// A few sentences for somebody who sees the board for the first time. Shown once.

import { html, useEffect, useState } from "../view.js";
import { desk, put } from "../live/desk.js";
import { ask } from "../live/api.js";
import { t } from "../i18n/words.js";
import { go } from "../keys/navigate.js";
import { rememberTour } from "../choices.js";
import { Dialog } from "../shell/dialog.js";

/** What each sentence speaks about. */
const PLACES = [".queue", ".rail", ".map-place", ".marking"];

/** A site that was surveyed in three dimensions; empty while there is none, and the tour is one stop shorter. */
function useSurveyed() {
  const [site, setSite] = useState("");
  useEffect(() => {
    // swallowed because the tour goes on without this stop, on servers and for roles that have no such list
    ask("GET", "/api/clouds").then((told) => setSite(told.items[0]?.site ?? ""), () => undefined);
  }, []);
  return site;
}

export function Tour() {
  const [step, setStep] = useState(0);
  const site = useSurveyed();
  const steps = PLACES.length + (site ? 1 : 0);
  const atSite = step === PLACES.length;
  useEffect(() => {
    const place = document.querySelector(PLACES[step] ?? ".cloud-panel");
    place?.classList.add("toured");
    return () => place?.classList.remove("toured");
  }, [step]);
  useEffect(() => {
    if (atSite) go({ screen: "site", type: "site", id: site });
  }, [atSite]);
  const end = () => {
    rememberTour();
    put({ overlay: null });
    if (desk().route.screen === "site" && atSite) go({ screen: "board", type: null, id: null });
  };
  const last = step === steps - 1;
  return html`
    <div class=${atSite ? "tour-aside" : ""}>
      <${Dialog} title=${t("tour.title")} label=${t("tour.title")} onClose=${end}>
        <p class="tour-words" aria-live="polite">${t(`tour.${step + 1}`)}</p>
        <footer class="form-foot">
          <span class="form-hint">${t("tour.step", { step: step + 1, steps })}</span>
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
