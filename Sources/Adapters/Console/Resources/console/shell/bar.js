// @ts-check
// The bar on top: where one is, how fresh the picture is, what time it is in the city.

import { html, useState } from "../view.js";
import { desk, now, put, useDesk, useSecond } from "../live/desk.js";
import { signOut } from "../live/session.js";
import { go } from "../keys/navigate.js";
import { SCREENS } from "../keys/keymap.js";
import { clockTime, dateTime, say, t } from "../i18n/words.js";
import { freshness } from "../loop/freshness.js";
import { formatSpan } from "../loop/clocks.js";
import { commands } from "../loop/offers.js";
import { toggleLanguage, toggleTheme } from "../choices.js";
import { allowSound, toggleMute } from "../signs/alarm.js";
import { myNotices } from "../notices/mine.js";

export function Bar() {
  const { me } = useDesk();
  if (!me) return null;
  return html`<header class="bar">
    <span class="brand"><span class="brand-mark" aria-hidden="true">◈</span><span class="brand-name">${
    t("app.bar")
  }</span></span>
    <nav class="nav" aria-label=${t("nav.label")}>${
    SCREENS.map((screen, index) => html`<${Tab} screen=${screen} number=${(index + 1) % 10} />`)
  }</nav>
    <span class="bar-space"></span>
    ${
    commands(me) && html`<button type="button" class="bar-button" onClick=${() =>
      put({ overlay: "report" })}>＋ ${t("report.button")}</button>`
  }
    <${Line} />
    <${Menu} />
    <${CityTime} />
  </header>`;
}

/** What is pressed once a shift. On a wide screen it lies open in the bar; on others behind one button, so that the clock stays. */
function Menu() {
  const { me, theme } = desk();
  const [open, setOpen] = useState(false);
  const close = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    /** @type {HTMLElement} */ (event.currentTarget).querySelector("button")?.focus();
  };
  const left = (/** @type {FocusEvent} */ event) => {
    const inside = /** @type {HTMLElement} */ (event.currentTarget).contains(
      /** @type {Node | null} */ (event.relatedTarget),
    );
    // A press on the bare menu moves the focus nowhere; only another place of the page closes it.
    if (!inside && event.relatedTarget) setOpen(false);
  };
  if (!me) return null;
  return html`
    <div class=${`bar-menu ${open ? "open" : ""}`} onKeyDown=${close} onFocusOut=${left}>
      <${MenuButton} open=${open} onPress=${() => setOpen(!open)} />
      <div class="bar-tools" id="bar-tools">
        <${Sound} />
        <button type="button" class="bar-button" onClick=${toggleTheme}>${theme === "dark"
          ? t("theme.switch.light")
          : t("theme.switch.dark")}</button>
        <button type="button" class="bar-button" onClick=${toggleLanguage} aria-label=${t("language.switch.label")}>${t(
          "language.switch",
        )}</button>
        <button type="button" class="bar-button" onClick=${() => put({ overlay: "help" })}
          aria-label=${t(
            "help.button",
          )}>?<span class="bar-tool-word" aria-hidden="true"> ${t("help.button")}</span></button>
        <span class="who" title=${t(`role.${me.role}`)}><b>${me.name}</b><span>${say(me.centerName)}</span></span>
        <button type="button" class="bar-button" onClick=${() => void signOut()}>${t("signout")}</button>
      </div>
    </div>
  `;
}

/** Says who sits here, and that the sound is off: what must not be hidden in a closed menu. @param {{ open: boolean, onPress: () => void }} props */
function MenuButton({ open, onPress }) {
  useSecond();
  const { me, mutedUntil } = desk();
  const left = Math.ceil((mutedUntil - Date.now()) / 1000);
  return html`
    <button type="button" class="bar-button bar-menu-button" aria-expanded=${open} aria-controls="bar-tools"
      onClick=${onPress}>
    <span class="unseen">${t("bar.menu")}</span>
        ${left > 0 && html`<span class="bar-muted">${t("sound.muted", { time: formatSpan(left) })}</span>`}
        <span class="bar-menu-name">${me?.name}</span> <span aria-hidden="true">☰</span>
      </button>
  `;
}

/** @param {{ screen: string, number: number }} props */
function Tab({ screen, number }) {
  const { route, board, me } = desk();
  const here = route.screen === screen || (route.screen === "incident" && screen === "incidents") ||
    (route.screen === "site" && screen === "sites") || (route.screen === "fire" && screen === "fires");
  const waiting = screen === "notices" && me ? myNotices(Object.values(board.notices), me).length : 0;
  const visit = (/** @type {Event} */ event) => {
    event.preventDefault();
    open(screen);
  };
  return html`<a class="tab" href=${screen === "field" ? "/field/" : `#/${screen}`} aria-current=${
    here ? "page" : undefined
  } onClick=${visit}>
    ${t(`nav.${screen}`)}${
    waiting > 0 && html`
      <span class="bubble">${waiting}</span>
    `
  } <kbd aria-hidden="true">${number}</kbd>
  </a>`;
}

/** @param {string} screen */
export function open(screen) {
  if (screen === "field") location.assign("/field/");
  else go({ screen });
}

/** How old the picture is, as a state and in words; silence turns amber, then red. */
export function lineState() {
  const { lastHeardAt, line } = desk();
  const state = freshness(lastHeardAt, Date.now());
  const seconds = lastHeardAt ? Math.round((Date.now() - lastHeardAt) / 1000) : 0;
  const shown = state === "live" && line === "lost" ? "amber" : state;
  const words = shown === "live"
    ? t("line.live")
    : shown === "waiting"
    ? t("line.waiting")
    : shown === "red"
    ? t("line.red", { time: clockTime((lastHeardAt ?? 0) + desk().skew) })
    : line === "lost"
    ? t("line.lost")
    : t("line.amber", { seconds });
  return { shown, words };
}

export function Line() {
  useSecond();
  const { shown, words } = lineState();
  return html`<span class=${`line line-${shown}`} role="status"><span class="line-dot" aria-hidden="true"></span>${words}</span>`;
}

function Sound() {
  useSecond();
  const left = Math.ceil((desk().mutedUntil - Date.now()) / 1000);
  const muted = left > 0;
  const label = muted ? t("sound.unmute") : t("sound.mute");
  if (desk().soundBlocked) {
    return html`<button type="button" class="bar-button sound-blocked" onClick=${allowSound}>${
      t("sound.blocked")
    }</button>`;
  }
  return html`<button type="button" class=${`bar-button ${
    muted ? "muted" : ""
  }`} onClick=${toggleMute} title=${label} aria-pressed=${muted}>
    ${muted ? t("sound.muted", { time: formatSpan(left) }) : t("sound.on")}
  </button>`;
}

function CityTime() {
  useSecond();
  return html`<time class="city-time">${dateTime(now())}</time>`;
}
