// @ts-check
// The patrol of one watched site: where it stands, what was seen, and what its desk can do about it.

import { html } from "../view.js";
import { desk } from "../live/desk.js";
import { dateTime, say, t } from "../i18n/words.js";
import { sendRain } from "./load.js";
import { calledOffWords, patrolState } from "./reasons.js";

/** @typedef {import("./ask.js").Asking} Asking */

/** @param {{ round: string, watch: any, leads: boolean, again: () => Promise<void>, onAsk: (asking: Asking) => void }} props */
export function Patrol({ round, watch, leads, again, onAsk }) {
  const { patrol, lastLook } = watch;
  const state = patrolState(patrol);
  const isOpen = patrol?.state === "assigned" || patrol?.state === "acknowledged";
  return html`<span class=${`rain-patrol rain-patrol-${state}`}>${t(`rain.patrol.${state}`)}</span>
    ${
    patrol &&
    html`<span class="rain-who"> · ${say(patrol.roleName ?? patrol.teamName)} · ${
      isOpen ? t("rain.until", { at: dateTime(patrol.dueAt) }) : dateTime(patrol.changedAt)
    }${said(patrol)}</span>`
  }
    ${patrol?.overdueLevel > 0 && isOpen && html`<span class="rain-who rain-warn"> · ${t("rain.told")}</span>`}
    ${
    lastLook && lastLook.number !== patrol?.number &&
    html`<p class="rain-who">${t("rain.lastLook", { at: dateTime(lastLook.changedAt) })}${said(lastLook)}</p>`
  }
    ${
    leads &&
    html`<${Offers} round=${round} watch=${watch} isOpen=${isOpen} again=${again} onAsk=${onAsk} />`
  }`;
}

/** @param {any} patrol */
function said(patrol) {
  const words = patrol.state === "calledOff" ? calledOffWords(patrol) : patrol.finding;
  return words ? ` · ${words}` : "";
}

/** @param {{ round: string, watch: any, isOpen: boolean, again: () => Promise<void>, onAsk: (asking: Asking) => void }} props */
function Offers({ round, watch, isOpen, again, onAsk }) {
  const { patrol } = watch, about = say(watch.name);
  const tell = async (/** @type {string} */ type, /** @type {any} */ fields) => {
    if (
      await sendRain(`/api/rain-rounds/${encodeURIComponent(round)}/commands`, {
        type,
        patrol: patrol.number,
        ...fields,
      })
    ) await again();
  };
  const report = (/** @type {string} */ type, /** @type {string} */ key) =>
    onAsk({
      title: t(`rain.${key}`),
      about,
      round,
      type,
      fixed: { patrol: patrol.number },
      words: "finding",
      label: t(`rain.${key}.words`),
    });
  return html`<span class="offers">
    ${
    isOpen && patrol.state === "assigned" &&
    html`<button type="button" class="button" data-rain="acknowledge" onClick=${() => tell("acknowledgePatrol", {})}>${
      t("rain.acknowledge")
    }</button>`
  }
    ${
    isOpen && html`
      <button type="button" class="button" data-rain="finish" onClick=${() =>
        tell("finishPatrol", { finding: t("rain.nothing.seen") })}>${t("rain.finish")}</button>
      <button type="button" class="button" data-rain="report" onClick=${() => report("finishPatrol", "report")}>${t(
        "rain.report",
      )}</button>
      <button type="button" class="button" data-rain="callOff" onClick=${() => report("callOffPatrol", "callOff")}>${t(
        "rain.callOff",
      )}</button>
    `
  }
    ${
    !isOpen && html`
      <button type="button" class="button" data-rain="assign" onClick=${() => onAsk(sending(round, watch))}>${t(
        "rain.assign",
      )}</button>
      <button type="button" class="button" data-rain="unwatch" onClick=${() =>
        onAsk({
          title: t("rain.unwatch"),
          about,
          round,
          type: "unwatch",
          fixed: { site: watch.site },
          words: "reason",
          label: t("rain.unwatch.words"),
        })}>${t("rain.unwatch")}</button>
    `
  }</span>`;
}

/** Who can go: those whom the register names for the site, then the teams of the desk. @param {string} round @param {any} watch @returns {Asking} */
function sending(round, watch) {
  const roles = watch.watchers.map((/** @type {any} */ one) => ({ id: `role/${one.role}`, label: say(one.name) }));
  const teams = desk().teams.filter((one) => !one.archived).map((one) => ({
    id: `team/${one.id}`,
    label: say(one.name),
  }));
  return {
    title: t("rain.assign"),
    about: say(watch.name),
    round,
    type: "assignPatrol",
    fixed: { site: watch.site },
    choices: [...roles, ...teams],
    choose: t("rain.assign.who"),
    bodyOf: addressee,
  };
}

/** The addressee of a patrol in a body, from the choice. @param {string} choice @returns {Record<string, string>} */
export function addressee(choice) {
  const place = choice.indexOf("/");
  return { [choice.slice(0, place)]: choice.slice(place + 1) };
}
