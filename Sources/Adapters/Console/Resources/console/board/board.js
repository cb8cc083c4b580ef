// @ts-check
// The duty board: what needs me now.

import { html, useEffect } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { reload } from "../live/session.js";
import { t } from "../i18n/words.js";
import { Failed } from "../signs/parts.js";
import { select } from "../keys/navigate.js";
import { Queue, visibleQueue } from "./queue.js";
import { Rail } from "./rail.js";
import { MapView } from "../map/view.js";

/** Whoever comes to the board without a matter of their own looks at the gravest first. @param {boolean} loaded */
function useFirstRow(loaded) {
  useEffect(() => {
    const first = loaded && !desk().route.id ? visibleQueue()[0] : null;
    if (first) select(first.type, first.id, true);
  }, [loaded]);
}

export function Board() {
  const { loaded, loadingError } = useDesk();
  useFirstRow(loaded);
  return html`
    <h1 class="unseen">${t("nav.board")}</h1>
    <section class="queue" aria-label=${t("queue.label")}>
          ${loadingError &&
            html`<${Failed} text=${t("error.loading", { reason: loadingError })} onRetry=${() => void reload()} />`}
          ${loaded ? html`<${Queue} />` : !loadingError && html`<p class="late pad">${t("loading")}</p>`}
        </section>
    <section class="map-place" aria-label=${t("map.label")}>
      <${MapView} />
    </section>
    <section class="rail" aria-label=${t("rail.label")}>
      <${Rail} />
    </section>
  `;
}
