// @ts-check
// One incident, whole: where it stands, what runs out, who does what, and everything that was said.

import { html, useEffect } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { loadIncident } from "../live/details.js";
import { dateTime, nameIn, say, t } from "../i18n/words.js";
import { incidentOffers } from "../loop/offers.js";
import { Offers } from "../loop/buttons.js";
import { INCIDENT_STAGES } from "../board/rail.js";
import { centerName, departmentName, kindName, placeName } from "../signs/places.js";
import { ClockBar, Failed, GradeBadge, Ident, Marks, Stages } from "../signs/parts.js";
import { go } from "../keys/navigate.js";
import { Callers } from "../persons/caller.js";
import { TaskCards } from "./tasks.js";
import { TimelineLines } from "./timeline.js";
import { HandOver, Reports, RollCalls } from "./duties.js";

export function IncidentPage() {
  const { route, details, board, me } = useDesk();
  const id = route.id ?? "";
  const held = details[id];
  const version = board.incidents[id]?.version ?? 0;
  useEffect(() => {
    if (id && (!held?.incident || version > held.incident.version)) void loadIncident(id);
  }, [id, version]);
  const incident = held?.incident;
  if (!incident) {
    if (held?.error) {
      return html`<${Failed} text=${t("error.loading", { reason: held.error })} onRetry=${() =>
        void loadIncident(id)} />`;
    }
    return html`<p class="late pad">${t("loading")}</p>`;
  }
  return html`<div class="incident">
    <${Head} incident=${incident} />
    ${
    held.error && html`<${Failed} text=${t("error.loading", { reason: held.error })} onRetry=${() =>
      void loadIncident(id)} />`
  }
    <div class="incident-columns">
      <div class="column">
        <section class="panel"><h2>${t("incident.actions")}</h2>
          ${me && html`<${Offers} kind="incident" target=${incident} offers=${incidentOffers(incident, me)} />`}
        </section>
        <${Facts} incident=${incident} />
        <section class="panel"><h2>${t("incident.clocks")}</h2>
          ${
    incident.clocks.map((/** @type {any} */ clock) =>
      html`<${ClockBar} key=${clock.kind + clock.startedAt} clock=${clock} />`
    )
  }
        </section>
        <${HandOver} incident=${incident} /><${Callers} incident=${incident} /><${Reports} incident=${incident} /><${RollCalls} incident=${incident} timeline=${
    held.timeline ?? []
  } />
      </div>
      <div class="column"><section class="panel"><h2>${
    t("incident.tasks")
  } <span class="bubble">${incident.tasks.length}</span></h2>
        <${TaskCards} incident=${incident} /></section></div>
      <div class="column"><section class="panel"><h2>${t("incident.timeline")} <small>${
    t("incident.timeline.note")
  }</small></h2>
        <${TimelineLines} tasks=${held?.incident?.tasks} items=${held.timeline ?? []} /></section></div>
    </div>
  </div>`;
}

/** @param {{ incident: any }} props */
function Head({ incident }) {
  return html`
    <header class="incident-head">
      <div class="incident-name">
          <button type="button" class="button" onClick=${() => go({ screen: "board" })}>← ${t("incident.back")}</button>
          <${GradeBadge} grade=${incident.grade} long=${true} />
          <h1>${say(incident.title)}</h1>
          <span class="chip">${kindName(incident.kind)}</span><${Marks} it=${incident} />
          <span class="bar-space"></span><${Ident} id=${incident.id} />
        </div>
      <${Stages} stages=${INCIDENT_STAGES} at=${incident.state} words="incident" label=${t("incident.stages")} />
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
        <dt>${t("incident.owner")}</dt><dd>${centerName(incident.owner)}</dd>
        <dt>${t("rail.place")}</dt><dd>${placeName(incident)}</dd>
        <dt>${t("incident.opened")}</dt><dd>${dateTime(incident.openedAt)}</dd>
        <dt>${t("incident.plan")}</dt><dd>${plan
          ? `${say(plan.name) || plan.id || plan.playbook || ""} · ${
            t("incident.plan.version", { version: plan.version })
          }`
          : "—"}</dd>
        <dt>${t("incident.departments")}</dt><dd>${departments.join("、") || "—"}</dd>
        ${links.length > 0 && html`
          <dt>${t("incident.links")}</dt>
          <dd>${links.map((/** @type {any} */ link) =>
            html`
              <a href=${`#/incident/incident/${encodeURIComponent(link.incident)}`}>${link.incident}</a> ${t(
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
