// @ts-check
// A person's word on a site's grade: who set it, why and until when, and the form for those whose word counts.

import { html, useState } from "../view.js";
import { put, useDesk } from "../live/desk.js";
import { ask, freshID } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { dateTime, say, t } from "../i18n/words.js";
import { GradeBadge } from "../signs/parts.js";

const GRADES = ["I", "II", "III", "IV", "none"];
/** Spans that a person can choose, in hours; the longest is the server's bound. */
const SPANS = [6, 24, 72];

/** @param {{ site: any, onChange: () => void }} props */
export function Word({ site, onChange }) {
  const may = useDesk().me?.permissions.includes("judgeSite") ?? false;
  const { word } = site;
  if (!word && !may) return null;
  return html`
    <section class="panel" aria-label=${t("site.word")}>
      <h2>${t("site.word")}</h2>
      ${word
        ? html`
          <p class="site-word">
            ${word.grade
              ? html`<${GradeBadge} grade=${word.grade} long=${true} />`
              : html`<b>${t("site.word.none")}</b>`}
            <span>${say(word.reason)}</span>
            <small>${t("site.word.by", { name: word.by, until: dateTime(word.until) })}</small>
          </p>
        `
        : html`<p class="nothing">${t("site.word.measured")}</p>`}
      ${may && html`<${Form} site=${site} onChange=${onChange} />`}
    </section>
  `;
}

/** @param {{ site: any, onChange: () => void }} props */
function Form({ site, onChange }) {
  const [open, setOpen] = useState(false);
  const [grade, setGrade] = useState("III");
  const [hours, setHours] = useState(24);
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState("");
  const [id, setID] = useState(freshID);
  const path = `/api/sites/${encodeURIComponent(site.id)}/grade`;
  const send = async (/** @type {string} */ to, /** @type {any} */ body) => {
    setFailure("");
    try {
      await ask("POST", to, { id, reason, ...body });
      setID(freshID());
      setOpen(false);
      setReason("");
      put({ said: { tone: "good", text: t("site.word.done") } });
      onChange();
    } catch (fault) {
      setFailure(reasonOf(fault));
    }
  };
  const set = (/** @type {Event} */ event) => {
    event.preventDefault();
    send(path, { grade, until: new Date(Date.now() + hours * 3_600_000).toISOString() });
  };
  if (!open) {
    return html`<button type="button" class="button" onClick=${() => setOpen(true)}>${t("site.word.set")}</button>`;
  }
  return html`
    <form class="form" onSubmit=${set}>
      <label><span class="form-label">${t("field.grade")}</span><select value=${grade} onChange=${(
        /** @type {any} */ event,
      ) => setGrade(event.target.value)}>${GRADES.map((one) =>
        html`<option key=${one} value=${one}>${one === "none" ? t("site.word.none") : t(`grade.${one}`)}</option>`
      )}</select></label>
      <label><span class="form-label">${t("site.word.for")}</span><select value=${hours} onChange=${(
        /** @type {any} */ event,
      ) => setHours(Number(event.target.value))}>${SPANS.map((one) =>
        html`<option key=${one} value=${one}>${t("site.hours", { count: one })}</option>`
      )}</select></label>
      <label><span class="form-label">${t(
        "site.word.reason",
      )}</span><textarea required rows="3" value=${reason} onInput=${(
        /** @type {any} */ event,
      ) => setReason(event.target.value)}></textarea></label>
      ${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
      <footer class="form-foot">
        <button type="submit" class="button button-primary">${t("site.word.confirm")}</button>
        ${site.word && html`<button type="button" class="button" onClick=${() => send(`${path}/withdraw`, {})}>${
          t(
            "site.word.withdraw",
          )
        }</button>`}
        <button type="button" class="button" onClick=${() => setOpen(false)}>${t("cancel")}</button>
      </footer>
    </form>
  `;
}
