// @ts-check
// All incidents of my jurisdiction: the open ones from the board, the closed ones on request and page by page.

import { html, useEffect, useRef, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { reasonOf } from "../live/reason.js";
import { queueOf } from "../loop/queue.js";
import { dateTime, say, t } from "../i18n/words.js";
import { centerName, kindName, placeName } from "../signs/places.js";
import { joined, nextPage } from "./pages.js";
import { Countdown, CountdownOf, Failed, GradeBadge, Marks } from "../signs/parts.js";

/** The board carries at most so many; only then are there open incidents that it does not show. */
const BOARD_LINES_MAX = 1_000;
const FIRST = { rows: [], next: null, asked: false };

/** The pages fetched so far of one state, and how to get the next. @param {string} state */
function usePages(state) {
  const [held, setHeld] = useState(/** @type {Record<string, any>} */ ({}));
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const page = held[state] ?? FIRST;
  const load = async (/** @type {any} */ from) => {
    setFailure("");
    setBusy(true);
    try {
      const { rows, next } = await nextPage(state, from.next);
      setHeld((all) => ({ ...all, [state]: { rows: joined(from.rows, rows), next, asked: true } }));
    } catch (fault) {
      setFailure(reasonOf(fault));
    } finally {
      setBusy(false);
    }
  };
  return { page, failure, busy, restart: () => void load(FIRST), more: () => void load(page) };
}

export function Incidents() {
  const { board, me } = useDesk();
  const [state, setState] = useState("open");
  const { page, failure, busy, restart, more } = usePages(state);
  useEffect(() => {
    if (state === "closed") restart();
  }, [state]);
  const open = queueOf(board).filter((item) => item.type === "incident").map((item) => item.it);
  const shown = state === "open" ? joined(open, page.rows) : page.rows;
  const unseen = state === "open" && !page.asked && open.length >= BOARD_LINES_MAX;
  return html`<div class="page">
    <header class="page-head"><h1>${t("incidents.title")}</h1>
      <div class="segments" role="group" aria-label=${t("incidents.title")}>
        ${
    ["open", "closed"].map((one) =>
      html`<button key=${one} type="button" aria-pressed=${state === one} onClick=${() => setState(one)}>${
        t(`incidents.${one}`)
      }</button>`
    )
  }
      </div></header>
    ${
    shown.length === 0 && !failure && !busy &&
    html`<p class="nothing">${t("incidents.empty", { scope: say(me?.centerName) })}</p>`
  }
    ${shown.length > 0 && html`<${Table} incidents=${shown} open=${state === "open"} />`}
    ${failure && html`<${Failed} text=${t("error.loading", { reason: failure })} onRetry=${more} />`}
    <${More} key=${state} count=${shown.length} there=${unseen || page.next !== null} busy=${busy} onMore=${more} />
  </div>`;
}

/** How many are shown, and the way to more. At the end the focus of the button that is gone goes to the number. */
function More(/** @type {{ count: number, there: boolean, busy: boolean, onMore: () => void }} */ props) {
  const { count, there, busy, onMore } = props;
  const line = useRef(/** @type {HTMLElement | null} */ (null));
  const pressed = useRef(false);
  useEffect(() => {
    if (!there && pressed.current) line.current?.focus();
  }, [there]);
  const press = () => {
    pressed.current = true;
    if (!busy) onMore();
  };
  return html`<footer class="list-foot">
    <p ref=${line} role="status" tabindex="-1">${busy ? t("loading") : count > 0 && t("incidents.shown", { count })}</p>
    ${
    there &&
    html`<button type="button" class="button" data-more aria-disabled=${busy} onClick=${press}>${
      t("incidents.more")
    }</button>`
  }
  </footer>`;
}

/** @param {{ incidents: any[], open: boolean }} props */
function Table({ incidents, open }) {
  return html`
    <div class="table-place" tabindex="0" role="region" aria-label=${t("incidents.title")}>
      <table class="table table-cards" data-open=${open}>
        <thead>
          <tr>
            <th>${t("field.grade")}</th>
            <th>${t("field.title")}</th>
            <th>${t("rail.stage")}</th>
            <th>${t("field.kind")}</th>
            <th>${t("rail.place")}</th>
            <th>${t("incident.owner")}</th>
            <th>${t("incident.opened")}</th>
            <th>${t("incident.tasks")}</th>
            <th>${t("rail.clock")}</th>
          </tr>
        </thead>
        <tbody>${incidents.map((it) =>
          html`
            <tr key=${it.id}>
              <td data-label=${t("field.grade")}>
                <${GradeBadge} grade=${it.grade} />
              </td>
              <td data-label=${t("field.title")}><a href=${`#/incident/incident/${encodeURIComponent(it.id)}`}>${say(
                it.title,
              )}</a> <${Marks} it=${it} /></td>
              <td data-label=${t("rail.stage")}>${t(`incident.${it.state}`)}</td>
              <td data-label=${t("field.kind")}>${kindName(it.kind)}</td>
              <td data-label=${t("rail.place")}>${placeName(it)}</td>
              <td data-label=${t("incident.owner")}>${centerName(it.owner)}</td>
              <td data-label=${t("incident.opened")}>${dateTime(it.openedAt)}</td>
              <td data-label=${t("incident.tasks")}>${it.taskCounts?.done ?? 0}/${(it.taskCounts?.open ?? 0) +
                (it.taskCounts?.done ?? 0)}</td>
              <td data-label=${t("rail.clock")}>
                <${Countdown} clocks=${it.clocks} />
                <${CountdownOf} clocks=${it.clocks} />
              </td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `;
}
