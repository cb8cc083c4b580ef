// @ts-check
// The duty board: what needs me now.

import { html } from "../view.js";
import { useDesk } from "../live/desk.js";
import { reload } from "../live/session.js";
import { t } from "../i18n/words.js";
import { Failed } from "../signs/parts.js";
import { Queue } from "./queue.js";
import { Rail } from "./rail.js";
import { MapView } from "../map/view.js";

export function Board() {
  const { loaded, loadingError } = useDesk();
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
