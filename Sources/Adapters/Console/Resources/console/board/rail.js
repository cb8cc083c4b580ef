// @ts-check
// The rail: the selected matter and the next thing to do about it.

import { html, useEffect } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { loadIncident } from "../live/details.js";
import { clockTime, nameIn, say, t } from "../i18n/words.js";
import { alertOffers, incidentOffers } from "../loop/offers.js";
import { Offers } from "../loop/buttons.js";
import { centerName, kindName, placeName } from "../signs/places.js";
import { ClockBar, Countdown, Failed, GradeBadge, Ident, Marks, Stages } from "../signs/parts.js";
import { Curve } from "./curve.js";
import { TaskLine } from "../incident/task-line.js";
import { TimelineLines } from "../incident/timeline.js";
import { go } from "../keys/navigate.js";

/** @typedef {import("../types/bayu.d.ts").Alert} Alert */

const ALERT_STAGES = ["raised", "acknowledged", "verifying", "confirmed"];
export const INCIDENT_STAGES = ["open", "dispatched", "underControl", "resolved", "allClear", "closed"];
/** More than this belongs on the incident's own page. */
const TIMELINE_LINES = 6;

export function Rail() {
  const { route, board } = useDesk();
  const alert = route.type === "alert" && route.id ? board.alerts[route.id] : null;
  if (alert) return html`<${AlertRail} key=${alert.id} alert=${alert} />`;
  if (route.type === "incident" && route.id) return html`<${IncidentRail} key=${route.id} id=${route.id} />`;
  return html`<p class="pad nothing">${t("rail.empty")}</p>`;
}

/** @param {{ it: any, words: string }} props */
function RailHead({ it }) {
  return html`
    <header class="rail-head">
      <${Ident} id=${it.id} />
      <${GradeBadge} grade=${it.grade} />
    </header>
    <h2 class="rail-title">${say(it.title)}</h2>
    <p class="rail-marks"><span class="chip">${kindName(it.kind)}</span><${Marks} it=${it} /></p>
  `;
}

/** @param {{ alert: Alert }} props */
function AlertRail({ alert }) {
  const { me, city } = desk();
  const offers = me ? alertOffers(alert, me) : [];
  return html`
    <article class="rail-body">
        <${RailHead} it=${alert} words="alert" />
        <${Stages} stages=${ALERT_STAGES} at=${alert.state} words="alert" label=${t("rail.stage")} />
        <dl class="facts">
          <dt>${t("rail.clock")}</dt><dd class="rail-clock"><${Countdown} clocks=${alert.clocks} /></dd>
          <dt>${t("rail.place")}</dt><dd>${placeName(alert)}${alert.approximate &&
            html`<small>${t("rail.approximate")}</small>`}</dd>
          <dt>${t("rail.owner")}</dt><dd>${centerName(alert.owner)}</dd>
          ${alert.confidence !== null && html`
            <dt>${t("rail.confidence")}</dt>
            <dd>${Math.round(alert.confidence * 100)} %</dd>
          `}
        </dl>
        ${alert.imminent && html`<p class="note note-hot">${t("rail.imminent")}</p>`}
        ${alert.acknowledgedAt &&
          html`<p class="note">${
            t("rail.acknowledged", { name: alert.acknowledgedBy ?? "", time: clockTime(alert.acknowledgedAt) })
          }</p>`}
        ${alert.rejection &&
          html`<p class="note">${
            t("rail.rejection", {
              label: nameIn(city?.codes.rejectionLabels, alert.rejection.label),
              reason: alert.rejection.reason,
            })
          }</p>`}
        <${Curve} alert=${alert} />
        <h3>${t("rail.evidence")}</h3>
        <ul class="evidence">${alert.evidence.map((one) => html`<${EvidenceLine} one=${one} />`)}</ul>
        ${alert.clocks.map((clock) => html`<${ClockBar} key=${clock.kind + clock.startedAt} clock=${clock} />`)}
      </article>
    <footer class="rail-foot">
        ${alert.incident &&
          html`<${OpenIncident} id=${alert.incident} main=${offers.length === 0} />`}
        ${offers.length > 0 && html`<${Offers} kind="alert" target=${alert} offers=${offers} />`}
        ${!alert.incident && offers.length === 0 && html`<p class="nothing">${t("rail.nothing")}</p>`}
      </footer>
  `;
}

/** An imminent danger has its incident already, while its alert is still being verified. @param {{ id: string, main: boolean }} props */
function OpenIncident({ id, main }) {
  const visit = () => go({ screen: "incident", type: "incident", id });
  return html`<button type="button" class=${`button ${main ? "button-primary" : ""}`} onClick=${visit}>${
    t("rail.opens")
  } <kbd>Enter</kbd></button>`;
}

/** @param {{ one: import("../types/bayu.d.ts").Evidence }} props */
function EvidenceLine({ one }) {
  return html`
    <li>
      <time>${clockTime(one.observedAt)}</time>
      <span><b>${t(`source.${one.source}`)}</b> ${say(one.summary)}
          ${one.value !== null && !say(one.summary).includes(String(one.value)) && html`
            <span class="value">${one.value} ${one.unit ?? ""}</span>
          `}
          <small>${[one.origin, one.rule].filter(Boolean).join(" · ")}</small></span>
    </li>
  `;
}

/** @param {{ id: string }} props */
function IncidentRail({ id }) {
  const { me, board, details } = desk();
  const held = details[id];
  const summary = board.incidents[id] ?? held?.incident;
  const version = board.incidents[id]?.version;
  useEffect(() => {
    if (!held?.incident || (version ?? 0) > held.incident.version) void loadIncident(id);
  }, [id, version]);
  if (!summary) {
    if (held?.error) {
      return html`<${Failed} text=${t("error.loading", { reason: held.error })} onRetry=${() =>
        void loadIncident(id)} />`;
    }
    return html`<p class="late pad">${t("loading")}</p>`;
  }
  const tasks = held?.incident?.tasks ?? [];
  const offers = me ? incidentOffers(summary, me) : [];
  return html`
    <article class="rail-body">
        <${RailHead} it=${summary} words="incident" />
        <${Stages} stages=${INCIDENT_STAGES} at=${summary.state} words="incident" label=${t("rail.stage")} />
        <dl class="facts">
          <dt>${t("rail.clock")}</dt><dd class="rail-clock"><${Countdown} clocks=${summary.clocks} /></dd>
          <dt>${t("rail.place")}</dt><dd>${placeName(summary)}</dd>
          <dt>${t("rail.owner")}</dt><dd>${centerName(summary.owner)}</dd>
        </dl>
        ${held?.error &&
          html`<${Failed} text=${t("error.loading", { reason: held.error })} onRetry=${() => void loadIncident(id)} />`}
        <h3>${t("incident.tasks")}</h3>
        <ul class="task-lines">${tasks.map((/** @type {any} */ task) =>
          html`<${TaskLine} key=${task.id} task=${task} />`
        )}</ul>
        <h3>${t("incident.timeline")}</h3>
        <${TimelineLines} tasks=${held?.incident?.tasks} items=${(held?.timeline ?? []).slice(-TIMELINE_LINES)} />
      </article>
    <footer class="rail-foot">
      <button type="button" class="button" onClick=${() => go({ screen: "incident", type: "incident", id })}>${t(
        "rail.opens",
      )} <kbd>Enter</kbd></button>
      <${Offers} kind="incident" target=${summary} offers=${offers} short=${true} />
    </footer>
  `;
}
