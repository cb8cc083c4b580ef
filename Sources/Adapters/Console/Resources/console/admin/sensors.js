// @ts-check
// The sensors, the silent ones first, in any order that is asked for; of tens of thousands a page shows the silent ones and some others.

import { html, useState } from "../view.js";
import { desk, useDesk } from "../live/desk.js";
import { count, dateTime, nameIn, say, t } from "../i18n/words.js";
import { wholeDatastream } from "../loop/whole.js";
import { Failed } from "../signs/parts.js";
import { useList } from "./list.js";
import { nextOrder, sortedSensors } from "./sort.js";

/** @typedef {import("./sort.js").Column} Column */

/** @type {[Column, string][]} */
const COLUMNS = [["state", "admin.state"], ["name", "admin.name"], ["value", "admin.value"]];

export function Sensors() {
  const silentOnes = useList("/api/datastreams?state=silent", wholeDatastream);
  const others = useList("/api/datastreams", wholeDatastream);
  const failure = silentOnes.failure || others.failure;
  const items = silentOnes.items && others.items && merged(silentOnes.items, others.items);
  const load = () => [silentOnes, others].forEach((list) => list.load());
  const { own } = useDesk().network ?? {};
  const [order, setOrder] = useState(/** @type {import("./sort.js").Order} */ ({ column: "state", down: false }));
  const rows = sortedSensors(items ?? [], order, (one) => say(one.name));
  return html`<section class="panel"><h2>${t("admin.datastreams")} <small>${
    items && own && t("admin.datastreams.count", {
      silent: count(own.datastreamsSilent),
      count: count(own.datastreams),
      shown: count(rows.length),
    })
  }</small></h2>
    ${failure && html`<${Failed} text=${failure} onRetry=${load} />`}
    ${
    items && html`
      <div class="table-place tall" tabindex="0" role="region" aria-label=${t("admin.datastreams")}>
        <table class="table">
          <thead>
            <tr>${COLUMNS.map(([column, name]) =>
              html`<${Head} key=${column} column=${column} name=${name} order=${order} onPress=${() =>
                setOrder(nextOrder(order, column))} />`
            )}</tr>
          </thead>
          <tbody>${rows.map((one) => html`<${Row} key=${one.id} one=${one} />`)}</tbody>
        </table>
      </div>
    `
  }
  </section>`;
}

/** Every silent series that came, then the others, each once. @param {any[]} first @param {any[]} rest */
function merged(first, rest) {
  const ids = new Set(first.map((one) => one.id));
  return [...first, ...rest.filter((one) => !ids.has(one.id))];
}

/** @param {{ column: Column, name: string, order: import("./sort.js").Order, onPress: () => void }} props */
function Head({ column, name, order, onPress }) {
  const here = order.column === column;
  return html`<th aria-sort=${here ? order.down ? "descending" : "ascending" : undefined}><button type="button"
    class="sort" data-sort=${column} onClick=${onPress}>${t(name)} <span aria-hidden="true">${
    here ? order.down ? "▼" : "▲" : "↕"
  }</span></button></th>`;
}

/** @param {{ one: any }} props */
function Row({ one }) {
  return html`
    <tr>
      <td>
        <${Freshness} latest=${one.latest} />
      </td>
      <td>${say(one.name)}<small>${nameIn(desk().sites, one.site)}</small></td>
      <td class="value">${one.latest
        ? html`${one.latest.value} ${one.unit}<small>${dateTime(one.latest.at)}</small>`
        : t("nodata")}</td>
    </tr>
  `;
}

/** Never green without a reading. @param {{ latest: any }} props */
function Freshness({ latest }) {
  if (!latest) return html`<span class="chip chip-warn">${t("nodata")}</span>`;
  return latest.stale
    ? html`<span class="chip chip-hot">${t("admin.stale")}</span>`
    : html`<span class="chip chip-good">${t("admin.fresh")}</span>`;
}
