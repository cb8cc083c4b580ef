// @ts-check
// The offers as buttons: the next step first and large, the rest below.

import { html } from "../view.js";
import { desk, put } from "../live/desk.js";
import { sendNow } from "../live/send.js";
import { freshID } from "../live/api.js";
import { t } from "../i18n/words.js";
import { keyName } from "../keys/keymap.js";

/** @typedef {import("./offers.js").Offer} Offer */

/** The task that was acted on last from this window, so that the focus can stay with it when its button is gone. */
let acted = "";

export function actedTask() {
  return acted;
}

/**
 * Does what an offer says: at once, or by asking first.
 * @param {"alert" | "incident" | "task"} kind
 * @param {any} target
 * @param {Offer} offer
 * @param {any} [task]
 */
export function take(kind, target, offer, task) {
  acted = kind === "task" ? task.id : "";
  if (offer.type === "dispatch") return openDispatch(target);
  if (offer.type === "startVerification" || offer.asks) {
    return put({ dialog: { kind, target, task, command: offer.type, id: freshID() } });
  }
  void sendNow(kind, target, offer.type, task);
}

/** @param {any} incident @param {string} [task] the task that a team is looked for */
export function openDispatch(incident, task) {
  put({ overlay: "dispatch", picked: { incident, task } });
}

/** How many buttons stand open before the rest is folded away. */
const OPEN_OFFERS = 4;

/** @param {{ kind: "alert" | "incident" | "task", target: any, offers: Offer[], task?: any, short?: boolean }} props */
export function Offers({ kind, target, offers, task, short = false }) {
  const shown = short ? offers.slice(0, OPEN_OFFERS) : offers;
  const folded = short ? offers.slice(OPEN_OFFERS) : [];
  return html`<div class="offers">
    ${
    shown.map((offer) =>
      html`<${OfferButton} key=${offer.type} kind=${kind} target=${target} offer=${offer} task=${task} />`
    )
  }
    ${
    folded.length > 0 && html`
      <details class="more">
        <summary>${t("more")}</summary>
        <div class="offers">
            ${folded.map((offer) =>
              html`<${OfferButton} key=${offer.type} kind=${kind} target=${target} offer=${offer} task=${task} />`
            )}
          </div>
      </details>
    `
  }
  </div>`;
}

/** @param {{ kind: "alert" | "incident" | "task", target: any, offer: Offer, task?: any }} props */
function OfferButton({ kind, target, offer, task }) {
  const look = [
    offer.primary ? "button-primary" : offer.danger ? "button-danger" : "",
    offer.apart ? "button-apart" : "",
  ].join(" ");
  return html`<button type="button" class=${`button ${look}`} data-command=${offer.type} onClick=${() =>
    take(kind, target, offer, task)}>
    ${t(`command.${offer.type}`)}${
    offer.key && html`
      <kbd>${keyName(offer.key)}</kbd>
    `
  }
  </button>`;
}

/** True while something above the screen waits for an answer. */
export function isAsking() {
  return desk().dialog !== null || desk().overlay !== null;
}
