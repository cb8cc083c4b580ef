// @ts-check
// The hour that the map shows: from now to a day ahead, by pointer, by keys, or played.

import { html, useEffect, useRef, useState } from "../view.js";
import { note } from "../keys/navigate.js";
import { shortTime, t } from "../i18n/words.js";
import { area } from "./danger.js";
import { windOf } from "../cameras/winds.js";
import { AHEAD_MAX, aheadOf, BIG_STEP_MINUTES, minuteNow, movedBy, STEP_MINUTES, windsAlong } from "./hours.js";
import { burnedArea } from "./raster.js";

/** A step of the play, and a slower and larger one for people who asked for less motion. */
const PLAY_MILLISECONDS = 400, CALM_MILLISECONDS = 1_500;
/** The address follows when the hand rests; browsers refuse to write it a hundred times in a moment. */
const NOTE_MILLISECONDS = 400;

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** `现在`, `+2 小时 30 分` @param {number} ahead */
export function aheadWords(ahead) {
  if (ahead === 0) return t("fire.now");
  const hours = Math.floor(ahead / 60), minutes = ahead % 60;
  return hours === 0
    ? t("fire.ahead.minutes", { minutes })
    : minutes === 0
    ? t("fire.ahead.hours", { hours })
    : t("fire.ahead", { hours, minutes });
}

/** @param {{ picture: any, now: number, ahead: number, onAhead: (ahead: number) => void, arrival: import("./raster.js").Raster | null }} props */
export function HourSlider({ picture, now, ahead, onAhead, arrival }) {
  const [playing, setPlaying] = useState(false);
  const at = useRef(ahead);
  at.current = ahead;
  useEffect(() => {
    const timer = setTimeout(() => note({ at: ahead === 0 ? "" : String(ahead) }), NOTE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [ahead]);
  useEffect(() => {
    if (!playing) return;
    const quiet = calm();
    const timer = setInterval(() => {
      if (at.current >= AHEAD_MAX) return setPlaying(false);
      onAhead(aheadOf(at.current + (quiet ? BIG_STEP_MINUTES : STEP_MINUTES)));
    }, quiet ? CALM_MILLISECONDS : PLAY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [playing]);
  const press = (/** @type {KeyboardEvent} */ event) => {
    const to = movedBy(ahead, event.key);
    if (to === null) return;
    event.preventDefault();
    setPlaying(false);
    onAhead(to);
  };
  const play = () => {
    if (!playing && ahead >= AHEAD_MAX) onAhead(0);
    setPlaying(!playing);
  };
  const clock = shortTime(now + ahead * 60_000);
  const burned = arrival ? burnedArea(arrival, minuteNow(picture, now) + ahead, picture.grid.frame) : null;
  const words = `${aheadWords(ahead)} · ${clock}`;
  return html`
    <div class="fire-hours">
      <button type="button" class="button" aria-pressed=${playing}
        onClick=${play}><span aria-hidden="true">${playing ? "⏸" : "▶"}</span> ${t(
          playing ? "fire.pause" : "fire.play",
        )}</button>
      <label><span class="unseen">${t("fire.slider")}</span><input type="range" min="0" max=${AHEAD_MAX}
          step=${STEP_MINUTES} value=${ahead} aria-valuetext=${words} data-hours
          onKeyDown=${press} onInput=${(/** @type {any} */ event) => {
            setPlaying(false);
            onAhead(aheadOf(event.target.value));
          }} /><${Winds} hours=${picture.hours ?? []} now=${now} /><span class="fire-ticks" aria-hidden="true">${TICKS
            .map((hours) =>
              html`<span key=${hours} style=${{ left: `${hours / 0.24}%` }}>${
                hours === 0 ? t("fire.now") : `+${hours}`
              }</span>`
            )}</span></label>
      <output data-at><b>${aheadWords(ahead)}</b> ${clock} · ${t("fire.burned.by", { area: area(burned) })}</output>
    </div>
  `;
}

/** The wind of the coming hours over the slider: arrows to the eye, words to who cannot see them. @param {{ hours: import("./hours.js").Hour[], now: number }} props */
function Winds({ hours, now }) {
  const winds = windsAlong(hours, now, WIND_HOURS);
  const words = winds.map(({ ahead, weather }) =>
    `${ahead === 0 ? t("fire.now") : `+${ahead} h`} ${t(`wind.${windOf(weather.windFrom)}`)} ${
      weather.windSpeed.toFixed(0)
    } km/h ${t(`fire.wind.${weather.source}`)}`
  ).join(", ");
  return html`<span class="fire-winds" data-winds=${winds.length}><span class="unseen">${
    t("fire.winds", { winds: words })
  }</span>${
    winds.map(({ ahead, weather }) =>
      html`<span key=${ahead} aria-hidden="true" data-source=${weather.source} style=${{ left: `${ahead / 0.24}%` }}><i
        style=${{ transform: `rotate(${weather.windFrom + 180}deg)` }}>↑</i>${weather.windSpeed.toFixed(0)}</span>`
    )
  }</span>`;
}

const WIND_HOURS = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24];
const TICKS = [0, 3, 6, 12, 18, 24];
