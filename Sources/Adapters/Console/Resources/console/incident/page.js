// @ts-check
// One incident, whole: where it stands, what runs out, who does what, and everything that was said.

import { html, useEffect, useState } from "../view.js";
import { desk, now, useDesk } from "../live/desk.js";
import { loadIncident } from "../live/details.js";
import { dateTime, listed, nameIn, say, shortTime, t } from "../i18n/words.js";
import { incidentOffers } from "../loop/offers.js";
import { Offers } from "../loop/buttons.js";
import { isPassedOn } from "../loop/in-charge.js";
import { INCIDENT_STAGES, stagesHad } from "../loop/stages.js";
import { centerName, departmentName, kindName, placeName, SiteLink } from "../signs/places.js";
import { PersonnelAlarm } from "../signs/personnel.js";
import { ClockBar, Failed, GradeBadge, Ident, Marks, Stages } from "../signs/parts.js";
import { go } from "../keys/navigate.js";
import { later } from "../shell/later.js";
import { CameraPanel } from "../cameras/panel.js";
import { useFlights } from "../drones/load.js";
import { LooksProposed } from "../drones/look.js";
import { DronePanel } from "../drones/panel.js";
import { Callers } from "../persons/caller.js";
import { TaskCards } from "./tasks.js";
import { TimelineLines } from "./timeline.js";
import { HandOver, Reports, RollCalls } from "./duties.js";
import { entriesUntil, minutesOf } from "./knowledge.js";
import { Evacuations } from "./evacuation.js";
import { RegradeProposed } from "./strips.js";
import { AsOfMark, TimeSlider, WhoKnew } from "./who-knew.js";

const FireSummary = later(async () => (await import("../fire/summary.js")).FireSummary);

export function IncidentPage() {
  const { route, details, board, me } = useDesk();
  const id = route.id ?? "";
  const held = details[id];
  const version = board.incidents[id]?.version ?? 0;
  // Zones have histories of their own: the incident moves when one of them does.
  const zones = zoneSteps(board.incidents[id]?.zoneStages);
  useEffect(() => {
    const isOlder = !held?.incident || version > held.incident.version || zones > zoneSteps(held.incident.evacuations);
    if (id && isOlder) void loadIncident(id);
  }, [id, version, zones]);
  const incident = held?.incident;
  if (!incident) {
    if (held?.error) {
      return html`<${Failed} text=${t("error.loading", { reason: held.error })} onRetry=${() =>
        void loadIncident(id)} />`;
    }
    return html`<p class="late pad">${t("loading")}</p>`;
  }
  return html`<${Whole} key=${id} held=${held} incident=${incident} me=${me} />`;
}

/** How many events all zones have together. @param {{ version: number }[] | undefined} zones */
function zoneSteps(zones) {
  return (zones ?? []).reduce((sum, one) => sum + one.version, 0);
}

/** @param {{ held: any, incident: any, me: import("../types/bayu.d.ts").Me | null }} props */
function Whole({ held, incident, me }) {
  const [until, setUntil] = useState(/** @type {string | null} */ (null));
  const timeline = held.timeline ?? [];
  const offers = me ? incidentOffers(incident, me, desk().centers) : [];
  const flights = useFlights(incident.id);
  const minutes = minutesOf(timeline, incident.closedAt ? Date.parse(incident.closedAt) : now());
  return html`<div class="incident">
    <${Head} incident=${incident} timeline=${timeline} />
    <${PersonnelAlarm} incident=${incident} tasks=${incident.tasks} />
    <${RegradeProposed} incident=${incident} />
    <${LooksProposed} incident=${incident} told=${flights} />
    ${
    held.error && html`<${Failed} text=${t("error.loading", { reason: held.error })} onRetry=${() =>
      void loadIncident(incident.id)} />`
  }
    <div class="incident-columns">
      <div class="column">
        ${
    offers.length > 0 && html`
      <section class="panel">
        <h2>${t("incident.actions")}</h2>
        <${Offers} kind="incident" target=${incident} offers=${offers} />
      </section>
    `
  }
        ${incident.kind === "wildfire" && html`<${FireSummary} incident=${incident} />`}
        <${Facts} incident=${incident} />
        <section class="panel"><h2>${t("incident.clocks")}</h2>
          ${
    incident.clocks.map((/** @type {any} */ clock) =>
      html`<${ClockBar} key=${clock.kind + clock.startedAt} clock=${clock} reports=${incident.reports} />`
    )
  }
        </section>
        <${HandOver} incident=${incident} /><${Callers} incident=${incident} /><${Reports} incident=${incident} /><${RollCalls} incident=${incident} timeline=${timeline} />
        <${DronePanel} incident=${incident} told=${flights} /><${CameraPanel} incident=${incident} />
      </div>
      <div class="column"><${Evacuations} incident=${incident} /><section class="panel"><h2>${
    t("incident.tasks")
  } <span class="bubble">${incident.tasks.length}</span></h2>
        <${TaskCards} incident=${incident} /></section></div>
      <div class="column column-told">
        <${TimeSlider} minutes=${minutes} until=${until} onPick=${setUntil} />
        <${WhoKnew} incident=${incident} timeline=${timeline} until=${until} />
        <section class="panel"><h2>${t("incident.timeline")} <small>${
    until === null ? t("incident.timeline.note") : t("asof", { time: shortTime(until) })
  }</small></h2>
        <${TimelineLines} incident=${incident} items=${entriesUntil(timeline, until)} /></section>
        <${AsOfMark} until=${until} /></div>
    </div>
  </div>`;
}

/** @param {{ incident: any, timeline: any[] }} props */
function Head({ incident, timeline }) {
  return html`
    <header class="incident-head">
      <div class="incident-name">
          <button type="button" class="button" onClick=${() => go({ screen: "board" })}>← ${t("incident.back")}</button>
          <${GradeBadge} grade=${incident.grade} long=${true} />
          <h1>${say(incident.title)}</h1>
          <span class="chip">${kindName(incident.kind)}</span><${Marks} it=${incident} />
          <span class="bar-space"></span>
          <a class="button" data-case="" href=${`#/case/incident/${encodeURIComponent(incident.id)}`}>${t(
            "case.open",
          )}</a>
          <${Ident} id=${incident.id} />
        </div>
      <${Stages} stages=${INCIDENT_STAGES} at=${incident.state} words="incident" label=${t(
        "incident.stages",
      )} had=${stagesHad(INCIDENT_STAGES, incident.state, timeline)} />
    </header>
  `;
}

/** @param {{ incident: any }} props */
function Facts({ incident }) {
  const { city } = desk();
  const departments = (incident.departments ?? []).map((/** @type {any} */ one) =>
    departmentName(one.id ?? one.department ?? one)
  );
  const plan = incident.plan;
  const links = incident.links ?? [];
  return html`
    <section class="panel">
      <dl class="facts">
        <dt>${t("incident.owner")}</dt><dd>${centerName(incident.owner)}${isPassedOn(incident) &&
          html`<small>${
            t(incident.responsible.deputy ? "rail.charge.deputy" : "rail.charge", {
              center: centerName(incident.responsible.center),
            })
          }</small>`}</dd>
        <dt>${t("rail.place")}</dt><dd>${placeName(incident)}</dd>
        <dt>${t("incident.opened")}</dt><dd>${dateTime(incident.openedAt)}</dd>
        <dt>${t("incident.plan")}</dt><dd>${plan
          ? `${say(plan.name) || plan.id || plan.playbook || ""} · ${
            t("incident.plan.version", { version: plan.version })
          }`
          : "—"}</dd>
        <dt>${t("incident.departments")}</dt><dd>${listed(departments) || "—"}</dd>
        ${sitesOf(incident).map((id) =>
          html`
            <dt>${t("site.of")}</dt>
            <dd>
              <${SiteLink} id=${id} />
            </dd>
          `
        )}
        ${links.length > 0 && html`
          <dt>${t("incident.links")}</dt>
          <dd>${links.map((/** @type {any} */ link) =>
            html`
              <a href=${`#/incident/incident/${
                encodeURIComponent(link.incident)
              }`}>${say(desk().board.incidents[link.incident]?.title) || link.incident}</a> ${t(
                `relation.${link.relation}`,
              )}
            `
          )}</dd>
        `}
        ${incident.disposition && html`
          <dt>${t("incident.disposition")}</dt>
          <dd>${nameIn(city?.codes.dispositions, incident.disposition)}</dd>
          <dt>${t("incident.cause")}</dt>
          <dd>${nameIn(city?.codes.causes, incident.cause)}</dd>
        `}
      </dl>
    </section>
  `;
}

/** The sites that the alerts of an incident speak of. @param {any} incident @returns {string[]} */
function sitesOf(incident) {
  const { board } = desk();
  const ids = (incident.alerts ?? []).map((/** @type {any} */ one) => board.alerts[one.id ?? one]?.site);
  return [...new Set([incident.site, ...ids].filter(Boolean))];
}
