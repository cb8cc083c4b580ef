// @ts-check
// One sentence on what just happened. A failure stays until it is read away.

import { html, useEffect } from "../view.js";
import { put, useDesk } from "../live/desk.js";
import { t } from "../i18n/words.js";

const GOOD_NEWS_MILLISECONDS = 2_500;

export function Said() {
  const { said } = useDesk();
  useEffect(() => {
    if (said?.tone !== "good") return;
    const timer = setTimeout(() => put({ said: null }), GOOD_NEWS_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [said]);
  return html`<div class="said-place" role="status" aria-live="polite">
    ${
    said && html`
      <div class=${`said said-${said.tone}`}>
        <span>${said.text}</span>
        <button type="button" class="said-close" onClick=${() => put({ said: null })} aria-label=${t(
          "close",
        )}>×</button>
      </div>
    `
  }
  </div>`;
}
