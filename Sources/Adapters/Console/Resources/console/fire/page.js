// @ts-check
// One fire: where it runs in the next day, who is there when, with which water, round which roads, and who has to leave by when.

import { html, useEffect, useMemo, useState } from "../view.js";
import { reasonOf } from "../live/reason.js";
import { useDesk, useSecond } from "../live/desk.js";
import { dateTime, say, shortTime, t } from "../i18n/words.js";
import { CameraPanel } from "../cameras/panel.js";
import { formatSpan } from "../loop/clocks.js";
import { Failed, GradeBadge, Ident, Marks } from "../signs/parts.js";
import { ageMinutes, aheadOf, isStale, minuteNow, outAt } from "./hours.js";
import { sendPosition, useFire, useForests, useInfrared, useLayer } from "./load.js";
import { EdgeTool } from "./edge.js";
import { FireFrames } from "./frames.js";
import { FirebreakTool } from "./line.js";
import { FireMap } from "./map.js";
import { Rail } from "./rail.js";
import { HourSlider } from "./slider.js";

export function FirePage() {
  const { route, board, details } = useDesk();
  const id = route.id ?? "";
  const incident = details[id]?.incident ?? board.incidents[id] ?? null;
  const fire = useFire(id, board.incidents[id]?.version ?? 0);
  if (fire.picture) return html`<${Whole} key=${id} fire=${fire} incident=${incident} />`;
  return html`<div class="page fire-waiting" data-fire=${fire.state}>
    <header class="page-head"><a class="button" href="#/fires">← ${t("nav.fires")}</a><h1>${
    say(incident?.title) || t("fire.title")
  }</h1>${incident && html`<${Marks} it=${incident} />`}</header>
    ${fire.error && html`<${Failed} text=${t("error.loading", { reason: fire.error })} onRetry=${fire.again} />`}
    ${fire.state === "making" && html`<p role="status">${t("fire.making")}</p>`}
    ${fire.state === "loading" && !fire.error && html`<p class="late">${t("loading")}</p>`}
    ${
    fire.state === "none" && html`
      <p class="nothing">${t("fire.none", { id })}</p>
      <p><a class="button" href=${`#/incident/incident/${encodeURIComponent(id)}`}>${t("fire.incident")}</a></p>
    `
  }
  </div>`;
}

/** @param {{ fire: import("./load.js").Fire, incident: any }} props */
function Whole({ fire, incident }) {
  const { picture } = fire;
  const { route } = useDesk();
  const [ahead, setAhead] = useState(aheadOf(route.at));
  const [draft, setDraft] = useState(/** @type {{ latitude: number, longitude: number }[]} */ ([]));
  const [edge, setEdge] = useState(/** @type {{ latitude: number, longitude: number }[]} */ ([]));
  // One thing is drawn at a time.
  const [drawing, setDrawing] = useState("");
  const { forests } = useForests();
  const forest = forests?.find((one) => one.id === picture.forest.id) ?? null;
  const sensors = useInfrared(forest?.site ?? null);
  const { raster: arrival, error: arrivalError } = useLayer(picture, "arrival");
  // The minute moves with the clock, in steps that somebody could see.
  const now = Math.floor(useSecond() / NOW_MILLISECONDS) * NOW_MILLISECONDS;
  const minute = minuteNow(picture, now) + ahead;
  const incidentID = picture.incident;
  useEffect(() => {
    if (aheadOf(route.at) !== ahead) setAhead(aheadOf(route.at));
  }, [route.at]);
  const draw = useMemo(() => (/** @type {any} */ point) => setDraft((old) => [...old, point]), []);
  const [unplaced, setUnplaced] = useState("");
  const placing = drawing.startsWith(CREW) ? drawing.slice(CREW.length) : "";
  const place = useMemo(() => (/** @type {any} */ point) => {
    sendPosition(incidentID, { team: placing, point, at: new Date().toISOString() }).then(() => {
      setUnplaced("");
      fire.again();
    }, (fault) => setUnplaced(reasonOf(fault)));
    setDrawing("");
  }, [placing]);
  const drawEdge = useMemo(() => (/** @type {any} */ point) => setEdge((old) => [...old, point]), []);
  return html`
    <div class="fire" data-fire="ready" data-number=${picture.number}>
      <${Head} fire=${fire} incident=${incident} />
      <section class="fire-map" aria-label=${t("fire.map")}>
        <${FireMap} picture=${picture} minute=${minute} ahead=${ahead} arrival=${arrival} sensors=${sensors}
          stations=${forest?.stations ?? []} draft=${draft} edge=${edge} onPoint=${drawing === "line"
            ? draw
            : drawing === "edge"
            ? drawEdge
            : placing
            ? place
            : null} />
        <${HourSlider} picture=${picture} now=${now} ahead=${ahead} onAhead=${setAhead} arrival=${arrival} />
      </section>
      <div class="fire-rail" tabindex="0" role="region" aria-label=${t("fire.rail")}>
          ${arrivalError &&
            html`<${Failed} text=${t("error.loading", { reason: arrivalError })} onRetry=${fire.again} />`}
          ${outAt(picture) !== null &&
            html`<p class="fire-out" role="status"><span class="chip chip-good">${
              t("fire.out", { time: shortTime(outAt(picture)) })
            }</span> ${t("fire.out.note")}</p>`}
      <${Rail} picture=${picture} now=${now} arrival=${arrival} sensors=${sensors} placing=${placing}
            onPlacing=${(/** @type {string} */ team) => setDrawing(team ? CREW + team : "")} failure=${unplaced} />
          <${EdgeTool} picture=${picture} draft=${edge} onDraft=${setEdge} drawing=${drawing === "edge"}
            onDrawing=${(/** @type {boolean} */ on) => setDrawing(on ? "edge" : "")} onSent=${fire.again} />
          <${FirebreakTool} incident=${incidentID} draft=${draft} onDraft=${setDraft} drawing=${drawing === "line"}
            onDrawing=${(/** @type {boolean} */ on) => setDrawing(on ? "line" : "")} />
          ${incident && html`<${FireFrames} incident=${incident} />`}
          ${incident && html`<${CameraPanel} incident=${incident} />`}
          <p class="form-hint"><a href=${`#/incident/incident/${encodeURIComponent(incidentID)}`}>${t(
            "fire.incident",
          )}</a></p>
        </div>
    </div>
  `;
}

/** What is drawn where a crew is being set on the map. */
const CREW = "crew:";
const NOW_MILLISECONDS = 10_000;

/** @param {{ fire: import("./load.js").Fire, incident: any }} props */
function Head({ fire, incident }) {
  const { picture } = fire;
  const now = useSecond();
  const stale = isStale(picture.madeAt, now);
  const age = Math.floor(ageMinutes(picture.madeAt, now));
  // A fire that is out is not forecast anew.
  const over = outAt(picture) !== null || incident?.state === "closed" || incident?.state === "merged";
  return html`<header class="fire-head">
    <a class="button" href="#/fires">← ${t("nav.fires")}</a>
    ${incident && html`<${GradeBadge} grade=${incident.grade} long=${true} />`}
    <h1>${say(incident?.title) || t("fire.title")}</h1>
    <span class="fire-where">${say(picture.forest.name)}</span>
    ${picture.forest.synthetic && html`<span class="chip chip-synthetic">${t("synthetic.chip")}</span>`}
    ${incident?.exercise && html`<span class="chip chip-exercise">${t("exercise.chip")}</span>`}
    ${over && incident && html`<span class="chip">${t(`incident.${incident.state}`)}</span>`}
    <span class=${`fire-made ${stale && !over ? "fire-stale" : ""}`} data-stale=${stale && !over}>${
    stale && !over
      ? html`
        <b><span aria-hidden="true">◆</span> ${t("fire.stale", { span: formatSpan(age * 60) })}</b>
      `
      : null
  }<span title=${dateTime(picture.madeAt)}>${
    t("fire.made", {
      at: shortTime(picture.madeAt),
      took: Math.round(picture.tookMilliseconds),
      members: picture.members,
      number: picture.number,
    })
  }</span></span>
    ${
    fire.error &&
    html`<span class="fire-failed"><${Failed} text=${
      t("error.loading", { reason: fire.error })
    } onRetry=${fire.again} /></span>`
  }
    <${Ident} id=${picture.incident} />
  </header>`;
}
