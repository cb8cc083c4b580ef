// @ts-check
// A firebreak as somebody draws it: where, by how many, from when; and whether it would be done before the fire is there.

import { html, useState } from "../view.js";
import { desk } from "../live/desk.js";
import { reasonOf } from "../live/reason.js";
import { count, t } from "../i18n/words.js";
import { pointsOf, pointsText, verdictSign } from "./danger.js";
import { assessLine } from "./load.js";

/** The server's own bounds. */
const PEOPLE_MAX = 2000, BEGINS_MAX = 1440, POINTS_MAX = 200;

/**
 * @param {{ incident: string, draft: { latitude: number, longitude: number }[], onDraft: (draft: any[]) => void,
 *   drawing: boolean, onDrawing: (drawing: boolean) => void }} props
 */
export function FirebreakTool({ incident, draft, onDraft, drawing, onDrawing }) {
  const [people, setPeople] = useState("20");
  const [begins, setBegins] = useState("30");
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const [answer, setAnswer] = useState(/** @type {any} */ (null));
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const change = (/** @type {any[]} */ points) => {
    setAnswer(null);
    setTyped(null);
    onDraft(points.slice(0, POINTS_MAX));
  };
  const type = (/** @type {string} */ text) => {
    setTyped(text);
    setAnswer(null);
    const points = pointsOf(text);
    if (points) onDraft(points.slice(0, POINTS_MAX));
  };
  const wrong = typed !== null && pointsOf(typed) === null;
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setFailure("");
    setBusy(true);
    try {
      setAnswer(await assessLine(incident, { points: draft, people: Number(people), beginsInMinutes: Number(begins) }));
      onDrawing(false);
    } catch (fault) {
      setFailure(reasonOf(fault));
    }
    setBusy(false);
  };
  return html`<section class="panel fire-line" data-part="line" aria-label=${t("fire.line")}><h2>${t("fire.line")}</h2>
    <div class="offers">
      <button type="button" class="button" data-draw="toggle" aria-pressed=${drawing} onClick=${() =>
    onDrawing(!drawing)}>${t(drawing ? "fire.line.stop" : "fire.line.draw")}</button>
      ${
    draft.length > 0 && html`
      <button type="button" class="button" data-draw="back" onClick=${() => change(draft.slice(0, -1))}>${t(
        "fire.line.back",
      )}</button>
      <button type="button" class="button" data-draw="clear" onClick=${() => change([])}>${t(
        "fire.line.clear",
      )}</button>
    `
  }
    </div>
    <p class="form-hint" role="status">${
    drawing ? t("fire.line.drawing", { count: draft.length }) : t("fire.line.hint")
  }</p>
    <form onSubmit=${submit} class="fire-line-form">
      <label><span class="form-label">${t("fire.line.points")}</span><textarea name="points" rows="3" spellcheck="false"
        placeholder="29.83500, 106.38800" aria-invalid=${wrong} value=${typed ?? pointsText(draft)}
        onInput=${(/** @type {any} */ event) => type(event.target.value)}></textarea></label>
      ${wrong && html`<p class="form-failure" role="alert">${t("fire.line.wrong")}</p>`}
      <div class="fire-line-figures">
        <label><span class="form-label">${
    t("fire.line.people")
  }</span><input name="people" type="number" min="1" max=${PEOPLE_MAX}
          required value=${people} onInput=${(/** @type {any} */ event) => setPeople(event.target.value)} /></label>
        <label><span class="form-label">${
    t("fire.line.begins")
  }</span><input name="begins" type="number" min="0" max=${BEGINS_MAX}
          required value=${begins} onInput=${(/** @type {any} */ event) => setBegins(event.target.value)} /></label>
      </div>
      <button type="submit" class="button button-primary" disabled=${busy || wrong || draft.length < 2}>${
    t(busy ? "sending" : "fire.line.ask")
  }</button>
    </form>
    ${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
    ${answer && html`<${Answer} answer=${answer} begins=${Number(begins)} />`}
  </section>`;
}

/** `2 小时 05 分` @param {number} minutes */
function spanWords(minutes) {
  const whole = Math.round(minutes);
  return whole < 60
    ? t("fire.ahead.plain.minutes", { minutes: whole })
    : t("fire.ahead.plain", { hours: Math.floor(whole / 60), minutes: whole % 60 });
}

/** Hours to build against hours to arrival. @param {{ answer: any, begins: number }} props */
function Answer({ answer, begins }) {
  const { sign, css } = verdictSign(answer.verdict);
  return html`
    <div class="fire-answer" role="status" data-verdict=${answer.verdict} lang=${desk().language}>
      <p class=${`verdict ${css}`}><span aria-hidden="true">${sign}</span> <b>${t(
        `fire.verdict.${answer.verdict}`,
      )}</b></p>
      <p>${t("fire.line.built", {
        metres: count(Math.round(answer.metres)),
        build: spanWords(answer.buildMinutes),
        done: spanWords(begins + answer.buildMinutes),
      })}</p>
      <p>${typeof answer.arrivesInMinutes === "number"
        ? answer.arrivesInMinutes <= 0
          ? t("fire.line.there")
          : t("fire.line.arrives", { span: spanWords(answer.arrivesInMinutes) })
        : t("fire.line.never")}${typeof answer.marginMinutes === "number"
        ? ` ${
          t(answer.marginMinutes < 0 ? "fire.line.short" : "fire.line.margin", {
            span: spanWords(Math.abs(answer.marginMinutes)),
          })
        }`
        : ""}${typeof answer.flameLength === "number"
        ? ` ${t("fire.line.flames", { metres: answer.flameLength.toFixed(1) })}`
        : ""}</p>
    </div>
  `;
}
