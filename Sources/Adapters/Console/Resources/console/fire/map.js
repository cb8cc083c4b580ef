// @ts-check
// The map of a fire with what can be shown on it, its legend, and the crosshair for drawing.

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { shortTime, spoken, t } from "../i18n/words.js";
import { formatMinutes } from "../loop/clocks.js";
import { windOf } from "../cameras/winds.js";
import { drawOver, fitBack, fitBox, pickMiddle, pickPlace } from "../map/canvas.js";
import { MapView } from "../map/view.js";
import { note } from "../keys/navigate.js";
import { boxOf, buffers, outlines, reached, signs, ways, windArrows } from "./features.js";
import { horizonFor, orderState, outAt, weatherAt } from "./hours.js";
import { useLayer } from "./load.js";
import { fireOverlay, SHOWN } from "./overlay.js";
import { ARRIVAL, banded, burnedBy, FLAME, outOfReach, paint, PROBABILITY } from "./raster.js";

/** The rasters that can be looked at, one at a time. */
const MODES = ["arrival", "probability", "flame", "access", "none"];
const NARROW_PIXELS = 720;
/** Legend and layers lie over the sides of a wide map. */
const SIDE_PIXELS = 130;

/** Which raster of the server a choice means at a minute. @param {string} mode @param {any} picture @param {number} minute */
function layerName(mode, picture, minute) {
  if (mode === "none") return null;
  if (mode !== "probability") return mode;
  return `probability-${horizonFor(picture.horizons, minute)?.hours ?? 24}`;
}

/** @param {string} mode @param {any} picture */
function colours(mode, picture) {
  if (mode === "access") return outOfReach((picture.roads?.reach?.withinSeconds ?? 300) / 60);
  return banded(mode === "flame" ? FLAME : mode === "probability" ? PROBABILITY : ARRIVAL);
}

/** @type {import("./features.js").Speech} */
const SPEECH = {
  get tongue() {
    return spoken() === "en" ? /** @type {const} */ ("en") : "zh";
  },
  hour: (hours) => t("fire.hour", { hours }),
  minutes: (seconds) => formatMinutes(seconds),
  volume: (one) => typeof one.usable === "number" ? `${one.usable} m³` : t("fire.water.endless"),
  order: (zone) => zone.orderBy ? t("fire.orderBy", { time: shortTime(zone.orderBy) }) : "",
  cut: (minute) => t("fire.cut.at", { minutes: Math.round(minute) }),
  seen: (crew) => shortTime(crew.positionAt),
  degrees: (value) => `${Math.round(value)} °C`,
};

/**
 * @param {{ picture: any, minute: number, ahead: number, arrival: import("./raster.js").Raster | null, sensors: any[], stations: any[],
 *   draft: any[], edge: any[], onPoint: ((point: any) => void) | null }} props
 */
export function FireMap({ picture, minute, ahead, arrival, sensors, stations, draft, edge, onPoint }) {
  const { route, teams, language } = useDesk();
  const [away, setAway] = useState(() => /** @type {Set<string>} */ (new Set()));
  const hasAccess = picture.grid.layers.some((/** @type {any} */ one) => one.name === "access");
  const mode = MODES.includes(route.layer) && (route.layer !== "access" || hasAccess) ? route.layer : "arrival";
  const name = layerName(mode, picture, minute);
  const { raster } = useLayer(picture, name);
  const overlay = useMemo(fireOverlay, []);
  const { frame } = picture.grid;
  const shade = useMemo(
    () => raster && { ...sizeOf(raster), frame, pixels: paint(raster, colours(mode, picture)) },
    [raster, mode, picture.madeAt],
  );
  // Whole minutes: what is painted anew must differ.
  const whole = Math.floor(minute);
  const burned = useMemo(
    () => arrival && { ...sizeOf(arrival), frame, pixels: paint(arrival, burnedBy(whole)) },
    [arrival, whole],
  );
  const homeOf = (/** @type {string} */ id) => desk().teams.find((one) => one.id === id)?.home ?? null;
  const data = useMemo(() => ({
    "fire-buffers": buffers(picture, SPEECH, (zone) => orderState(zone.orderBy, Date.now(), outAt(picture) !== null)),
    "fire-reached": reached(picture),
  }), [picture, language]);
  const hour = hourOf(picture, whole);
  const wind = useMemo(() => ({ "fire-wind": windArrows(picture, hour) }), [picture, hour]);
  const lines = useMemo(() => outlines(picture, whole, SPEECH), [picture, whole, language]);
  const drawn = useMemo(() => ways(picture, draft, SPEECH, edge), [picture, draft, edge, language]);
  const points = useMemo(() => signs(picture, sensors, stations, homeOf, SPEECH), [
    picture,
    sensors,
    stations,
    teams,
    language,
  ]);
  useEffect(() => {
    overlay.set(
      { ...data, ...wind, "fire-outlines": lines, "fire-ways": drawn, "fire-signs": points },
      { "fire-shade": shade, "fire-burned": burned },
      away,
    );
  }, [data, wind, lines, drawn, points, shade, burned, away]);
  useEffect(() => {
    const end = drawOver({
      ...overlay,
      enter: (map, theme) => {
        overlay.enter(map, theme);
        if (!fitted.current) fitBox(boxOf(picture), innerWidth > NARROW_PIXELS ? SIDE_PIXELS : 0);
        fitted.current = true;
      },
    });
    return () => {
      end();
      fitBack();
    };
  }, []);
  const fitted = useRef(false);
  // At once: the button for the cross is there with the same paint.
  useLayoutEffect(() => {
    pickPlace(onPoint);
    return () => pickPlace(null);
  }, [onPoint]);
  const flip = (/** @type {string} */ one) => {
    const next = new Set(away);
    if (!next.delete(one)) next.add(one);
    setAway(next);
  };
  return html`
    <div class=${`map-place fire-canvas ${onPoint ? "fire-drawing" : ""}`} data-mode=${mode} data-ahead=${ahead}
      data-painted=${shade ? name : ""} data-burned=${burned ? whole : ""}>
        <${MapView} legend=${false} />
        ${onPoint &&
          html`
            <span class="fire-cross" aria-hidden="true"></span><button type="button" class="button button-primary fire-here"
              data-draw="here" onClick=${pickMiddle}>${t("fire.line.here")} <kbd>Enter</kbd></button>
          `}
        <${Choices} mode=${mode} away=${away} onFlip=${flip} hasAccess=${hasAccess} />
        <${Legend} mode=${mode} picture=${picture} minute=${minute} />
        <${Wind} hour=${hour} />
      </div>
  `;
}

/** @param {import("./raster.js").Raster} raster */
function sizeOf({ columns, rows }) {
  return { columns, rows };
}

/** @param {{ mode: string, away: Set<string>, onFlip: (name: string) => void, hasAccess: boolean }} props */
function Choices({ mode, away, onFlip, hasAccess }) {
  return html`
    <details class="layers fire-layers" open=${innerWidth > NARROW_PIXELS}>
      <summary>${t("map.layers")}</summary>
      <fieldset><legend class="unseen">${t("fire.rasters")}</legend>${MODES.map((one) =>
        html`<label key=${one}><input type="radio" name="fire-raster" value=${one} checked=${one === mode}
        disabled=${one === "access" && !hasAccess} onChange=${() => note({ layer: one === "arrival" ? "" : one })} /> ${
          t(`fire.raster.${one}`)
        }</label>`
      )}</fieldset>
      <fieldset class="fire-shown"><legend class="unseen">${t("fire.shown")}</legend>${Object.keys(SHOWN).map((one) =>
        html`
          <label
            key=${one}><input type="checkbox" name=${`fire-${one}`} checked=${!away.has(one)} onChange=${() =>
              onFlip(one)} /> ${t(`fire.shown.${one}`)}</label>
        `
      )}</fieldset>
    </details>
  `;
}

/** @param {{ mode: string, picture: any, minute: number }} props */
function Legend({ mode, picture, minute }) {
  const bands = mode === "arrival" ? ARRIVAL : mode === "probability" ? PROBABILITY : mode === "flame" ? FLAME : [];
  const hours = horizonFor(picture.horizons, minute)?.hours ?? 24;
  return html`
    <details class="legend fire-legend" open=${innerWidth > NARROW_PIXELS}>
      <summary>${t(`fire.raster.${mode}`)}${mode === "probability" ? ` · ${t("fire.hour", { hours })}` : ""}</summary>
      <ul>
          ${bands.map(({ key, colour: [red, green, blue] }) =>
            html`<li key=${key}><i class="key fire-key" style=${{ background: `rgb(${red} ${green} ${blue})` }}></i> ${
              t(`fire.band.${mode}.${key}`)
            }</li>`
          )}
          ${mode === "access" && html`<li><i class="key fire-key fire-key-shade"></i> ${t("fire.band.access")}</li>`}
          <li><i class="key fire-key fire-key-burned"></i> ${t("fire.band.burned")}</li>
          <li><i class="key fire-key fire-key-buffer"></i> ${t("fire.band.buffer")}</li>
          <li><i class="key fire-key fire-key-reach"></i> ${t("fire.band.reach")}</li>
          <li><i class="key fire-key fire-key-cut"></i> ${t("fire.band.cut")}</li>
        </ul>
    </details>
  `;
}

/** The weather that a minute of the fire is reckoned with. @param {any} picture @param {number} minute @returns {import("./hours.js").Hour} */
function hourOf(picture, minute) {
  const { weather } = picture;
  return weatherAt(picture.hours ?? [], Date.parse(picture.start) + minute * 60_000) ??
    {
      from: picture.madeAt,
      windSpeed: weather.windSpeed.value,
      windFrom: weather.windFrom.value,
      temperature: weather.temperature.value,
      humidity: weather.humidity.value,
      rain: weather.rain.value,
      source: "now",
    };
}

/** @param {{ hour: import("./hours.js").Hour }} props */
function Wind({ hour }) {
  const from = hour.windFrom;
  return html`
    <p class="fire-wind"
      data-source=${hour.source}><span class="fire-arrow" aria-hidden="true" style=${{
        transform: `rotate(${from + 180}deg)`,
      }}>↑</span> ${t("fire.wind", { from: t(`wind.${windOf(from)}`), speed: hour.windSpeed.toFixed(0) })} <small>${t(
        `fire.wind.${hour.source}`,
      )}</small></p>
  `;
}
