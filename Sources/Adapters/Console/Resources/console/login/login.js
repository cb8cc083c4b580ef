// @ts-check
// Signing in. On a demonstration the accounts are listed, and one press fills them in.

import { html, useEffect, useState } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { Problem } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { signIn, welcome as askWelcome } from "../live/session.js";
import { t } from "../i18n/words.js";
import { toggleLanguage, toggleTheme } from "../choices.js";
import { SyntheticBanner } from "../shell/marking.js";
import { NetworkMark } from "./network-mark.js";

const DEMO_ACCOUNTS = ["chengjiang", "beibei", "transport", "field", "hub", "auditor", "admin"];
const DEMO_PASSWORD = "bayu-demo";
/** Demonstration accounts are refused beyond this machine, so offering them elsewhere would only mislead. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function Login() {
  const { welcome } = useDesk();
  useEffect(() => void askWelcome(), []);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(desk().loadingError);
  const submit = async (/** @type {Event | null} */ event, account = name, secret = password) => {
    event?.preventDefault();
    setBusy(true);
    setFailure("");
    try {
      await signIn(account, secret);
      if (desk().me?.role === "field-team") location.assign("/field/");
    } catch (fault) {
      setBusy(false);
      setFailure(wordsFor(fault));
    }
  };
  const demo = (/** @type {string} */ account) => {
    setName(account);
    setPassword(DEMO_PASSWORD);
    void submit(null, account, DEMO_PASSWORD);
  };
  return html`
    <main class="login">
      ${(welcome?.demo || welcome?.scenario) && html`<${SyntheticBanner} />`}
      <div class="login-art">
        <${NetworkMark} />
      </div>
      <form class="login-card" onSubmit=${submit} aria-label=${t("login.title")}>
          <h1><span class="brand-mark" aria-hidden="true">◈</span> ${t("app.name")}</h1>
          <p class="login-tagline">${t("login.tagline")}</p>
          <label>${t("login.name")}
            <input name="name" autocomplete="username" required value=${name} onInput=${(/** @type {any} */ e) =>
              setName(e.target.value)} autofocus />
          </label>
          <label>${t("login.password")}
            <input name="password" type="password" autocomplete="current-password" required value=${password}
              onInput=${(/** @type {any} */ e) => setPassword(e.target.value)} />
          </label>
          ${failure && html`<p class="login-failure" role="alert">${failure}</p>`}
          <button class="button button-primary" type="submit" disabled=${busy}>${busy
            ? t("login.busy")
            : t("login.submit")}</button>
          ${LOOPBACK.has(location.hostname) && welcome?.demo && html`<${DemoAccounts} onPick=${demo} busy=${busy} />`}
          <div class="login-foot">
            <button type="button" class="bar-button" onClick=${toggleLanguage} aria-label=${t(
              "language.switch.label",
            )}>${t("language.switch")}</button>
            <button type="button" class="bar-button" onClick=${toggleTheme}>${desk().theme === "dark"
              ? t("theme.switch.light")
              : t("theme.switch.dark")}</button>
          </div>
        </form>
    </main>
  `;
}

/** @param {{ onPick: (account: string) => void, busy: boolean }} props */
function DemoAccounts({ onPick, busy }) {
  return html`<fieldset class="login-demo">
    <legend>${t("login.demo")}</legend>
    ${
    DEMO_ACCOUNTS.map((account) =>
      html`<button key=${account} type="button" disabled=${busy} onClick=${() => onPick(account)}>
        <b>${account}</b><span>${t(`login.demo.${account}`)}</span>
      </button>`
    )
  }
  </fieldset>`;
}

/** @param {unknown} fault */
function wordsFor(fault) {
  if (fault instanceof Problem && fault.status === 401) return t("login.failed");
  if (fault instanceof Problem && fault.status === 0) return t("login.unreachable");
  return reasonOf(fault);
}
