// @ts-check
// All incidents of my jurisdiction: the open ones from the board, the closed ones on request.

import { html, useEffect, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { ask } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { queueOf } from "../loop/queue.js";
import { dateTime, say, t } from "../i18n/words.js";
import { centerName, kindName, placeName } from "../signs/places.js";
import { Countdown, Failed, GradeBadge, Marks } from "../signs/parts.js";

const CLOSED_SHOWN = 100;

export function Incidents() {
  const { board, me } = useDesk();
  const [state, setState] = useState("open");
  const [closed, setClosed] = useState(/** @type {any[] | null} */ (null));
  const [failure, setFailure] = useState("");
  const load = () => {
    setFailure("");
    ask("GET", `/api/incidents?state=closed&limit=${CLOSED_SHOWN}`).then(
      (answer) => setClosed(answer.items),
      (fault) => setFailure(reasonOf(fault)),
    );
  };
  useEffect(() => {
    if (state === "closed") load();
  }, [state]);
  const open = queueOf(board).filter((item) => item.type === "incident").map((item) => item.it);
  const shown = state === "open" ? open : closed ?? [];
  return html`<div class="page">
    <header class="page-head"><h1>${t("incidents.title")}</h1>
      <div class="segments" role="group" aria-label=${t("incidents.title")}>
        ${
    ["open", "closed"].map((one) =>
      html`<button key=${one} type="button" aria-pressed=${state === one} onClick=${() => setState(one)}>${
        t(`incidents.${one}`)
      }</button>`
    )
  }
      </div></header>
    ${failure && html`<${Failed} text=${t("error.loading", { reason: failure })} onRetry=${load} />`}
    ${
    shown.length === 0 && !failure &&
    html`<p class="nothing">${t("incidents.empty", { scope: say(me?.centerName) })}</p>`
  }
    ${shown.length > 0 && html`<${Table} incidents=${shown} />`}
  </div>`;
}

/** @param {{ incidents: any[] }} props */
function Table({ incidents }) {
  return html`
    <div class="table-place" tabindex="0" role="region" aria-label=${t("incidents.title")}>
      <table class="table">
        <thead>
          <tr>
            <th>${t("field.grade")}</th>
            <th>${t("field.title")}</th>
            <th>${t("rail.stage")}</th>
            <th>${t("field.kind")}</th>
            <th>${t("rail.place")}</th>
            <th>${t("incident.owner")}</th>
            <th>${t("incident.opened")}</th>
            <th>${t("incident.tasks")}</th>
            <th>${t("rail.clock")}</th>
          </tr>
        </thead>
        <tbody>${incidents.map((it) =>
          html`
            <tr key=${it.id}>
              <td>
                <${GradeBadge} grade=${it.grade} />
              </td>
              <td><a href=${`#/incident/incident/${encodeURIComponent(it.id)}`}>${say(
                it.title,
              )}</a> <${Marks} it=${it} /></td>
              <td>${t(`incident.${it.state}`)}</td>
              <td>${kindName(it.kind)}</td>
              <td>${placeName(it)}</td>
              <td>${centerName(it.owner)}</td>
              <td>${dateTime(it.openedAt)}</td>
              <td>${it.taskCounts?.done ?? 0}/${(it.taskCounts?.open ?? 0) + (it.taskCounts?.done ?? 0)}</td>
              <td>
                <${Countdown} clocks=${it.clocks} />
              </td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `;
}
