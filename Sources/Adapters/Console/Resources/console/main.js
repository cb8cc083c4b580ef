// @ts-check
// The beginning: words first, then the person, then the board.

import { html, render } from "./view.js";
import { App } from "./app.js";
import { loadWords } from "./i18n/words.js";
import { restoreChoices } from "./choices.js";
import { followConfirmed } from "./keys/follow.js";
import { followHash } from "./keys/navigate.js";
import { askFirst, resume } from "./live/session.js";
import { watchAlarms } from "./signs/alarm.js";

async function start() {
  const asked = askFirst();
  await loadWords();
  restoreChoices();
  followHash();
  const root = /** @type {Element} */ (document.getElementById("app"));
  render(html`<${App} />`, root);
  watchAlarms();
  followConfirmed();
  await resume(asked);
}

start().catch((fault) => {
  // Nothing is drawn yet, so the words go straight into the page.
  const root = document.getElementById("app");
  if (root) {
    root.textContent = `无法启动，请刷新页面 · The console cannot start, reload the page: ${fault.message ?? fault}`;
  }
});
