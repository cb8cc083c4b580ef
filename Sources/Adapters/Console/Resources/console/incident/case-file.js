// @ts-check
// The case file of an incident, to be read and printed: what was seen, who was told, who did what, and the log that says so.

import { html, useEffect, useState } from "../view.js";
import { desk } from "../live/desk.js";
import { ask } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { dateTime, say, t } from "../i18n/words.js";
import { wholeEvacuation, wholeNotice, wholeTask } from "../loop/whole.js";
import { isLook } from "../loop/offers.js";
import { countOf, OUTCOMES } from "../loop/zones.js";
import { centerName, departmentName, postName, taskTeam } from "../signs/places.js";
import { Failed } from "../signs/parts.js";
import { actorName, sentence } from "./timeline.js";

export function CasePage() {
  const id = desk().route.id ?? "";
  const [held, setHeld] = useState(/** @type {{ file: any, error: string }} */ ({ file: null, error: "" }));
  const load = async () => {
    try {
      setHeld({ file: await ask("GET", `/api/incidents/${encodeURIComponent(id)}/case-file`), error: "" });
    } catch (fault) {
      setHeld({ file: null, error: reasonOf(fault) });
    }
  };
  useEffect(() => void load(), [id]);
  if (held.error) {
    return html`<${Failed} text=${t("error.loading", { reason: held.error })} onRetry=${() => void load()} />`;
  }
  if (!held.file) return html`<p class="late pad">${t("loading")}</p>`;
  return html`<${Paper} file=${held.file} />`;
}

/** @param {{ file: any }} props */
function Paper({ file }) {
  const { incident, source } = file;
  const whole = {
    ...incident,
    tasks: file.tasks.map(wholeTask),
    photos: file.photos.map((/** @type {any} */ one) => one.photo),
  };
  return html`<article class="case-file" data-case-file=${incident.id}>
    <nav class="case-tools"><a class="button" href=${`#/incident/incident/${encodeURIComponent(incident.id)}`}>← ${
    t("case.back")
  }</a> <button type="button" class="button button-primary" onClick=${() => print()}>${t("case.print")}</button></nav>
    ${file.exercise && html`<p class="case-mark">${t("case.exercise")}</p>`}
    ${(file.synthetic || desk().city?.scenario) && html`<p class="case-mark">${t("case.synthetic")}</p>`}
    <h1>${t("case.title")} ${incident.id} · ${say(incident.title)}</h1>
    <p class="case-source">${t("case.made", { time: dateTime(source.madeAt) })} · ${
    t("case.source", { position: source.position, hash: source.hash })
  }</p>
    ${!file.complete && html`<p class="case-mark">${t("case.incomplete")}</p>`}
    <${Facts} incident=${incident} />
    <${Seen} rows=${file.seen} />
    <${Told} rows=${file.told.map(wholeNotice)} />
    <${Zones} rows=${file.evacuations.map(wholeEvacuation)} />
    <${Tasks} rows=${whole.tasks} />
    <${Photos} rows=${file.photos} />
    <h2>${t("case.done")}</h2>
    <${Table} heads=${["case.at", "case.who", "case.what"]} rows=${
    file.done.map((/** @type {any} */ one) => [dateTime(one.at), actorName(one.actor), sentence(one, whole)])
  } />
  </article>`;
}

/** @param {{ heads: string[], rows: any[][] }} props */
function Table({ heads, rows }) {
  if (rows.length === 0) return html`<p class="nothing">${t("case.none")}</p>`;
  return html`
    <table class="case-table">
      <thead>
        <tr>${heads.map((head) => html`<th key=${head} scope="col">${t(head)}</th>`)}</tr>
      </thead>
      <tbody>${rows.map((row, place) =>
        html`<tr key=${place}>${row.map((cell, index) => html`<td key=${index}>${cell}</td>`)}</tr>`
      )}</tbody>
    </table>
  `;
}

/** @param {{ incident: any }} props */
function Facts({ incident }) {
  const place = [say(incident.districtName), say(incident.townshipName), incident.place].filter(Boolean).join(" · ");
  const plan = incident.plan
    ? `${say(incident.planName) || incident.plan} · ${t("incident.plan.version", { version: incident.planVersion })}`
    : "—";
  return html`<dl class="facts">
    <dt>${t("incident.owner")}</dt><dd>${say(incident.ownerName) || incident.owner}</dd>
    <dt>${t("rail.place")}</dt><dd>${place}</dd>
    <dt>${t("case.state")}</dt><dd>${t(`grade.${incident.grade}`)} · ${t(`incident.${incident.state}`)}</dd>
    <dt>${t("incident.opened")}</dt><dd>${dateTime(incident.openedAt)}${
    incident.closedAt && ` – ${dateTime(incident.closedAt)}`
  }</dd>
    <dt>${t("incident.plan")}</dt><dd>${plan}</dd>
    ${
    incident.disposition && html`
      <dt>${t("incident.disposition")}</dt>
      <dd>${say(incident.dispositionName)}${incident.causeName && ` · ${say(incident.causeName)}`}</dd>
    `
  }
  </dl>`;
}

/** A value with its unit; nothing where there is none. @param {any} value @param {any} unit */
function measured(value, unit) {
  return value === undefined || value === null ? "" : `${value} ${unit ?? ""}`.trim();
}

/** @param {{ rows: any[] }} props */
function Seen({ rows }) {
  return html`
    <h2>${t("case.seen")}</h2>
    <${Table} heads=${[
      "case.at",
      "case.what",
      "case.value",
      "case.limit",
      "case.rule",
    ]} rows=${rows.map((one) => [
      dateTime(one.observedAt),
      `${say(one.summary)} · ${one.origin}${one.sealed ? ` · ${t("case.sealed")}` : ""}`,
      measured(one.value, one.unit),
      measured(one.limit, one.unit),
      one.rule
        ? (one.ruleVersion ? t("case.ruleVersion", { rule: one.rule, version: one.ruleVersion }) : one.rule)
        : "",
    ])} />
  `;
}

/** @param {{ rows: any[] }} props */
function Told({ rows }) {
  const lines = rows.flatMap((one) =>
    one.to.map((/** @type {any} */ line) => [
      dateTime(one.issuedAt),
      `${say(one.title)}: ${say(one.text)}`,
      `${say(line.name) || line.post}${line.deputy ? t("case.deputyMark") : ""} ${line.person ?? ""}`,
      line.deliveredAt ? dateTime(line.deliveredAt) : "—",
      line.acknowledgedAt ? `${dateTime(line.acknowledgedAt)} ${line.acknowledgedBy ?? ""}` : "—",
      line.deputyToldAt ? dateTime(line.deputyToldAt) : "—",
    ])
  );
  return html`
    <h2>${t("case.told")}</h2>
    <${Table} heads=${[
      "case.issued",
      "case.what",
      "case.recipient",
      "case.delivered",
      "case.acknowledged",
      "case.deputy",
    ]} rows=${lines} />
  `;
}

/** @param {{ rows: any[] }} props */
function Zones({ rows }) {
  return html`
    <h2>${t("case.evacuations")}</h2>
    <${Table} heads=${["case.what", "case.state", "case.who", "evac.counts"]} rows=${rows.map((zone) => [
      say(zone.name) + (zone.households ? ` · ${t("evac.households", { count: zone.households })}` : ""),
      t(`evac.stage.${zone.stage}`) + (zone.form ? ` · ${t(`evac.form.${zone.form}`)}` : ""),
      t("evac.since", { time: dateTime(zone.stageSince), by: zone.stageBy }),
      OUTCOMES.map((outcome) => `${t(`evac.outcome.${outcome}`)} ${countOf(zone, outcome)}`).join(" · ") +
      (zone.unreachedHouseholds === null ? "" : ` · ${t("evac.unreached", { count: zone.unreachedHouseholds })}`),
    ])} />
  `;
}

/** @param {{ rows: any[] }} props */
function Tasks({ rows }) {
  return html`
    <h2>${t("case.tasks")}</h2>
    <${Table} heads=${["case.what", "case.who", "case.state"]} rows=${rows.map((task) => [
      say(task.title),
      [
        isLook(task) ? t("look.doer") : taskTeam(task),
        departmentName(task.department),
        centerName(task.center),
        postName(task),
      ].filter(Boolean).join(
        " · ",
      ),
      t(`task.${task.state}`),
    ])} />
  `;
}

/** @param {{ rows: any[] }} props */
function Photos({ rows }) {
  return html`
    <h2>${t("case.photos")}</h2>
    <${Table} heads=${["case.photos", "case.what", "case.at", "case.who"]} rows=${rows.map(({ number, photo }) => [
      t("case.number", { number }),
      photo.caption + (photo.erased ? ` · ${t("case.erased")}` : ""),
      dateTime(photo.takenAt ?? photo.at),
      photo.by,
    ])} />
  `;
}
