// @ts-check
// All keys on one page, and the signs of the grades.

import { html } from "../view.js";
import { put } from "../live/desk.js";
import { t } from "../i18n/words.js";
import { GRADES } from "../loop/grades.js";
import { Dialog } from "../shell/dialog.js";
import { GradeBadge } from "../signs/parts.js";

/** @type {[string, string][]} */
const KEYS = [
  ["J K", "move"],
  ["Enter", "open"],
  ["A", "ack"],
  ["V", "verify"],
  ["C", "confirm"],
  ["X", "reject"],
  ["D", "dispatch"],
  ["E", "escalate"],
  ["U", "stage"],
  ["N", "note"],
  ["M", "map"],
  ["/", "search"],
  ["1–7", "screens"],
  ["[ ]", "timeline"],
  ["P", "report"],
  ["S", "sound"],
  ["L", "language"],
  ["T", "theme"],
  ["Esc", "back"],
  ["?", "help"],
];

export function Help() {
  const close = () => put({ overlay: null });
  return html`
    <${Dialog} title=${t("help.title")} label=${t("help.title")} onClose=${close} wide=${true}>
      <dl class="keys">${KEYS.map(([key, name]) =>
        html`
          <div key=${name}>
            <dt><kbd>${key}</kbd></dt>
            <dd>${t(`help.${name}`)}</dd>
          </div>
        `
      )}</dl>
      <h3>${t("help.shapes")}</h3>
      <p class="help-grades">${GRADES.map((grade) =>
        html`<${GradeBadge} key=${grade} grade=${grade} long=${true} />`
      )}</p>
      </${Dialog}>
  `;
}
