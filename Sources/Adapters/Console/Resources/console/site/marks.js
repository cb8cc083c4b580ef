// @ts-check
// Sensors and cameras in the picture of a cloud: where they stand, how they are now, and the way to their chart or their picture.

import { html, useEffect, useState } from "../view.js";
import { desk } from "../live/desk.js";
import { ask } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { say, t } from "../i18n/words.js";
import { gradesOfSeries, markState } from "./series.js";

/** Sensors report once a minute or slower; the board itself is live. */
const REFRESH_MILLISECONDS = 15_000;
/** Marks that can be told apart on the picture. */
const MARKS_MAX = 200;

/** Null until they have come; asked again while the page is looked at. @param {string} site @returns {{ told: any, fault: string }} */
export function useMarks(site) {
  const [held, setHeld] = useState(/** @type {{ told: any, fault: string }} */ ({ told: null, fault: "" }));
  useEffect(() => {
    let left = false;
    const load = () =>
      ask("GET", `/api/sites/${encodeURIComponent(site)}/marks`).then(
        (told) => left || setHeld({ told, fault: "" }),
        // What is shown no longer tells how the sensors are, so it goes.
        (fault) => left || setHeld({ told: null, fault: reasonOf(fault) }),
      );
    void load();
    const timer = setInterval(() => document.hidden || load(), REFRESH_MILLISECONDS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [site]);
  return held;
}

/** The marks over the picture. The charts and the cameras of the page are the same for the keyboard, so these are not in its way.
 * @param {{ site: any, marks: any }} props */
export function MarkButtons({ site, marks }) {
  const grades = gradesOfSeries(desk().board, site.id);
  const sensors = marks.sensors.filter((/** @type {any} */ one) => one.place).slice(0, MARKS_MAX);
  const cameras = marks.cameras.filter((/** @type {any} */ one) => one.place).slice(0, MARKS_MAX);
  return html`${
    sensors.map((/** @type {any} */ one) => {
      const grade = grades.get(one.id) ?? null;
      const state = markState(one.state, grade);
      const words = `${say(one.name)} · ${typeof one.value === "number" ? `${one.value} ${one.unit} · ` : ""}${
        stateWords(one.state, grade)
      }`;
      return html`
        <button key=${one.id} type="button" tabindex="-1" class="cloud-mark" data-mark=${one.id} data-state=${state}
          data-grade=${grade} data-at=${one.place.join(" ")} title=${words}
          onClick=${() => point(`[data-channel="${CSS.escape(one.id)}"]`)}><i></i><span>${one.id}</span></button>
      `;
    })
  }${
    cameras.map((/** @type {any} */ one) =>
      html`
        <button key=${one.id} type="button" tabindex="-1" class="cloud-mark" data-mark=${one.id} data-state="camera"
          data-at=${one.place.join(" ")} title=${say(one.name)} onClick=${() =>
            point(`[data-camera="${CSS.escape(one.id)}"]`)}><i></i><span>${say(one.name)}</span></button>
      `
    )
  }`;
}

/** @param {string} state @param {string | null} grade */
function stateWords(state, grade) {
  return grade ? t("marks.alarm", { grade }) : t(`marks.${state}`);
}

/** How the sensors are in words, what is not on the picture and why, and the cameras. @param {{ marks: any, fault: string, onLook: (camera: any) => void }} props */
export function MarkWords({ marks, fault, onLook }) {
  if (fault) return html`<p class="cloud-fault" role="status">${t("marks.fault", { reason: fault })}</p>`;
  if (!marks) return null;
  const many = (/** @type {string} */ state) =>
    marks.sensors.filter((/** @type {any} */ one) => one.state === state).length;
  const unplaced = marks.sensors.filter((/** @type {any} */ one) => !one.place).length;
  return html`<div class="cloud-tally">
    <p>${t("marks.tally", { all: marks.sensors.length })}
      ${
    ["fresh", "silent", "awaited"].filter(many).map((state) =>
      html`<span key=${state} class="cloud-mark-key" data-state=${state}><i></i>${t(`marks.${state}`)} ${
        many(state)
      }</span>`
    )
  }
      ${!marks.anchored && html`<span>${t("marks.unanchored")}</span>`}
      ${marks.anchored && unplaced > 0 && html`<span>${t("marks.unplaced", { count: unplaced })}</span>`}</p>
    ${
    marks.cameras.filter((/** @type {any} */ one) => one.place).map((/** @type {any} */ one) =>
      html`
        <button key=${one.id} type="button" class="button" data-look=${one.id} title=${t("marks.ground")}
          onClick=${() => onLook(one)}>${t("marks.look", { name: say(one.name) })}</button>
      `
    )
  }</div>`;
}

/** Brings a part of the page into view and shows which one is meant. @param {string} selector */
function point(selector) {
  const found = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  if (!found) return;
  for (const before of document.querySelectorAll("[data-pointed]")) before.removeAttribute("data-pointed");
  found.setAttribute("data-pointed", "yes");
  found.tabIndex = -1;
  found.scrollIntoView({ block: "center" });
  found.focus({ preventScroll: true });
}
