// @ts-check
// Notices: which wait for me, and who has answered those that were sent.

import { html, useState } from "../view.js";
import { desk, put, useDesk } from "../live/desk.js";
import { ask, freshID } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { reload } from "../live/session.js";
import { clockTime, dateTime, say, t } from "../i18n/words.js";
import { centerName } from "../signs/places.js";
import { myNotices } from "./mine.js";

export function Notices() {
  const { board, me } = useDesk();
  if (!me) return null;
  const all = Object.values(board.notices);
  const mine = myNotices(all, me);
  const rest = all.filter((notice) => !mine.includes(notice)).sort((left, right) =>
    right.issuedAt.localeCompare(left.issuedAt)
  );
  return html`<div class="page page-narrow">
    <header class="page-head"><h1>${t("notices.title")}</h1></header>
    ${all.length === 0 && html`<p class="nothing">${t("notices.empty", { scope: say(me.centerName) })}</p>`}
    ${mine.length > 0 && html`<h2>${t("notices.mine")} <span class="bubble bubble-hot">${mine.length}</span></h2>`}
    ${mine.map((notice) => html`<${NoticeCard} key=${notice.id} notice=${notice} mine=${true} />`)}
    ${rest.length > 0 && html`<h2>${t("notices.all")}</h2>`}
    ${rest.map((notice) => html`<${NoticeCard} key=${notice.id} notice=${notice} mine=${false} />`)}
  </div>`;
}

/** @param {{ notice: import("../types/bayu.d.ts").Notice, mine: boolean }} props */
function NoticeCard({ notice, mine }) {
  const [busy, setBusy] = useState(false);
  const acknowledge = async () => {
    setBusy(true);
    try {
      await ask("POST", `/api/notices/${encodeURIComponent(notice.id)}/acknowledge`, { id: freshID() });
      await reload();
    } catch (fault) {
      put({ said: { tone: "bad", text: t("error.failed", { reason: reasonOf(fault) }) } });
    }
    setBusy(false);
  };
  return html`
    <article class=${`panel notice ${mine ? "panel-warn" : ""}`} data-notice=${notice.id}>
      <header><h3>${say(notice.title)}</h3><time>${dateTime(notice.issuedAt)}</time></header>
      <p>${say(notice.text)}</p>
      <ul class="recipients">${notice.to.map((one) =>
        html`<${RecipientLine} key=${`${one.post}/${one.deputy}`} one=${one} />`
      )}</ul>
      <footer class="offers">
          ${mine &&
            html`<button type="button" class="button button-primary" disabled=${busy} onClick=${acknowledge}>${
              t("notices.ack")
            }</button>`}
          ${notice.incident && desk().board.incidents[notice.incident] &&
            html`<a class="button" href=${`#/incident/incident/${encodeURIComponent(notice.incident)}`}>${
              t("rail.opens")
            }</a>`}
          ${notice.rainRound &&
            html`<a class="button" href="#/rain">${t("notices.opensRain")}</a>`}
          ${notice.alert && desk().board.alerts[notice.alert] &&
            html`<a class="button" href=${`#/board/alert/${encodeURIComponent(notice.alert)}`}>${
              t("notices.opensAlert")
            }</a>`}
        </footer>
    </article>
  `;
}

/** @param {{ one: import("../types/bayu.d.ts").Recipient }} props */
function RecipientLine({ one }) {
  const who = one.person && (one.deputy ? t("notices.deputy", { name: one.person }) : one.person);
  const name = [say(one.name) || one.post, centerName(one.center), who].filter(Boolean).join(" · ");
  return html`<li><span>${name}</span>
    <span class=${`chip ${one.deliveredAt ? "" : "chip-warn"}`}>${
    one.deliveredAt ? t("notices.delivered", { time: clockTime(one.deliveredAt) }) : t("notices.undelivered")
  }</span>
    <span class=${`chip ${one.acknowledgedAt ? "chip-good" : "chip-warn"}`}>${
    one.acknowledgedAt ? t("notices.acknowledged", { time: clockTime(one.acknowledgedAt) }) : t("notices.waiting")
  }</span>
    ${one.escalated && html`<span class="chip chip-hot">${t("notices.escalated")}</span>`}</li>`;
}
