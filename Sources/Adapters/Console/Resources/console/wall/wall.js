// @ts-check
// The wall: what the city must know now, readable from five metres, with nothing to press.

import { html, useEffect } from "../view.js";
import { now, useDesk, useSecond } from "../live/desk.js";
import { count, dateTime, say, t } from "../i18n/words.js";
import { GRADES } from "../loop/grades.js";
import { clockState } from "../loop/clocks.js";
import { queueOf, unacknowledgedCount } from "../loop/queue.js";
import { placeName } from "../signs/places.js";
import { Countdown, GradeBadge, Sign } from "../signs/parts.js";
import { MapView } from "../map/view.js";
import { Line } from "../shell/bar.js";
import { Said } from "../shell/said.js";
import { Marking } from "../app.js";

const GRAVEST_SHOWN = 6;

export function Wall() {
  const { city, network, language } = useDesk();
  useEffect(() => {
    document.title = `${t("wall.title")} · ${t("app.short")}`;
  }, [language]);
  const totals = network?.totals ?? {};
  return html`
    <div class="wall">
      <header class="wall-head">
        <h1><span class="brand-mark" aria-hidden="true">◈</span> ${say(city?.name)} · ${t("wall.title")}</h1>
        <p class="wall-network"><b>1</b> ${t("wall.hub")} <i>·</i> <b>${count(
          network?.districts?.length ?? 41,
        )}</b> ${t("wall.districts")} <i>·</i>
            <b>${count(townships(network))}</b> ${t("wall.townships")}</p>
        <${Line} />
        <${WallTime} />
      </header>
      <${Marking} />
      <main id="content" class="wall-body">
        <section class="wall-figures" aria-label=${t("wall.title")}>
          <${Figure} name="wall.alerts" value=${totals
            .alertsOpen} note=${html`<${Unacknowledged} />`} hot=${totals.alertsOpen > 0} />
          <${Figure} name="wall.incidents" value=${totals.incidentsOpen} note=${html`<${Overdue} />`} />
          <${Figure} name="wall.teams" value=${totals.teamsBusy} of=${totals.teams} />
          <${Figure} name="wall.sensors" value=${live(totals)} of=${totals
            .datastreams} note=${totals.datastreamsSilent > 0
            ? html`<span class="bad">${t("wall.silent", { count: totals.datastreamsSilent })}</span>`
            : null} />
          <${Grades} />
        </section>
        <section class="wall-map" aria-label=${t("map.label")}>
          <${MapView} legend=${false} />
        </section>
        <section class="wall-list" aria-label=${t("wall.gravest")}>
          <h2>${t("wall.gravest")}</h2>
          <${Gravest} />
        </section>
      </main>
      <${Said} />
    </div>
  `;
}

/** @param {any} network */
function townships(network) {
  if (!network) return null;
  return network.districts.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + (one.townships ?? 0), 0);
}

/** @param {any} totals */
function live(totals) {
  return totals.datastreams === undefined ? undefined : totals.datastreams - (totals.datastreamsSilent ?? 0);
}

function WallTime() {
  useSecond();
  return html`<time class="wall-time">${dateTime(now())}</time>`;
}

/** @param {{ name: string, value: number | undefined, of?: number, note?: unknown, hot?: boolean }} props */
function Figure({ name, value, of, note, hot = false }) {
  return html`
    <div class="wall-figure">
      <span class="wall-name">${t(name)}</span>
      <span class=${`wall-value ${hot ? "hot" : ""}`}>${count(value)}${of !== undefined &&
        html`<small>/${count(of)}</small>`}</span>
      <span class="wall-note">${note}</span>
    </div>
  `;
}

function Unacknowledged() {
  const waiting = unacknowledgedCount(queueOf(useDesk().board));
  return html`<span class=${waiting > 0 ? "bad" : ""}>${t("wall.unacknowledged")} ${waiting}</span>`;
}

function Overdue() {
  useSecond();
  const items = queueOf(useDesk().board);
  const overdue =
    items.filter((item) => item.it.clocks.some((clock) => !clock.stoppedAt && clockState(clock, now()) === "breached"))
      .length;
  return html`<span class=${overdue > 0 ? "bad" : ""}>${t("wall.overdue")} ${overdue}</span>`;
}

function Grades() {
  const items = queueOf(useDesk().board);
  return html`<ul class="wall-grades" aria-label=${t("wall.grades")}>
    ${
    GRADES.map((grade) =>
      html`<li key=${grade}><${Sign} grade=${grade} /><span>${t(`grade.short.${grade}`)}</span><b>${
        items.filter((item) => item.it.grade === grade).length
      }</b></li>`
    )
  }
  </ul>`;
}

function Gravest() {
  const items = queueOf(useDesk().board).slice(0, GRAVEST_SHOWN);
  if (items.length === 0) return html`<p class="nothing">${t("wall.quiet")}</p>`;
  return html`<ul class="wall-rows">
    ${
    items.map((item) =>
      html`<li key=${item.id}>
        <span class="wall-row-head"><${GradeBadge} grade=${item.it.grade} /><span>${
        t(`${item.type}.${item.it.state}`)
      }</span><${Countdown} clocks=${item.it.clocks} /></span>
        <span class="wall-row-title">${say(item.it.title)}</span><span class="wall-row-place">${
        placeName(item.it)
      }</span>
      </li>`
    )
  }
  </ul>`;
}
