// @ts-check
// The frame around every screen: bar, marks, dialogs, and the keys.

import { html, useEffect } from "./view.js";
import { desk, put, useDesk } from "./live/desk.js";
import { t, useTimeZone } from "./i18n/words.js";
import { Login } from "./login/login.js";
import { Bar } from "./shell/bar.js";
import { StatusBar } from "./shell/status.js";
import { Said } from "./shell/said.js";
import { Board } from "./board/board.js";
import { MapPage } from "./map/page.js";
import { Incidents } from "./incident/list.js";
import { IncidentPage } from "./incident/page.js";
import { Wall } from "./wall/wall.js";
import { Notices } from "./notices/page.js";
import { Admin } from "./admin/page.js";
import { Help } from "./keys/help.js";
import { Tour } from "./tour/tour.js";
import { Report } from "./report/report.js";
import { Dispatch } from "./incident/dispatch.js";
import { CommandDialog } from "./loop/dialog.js";
import { onKey } from "./keys/press.js";
import { tourSeen } from "./choices.js";

/** @type {Record<string, unknown>} */
const SCREENS = {
  board: Board,
  map: MapPage,
  incidents: Incidents,
  incident: IncidentPage,
  notices: Notices,
  admin: Admin,
};

export function App() {
  const { me, asked, city, route, overlay, dialog } = useDesk();
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    if (city) useTimeZone(city.timeZone);
    if (city?.demo && me?.demo && !tourSeen() && desk().route.screen === "board") put({ overlay: "tour" });
  }, [city, me]);
  if (!asked) return html`<main class="waiting" aria-busy="true"><span class="late">${t("loading")}</span></main>`;
  if (!me) return html`<${Login} />`;
  if (route.screen === "wall") return html`<${Wall} />`;
  const Screen = SCREENS[route.screen] ?? Board;
  return html`<div class="frame">
    <a class="skip" href="#content" onClick=${skip}>${t("skip")}</a>
    <${Bar} />
    <${Marking} />
    <main id="content" class=${`screen screen-${route.screen}`} tabindex="-1"><${Screen} /></main>
    <${StatusBar} />
    <${Said} />
    ${overlay === "help" && html`<${Help} />`}
    ${overlay === "tour" && html`<${Tour} />`}
    ${overlay === "report" && html`<${Report} />`}
    ${overlay === "dispatch" && html`<${Dispatch} />`}
    ${dialog && html`<${CommandDialog} key=${dialog.id} dialog=${dialog} />`}
  </div>`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

/** Made-up data and exercises say so on every screen, in print too. */
export function Marking() {
  const { city, board } = useDesk();
  const matters = [...Object.values(board.alerts), ...Object.values(board.incidents)];
  const synthetic = Boolean(city?.scenario) || matters.some((one) => one.synthetic);
  const exercise = matters.some((one) => one.exercise);
  return html`${
    synthetic && html`
      <aside class="marking"
        aria-label=${t(
          "synthetic.chip",
        )}><span lang="zh-CN">合成演示数据</span> · <span lang="en">Synthetic demonstration data</span></aside>
    `
  }${exercise && html`<div class="watermark" aria-hidden="true">${t("exercise.mark")}</div>`}`;
}
