// @ts-check
// Who to send: ranked teams, how long they take, and what sending them leaves open. Arrows choose, Enter sends.

import { html, useEffect, useRef, useState } from "../view.js";
import { desk, put, useDesk } from "../live/desk.js";
import { loadIncident, loadProposals } from "../live/details.js";
import { explain, send } from "../live/send.js";
import { freshID, Problem } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { say, t } from "../i18n/words.js";
import { formatMinutes } from "../loop/clocks.js";
import { isLookProposed } from "../loop/offers.js";
import { sendOnEnter } from "../loop/dialog.js";
import { Dialog } from "../shell/dialog.js";
import { Failed } from "../signs/parts.js";
import { centerName, skillName, skillNames } from "../signs/places.js";

/** Tasks that still look for a team, and looks from the air that a team may be given. @param {any} incident */
function openSlots(incident) {
  return (incident?.tasks ?? []).filter((/** @type {any} */ task) =>
    ["created", "returned"].includes(task.state) || isLookProposed(task)
  );
}

/** What is asked for while the dialog is open: the incident whole, and the teams ranked for the task that is chosen. */
function useProposals(/** @type {string} */ incident, /** @type {string | null} */ slot) {
  const held = useDesk().details[incident];
  const slots = openSlots(held?.incident);
  const task = slots.find((/** @type {any} */ one) => one.id === (slot ?? slots[0]?.id)) ?? null;
  const chosen = slot === "new" ? null : task;
  const ask = () => void loadProposals(incident, chosen?.skill ?? null);
  useEffect(() => {
    if (!held?.incident) void loadIncident(incident);
  }, []);
  useEffect(() => {
    if (held?.incident) ask();
  }, [held?.incident?.id, chosen?.id]);
  return { held, slots, chosen, ask, proposals: held?.proposals?.proposals ?? [] };
}

/** Puts the focus on the best proposal when it comes, unless the person has begun by then. @param {boolean} there */
function useFirstFocus(there) {
  const touched = useRef(false);
  useEffect(() => {
    if (!touched.current) focusFirst();
  }, [there]);
  return () => {
    touched.current = true;
  };
}

export function Dispatch() {
  const { incident: summary, task: wanted } = useDesk().picked;
  const [slot, setSlot] = useState(/** @type {string | null} */ (wanted ?? null));
  const [team, setTeam] = useState("");
  const [title, setTitle] = useState("");
  const [failure, setFailure] = useState("");
  const [id] = useState(freshID);
  const { held, slots, chosen, ask, proposals } = useProposals(summary.id, slot);
  const selected = team || proposals[0]?.team || "";
  const touch = useFirstFocus(proposals.length > 0);
  const close = () => put({ overlay: null, picked: null });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!selected) return setFailure(t("proposal.none"));
    try {
      await dispatch(summary, chosen, selected, title, id);
      close();
      put({ said: { tone: "good", text: `${t("command.dispatch")} · ${t("done.sent")}` } });
    } catch (fault) {
      setFailure(t("error.sending", { reason: reasonOf(fault) }));
      if (fault instanceof Problem && fault.status === 409) await explain(fault, summary);
    }
  };
  return html`
    <${Dialog} title=${t("incident.proposals")} label=${t("incident.proposals")} onClose=${close} wide=${true}>
      <form class="form" onSubmit=${submit} onKeyDown=${sendOnEnter} onKeyDownCapture=${touch} onPointerDown=${touch}>
          <p class="form-target">${say(summary.title)}</p>
          <${Slots} slots=${slots} value=${chosen?.id ?? "new"} onPick=${setSlot} title=${title} onTitle=${setTitle} />
          ${held?.proposalsError &&
            html`<${Failed} text=${t("error.loading", { reason: held.proposalsError })} onRetry=${ask} />`}
          ${held?.proposals && proposals.length === 0 && html`<p class="nothing">${t("proposal.none")}</p>`}
          <${Teams} incident=${summary.id} proposals=${proposals} selected=${selected} onPick=${setTeam} />
          ${held?.proposals?.method &&
            html`<p class="form-hint">${t("proposal.method", { method: say(held.proposals.method) })}</p>`}
          ${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
          <${Foot} onClose=${close} />
        </form>
      </${Dialog}>
  `;
}

/** @param {{ onClose: () => void }} props */
function Foot({ onClose }) {
  return html`
    <footer class="form-foot">
      <span class="form-hint">${t("proposal.key")}</span>
      <button type="button" class="button" onClick=${onClose}>${t("cancel")}</button>
      <button type="submit" class="button button-primary">${t("proposal.send")} <kbd>Enter</kbd></button>
    </footer>
  `;
}

/**
 * The best proposal takes the focus as soon as it is there, so that Enter sends it and the arrows choose another.
 * Once a person has touched the form their place in it is theirs: a list that comes late never takes it away.
 */
function focusFirst() {
  const first = /** @type {HTMLElement | null} */ (
    document.querySelector(".dialog .proposal input:checked") ?? document.querySelector(".dialog select")
  );
  first?.focus();
}

/** @param {any} incident @param {any} task @param {string} team @param {string} title @param {string} id */
function dispatch(incident, task, team, title, id) {
  if (task) return send("task", incident, "reroute", { team }, { task, id });
  const words = title.trim() || say(incident.title);
  const proposal = desk().details[incident.id]?.proposals?.proposals.find((/** @type {any} */ one) =>
    one.team === team
  );
  return send("incident", incident, "createTask", {
    title: { zh: words, en: words },
    team,
    skill: proposal?.skills?.[0],
  }, { id });
}

/** @param {{ slots: any[], value: string, onPick: (id: string) => void, title: string, onTitle: (words: string) => void }} props */
function Slots({ slots, value, onPick, title, onTitle }) {
  return html`<label><span class="form-label">${t("proposal.task")}</span>
      <select name="task" value=${value} onChange=${(/** @type {any} */ event) => onPick(event.target.value)}>
        ${
    slots.map((task) =>
      html`<option key=${task.id} value=${task.id} selected=${task.id === value}>${say(task.title)}${
        task.skill ? ` · ${skillName(task.skill)}` : ""
      }</option>`
    )
  }
        <option value="new" selected=${value === "new"}>${t("proposal.new")}</option>
      </select></label>
    ${
    value === "new" && html`<label><span class="form-label">${t("field.title")}</span>
      <input type="text" name="title" autocomplete="off" value=${title} onInput=${(/** @type {any} */ event) =>
      onTitle(event.target.value)} /></label>`
  }`;
}

/** Another incident that wants the same team, by its title where this desk knows it. @param {any} rival */
function rivalWords(rival) {
  const title = say(desk().board.incidents[rival.incident]?.title) || rival.incident;
  return t("proposal.competing", { grade: t(`grade.short.${rival.grade ?? "none"}`), incident: title });
}

/** @param {{ incident: string, proposals: any[], selected: string, onPick: (team: string) => void }} props */
function Teams({ incident, proposals, selected, onPick }) {
  return html`<fieldset class="proposals"><legend class="unseen">${t("incident.proposals")}</legend>
    ${
    proposals.map((one) =>
      html`<label key=${one.team} class="proposal">
        <input type="radio" name="team" value=${one.team} checked=${one.team === selected} data-first=${
        one.team === selected ? "yes" : undefined
      }
          onChange=${() => onPick(one.team)} />
        <span class="proposal-name">${say(one.name)}<small>${skillNames(one.skills)}</small></span>
        <span class="proposal-time">${
        one.cutOff
          ? html`<strong>${t("proposal.travel.cutOff")}</strong>`
          : (one.travelSeconds ?? null) === null
          ? t("proposal.travel.none")
          : t("proposal.travel", { time: formatMinutes(one.travelSeconds) })
      }</span>
        <span class=${`chip ${one.free ? "chip-good" : "chip-warn"}`}>${
        one.unavailable ? say(one.unavailable) : one.free ? t("proposal.free") : t("proposal.busy")
      }</span>
        ${
        [
          ...(one.uncovers ?? []).map((/** @type {any} */ gap) =>
            t("proposal.uncovers", { center: say(gap.name) || centerName(gap.center), skill: skillName(gap.skill) })
          ),
          ...(one.competing ?? []).filter((/** @type {any} */ rival) => rival.incident !== incident).map((
            /** @type {any} */ rival,
          ) => rivalWords(rival)),
        ].map((words) => html`<small class="proposal-note">${words}</small>`)
      }
      </label>`
    )
  }
  </fieldset>`;
}
