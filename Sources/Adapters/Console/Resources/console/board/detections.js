// @ts-check
// What spoke for an alert: each instrument with its doubts, the place with its ellipse, and taking one of them out.

import { html, useEffect, useState } from "../view.js";
import { desk } from "../live/desk.js";
import { giveWord, loadDetections } from "../live/detections.js";
import { send } from "../live/send.js";
import { reasonOf } from "../live/reason.js";
import { clockTime, say, t } from "../i18n/words.js";
import { Frames, inOrder } from "./frames.js";

/** @param {{ alert: import("../types/bayu.d.ts").Alert }} props */
export function Detections({ alert }) {
  const [fault, setFault] = useState("");
  useEffect(() => {
    void loadDetections(alert.id);
  }, [alert.id, alert.version]);
  /** @type {any[]} */
  const clusters = desk().details[alert.id]?.detections?.items ?? [];
  if (clusters.length === 0) return null;
  const isAllowed = desk().me?.permissions?.includes("mergeAlert") ?? false;
  /** @param {"split" | "undo-split"} what @param {any} body */
  const word = async (what, body) =>
    setFault(await giveWord(alert.id, what, { reason: t(`detections.${what}`), ...body }));
  const belonging = desk().details[alert.id]?.detections?.belonging;
  const join = () =>
    send("alert", alert, "merge", { into: belonging.alert }).then(() => setFault(""), (why) => setFault(reasonOf(why)));
  return html`
    <h3>${t("detections.title")}</h3>
    ${belonging && html`<${Belonging} it=${belonging} join=${isAllowed ? join : null} />`}
    ${clusters.map((cluster) =>
      html`
        <p key=${cluster.cluster} class="note">${t(cluster.located ? "detections.place" : "detections.direction", {
          long: Math.round(cluster.semiMajorMetres),
          wide: Math.round(cluster.semiMinorMetres),
        })}${cluster.splitOff && isAllowed && html`
          <button type="button" class="button" onClick=${() => word("undo-split", {})}>${t(
            "detections.undo-split",
          )}</button>
        `}</p>
        <ul class="evidence">
          ${cluster.members.map((/** @type {any} */ one) =>
            html`<${Member} one=${one} split=${
              isAllowed && cluster.members.length > 1 && !one.shared
                ? () => word("split", { detections: [one.detection] })
                : null
            } />`
          )}
        </ul>
      `
    )}
    <${Frames} frames=${inOrder([[alert.id, desk().details[alert.id]?.detections]])} hasIncident=${Boolean(
      alert.incident,
    )} />
    ${fault && html`<p class="note note-hot" role="alert">${fault}</p>`}
  `;
}

/** The open incident that this may be of: a proposal, never done by itself. @param {{ it: any, join: (() => void) | null }} props */
function Belonging({ it, join }) {
  return html`
    <p class="note">${t("detections.belongs", { incident: it.incident })} · ${t(`detections.kin.${it.reason}`, {
      metres: it.metres ?? "",
    })}${join && html`
      <button type="button" class="button" onClick=${join}>${t("detections.join")}</button>
    `}</p>
  `;
}

/** @param {{ one: any, split: (() => void) | null }} props */
function Member({ one, split }) {
  return html`
    <li>
      <b>${one.detector}</b> ${t(`detections.source.${one.source}`)} · ${Math.round(one.confidence * 100)} % ·
      <time>${clockTime(one.last)}</time>${one.count > 1 && html`
        · ×${one.count}
      `}
      ${one.shared && html`<small>${t("detections.shared")}</small>`}
      ${one.doubts.map((/** @type {any} */ doubt) => html`<small>${say(doubt)}</small>`)}
      ${split && html`<button type="button" class="button" onClick=${split}>${t("detections.split")}</button>`}
    </li>
  `;
}
