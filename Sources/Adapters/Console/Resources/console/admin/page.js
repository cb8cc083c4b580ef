// @ts-check
// The system as it runs: what could not be delivered, who is told outside, and which sensors are silent.

import { html } from "../view.js";
import { useDesk } from "../live/desk.js";
import { sourceName } from "../i18n/lists.js";
import { nameIn, say, t } from "../i18n/words.js";
import { skillNames } from "../signs/places.js";
import { DeadLetters } from "./letters.js";
import { Sensors } from "./sensors.js";
import { Subscriptions } from "./subscriptions.js";

export function Admin() {
  const { me } = useDesk();
  const may = (/** @type {string} */ permission) => me?.permissions.includes(permission);
  return html`
    <div class="page">
      <header class="page-head">
        <h1>${t("admin.title")}</h1>
      </header>
      <div class="admin-columns">
        <${Sensors} />
        <${Teams} />
        <div class="column">
          ${may("manageSubscriptions") && html`<${Subscriptions} />`}
          <${DeadLetters} />
          ${may("manageAccounts") && html`<${Accounts} />`}
          <${Sources} />
        </div>
      </div>
    </div>
  `;
}

/** Where the data come from: in the reader's language, and in the words of the city package beside it. */
function Sources() {
  const { city } = useDesk();
  const lines = (city?.attribution ?? []).map((original) => ({ original, name: sourceName(original) }));
  return html`<section class="panel"><h2>${t("admin.attribution")}</h2><ul class="plain">${
    lines.map(({ original, name }) =>
      html`<li key=${original}>${name}${name !== original && html`<small lang="en">${original}</small>`}</li>`
    )
  }</ul>
    ${
    city?.scenario && html`
      <h2>${t("admin.scenario")}</h2>
      <p>${say(city.scenario.label) || city.scenario.name}</p>
    `
  }</section>`;
}

const COMMANDS = [
  "bayu account list --data DIR",
  "bayu account add NAME --role ROLE --center CODE --password-file FILE --data DIR",
  "bayu account password NAME --password-file FILE --data DIR",
  "bayu account disable NAME --data DIR",
  "bayu device list --data DIR",
  "bayu device add NAME --datastreams ID,ID --data DIR",
  "bayu device revoke NAME --data DIR",
];

/** No door of the server changes accounts or devices, so this says what does. */
function Accounts() {
  return html`
    <section class="panel">
      <h2>${t("admin.accounts")}</h2>
      <p>${t("admin.accounts.note")}</p>
      <ul class="plain commands">${COMMANDS.map((line) => html`<li key=${line}><code>${line}</code></li>`)}</ul>
    </section>
  `;
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
                <td>${skillNames(team.skills)}</td>
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
