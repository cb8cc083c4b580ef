// @ts-check
// The system as it runs, for reading only: what could not be delivered, and which sensors are silent.

import { html, useEffect, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { ask, Problem } from "../live/api.js";
import { reasonOf } from "../live/session.js";
import { dateTime, nameIn, say, t } from "../i18n/words.js";
import { wholeDatastream } from "../loop/whole.js";
import { Failed } from "../signs/parts.js";

/** Fetches a list once and says what went wrong. @param {string} path @param {(row: any) => any} [whole] */
function useList(path, whole = (row) => row) {
  const [items, setItems] = useState(/** @type {any[] | null} */ (null));
  const [failure, setFailure] = useState("");
  const load = () => {
    setFailure("");
    ask("GET", path).then((answer) => setItems((answer.items ?? answer).map(whole)), (fault) => {
      setFailure(
        fault instanceof Problem && fault.status === 403
          ? t("admin.forbidden")
          : t("error.loading", { reason: reasonOf(fault) }),
      );
    });
  };
  useEffect(load, [path]);
  return { items, failure, load };
}

export function Admin() {
  const { city } = useDesk();
  return html`
    <div class="page">
      <header class="page-head">
        <h1>${t("admin.title")}</h1>
      </header>
      <div class="admin-columns">
        <${DeadLetters} />
        <${Datastreams} />
        <${Teams} />
        <section class="panel"><h2>${t("admin.attribution")}</h2><ul class="plain">${(city?.attribution ?? []).map((
          one,
        ) => html`<li>${one}</li>`)}</ul>
            ${city?.scenario && html`
              <h2>${t("admin.scenario")}</h2>
              <p>${say(city.scenario.label) || city.scenario.name}</p>
            `}</section>
      </div>
    </div>
  `;
}

function DeadLetters() {
  const { items, failure, load } = useList("/api/dead-letters");
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
          </tr>
        </thead>
        <tbody>${items.map((one) =>
          html`
            <tr key=${one.id ?? one.notice}>
              <td>${one.subscriptionName ?? one.to ?? one.target ?? one.url ?? one.subscription ?? one.id}</td>
              <td>${one.reason ?? one.error ?? one.lastError ?? ""}</td>
              <td>${one.attempts ?? ""}</td>
            </tr>
          `
        )}</tbody>
      </table>
    `
  }
  </section>`;
}

function Datastreams() {
  const { items, failure, load } = useList("/api/datastreams", wholeDatastream);
  return html`<section class="panel"><h2>${t("admin.datastreams")}</h2>
    ${failure && html`<${Failed} text=${failure} onRetry=${load} />`}
    ${
    items && html`
      <table class="table">
        <thead>
          <tr>
            <th>${t("admin.name")}</th>
            <th>${t("admin.value")}</th>
            <th>${t("admin.state")}</th>
          </tr>
        </thead>
        <tbody>${items.map((one) =>
          html`
            <tr key=${one.id ?? one.notice}>
              <td>${say(one.name)}<small>${one.id}</small></td>
              <td class="value">${one.latest
                ? html`${one.latest.value} ${one.unit}<small>${dateTime(one.latest.at)}</small>`
                : t("nodata")}</td>
              <td>
                <${Freshness} latest=${one.latest} />
              </td>
            </tr>
          `
        )}</tbody>
      </table>
    `
  }
  </section>`;
}

/** Never green without a reading. @param {{ latest: any }} props */
function Freshness({ latest }) {
  if (!latest) return html`<span class="chip chip-warn">${t("nodata")}</span>`;
  return latest.stale
    ? html`<span class="chip chip-hot">${t("admin.stale")}</span>`
    : html`<span class="chip chip-good">${t("admin.fresh")}</span>`;
}

function Teams() {
  const { teams, city } = useDesk();
  return html`
    <section class="panel">
      <h2>${t("admin.teams")} <span class="bubble">${teams.length}</span></h2>
      <div class="table-place short" tabindex="0" role="region" aria-label=${t("admin.teams")}>
        <table class="table">
          <tbody>
          ${teams.map((team) =>
            html`
              <tr key=${team.id}>
                <td>${say(team.name)}</td>
                <td>${(team.skills ?? []).join(" · ")}</td>
                <td>${team.task
                  ? html`<span class="chip chip-warn">${t("proposal.busy")}</span>`
                  : nameIn(city?.codes.teamStates, team.state)}</td>
              </tr>
            `
          )}
        </tbody>
        </table>
      </div>
    </section>
  `;
}
