// @ts-check
// Storm mode: the rain round of now, its sites with the reasons, its patrols, who was moved; and the rounds before.

import { html, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { commands } from "../loop/offers.js";
import { count, dateTime, say, t } from "../i18n/words.js";
import { Marks } from "../signs/parts.js";
import { sendRain, useRainRounds } from "./load.js";
import { Forecast } from "./forecast.js";
import { Sites } from "./sites.js";
import { Waiting } from "./waiting.js";

export function Rain() {
  const { me } = useDesk();
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const { rounds, shown, error, again } = useRainRounds(chosen);
  if (!me) return null;
  if (error) {
    return html`
      <div class="page">
        <p role="alert" class="nothing">${error}</p>
      </div>
    `;
  }
  if (!rounds) {
    return html`
      <div class="page">
        <p class="nothing">${t("loading")}</p>
      </div>
    `;
  }
  return html`<div class="page rain">
    <header class="page-head"><h1>${t("rain.title")}</h1></header>
    ${!shown && html`<p class="nothing">${t("rain.empty")}</p>`}
    ${shown && html`<${Round} shown=${shown} leads=${commands(me)} again=${again} />`}
    ${
    commands(me) && !rounds.some((one) => !one.endedAt && one.area === me.center) && html`
      <${Begin} area=${me.center} again=${again} />
    `
  }
    ${rounds.length > 0 && html`<${Rounds} rounds=${rounds} at=${shown?.round.id} onChoose=${setChosen} />`}
  </div>`;
}

/** @param {{ shown: any, leads: boolean, again: () => Promise<void> }} props */
function Round({ shown, leads, again }) {
  const { round, tally, forecast } = shown;
  const [summary, setSummary] = useState("");
  const [callOff, setCallOff] = useState(false);
  const taken = shown.patrols.filter((/** @type {any} */ one) => one.state === "acknowledged").length;
  const blocked = callOff ? taken > 0 : round.patrolsOpen > 0;
  const end = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (await sendRain(`/api/rain-rounds/${round.id}/commands`, { type: "end", summary, callOffUntaken: callOff })) {
      await again();
    }
  };
  return html`<section class="panel rain-round" data-round=${round.id}>
    <header><h2>${say(round.name)} · ${say(round.areaName)}</h2> <${Marks} it=${round} />
      <span class="rain-state">${
    round.endedAt ? t("rain.ended", { at: dateTime(round.endedAt) }) : t("rain.open", { at: dateTime(round.begunAt) })
  }</span></header>
    <dl class="rain-figures">
      ${figure("watched", `${count(round.sitesWatched)} / ${count(round.sitesMax)}`)}
      ${figure("due", tally ? count(tally.due) : "—")}
      ${figure("nogauge", tally ? `${count(tally.withoutGauge)} / ${count(tally.sites)}` : "—")}
      ${figure("overdue", count(round.patrolsOverdue), round.patrolsOverdue > 0)}
      ${figure("patrols", `${count(round.patrolsOpen)} / ${count(round.patrolsDone)}`)}
      ${figure("alerts", count(round.openAlerts))}
      ${figure("moved", `${count(round.householdsMoved)} / ${count(round.peopleMoved)}`)}
    </dl>
    ${
    round.householdsUncounted > 0 &&
    html`<p class="rain-note">${t("rain.uncounted", { count: count(round.householdsUncounted) })}</p>`
  }
    <p class="rain-note">${
    forecast
      ? t(shown.forecastValid ? "rain.forecast" : "rain.forecast.old", {
        source: forecast.source,
        at: dateTime(forecast.issuedAt),
      })
      : t("rain.forecast.none")
  }</p>
    ${
    tally && tally.due > round.sitesWatched && !round.endedAt &&
    html`<p class="rain-note rain-warn" role="status">${
      t("rain.waiting", { count: count(tally.due - round.sitesWatched) })
    }</p>`
  }
    ${leads && !round.endedAt && html`<${Forecast} key=${round.id} round=${round} again=${again} />`}
    <${Sites} shown=${shown} leads=${leads && !round.endedAt} again=${again} />
    ${leads && !round.endedAt && html`<${Waiting} key=${round.id} round=${round} again=${again} />`}
    ${
    leads && !round.endedAt && html`
      <form class="rain-form" onSubmit=${end}>
        <input required maxlength="500" aria-label=${t("rain.summary")} placeholder=${t(
          "rain.summary",
        )} value=${summary}
          onInput=${(/** @type {any} */ event) => setSummary(event.target.value)} />
        ${round.patrolsOpen > taken && html`
          <label class="form-check"><input type="checkbox" name="callOffUntaken" checked=${callOff}
            onChange=${(/** @type {any} */ event) => setCallOff(event.target.checked)} /> ${t("rain.end.callOff", {
              count: count(round.patrolsOpen - taken),
            })}</label>
        `}
        <button class="button" disabled=${blocked} title=${blocked ? t("rain.end.patrols") : ""}>${t(
          "rain.end",
        )}</button>
      </form>
    `
  }
  </section>`;
}

/** @param {string} key @param {string} value @param {boolean} [hot] */
function figure(key, value, hot = false) {
  return html`
    <div class=${hot ? "rain-hot" : ""}>
      <dt>${t(`rain.figure.${key}`)}</dt>
      <dd>${value}</dd>
    </div>
  `;
}

/** @param {{ area: string, again: () => Promise<void> }} props */
function Begin({ area, again }) {
  const [name, setName] = useState("");
  const begin = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (await sendRain("/api/rain-rounds", { area, name })) {
      setName("");
      await again();
    }
  };
  return html`
    <form class="rain-form panel" onSubmit=${begin}>
      <input required maxlength="80" aria-label=${t("rain.name")} placeholder=${t("rain.name")} value=${name}
        onInput=${(/** @type {any} */ event) => setName(event.target.value)} />
      <button class="button button-primary">${t("rain.begin")}</button>
    </form>
  `;
}

/** @param {{ rounds: any[], at: string | undefined, onChoose: (id: string) => void }} props */
function Rounds({ rounds, at, onChoose }) {
  return html`
    <h2>${t("rain.rounds")}</h2>
    <div class="table-place" tabindex="0" role="region" aria-label=${t("rain.rounds")}>
      <table class="table table-cards">
        <thead>
          <tr>${["round", "area", "begun", "ended", "sites", "done", "moved"].map((key) =>
            html`<th key=${key}>${t(`rain.column.${key}`)}</th>`
          )}</tr>
        </thead>
        <tbody>${rounds.map((one) =>
          html`
            <tr key=${one.id} aria-current=${one.id === at ? "true" : undefined}>
              <td
                data-label=${t("rain.column.round")}><button type="button" class="button" onClick=${() =>
                  onChoose(one.id)}>${say(one.name)}</button> <${Marks} it=${one} /></td>
              <td data-label=${t("rain.column.area")}>${say(one.areaName)}</td>
              <td data-label=${t("rain.column.begun")}>${dateTime(one.begunAt)}</td>
              <td data-label=${t("rain.column.ended")}>${one.endedAt ? dateTime(one.endedAt) : "—"}</td>
              <td data-label=${t("rain.column.sites")} class="value">${count(one.sitesEver)}</td>
              <td data-label=${t("rain.column.done")} class="value">${count(one.patrolsDone)}</td>
              <td data-label=${t("rain.column.moved")} class="value">${count(one.householdsMoved)} / ${count(
                one.peopleMoved,
              )}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `;
}
