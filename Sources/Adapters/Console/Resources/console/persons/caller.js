// @ts-check
// Who called: hidden until a purpose is stated, and gone from the window when it is put away.

import { html, useEffect, useState } from "../view.js";
import { desk, put, useDesk } from "../live/desk.js";
import { ask, Problem } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { purposesFor } from "../loop/purposes.js";
import { Failed } from "../signs/parts.js";
import { t } from "../i18n/words.js";

/** @typedef {{ alert?: string, incident?: string }} Matter */

const FIELDS = ["name", "phone", "words"];

/** @param {{ person: string, matter: Matter, closed: boolean }} props */
export function Caller({ person, matter, closed }) {
  const { me, looked } = useDesk();
  const shown = looked[person];
  if (shown) return html`<${Shown} person=${person} shown=${shown} />`;
  if (purposesFor(me, closed).length === 0) return null;
  const open = () => put({ overlay: "look", picked: { person, matter, closed } });
  return html`
    <div
      class="caller"><button type="button" class="button" data-look=${person} onClick=${open}>${t(
        "look.button",
      )}</button></div>
  `;
}

/** @param {{ person: string, shown: { purpose: string, fields: any[] } }} props */
function Shown({ person, shown }) {
  const hide = () => {
    const { [person]: _, ...rest } = desk().looked;
    put({ looked: rest });
  };
  return html`
    <div class="caller" data-looked=${person}>
      ${shown.fields.map((fields) =>
        html`
          <dl class="facts">
            ${FIELDS.map((name) =>
              html`
                <dt>${t(`look.${name}`)}</dt>
                <dd>${fields[name] || t("look.unsaid")}</dd>
              `
            )}
          </dl>
        `
      )}
      <p class="form-hint">${t("look.shown", { purpose: t(`look.purpose.${shown.purpose}`) })}</p>
      <button type="button" class="button" onClick=${hide}>${t("look.hide")}</button>
    </div>
  `;
}

/** More alerts than this in one incident are not read for a caller. */
const ALERTS_READ = 20;

/** One alert, or nothing where this role may not read it: there is nobody to show then, and nothing has failed. @param {string} id */
async function readableAlert(id) {
  try {
    return await ask("GET", `/api/alerts/${encodeURIComponent(id)}`);
  } catch (fault) {
    if (fault instanceof Problem && (fault.status === 403 || fault.status === 404)) return { evidence: [] };
    throw fault;
  }
}

/** The callers behind an incident, found in the evidence of its alerts. @param {{ incident: any }} props */
export function Callers({ incident }) {
  const [persons, setPersons] = useState(/** @type {string[]} */ ([]));
  const [failure, setFailure] = useState("");
  const ids = incident.alerts.slice(0, ALERTS_READ);
  const load = () => {
    setFailure("");
    if (purposesFor(desk().me, false).length === 0 && purposesFor(desk().me, true).length === 0) return;
    Promise.all(ids.map(readableAlert)).then(
      (alerts) => {
        const found = alerts.flatMap((alert) => alert.evidence.map((/** @type {any} */ one) => one.person));
        setPersons([...new Set(found.filter(Boolean))]);
      },
      (fault) => setFailure(t("error.loading", { reason: reasonOf(fault) })),
    );
  };
  useEffect(load, [ids.join()]);
  if (failure) return html`<${Failed} text=${failure} onRetry=${load} />`;
  const closed = incident.state === "closed" || incident.state === "merged";
  if (persons.length === 0 || purposesFor(desk().me, closed).length === 0) return null;
  return html`<section class="panel"><h2>${t("look.callers")}</h2>${
    persons.map((person) =>
      html`<${Caller} key=${person} person=${person} matter=${{ incident: incident.id }} closed=${closed} />`
    )
  }</section>`;
}
