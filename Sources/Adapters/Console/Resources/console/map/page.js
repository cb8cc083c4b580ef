// @ts-check
// The map as a screen of its own: layers, the selected matter, and the teams nearest to it.

import { html, useEffect, useState } from "../view.js";
import { desk, put, useDesk } from "../live/desk.js";
import { reasonOf } from "../live/reason.js";
import { comingDays } from "../fire/danger.js";
import { useForests } from "../fire/load.js";
import { say, t } from "../i18n/words.js";
import { Rail } from "../board/rail.js";
import { distance } from "./features.js";
import { areHidden, fit, lookAt, setLayers } from "./canvas.js";
import { showFlames } from "./flames.js";
import { MapView } from "./view.js";

/** @type {Record<string, string[]>} */
const LAYERS = {
  areas: ["areas", "areas-grade", "border-township", "border-district", "border-rim"],
  townships: ["townships", "townships-hollow"],
  links: ["links"],
  teams: ["teams", "team-groups"],
  sites: ["sites", "sites-dots", "slopes", "slopes-edge", "slopes-names"],
  cameras: ["cones", "cones-edge"],
  danger: ["forests", "forests-edge", "forests-names"],
  drones: ["drones", "drones-ways"],
  labels: ["district-names", "township-names"],
};
const NEAREST = 5, NARROW_PIXELS = 720;

export function MapPage() {
  const { route, board } = useDesk();
  const it = !route.id ? null : route.type === "alert" ? board.alerts[route.id] : board.incidents[route.id];
  return html`
    <h1 class="unseen">${t("nav.map")}</h1>
    <section class="map-place" aria-label=${t("map.label")}>
      <${MapView} />
      <${Layers} />
    </section>
    <section class="rail" aria-label=${t("rail.label")}>
          ${it?.point && html`<${Nearest} point=${it.point} />`}
          <${Rail} />
        </section>
  `;
}

/** The flames of today, asked for when somebody wants to see them. */
function Flames() {
  const { forests, dangerDay } = useDesk();
  const [shown, setShown] = useState(false);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    if (!shown) return;
    let left = false;
    let end = () => {};
    showFlames(forests, dangerDay).then(
      (done) => left ? done() : (end = done),
      (fault) => left || setFailure(reasonOf(fault)),
    );
    return () => {
      left = true;
      end();
    };
  }, [shown, dangerDay]);
  if (forests.length === 0) return null;
  return html`<label><input type="checkbox" name="flames" checked=${shown} onChange=${() => {
    setFailure("");
    setShown(!shown);
  }} /> ${t("map.layer.flames")}</label>${failure && html`<span class="form-failure" role="alert">${failure}</span>`}`;
}

/** Which day the danger and the flames on the map are those of. */
function DangerDay() {
  const { forests, dangerDay } = useDesk();
  const days = comingDays(forests);
  if (days.length === 0) return null;
  return html`<label class="danger-day"><span>${t("map.dangerDay")}</span><select name="danger-day" value=${dangerDay}
    onChange=${(/** @type {any} */ event) => put({ dangerDay: event.target.value })}><option value="">${
    t("map.dangerDay.today")
  }</option>${
    days.map((day) => html`<option key=${day} value=${day}>${t("map.dangerDay.forecast", { day })}</option>`)
  }</select></label>`;
}

function Layers() {
  const { forests } = useForests();
  useEffect(() => {
    if (forests) put({ forests });
  }, [forests]);
  const [hidden, setHidden] = useState(() => Object.keys(LAYERS).filter((name) => areHidden(LAYERS[name])));
  const flip = (/** @type {string} */ name) => {
    const next = hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name];
    setHidden(next);
    setLayers(LAYERS[name], !next.includes(name));
  };
  // On a phone the open list would cover a third of the map.
  return html`
    <details class="layers" open=${innerWidth > NARROW_PIXELS}>
      <summary>${t("map.layers")}</summary>
      <fieldset aria-label=${t("map.layers")}>${Object.keys(LAYERS).map((name) =>
        html`<label key=${name}><input type="checkbox" checked=${!hidden.includes(name)} onChange=${() =>
          flip(name)} /> ${t(`map.layer.${name}`)}</label>`
      )}
        <${Flames} />
        <${DangerDay} />
        </fieldset>
      <button type="button" class="button" onClick=${fit}>${t("map.fit")}</button>
    </details>
  `;
}

/** @param {{ point: import("../types/bayu.d.ts").Point }} props */
function Nearest({ point }) {
  const teams = desk().teams.filter((team) => team.home).map((team) => ({
    team,
    kilometres: distance(team.home, point),
  }));
  teams.sort((left, right) => left.kilometres - right.kilometres);
  if (teams.length === 0) return null;
  return html`
    <div class="nearest">
      <h2>${t("map.nearest")}</h2>
      <ul>
        ${teams.slice(0, NEAREST).map(({ team, kilometres }) =>
          html`<li key=${team.id}><button type="button" onClick=${() => lookAt(team.home)}>
        <span>${say(team.name)}</span><b>${kilometres.toFixed(1)} km</b>
        <span class=${`chip ${team.task ? "chip-warn" : "chip-good"}`}>${
            team.task ? t("proposal.busy") : t("proposal.free")
          }</span>
      </button></li>`
        )}
      </ul>
    </div>
  `;
}
