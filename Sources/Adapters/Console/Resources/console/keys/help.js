// @ts-check
// All keys on one page, to read and to change, and the signs of the grades.

import { html, useState } from "../view.js";
import { put } from "../live/desk.js";
import { t } from "../i18n/words.js";
import { forgetKeys, rememberKeys } from "../choices.js";
import { GRADES } from "../loop/grades.js";
import { Dialog } from "../shell/dialog.js";
import { GradeBadge } from "../signs/parts.js";
import { changedKeys, holderOf, isUsable, keyName, plain } from "./keymap.js";

/** What a key does, and the word for it. @type {[string, string][]} */
const ACTS = [
  ["next", "next"],
  ["previous", "previous"],
  ["A", "ack"],
  ["V", "verify"],
  ["C", "confirm"],
  ["X", "reject"],
  ["D", "dispatch"],
  ["E", "escalate"],
  ["U", "stage"],
  ["N", "note"],
  ["G", "grade"],
  ["map", "map"],
  ["search", "search"],
  ["timelineBack", "timelineBack"],
  ["timelineOn", "timelineOn"],
  ["taskNext", "taskNext"],
  ["taskPrevious", "taskPrevious"],
  ["report", "report"],
  ["sound", "sound"],
  ["language", "language"],
  ["theme", "theme"],
  ["help", "help"],
];
/** @type {[string, string][]} */
const FIXED = [["Enter", "open"], ["Esc", "back"], ["0–9", "screens"]];

/** @param {string} act */
function nameOf(act) {
  return t(`help.${ACTS.find(([one]) => one === act)?.[1] ?? act}`);
}

/** What is wrong with this key for this act, in words, or nothing. @param {string} act @param {string} key */
function refusal(act, key) {
  if (!isUsable(key)) return t("keys.unusable", { key });
  const holder = holderOf(act, key);
  return holder ? t("keys.taken", { key: plain(key).toUpperCase(), name: nameOf(holder) }) : "";
}

export function Help() {
  const [changing, setChanging] = useState(false);
  const [waiting, setWaiting] = useState("");
  const [told, setTold] = useState({ tone: "", text: "" });
  const close = () => put({ overlay: null });
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (!waiting || ["Tab", "Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return setWaiting("");
    const text = refusal(waiting, event.key);
    if (text) return setTold({ tone: "bad", text });
    rememberKeys({ ...changedKeys(), [waiting]: plain(event.key) });
    setTold({ tone: "good", text: t("keys.changed", { name: nameOf(waiting), key: keyName(waiting) }) });
    setWaiting("");
  };
  // Escape closes a dialog by itself; while a key is awaited it only ends the waiting.
  const cancel = () => waiting ? setWaiting("") : close();
  const reset = () => {
    forgetKeys();
    setWaiting("");
    setTold({ tone: "good", text: t("keys.reset") });
  };
  return html`
    <${Dialog} title=${t("help.title")} label=${t("help.title")} onClose=${cancel} wide=${true}>
      <dl class="keys" onKeyDown=${press}>
        ${ACTS.map(([act, word]) =>
          html`
            <div key=${act}>
              <dt>${changing
                ? html`<${KeyButton} act=${act} word=${word} waiting=${waiting === act} onAsk=${() =>
                  setWaiting(act)} />`
                : html`<kbd>${keyName(act)}</kbd>`}</dt>
              <dd>${waiting === act ? t("keys.press") : t(`help.${word}`)}</dd>
            </div>
          `
        )}
        <${FixedKeys} />
      </dl>
      <p class=${told.tone === "bad" ? "form-failure" : "form-hint"} role="status" data-told>${told.text}</p>
      <p class="form-foot">
        <button type="button" class="button" aria-pressed=${changing} onClick=${() => {
          setChanging(!changing);
          setWaiting("");
        }}>${t("keys.change")}</button>
        <button type="button" class="button" onClick=${reset}>${t("keys.reset")}</button>
      </p>
      <h3>${t("help.shapes")}</h3>
      <p class="help-grades">${GRADES.map((grade) =>
        html`<${GradeBadge} key=${grade} grade=${grade} long=${true} />`
      )}</p>
      </${Dialog}>
  `;
}

/** @param {{ act: string, word: string, waiting: boolean, onAsk: () => void }} props */
function KeyButton({ act, word, waiting, onAsk }) {
  const label = t("keys.change.one", { name: t(`help.${word}`), key: keyName(act) });
  return html`
    <button type="button" class="key-button" data-act=${act} aria-pressed=${waiting} aria-label=${label}
      onClick=${onAsk}>${waiting ? "…" : keyName(act)}</button>
  `;
}

function FixedKeys() {
  return FIXED.map(([key, word]) =>
    html`
      <div key=${word}>
        <dt><kbd>${key}</kbd></dt>
        <dd>${t(`help.${word}`)}</dd>
      </div>
    `
  );
}
