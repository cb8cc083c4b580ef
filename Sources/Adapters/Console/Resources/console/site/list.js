// @ts-check
// All places under watch: found by a word, in the order of their grade, name or way to fail.

import { html, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { count, say, t } from "../i18n/words.js";
import { GradeBadge, Marks } from "../signs/parts.js";
import { centerName, kindName, placeName } from "../signs/places.js";
import { districtOf } from "../shell/scope.js";
import { gradesNow, sitesInOrder } from "./series.js";

/** Rows at once; the search finds the others. */
const ROWS_MAX = 200;
const ORDERS = ["grade", "people", "failure", "name"];

export function Sites() {
  const { sites, board, centers, me } = useDesk();
  // Until somebody chooses, it is the viewer's own, which is known only once the centers are here.
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const district = chosen ?? districtOf(me, centers) ?? "";
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState("grade");
  const grades = gradesNow(board);
  const districts = [...new Set(sites.map((site) => site.district).filter(Boolean))].sort();
  const rows = sites.filter((site) => !district || site.district === district).map((site) => {
    const failure = say(site.failureType?.name), place = placeName(site);
    const words = [site.id, site.name.zh, site.name.en, place, failure].join(" ");
    return {
      site,
      label: say(site.name),
      failure,
      place,
      words,
      people: site.people,
      grade: grades.get(site.id) ?? null,
    };
  });
  const found = sitesInOrder(rows, { search, order });
  return html`<div class="page">
    <header class="page-head sites-head"><h1>${t("sites.title")}</h1>
      <input type="search" aria-label=${t("sites.search")} placeholder=${t("sites.search")} value=${search}
        onInput=${(/** @type {any} */ event) => setSearch(event.target.value)} />
      <label class="sites-order">${t("sites.district")} <select value=${district} onChange=${(
    /** @type {any} */ event,
  ) => setChosen(event.target.value)}>
        <option value="">${t("sites.everywhere")}</option>${
    districts.map((code) => html`<option key=${code} value=${code}>${centerName(code)}</option>`)
  }</select></label>
      <label class="sites-order">${t("sites.order")} <select value=${order} onChange=${(/** @type {any} */ event) =>
    setOrder(event.target.value)}>${
    ORDERS.map((one) => html`<option key=${one} value=${one}>${t(`sites.order.${one}`)}</option>`)
  }</select></label>
    </header>
    ${
    found.length === 0
      ? html`<p class="nothing">${t("sites.empty")}</p>`
      : html`<${Table} rows=${found.slice(0, ROWS_MAX)} />`
  }
    <p role="status" class="list-foot">${
    t("sites.shown", { shown: Math.min(ROWS_MAX, found.length), count: count(found.length) })
  }</p>
  </div>`;
}

/** @param {{ rows: any[] }} props */
function Table({ rows }) {
  return html`
    <div class="table-place" tabindex="0" role="region" aria-label=${t("sites.title")}>
      <table class="table table-cards">
        <thead>
          <tr>
            <th>${t("field.grade")}</th>
            <th>${t("site.name")}</th>
            <th>${t("site.failure")}</th>
            <th>${t("site.people")}</th>
            <th>${t("rail.place")}</th>
            <th>${t("field.kind")}</th>
          </tr>
        </thead>
        <tbody>${rows.map(({ site, label, failure, place, grade }) =>
          html`
            <tr key=${site.id}>
              <td data-label=${t("field.grade")}>${grade
                ? html`<${GradeBadge} grade=${grade} />`
                : t("site.nothing.open")}</td>
              <td data-label=${t("site.name")}><a href=${`#/site/${
                encodeURIComponent(site.id)
              }`}>${label}</a> <${Marks} it=${site} /></td>
              <td data-label=${t("site.failure")}>${failure || "—"}</td>
              <td data-label=${t("site.people")} class="value">${typeof site.people === "number"
                ? count(site.people)
                : "—"}</td>
              <td data-label=${t("rail.place")}>${place}</td>
              <td data-label=${t("field.kind")}>${kindName(site.kind)}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `;
}
