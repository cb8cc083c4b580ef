// @ts-check
// Letters that do not leave by themselves: given up after all retries, or held back because they are about an exercise.

import { html } from "../view.js";
import { put, useDesk } from "../live/desk.js";
import { ask, freshID } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { t } from "../i18n/words.js";
import { Failed } from "../signs/parts.js";
import { centerName } from "../signs/places.js";
import { useList } from "./list.js";

/** Gives a letter that was given up another round of tries. @param {any} letter @param {() => void} onDone */
async function sendAgain(letter, onDone) {
  const path = `/api/notices/${encodeURIComponent(letter.notice)}/deliveries/${
    encodeURIComponent(letter.subscription)
  }/resend`;
  try {
    await ask("POST", path, { id: freshID() });
    put({ said: { tone: "good", text: t("admin.resent") } });
    onDone();
  } catch (fault) {
    put({ said: { tone: "bad", text: t("error.failed", { reason: reasonOf(fault) }) } });
  }
}

export function DeadLetters() {
  const { items, failure, load } = useList("/api/dead-letters");
  const { me } = useDesk();
  const may = me?.permissions.includes("manageSubscriptions") ?? false;
  return html`<section class="panel"><h2>${t("admin.deadletters")}</h2>
    ${failure && html`<${Failed} text=${failure} onRetry=${load} />`}
    ${items?.length === 0 && html`<p class="nothing">${t("admin.deadletters.empty")}</p>`}
    ${
    items && items.length > 0 && html`
      <table class="table">
        <thead>
          <tr>
            <th>${t("field.to")}</th>
            <th>${t("admin.reason")}</th>
            <th>${t("admin.attempts")}</th>
            ${may && html`<th><span class="unseen">${t("admin.resend")}</span></th>`}
          </tr>
        </thead>
        <tbody>${items.map((one) =>
          html`
            <tr key=${[one.notice, one.subscription, one.deputyOf].join("/")}>
              <td>${one.subscriptionName || centerName(one.to) || one.subscription}</td>
              <td>${one.heldBackAt ? t("admin.heldback") : one.error ?? ""}</td>
              <td>${one.attempts ?? ""}</td>
              ${may &&
                html`<td>${
                  !one.heldBackAt && html`<button type="button" class="button" data-resend=${one.notice} onClick=${() =>
                    sendAgain(one, load)}>${t("admin.resend")}</button>`
                }</td>`}
            </tr>
          `
        )}</tbody>
      </table>
    `
  }
  </section>`;
}
