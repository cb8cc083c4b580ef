// @ts-check
// The edge of a fire as somebody saw it: drawn on the map, typed, or from a file; and what had been forecast beside what was measured.

import { html, useRef, useState } from "../view.js";
import { freshID } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { clockTime, shortTime, t } from "../i18n/words.js";
import { area, pointsOf, pointsText } from "./danger.js";
import { sendEdge } from "./load.js";

/** The server's own bounds. */
const POINTS_MAX = 2000, FILE_BYTES_MAX = 200_000;

/** A drawn ring as GeoJSON: longitude first, and closed. @param {{ latitude: number, longitude: number }[]} points */
export function areaOf(points) {
  const ring = points.map((point) => [point.longitude, point.latitude]);
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
}

/** What a file holds, or null where it is no area of GeoJSON. @param {string} text @returns {any} */
export function areaIn(text) {
  try {
    const told = JSON.parse(text);
    return ["Polygon", "MultiPolygon", "Feature", "FeatureCollection"].includes(told?.type) ? told : null;
  } catch {
    return null; // It is no JSON: the same to whoever chose the file.
  }
}

/** Minutes of the day, or null for what is no time. @param {string} clock such as `12:30` */
function minutesOf(clock) {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(clock.trim());
  return !parts || Number(parts[1]) > 23 || Number(parts[2]) > 59 ? null : 60 * Number(parts[1]) + Number(parts[2]);
}

/**
 * The moment that a time of the day means: today's, or yesterday's where today's is yet to come.
 * @param {string} clock such as `12:30`, in the city's time as all that is shown @param {number} now milliseconds @param {string} [shown] what the city's clock shows now
 * @returns {string | null} RFC 3339
 */
export function momentOf(clock, now, shown = shortTime(now)) {
  const wanted = minutesOf(clock), here = minutesOf(shown);
  if (wanted === null || here === null) return null;
  // A minute ahead is a clock that is a little fast, not yesterday.
  const back = here - wanted < -1 ? here - wanted + DAY_MINUTES : here - wanted;
  const minute = Math.floor(now / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS;
  return new Date(back <= 0 ? now : minute - back * MINUTE_MILLISECONDS).toISOString();
}

const DAY_MINUTES = 1440, MINUTE_MILLISECONDS = 60_000;

/**
 * @param {{ picture: any, draft: { latitude: number, longitude: number }[], onDraft: (draft: any[]) => void, drawing: boolean,
 *   onDrawing: (drawing: boolean) => void, onSent: () => void }} props
 */
export function EdgeTool({ picture, draft, onDraft, drawing, onDrawing, onSent }) {
  const [clock, setClock] = useState(() => shortTime(Date.now()));
  const [note, setNote] = useState("");
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const [file, setFile] = useState(/** @type {{ name: string, area: any } | null} */ (null));
  const [said, setSaid] = useState({ failure: "", done: "" });
  const [busy, setBusy] = useState(false);
  // The same order until it has been taken: a line that drops must not put the edge on record twice.
  const order = useRef("");
  const change = (/** @type {any[]} */ points) => {
    setTyped(null);
    setFile(null);
    order.current = "";
    onDraft(points.slice(0, POINTS_MAX));
  };
  const type = (/** @type {string} */ text) => {
    setFile(null);
    order.current = "";
    const points = pointsOf(text);
    setTyped(text);
    if (points) onDraft(points.slice(0, POINTS_MAX));
  };
  const choose = async (/** @type {any} */ event) => {
    const chosen = /** @type {File | undefined} */ (event.target.files?.[0]);
    if (!chosen) return;
    order.current = "";
    const found = chosen.size <= FILE_BYTES_MAX ? areaIn(await chosen.text()) : null;
    setFile(found && { name: chosen.name, area: found });
    setSaid({ failure: found ? "" : t("fire.edge.noArea", { name: chosen.name }), done: "" });
  };
  const wrong = typed !== null && pointsOf(typed) === null;
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const at = momentOf(clock, Date.now());
    if (!at) return setSaid({ failure: t("fire.edge.noTime"), done: "" });
    order.current ||= freshID();
    setBusy(true);
    try {
      await sendEdge(picture.incident, {
        id: order.current,
        at,
        note: note.trim() || null,
        area: file?.area ?? areaOf(draft),
      });
      order.current = "";
      setSaid({ failure: "", done: t("fire.edge.done") });
      change([]);
      onDrawing(false);
      onSent();
    } catch (fault) {
      setSaid({ failure: reasonOf(fault), done: "" });
    }
    setBusy(false);
  };
  return html`<section class="panel fire-edge" data-part="edge" aria-label=${t("fire.edge")}><h2>${t("fire.edge")}</h2>
    <${Measured} rows=${picture.measured ?? []} isFrom=${picture.isFromMeasured} />
    <div class="offers">
      <button type="button" class="button" data-edge="toggle" aria-pressed=${drawing} onClick=${() =>
    onDrawing(!drawing)}>${t(drawing ? "fire.line.stop" : "fire.edge.draw")}</button>
      ${
    draft.length > 0 && html`
      <button type="button" class="button" onClick=${() => change(draft.slice(0, -1))}>${t("fire.line.back")}</button>
      <button type="button" class="button" onClick=${() => change([])}>${t("fire.line.clear")}</button>
    `
  }
      <label class="button fire-file">${t("fire.edge.file")}<input type="file" class="unseen" name="edge-file"
        accept=".geojson,.json,application/geo+json" onChange=${choose} /></label>
    </div>
    <p class="form-hint" role="status">${
    file
      ? t("fire.edge.fromFile", { name: file.name })
      : drawing
      ? t("fire.line.drawing", { count: draft.length })
      : t("fire.edge.hint")
  }</p>
    <form onSubmit=${submit} class="fire-line-form">
      ${
    !file && html`<label><span class="form-label">${t("fire.line.points")}</span><textarea name="edge-points" rows="3"
        spellcheck="false" placeholder="29.83500, 106.38800" aria-invalid=${wrong} value=${typed ?? pointsText(draft)}
        onInput=${(/** @type {any} */ event) => type(event.target.value)}></textarea></label>`
  }
      ${wrong && html`<p class="form-failure" role="alert">${t("fire.line.wrong")}</p>`}
      <div class="fire-line-figures">
        <label><span class="form-label">${t("fire.edge.at")}</span><input name="edge-at" inputmode="numeric" required
          value=${clock} onInput=${(/** @type {any} */ event) => setClock(event.target.value)} /></label>
        <label><span class="form-label">${
    t("fire.edge.note")
  }</span><input name="edge-note" maxlength="200" value=${note}
          onInput=${(/** @type {any} */ event) => setNote(event.target.value)} /></label>
      </div>
      <button type="submit" class="button button-primary" disabled=${busy || wrong || (!file && draft.length < 3)}>${
    t(busy ? "sending" : "fire.edge.send")
  }</button>
    </form>
    ${said.failure && html`<p class="form-failure" role="alert">${said.failure}</p>`}
    ${said.done && html`<p class="form-hint" role="status">${said.done}</p>`}
  </section>`;
}

/** Newest first: who saw it when, how large, and how well the forecast had it. @param {{ rows: any[], isFrom: boolean }} props */
function Measured({ rows, isFrom }) {
  if (rows.length === 0) return html`<p class="nothing">${t("fire.edge.none")}</p>`;
  return html`
    <ol class="fire-rows fire-measured">${[...rows].reverse().map((row, index) =>
      html`<li key=${row.told} data-measured=${row.at} data-overlap=${row.overlap ?? ""}>
        <b>${clockTime(row.at)}</b><span class="fire-due">${area(row.squareKilometres)} km²</span>
        <small>${
        [
          t("fire.edge.by", { name: row.by, role: t(`role.${row.role}`) }),
          row.note ?? "",
          typeof row.overlap === "number"
            ? t("fire.edge.forecast", {
              area: area(row.expectedSquareKilometres),
              percent: Math.round(100 * row.overlap),
            })
            : t("fire.edge.noForecast"),
          index === 0 && isFrom ? t("fire.edge.from") : "",
        ].filter(Boolean).join(" · ")
      }</small></li>`
    )}</ol>
  `;
}
