// @ts-check
// The frame around every screen: bar, marks, dialogs, and the keys.

import { html, useEffect } from "./view.js";
import { desk, put, useDesk } from "./live/desk.js";
import { t, useTimeZone } from "./i18n/words.js";
import { Bar } from "./shell/bar.js";
import { StatusBar } from "./shell/status.js";
import { Said } from "./shell/said.js";
import { Board } from "./board/board.js";
import { Marking } from "./shell/marking.js";
import { later, laterScreen } from "./shell/later.js";
import { onKey } from "./keys/press.js";
import { tourSeen } from "./choices.js";

const Login = laterScreen(async () => (await import("./login/login.js")).Login);
const CommandDialog = later(async () => (await import("./loop/dialog.js")).CommandDialog);
const Report = later(async () => (await import("./report/report.js")).Report);
const Dispatch = later(async () => (await import("./incident/dispatch.js")).Dispatch);
const Look = later(async () => (await import("./persons/look.js")).Look);
const IncidentPage = laterScreen(async () => (await import("./incident/page.js")).IncidentPage);
const CasePage = laterScreen(async () => (await import("./incident/case-file.js")).CasePage);
const Help = later(async () => (await import("./keys/help.js")).Help);
const Tour = later(async () => (await import("./tour/tour.js")).Tour);
const MapPage = laterScreen(async () => (await import("./map/page.js")).MapPage);
const Incidents = laterScreen(async () => (await import("./incident/list.js")).Incidents);
const Sites = laterScreen(async () => (await import("./site/list.js")).Sites);
const SitePage = laterScreen(async () => (await import("./site/page.js")).SitePage);
const Rain = laterScreen(async () => (await import("./rain/page.js")).Rain);
const Fires = laterScreen(async () => (await import("./fire/list.js")).Fires);
const FirePage = laterScreen(async () => (await import("./fire/page.js")).FirePage);
const Wall = laterScreen(async () => (await import("./wall/wall.js")).Wall);
const Notices = laterScreen(async () => (await import("./notices/page.js")).Notices);
const Admin = laterScreen(async () => (await import("./admin/page.js")).Admin);

/** @type {Record<string, unknown>} */
const SCREENS = {
  board: Board,
  map: MapPage,
  incidents: Incidents,
  incident: IncidentPage,
  case: CasePage,
  notices: Notices,
  admin: Admin,
  sites: Sites,
  site: SitePage,
  rain: Rain,
  fires: Fires,
  fire: FirePage,
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
    ${overlay === "look" && html`<${Look} />`}
    ${overlay === "dispatch" && html`<${Dispatch} />`}
    ${dialog && html`<${CommandDialog} key=${dialog.id} dialog=${dialog} />`}
  </div>`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
