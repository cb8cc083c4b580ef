// @ts-check
// The zones of an incident: where each stands, who proposed and who confirms, who has been reached, and until when to decide.

import { html } from "../view.js";
import { desk, put, useDesk, useSecond } from "../live/desk.js";
import { freshID } from "../live/api.js";
import { explain, send } from "../live/send.js";
import { clockTime, dateTime, listed, say, shortTime, t } from "../i18n/words.js";
import { formatSpan } from "../loop/clocks.js";
import { commands } from "../loop/offers.js";
import { countOf, hasSigned, namesMissing, OUTCOMES, zoneOffers } from "../loop/zones.js";

/** @typedef {import("../types/bayu.d.ts").Evacuation} Evacuation */

/** A shape beside the word: colour alone tells nobody who cannot see it. @type {Record<string, string>} */
const SIGNS = { normal: "○", advisory: "◔", warning: "◑", order: "●", lifted: "◌" };

/** @param {{ incident: any }} props */
export function Evacuations({ incident }) {
  const { me } = useDesk();
  const zones = incident.evacuations ?? [];
  const isOpen = incident.state !== "closed" && incident.state !== "merged";
  const choices = me && commands(me) && isOpen ? incident.zones : [];
  if (zones.length === 0 && choices.length === 0 && !(me && commands(me) && isOpen)) return null;
  return html`<section class="panel evac" data-panel="evacuation"><h2>${
    t("evac.title")
  } <span class="bubble">${zones.length}</span></h2>
    ${zones.length === 0 && html`<p class="nothing">${t("evac.none")}</p>`}
    ${
    zones.map((/** @type {Evacuation} */ zone) => html`<${Zone} key=${zone.zone} incident=${incident} zone=${zone} />`)
  }
    ${
    choices.map((/** @type {any} */ choice) =>
      html`<${Choice} key=${choice.zone} incident=${incident} choice=${choice} />`
    )
  }
    ${
    me && commands(me) && isOpen && html`<button type="button" class="button" data-command="addZone" onClick=${() =>
      put({ dialog: { kind: "zone", target: incident, command: "addZone", id: freshID() } })}>${
      t("command.addZone")
    }</button>`
  }
  </section>`;
}

/** A zone of the register that nobody has dealt with yet. @param {{ incident: any, choice: any }} props */
function Choice({ incident, choice }) {
  const add = () => send("zone", incident, "addZone", { zone: choice.zone }).catch((fault) => explain(fault, incident));
  return html`<div class="evac-choice" data-choice=${choice.zone}><span>${
    choice.site === incident.site ? "" : `${say(choice.siteName)} · `
  }${say(choice.name)}<small>${size(choice)}</small></span>
    <button type="button" class="button" onClick=${add}>${t("evac.add")}</button></div>`;
}

/** @param {{ households?: number | null, people?: number | null }} zone */
function size(zone) {
  const households = zone.households ? t("evac.households", { count: zone.households }) : t("evac.householdsUnknown");
  return listed([households, zone.people ? t("evac.people", { count: zone.people }) : ""].filter(Boolean));
}

/** @param {{ incident: any, zone: Evacuation }} props */
function Zone({ incident, zone }) {
  const { me } = desk();
  const ask = (/** @type {string} */ command, fixed = {}) =>
    put({
      dialog: {
        kind: "zone",
        target: incident,
        task: zone,
        command,
        id: freshID(),
        values: startOf(command, zone),
        fixed,
      },
    });
  return html`<article class=${`zone zone-${zone.stage}`} data-zone=${zone.zone} data-stage=${zone.stage}>
    <header><b>${say(zone.name)}</b> <span class="zone-stage"><span aria-hidden="true">${SIGNS[zone.stage]}</span> ${
    t(`evac.stage.${zone.stage}`)
  }${zone.form && ` · ${t(`evac.form.${zone.form}`)}`}</span>
      <small>${t("evac.since", { time: shortTime(zone.stageSince), by: zone.stageBy })}</small></header>
    <p class="note">${size(zone)}${zone.byHand && ` · ${t("evac.handmark")}`}${
    zone.assembly && ` · ${t("evac.assembly", { place: say(zone.assembly) })}`
  }</p>
    ${zone.proposal && html`<${Proposal} incident=${incident} zone=${zone} onAsk=${ask} />`}
    <${Latest} zone=${zone} />
    ${zone.stage !== "normal" && html`<${Counts} zone=${zone} />`}
    <div class="offers">${
    zoneOffers(zone, incident, me).map((offer) =>
      html`<button key=${offer.type} type="button" class="button" data-command=${offer.type} onClick=${() =>
        ask(offer.type)}>${t(`command.${offer.type}`)}</button>`
    )
  }</div>
  </article>`;
}

/** What a form begins with: the times that stand, so that one of them can be changed alone. @param {string} command @param {Evacuation} zone @returns {Record<string, string>} */
function startOf(command, zone) {
  if (command === "proposeOrder") return { form: "leave" };
  if (command !== "setTimes" || !zone.times) return {};
  return { clearanceMinutes: String(zone.times.clearanceMinutes), marginMinutes: String(zone.times.marginMinutes) };
}

/** @param {{ incident: any, zone: Evacuation, onAsk: (command: string, fixed?: any) => void }} props */
function Proposal({ incident, zone, onAsk }) {
  const { me } = desk();
  const now = useSecond();
  const { proposal } = zone;
  if (!proposal) return null;
  const words = {
    time: shortTime(proposal.at),
    by: proposal.by,
    reason: proposal.title ? say(proposal.title) : proposal.reason,
  };
  const left = Math.round((Date.parse(proposal.expiresAt) - now) / 1000);
  const confirm = async () => {
    try {
      await send("zone", incident, "confirm", { proposal: proposal.number }, { task: zone });
      put({ said: { tone: "good", text: `${t("command.confirmProposal")} · ${t("done.sent")}` } });
    } catch (fault) {
      await explain(fault, incident);
    }
  };
  return html`<div class="zone-proposal" data-proposal=${proposal.number}>
    <p><b>${t("evac.proposed", { stage: t(`evac.stage.${proposal.target}`) })}${
    proposal.form && ` · ${t(`evac.form.${proposal.form}`)}`
  }</b></p>
    <p>${t(proposal.step ? "evac.proposed.plan" : "evac.proposed.by", words)}</p>
    ${proposal.preauthorised && html`<p class="note note-hot">${t("evac.preauthorised")}</p>`}
    ${
    proposal.signatures.length > 0 &&
    html`<p class="note">${t("evac.signed", { names: listed(proposal.signatures.map((one) => one.by)) })}</p>`
  }
    <p class="note">${t("evac.needs", { count: namesMissing(zone) })} · ${
    t("evac.expires", { time: clockTime(proposal.expiresAt), left: formatSpan(Math.max(0, left)) })
  }</p>
    ${
    me && commands(me) && html`
      <div
        class="offers">${hasSigned(zone, me)
          ? html`<span class="note" data-own="">${t("evac.own")}</span>`
          : html`<button type="button" class="button button-primary" data-command="confirm" onClick=${confirm}>${
            t("command.confirmProposal")
          }</button>`}<button type="button" class="button" data-command="withdraw" onClick=${() =>
          onAsk("withdraw", { proposal: proposal.number })}>${t("command.withdraw")}</button></div>
    `
  }
  </div>`;
}

/** The latest time to decide with its parts, and how long that still is. @param {{ zone: Evacuation }} props */
function Latest({ zone }) {
  const now = useSecond();
  const { times, latestToDecideAt } = zone;
  if (!times) return html`<p class="note" data-latest="none">${t("evac.times.none")}</p>`;
  const by = t("evac.times.by", { by: times.by, time: shortTime(times.at) });
  if (!latestToDecideAt) return html`<p class="note" data-latest="none">${t("evac.times.noArrival")} · ${by}</p>`;
  const left = Math.round((Date.parse(latestToDecideAt) - now) / 1000);
  const isOver = left < 0;
  return html`<div class=${`zone-latest ${
    isOver && zone.stage !== "order" ? "zone-late" : ""
  }`} data-latest=${latestToDecideAt}>
    <b>${t("evac.latest", { time: dateTime(latestToDecideAt) })}</b> <span class="zone-left">${
    t(isOver ? "evac.late" : "evac.left", { left: formatSpan(Math.abs(left)) })
  }</span>
    <small>${
    t("evac.parts", {
      arrival: dateTime(times.arrivalAt),
      clearance: times.clearanceMinutes,
      margin: times.marginMinutes,
    })
  } · ${by}</small></div>`;
}

/** @param {{ zone: Evacuation }} props */
function Counts({ zone }) {
  const unreached = zone.unreachedHouseholds;
  return html`
    <div class="zone-counts">
      <dl>${OUTCOMES.map((outcome) => {
        const told = zone.counts.find((one) => one.outcome === outcome);
        return html`
          <div key=${outcome} data-outcome=${outcome}>
            <dt>${t(`evac.outcome.${outcome}`)}</dt>
            <dd>${countOf(zone, outcome)}${told?.at &&
              html`<small>${t("evac.counted", { by: told.by, time: shortTime(told.at) })}</small>`}</dd>
          </div>
        `;
      })}</dl>
      <p class=${unreached === 0 ? "note" : "note note-hot"} data-unreached=${unreached ?? ""}>${unreached === null
        ? t("evac.unreachedUnknown")
        : t("evac.unreached", { count: unreached })}</p>
    </div>
  `;
}
