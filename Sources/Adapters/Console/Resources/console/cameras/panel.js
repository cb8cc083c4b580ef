// @ts-check
// The cameras of a site or an incident: which there are, where they look, and their pictures for a stated reason.

import { html, useEffect, useState } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { ask, freshID } from "../live/api.js";
import { loadIncident } from "../live/details.js";
import { reasonOf } from "../live/reason.js";
import { count, hasWords, say, t } from "../i18n/words.js";
import { Failed, Marks } from "../signs/parts.js";
import { PURPOSES } from "./look.js";
import { Picture } from "./picture.js";
import { windOf } from "./winds.js";

/** @param {{ site?: string, incident?: any }} props */
export function CameraPanel({ site, incident }) {
  const [cameras, setCameras] = useState(/** @type {any[] | null} */ (null));
  const [failure, setFailure] = useState("");
  const [purpose, setPurpose] = useState("");
  const query = incident ? `incident=${encodeURIComponent(incident.id)}` : `site=${encodeURIComponent(site ?? "")}`;
  const load = () => {
    setFailure("");
    ask("GET", `/api/cameras?${query}`).then((told) => setCameras(told.items), (fault) => setFailure(reasonOf(fault)));
  };
  // A drone brings its camera there and takes it home again.
  const carried = Object.values(useDesk().drones).filter((one) => incident && one.flight?.incident === incident.id);
  useEffect(load, [query, carried.map((one) => `${one.id}/${one.flight.state}`).join(" ")]);
  const may = desk().me?.permissions.includes("viewCamera") ?? false;
  const over = incident?.state === "closed" || incident?.state === "merged";
  const reason = incident ? { incident: incident.id } : { purpose };
  return html`<section class="panel cameras" aria-label=${t("camera.title")}><h2>${t("camera.title")}</h2>
    ${failure && html`<${Failed} text=${t("error.loading", { reason: failure })} onRetry=${load} />`}
    ${
    cameras?.length === 0 && html`<p class="nothing">${t(incident ? "camera.none.incident" : "camera.none.site")}</p>`
  }
    ${
    cameras && cameras.length > 0 && (may && !over
      ? html`<p class="form-hint">${t(incident ? "camera.recorded.incident" : "camera.recorded")}</p>
        ${!incident && html`<${Purpose} purpose=${purpose} onPick=${setPurpose} />`}`
      : html`<p class="form-hint">${t(over ? "camera.over" : "camera.hidden")}</p>`)
  }
    <ul class="camera-list">${
    (cameras ?? []).map((camera) =>
      html`<${Row} key=${camera.id} camera=${camera} incident=${incident} reason=${
        may && !over && (incident || purpose) ? reason : null
      } />`
    )
  }</ul></section>`;
}

/** Nothing is chosen beforehand: the person says why. @param {{ purpose: string, onPick: (purpose: string) => void }} props */
function Purpose({ purpose, onPick }) {
  return html`<p class="photo-purpose"><label>${t("camera.purpose")}
    <select name="camera-purpose" value=${purpose} onChange=${(/** @type {any} */ event) => onPick(event.target.value)}>
      <option value="">${t("choose")}</option>
      ${PURPOSES.map((one) => html`<option key=${one} value=${one}>${t(`camera.purpose.${one}`)}</option>`)}
    </select></label></p>`;
}

/** @param {{ camera: any, incident?: any, reason: import("./look.js").Reason | null }} props */
function Row({ camera, incident, reason }) {
  const [how, setHow] = useState(/** @type {"snapshot" | "live" | null} */ (null));
  const [turn, setTurn] = useState(0);
  const look = (/** @type {"snapshot" | "live"} */ next) => {
    setHow(next);
    setTurn(turn + 1);
  };
  const button = (/** @type {"snapshot" | "live"} */ next) =>
    html`
      <button type="button" class="button" disabled=${!reason}
        onClick=${() => look(next)}>${t(`camera.${next}`)}<span class="unseen"> ${say(camera.name)}</span></button>
    `;
  return html`<li class="camera-row" data-camera=${camera.id}>
    <b>${say(camera.name)}</b> <${Marks} it=${camera} />
    <span class="camera-where">${whereTo(camera)}</span>
    ${
    camera.connected ? html`<span class="camera-buttons">${button("snapshot")}${button("live")}</span>` : html`
      <span class="chip chip-warn">${obstacle(camera)}</span>
    `
  }
    ${
    how && reason && html`<${Picture} camera=${camera} how=${how} turn=${turn} reason=${reason} onEnd=${() =>
      setHow(null)}>
      ${incident && html`<${Keep} camera=${camera} incident=${incident} />`}
    <//>`
  }</li>`;
}

/** `270° 西 · 677 m`, or why the place is not in its picture. @param {any} camera */
function whereTo(camera) {
  const looks = `${Math.round(camera.bearingDegrees)}° ${t(`wind.${windOf(camera.bearingDegrees)}`)}`;
  const { sight } = camera;
  const metres = typeof sight?.distanceMetres === "number" ? ` · ${count(Math.round(sight.distanceMetres))} m` : "";
  return `${looks}${metres}${sight && !sight.seen ? ` · ${t(`camera.unseen.${sight.why}`)}` : ""}`;
}

/** @param {any} camera */
function obstacle(camera) {
  const key = `camera.obstacle.${camera.obstacle}`;
  return hasWords(key) ? t(key) : t("camera.obstacle");
}

/** Keeps the picture of now as evidence; the server takes it itself, so nobody can send another one. @param {{ camera: any, incident: any }} props */
function Keep({ camera, incident }) {
  const [said, setSaid] = useState({ tone: "", text: "" });
  const [busy, setBusy] = useState(false);
  if (!desk().me?.permissions.includes("attachPhoto")) return null;
  const keep = async () => {
    setBusy(true);
    const caption = t("camera.caption", { name: say(camera.name) });
    try {
      const path = `/api/incidents/${encodeURIComponent(incident.id)}/frames`;
      await ask("POST", path, { id: freshID(), camera: camera.id, caption });
      setSaid({ tone: "form-hint", text: t("camera.kept") });
      void loadIncident(incident.id);
    } catch (fault) {
      setSaid({ tone: "form-failure", text: reasonOf(fault) });
    }
    setBusy(false);
  };
  return html`<button type="button" class="button" disabled=${busy} onClick=${keep}>${t("camera.keep")}</button>
    ${said.text && html`<span class=${said.tone} role="status">${said.text}</span>`}`;
}
