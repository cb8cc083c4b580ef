// @ts-check
// Four sentences for somebody who sees the board for the first time. Shown once.

import { html, useEffect, useState } from "../view.js";
import { put } from "../live/desk.js";
import { t } from "../i18n/words.js";
import { rememberTour } from "../choices.js";
import { Dialog } from "../shell/dialog.js";

/** What each sentence speaks about. */
const PLACES = [".queue", ".rail", ".map-place", ".marking"];

export function Tour() {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const place = document.querySelector(PLACES[step]);
    place?.classList.add("toured");
    return () => place?.classList.remove("toured");
  }, [step]);
  const end = () => {
    rememberTour();
    put({ overlay: null });
  };
  const last = step === PLACES.length - 1;
  return html`
    <${Dialog} title=${t("tour.title")} label=${t("tour.title")} onClose=${end}>
      <p class="tour-words" aria-live="polite">${t(`tour.${step + 1}`)}</p>
      <footer class="form-foot">
        <span class="form-hint">${t("tour.step", { step: step + 1, steps: PLACES.length })}</span>
        <button type="button" class="button" onClick=${end}>${t("tour.skip")}</button>
        <button type="button" class="button button-primary" data-first="yes" onClick=${last
          ? end
          : () => setStep(step + 1)}>
            ${last ? t("tour.done") : t("tour.next")} <kbd>Enter</kbd>
          </button>
      </footer>
      </${Dialog}>
  `;
}
