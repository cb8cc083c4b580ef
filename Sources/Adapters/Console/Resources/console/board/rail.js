// @ts-check
// The rail: the selected matter and the next thing to do about it.

import { html, useEffect } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { loadAlertTimeline, loadIncident } from "../live/details.js";
import { needSeries } from "../live/series.js";
import { clockTime, nameIn, say, shortTime, t } from "../i18n/words.js";
import { escalationsOf, isPassedOn } from "../loop/in-charge.js";
import { alertOffers, incidentOffers } from "../loop/offers.js";
import { pendingVerification } from "../loop/queue.js";
import { ALERT_STAGES, INCIDENT_STAGES, stagesHad } from "../loop/stages.js";
import { Offers } from "../loop/buttons.js";
import { centerName, kindName, placeName, postName, SiteLink } from "../signs/places.js";
import { PersonnelAlarm } from "../signs/personnel.js";
import { ClockBar, Countdown, CountdownOf, Failed, GradeBadge, Ident, Marks, Stages } from "../signs/parts.js";
import { TaskLine } from "../incident/task-line.js";
import { TimelineLines } from "../incident/timeline.js";
import { go } from "../keys/navigate.js";
import { later } from "../shell/later.js";

/** @typedef {import("../types/bayu.d.ts").Alert} Alert */

const Caller = later(async () => (await import("../persons/caller.js")).Caller);
const Curve = later(async () => (await import("./curve.js")).Curve);
const Detections = later(async () => (await import("./detections.js")).Detections);

/** Kinds whose detections the server takes together. */
const FUSED = new Set(["wildfire"]);

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

/** The history of an alert, fetched when it is looked at and when it moves. @param {Alert | null} alert @returns {any[]} */
function useAlertTimeline(alert) {
  useEffect(() => {
    if (alert) void loadAlertTimeline(alert.id);
  }, [alert?.id, alert?.version]);
  return alert ? desk().details[alert.id]?.timeline ?? [] : [];
}

/** @param {{ alert: Alert }} props */
function AlertRail({ alert }) {
  const { me, centers } = desk();
  const timeline = useAlertTimeline(alert);
  const offers = me ? alertOffers(alert, me, centers) : [];
  const had = stagesHad(ALERT_STAGES, alert.state, timeline, { acknowledged: alert.acknowledgedAt });
  return html`
    <article class="rail-body">
        <${RailHead} it=${alert} words="alert" />
        <${Stages} stages=${ALERT_STAGES} at=${alert.state} words="alert" label=${t("rail.stage")} had=${had} />
        <dl class="facts">
          <${ClockFact} it=${alert} />
          <dt>${t("rail.place")}</dt><dd>${placeName(alert)}${alert.approximate &&
            html`<small>${t("rail.approximate")}</small>`}</dd>
          ${alert.site && html`
            <dt>${t("site.of")}</dt>
            <dd>
              <${SiteLink} id=${alert.site} />
            </dd>
          `}
          <${OwnerFact} it=${alert} timeline=${timeline} />
          ${alert.confidence !== null && html`
            <dt>${t("rail.confidence")}</dt>
            <dd>${Math.round(alert.confidence * 100)} %</dd>
          `}
        </dl>
        ${alert.imminent && html`<p class="note note-hot">${t("rail.imminent")}</p>`}
        <${AlertNotes} alert=${alert} timeline=${timeline} />
        <${Curve} alert=${alert} timeline=${timeline} />
        <h3>${t("rail.evidence")}</h3>
        <ul class="evidence">${alert.evidence.map((one) => html`<${EvidenceLine} one=${one} alert=${alert} />`)}</ul>
        ${FUSED.has(alert.kind) && html`<${Detections} alert=${alert} />`}
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

/** @param {{ it: any, reports?: any[] }} props */
function ClockFact({ it, reports }) {
  return html`
    <dt>${t("rail.clock")}</dt>
    <dd class="rail-clock">
      <${Countdown} clocks=${it.clocks} />
      <${CountdownOf} clocks=${it.clocks} reports=${reports} />
    </dd>
  `;
}

/** Who answers for it, who is in charge now, and since when. @param {{ it: any, timeline: any[] }} props */
function OwnerFact({ it, timeline }) {
  const steps = escalationsOf(timeline);
  const now = it.responsible;
  return html`
    <dt>${t("rail.owner")}</dt>
    <dd>${centerName(it.owner)}${isPassedOn(it) && html`
      <small class="in-charge">${t(now.deputy ? "rail.charge.deputy" : "rail.charge", {
        center: centerName(now.center),
      })}</small>
    `}${steps.map((one) =>
      html`<small key=${one.at} class="escalated">${
        t(one.deputy ? "rail.escalated.deputy" : "rail.escalated", {
          center: centerName(one.center),
          time: shortTime(one.at),
        })
      }</small>`
    )}</dd>
  `;
}

/** @param {{ alert: Alert, timeline: any[] }} props */
function AlertNotes({ alert, timeline }) {
  const { city } = desk();
  const who = timeline.find((one) => one.type === "AlertAcknowledged")?.actor;
  const name = postName(who) || alert.acknowledgedBy || "";
  return html`
    ${alert.acknowledgedAt &&
      html`<p class="note">${t("rail.acknowledged", { name, time: clockTime(alert.acknowledgedAt) })}</p>`}
    ${alert.rejection &&
      html`<p class="note">${
        t("rail.rejection", {
          label: nameIn(city?.codes.rejectionLabels, alert.rejection.label),
          reason: alert.rejection.reason,
        })
      }</p>`}
  `;
}

/** An imminent danger has its incident already, while its alert is still being verified. @param {{ id: string, main: boolean }} props */
function OpenIncident({ id, main }) {
  const visit = () => go({ screen: "incident", type: "incident", id });
  return html`<button type="button" class=${`button ${main ? "button-primary" : ""}`} onClick=${visit}>${
    t("rail.opens")
  } <kbd>Enter</kbd></button>`;
}

const OVER = new Set(["rejected", "merged", "expired"]);

/** Where a piece of evidence comes from: the series by its name, the rule by its id, for it has no other. @param {any} one */
function originWords(one) {
  if (one.source === "call" || one.source === "report") return t("rail.entered", { name: one.origin });
  const series = nameIn(desk().datastreams, one.origin);
  return [series, one.rule && t("rail.rule", { rule: one.rule.replace(/@\d+$/, "") })].filter(Boolean).join(" · ");
}

/** @param {{ one: import("../types/bayu.d.ts").Evidence, alert: Alert }} props */
function EvidenceLine({ one, alert }) {
  useEffect(() => one.source === "reading" && one.origin !== alert.site ? needSeries(one.origin) : undefined, [
    one.origin,
  ]);
  return html`
    <li>
      <time>${clockTime(one.observedAt)}</time>
      <span><b>${t(`source.${one.source}`)}</b> ${say(one.summary)}
          ${one.value !== null && !say(one.summary).includes(String(one.value)) && html`
            <span class="value">${one.value} ${one.unit ?? ""}</span>
          `}
          <small>${originWords(one)}</small>
          ${one.person &&
            html`<${Caller} person=${one.person} matter=${{ alert: alert.id }} closed=${
              OVER.has(alert.state)
            } />`}</span>
    </li>
  `;
}

/** @param {{ id: string }} props */
function IncidentRail({ id }) {
  const { board, details } = desk();
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
  return html`<${IncidentBody} held=${held} summary=${summary} />`;
}

/** The alert that shows what is measured: the one still being verified, else one of the incident's own. @param {any} summary @returns {Alert | null} */
function measuredAlert(summary) {
  const { board } = desk();
  const pending = pendingVerification(board, summary.id);
  if (pending) return pending;
  const own = (summary.alerts ?? []).map((/** @type {string} */ id) => board.alerts[id]).filter(Boolean);
  return own.find((/** @type {Alert} */ one) => one.evidence.some((line) => line.source === "reading")) ?? null;
}

/** @param {{ held: any, summary: any }} props */
function IncidentBody({ held, summary }) {
  const { me, board, centers } = desk();
  const id = summary.id;
  const alert = measuredAlert(summary);
  const alertTimeline = useAlertTimeline(alert);
  const tasks = held?.incident?.tasks ?? [], timeline = held?.timeline ?? [], reports = held?.incident?.reports ?? [];
  const offers = me ? incidentOffers(summary, me, centers) : [];
  const had = stagesHad(INCIDENT_STAGES, summary.state, held?.timeline);
  return html`
    <article class="rail-body">
        <${RailHead} it=${summary} words="incident" />
        <${Stages} stages=${INCIDENT_STAGES} at=${summary.state} words="incident" label=${t("rail.stage")} had=${had} />
        <${PersonnelAlarm} incident=${summary} tasks=${tasks} />
        <${Pending} alert=${pendingVerification(board, id)} />
        ${alert && html`<${Curve} alert=${alert} timeline=${alertTimeline} />`}
        <dl class="facts">
          <${ClockFact} it=${summary} reports=${reports} />
          <dt>${t("rail.place")}</dt><dd>${placeName(summary)}</dd>
          <${OwnerFact} it=${summary} timeline=${timeline.filter((/** @type {any} */ one) =>
            one.type === "IncidentEscalated"
          )} />
        </dl>
        ${held?.error &&
          html`<${Failed} text=${t("error.loading", { reason: held.error })} onRetry=${() => void loadIncident(id)} />`}
        <h3>${t("incident.tasks")}</h3>
        <ul class="task-lines">${tasks.map((/** @type {any} */ task) =>
          html`<${TaskLine} key=${task.id} task=${task} />`
        )}</ul>
        <h3>${t("incident.timeline")}</h3>
        <${TimelineLines} incident=${held?.incident} items=${timeline.slice(-TIMELINE_LINES)} />
      </article>
    <footer class="rail-foot">
      <button type="button" class="button" onClick=${() => go({ screen: "incident", type: "incident", id })}>${t(
        "rail.opens",
      )} <kbd>Enter</kbd></button>
      <${Offers} kind="incident" target=${summary} offers=${offers} short=${true} />
    </footer>
  `;
}

/** The verification that runs beside an incident of imminent danger, with what is to be done about it. @param {{ alert: Alert | null }} props */
function Pending({ alert }) {
  const { me, centers } = desk();
  if (!alert) return null;
  const own = me ? alertOffers(alert, me, centers).filter((offer) => offer.key && offer.key !== "E") : [];
  return html`<section class="pending" aria-label=${t("queue.pending")}>
    <p class="note note-hot">${t("rail.imminent")} · ${
    t(`alert.${alert.state}`)
  } <${Countdown} clocks=${alert.clocks} /> <${CountdownOf} clocks=${alert.clocks} /></p>
    ${own.length > 0 && html`<${Offers} kind="alert" target=${alert} offers=${own} />`}
  </section>`;
}
