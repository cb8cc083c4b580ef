// @ts-check
// The queue: by grade, then by age. Keyboard first; a list of buttons for everybody else.

import { Component, html, useEffect, useState } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { alarmState, filterQueue, queueOf, standsFor, unacknowledgedCount } from "../loop/queue.js";
import { whenIdle } from "../shell/later.js";
import { say, shortTime, t } from "../i18n/words.js";
import { keyName } from "../keys/keymap.js";
import { go, select } from "../keys/navigate.js";
import { kindName, placeName } from "../signs/places.js";
import { Countdown, CountdownOf, Marks, Sign } from "../signs/parts.js";

/** @typedef {import("../types/bayu.d.ts").Item} Item */

/** @param {Item} item */
function wordsOf(item) {
  const it = item.it;
  return [it.id, it.title.zh, it.title.en, placeName(it), kindName(it.kind)].join(" ");
}

/** The rows as they stand on the screen now; the keys walk the same ones. @returns {Item[]} */
export function visibleQueue() {
  const { board, route } = desk();
  return filterQueue(queueOf(board), route.filter, route.search, wordsOf);
}

export function Queue() {
  const { route, language, board, centers } = useDesk();
  const items = visibleQueue();
  const shown = useRowsShown(items.length);
  const waiting = unacknowledgedCount(items);
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ""}${t("nav.board")} · ${t("app.short")}`;
  }, [waiting, language]);
  useEffect(() => {
    document.querySelector(".row[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }, [route.id]);
  return html`
    <header class="queue-head">
      <h2>${t("queue.unacknowledged")} <span class=${`bubble ${waiting > 0 ? "bubble-hot" : ""}`}>${waiting}</span></h2>
      <span class="queue-keys"
        aria-hidden="true"><kbd>${keyName("next")}</kbd><kbd>${keyName("previous")}</kbd>${t(
          "keys.move",
        )} <kbd>${keyName("A")}</kbd>${t("keys.ack")} <kbd>${keyName("D")}</kbd>${t(
          "keys.dispatch",
        )}</span>
    </header>
        <${Filters} />
        ${items.length === 0 && html`<${Nothing} filtered=${route.search !== "" || route.filter !== "all"} />`}
        <ul class="rows">
          ${items.slice(0, Math.max(shown, items.findIndex((item) => standsFor(item, route.id)) + 1)).map((item) =>
            html`
              <${Row}
                key=${item.id}
                item=${item}
                it=${item.it}
                pending=${item.type === "incident" ? item.pending : null}
                selected=${standsFor(item, route.id)}
                language=${language}
                places=${centers.size}
              />
            `
          )}
        </ul>
        <span class="unseen" role="status">${board.position > 0 ? t("queue.unacknowledged") + " " + waiting : ""}</span>
  `;
}

/** More than fit on any screen. The rest follows in idle moments, so many at a time that none of them is felt. */
const ROWS_AT_ONCE = 24, ROWS_MORE = 60;

/** @param {number} count */
function useRowsShown(count) {
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  useEffect(() => {
    if (count > shown) whenIdle(() => setShown(shown + ROWS_MORE));
  }, [count > shown, shown]);
  return shown;
}

function Filters() {
  const { route } = desk();
  const show = (/** @type {string} */ filter) => go({ filter }, true);
  return html`
    <div class="filters">
      <div class="segments" role="group" aria-label=${t("queue.label")}>
          ${["all", "alert", "incident"].map((filter) =>
            html`<button key=${filter} type="button" aria-pressed=${route.filter === filter} onClick=${() =>
              show(filter)}>${t(`queue.${filter}`)}</button>`
          )}
        </div>
      <input id="search" type="search" value=${route.search} placeholder=${t("queue.search.hint")} aria-label=${t(
        "queue.search",
      )}
        onInput=${(/** @type {any} */ event) => go({ search: event.target.value }, true)} />
    </div>
  `;
}

/** @param {{ filtered: boolean }} props */
function Nothing({ filtered }) {
  const { me, lastHeardAt, skew } = desk();
  if (filtered) return html`<p class="pad nothing">${t("queue.empty.filter")}</p>`;
  return html`<p class="pad nothing">${t("queue.empty", { scope: say(me?.centerName) })}<br />
    ${lastHeardAt && t("queue.empty.last", { time: shortTime(lastHeardAt + skew) })}</p>`;
}

/** A row paints again only when its own matter changes: 500 of them must cost nothing at rest. */
class Row extends Component {
  /** @param {any} next */
  shouldComponentUpdate(next) {
    const now = /** @type {any} */ (this.props);
    return next.it !== now.it || next.pending !== now.pending || next.selected !== now.selected ||
      next.language !== now.language ||
      next.places !== now.places;
  }

  /** @param {any} props */
  render({ item, pending, selected }) {
    const it = item.it;
    const where = placeName(it) || kindName(it.kind);
    const alert = item.type === "alert" ? it : pending;
    const clocks = [...it.clocks, ...(pending?.clocks ?? [])];
    // An incident whose alert nobody has acknowledged yet is as loud as the alert itself.
    const look = alert && (item.type === "alert" || alert.state === "raised") ? alarmState(alert) : "incident";
    return html`
      <li class=${`row row-${look} row-grade-${it.grade ?? "none"}`} aria-current=${selected ? "true" : undefined}>
        <button type="button" class="row-button" onClick=${() => select(item.type, item.id)} onDblClick=${() =>
          openItem(item)}>
          <${Sign} grade=${it.grade} outline=${look === "unacknowledged-cleared"} />
          <span class="unseen">${t(`grade.${it.grade ?? "none"}`)}</span>
          <span class="row-title">${say(it.title)}</span>
          <${Countdown} clocks=${clocks} />
          <span class="row-detail">
            <span
              class="row-words"><${RowState} item=${item} /><${Marks} it=${it} /><span class="row-place">${where}</span></span>
            <${CountdownOf} clocks=${clocks} />
          </span>
        </button>
      </li>
    `;
  }
}

/** @param {{ item: Item }} props */
function RowState({ item }) {
  if (item.type === "alert") {
    if (item.it.state === "raised") {
      return html`<span class="chip chip-new">${
        item.it.condition === "cleared" ? t("queue.cleared") : t("queue.unread")
      }</span>`;
    }
    return html`<span class="chip">${t(`alert.${item.it.state}`)}</span>`;
  }
  const { open, done, returned } = item.it.taskCounts ?? { open: 0, done: 0, returned: 0 };
  return html`${
    (item.it.personnelAlarm ?? []).length > 0 && html`<span class="chip chip-alarm">${t("personnel.chip")}</span>`
  }
    ${
    item.pending &&
    html`<span class=${`chip ${item.pending.state === "raised" ? "chip-new" : "chip-warn"}`}>${
      item.pending.state === "raised" ? t("queue.unread") : t("queue.pending")
    }</span>`
  }
    <span class="chip chip-incident">${t(`incident.${item.it.state}`)}</span>
    ${item.it.handOver && html`<span class="chip chip-warn">${t("queue.handover")}</span>`}
    ${
    item.it.regradeProposed &&
    html`<span class="chip chip-warn">${t("queue.regrade")} ${t(`grade.${item.it.regradeProposed.grade}`)}</span>`
  }
    ${item.it.lookProposed && html`<span class="chip chip-warn" data-look="">${t("queue.look")}</span>`}
    ${returned > 0 && html`<span class="chip chip-warn">${t("queue.returned", { count: returned })}</span>`}
    ${open + done > 0 && html`<span class="row-tasks">${t("queue.tasks", { done, all: open + done })}</span>`}`;
}

/** @param {Item} item */
export function openItem(item) {
  if (item.type === "incident") go({ screen: "incident", type: "incident", id: item.id });
  else if (item.it.incident) go({ screen: "incident", type: "incident", id: item.it.incident });
  else {
    select("alert", item.id);
    const next = /** @type {HTMLElement | null} */ (document.querySelector(".rail .button-primary"));
    next?.focus();
  }
}
