// @ts-check
// The sites of the area that are not watched, in the order of the ranking: one can be watched by hand, with a reason.

import { html, useEffect, useState } from "../view.js";
import { ask } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { count, say, t } from "../i18n/words.js";
import { AskDialog } from "./ask.js";
import { reasonWords } from "./reasons.js";

/** The longest list that the server gives. */
const RANKED_MAX = 500;
/** What fits under a thumb; whoever looks for another site types a part of its name. */
export const SHOWN_MAX = 12;

/** The waiting sites whose name holds the words. @param {any[]} rows @param {string} words */
export function matching(rows, words) {
  const wanted = words.trim().toLowerCase();
  const waiting = rows.filter((row) => !row.watched);
  if (!wanted) return waiting;
  return waiting.filter((row) =>
    [row.site, row.name?.zh, row.name?.en].some((name) => name?.toLowerCase().includes(wanted))
  );
}

/** @param {{ round: any, again: () => Promise<void> }} props */
export function Waiting({ round, again }) {
  const [open, setOpen] = useState(false);
  return html`<details class="rain-waiting" onToggle=${(/** @type {any} */ event) => setOpen(event.target.open)}>
    <summary>${t("rain.waiting.title")}</summary>
    ${open && html`<${Ranked} round=${round} again=${again} />`}
  </details>`;
}

/** @param {{ round: any, again: () => Promise<void> }} props */
function Ranked({ round, again }) {
  const [rows, setRows] = useState(/** @type {any[] | null} */ (null));
  const [error, setError] = useState("");
  const [words, setWords] = useState("");
  const [asking, setAsking] = useState(/** @type {import("./ask.js").Asking | null} */ (null));
  useEffect(() => {
    ask("GET", `/api/rain-rounds/${encodeURIComponent(round.id)}/ranking?limit=${RANKED_MAX}`).then(
      (answer) => setRows(answer.items),
      (fault) => setError(reasonOf(fault)),
    );
  }, [round.id, round.version]);
  if (error) return html`<p role="alert" class="nothing">${error}</p>`;
  if (!rows) return html`<p class="nothing">${t("loading")}</p>`;
  const found = matching(rows, words);
  const watch = (/** @type {any} */ row) =>
    setAsking({
      title: t("rain.watch"),
      about: say(row.name),
      round: round.id,
      type: "watch",
      fixed: { site: row.site },
      words: "reason",
      label: t("rain.watch.words"),
    });
  const end = (/** @type {boolean} */ taken) => {
    setAsking(null);
    if (taken) void again();
  };
  return html`
    ${asking && html`<${AskDialog} asking=${asking} onEnd=${end} />`}
    <input type="search" class="rain-find" aria-label=${t("rain.find")} placeholder=${t("rain.find")} value=${words}
      onInput=${(/** @type {any} */ event) => setWords(event.target.value)} />
    ${found.length === 0 && html`<p class="nothing">${t(words.trim() ? "rain.find.none" : "rain.find.all")}</p>`}
    <ul class="rain-ranked">${found.slice(0, SHOWN_MAX).map((row) =>
      html`<li key=${row.site} data-waiting=${row.site}>
        <b>${row.points}</b> <span><a href=${`#/site/${encodeURIComponent(row.site)}`}>${say(row.name)}</a>
          <small>${row.reasons.map(reasonWords).join(" · ")}</small></span>
        <button type="button" class="button" data-rain="watch" onClick=${() => watch(row)}>${
        t("rain.watch")
      }</button></li>`
    )}</ul>
    ${found.length > SHOWN_MAX &&
      html`<p class="rain-note">${t("rain.find.more", { count: count(found.length - SHOWN_MAX) })}</p>`}
  `;
}
