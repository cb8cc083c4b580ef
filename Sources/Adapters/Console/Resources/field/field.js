// @ts-check
// The field page: my tasks on a phone, in the rain, with one thumb.

import { html, render, useEffect, useLayoutEffect, useState } from "../console/view.js";
import { clockTime, loadWords, say, shortTime, spoken, t } from "../console/i18n/words.js";
import { restoreChoices, toggleLanguage } from "../console/choices.js";
import { freshness } from "../console/loop/freshness.js";
import { answerRollCall, start, state, watch } from "./desk.js";
import { asLeft } from "./outbox.js";
import { Merge } from "./merge.js";
import { RefusedCount } from "./count-sheet.js";
import { PatrolSheet, RefusedPatrol } from "./patrol-sheet.js";
import { isPatrolKey, patrolKey, patrolsAsLeft } from "./patrols.js";
import { TaskSheet } from "./task-sheet.js";

const ENDED = new Set(["done", "checked", "closed", "cancelled", "moved", "returned"]);

function usePhone() {
  const [, setCount] = useState(0);
  useLayoutEffect(() => {
    const end = watch(() => setCount((count) => count + 1));
    const timer = setInterval(() => setCount((count) => count + 1), 1000);
    return () => {
      end();
      clearInterval(timer);
    };
  }, []);
  return state;
}

function Field() {
  const { me, city, tasks, patrols, rollCalls, waiting, conflicts, said, loaded } = usePhone();
  useEffect(() => {
    document.title = `${t("fieldpage.title")} · ${t("app.short")}`;
  });
  const mine = tasks.map((task) => asLeft(task, waiting));
  const open = mine.filter((task) => !ENDED.has(task.state));
  const going = patrolsAsLeft(patrols, waiting);
  const exercise = tasks.length > 0 && tasks.every((task) => task.incident?.exercise);
  return html`
    <header class="field-bar">
      <div>
        <h1>${t("fieldpage.title")}</h1>
        <p>${me?.name ?? ""} · ${say(me?.centerName)}</p>
      </div>
      <button type="button" onClick=${switchLanguage} aria-label=${t("language.switch.label")}>${t(
        "language.switch",
      )}</button>
      <a class="field-link" href="/" aria-label=${t("nav.board")}>◈</a>
    </header>
        ${(city?.scenario || tasks.some((task) => task.incident?.synthetic)) &&
          html`<aside class="field-marking">
      <span lang="zh-CN">合成演示数据</span> · <span lang="en">Synthetic demonstration data</span></aside>`}
        ${exercise && html`<aside class="field-marking">${t("exercise.mark")}</aside>`}
        <${LineState} />
        <main class="field-main">
          ${said && html`<p class="field-said" role="alert">${said}</p>`}
          ${conflicts.map((one) =>
            one.task.startsWith("count/")
              ? html`<${RefusedCount} key=${one.task} conflict=${one} />`
              : isPatrolKey(one.task)
              ? html`<${RefusedPatrol} key=${one.task} conflict=${one} />`
              : html`<${Merge} key=${one.task} conflict=${one} />`
          )}
          ${rollCalls.map((call) => html`<${RollCall} key=${call.incident} call=${call} />`)}
          ${!loaded && tasks.length === 0 && html`<p class="late">${t("loading")}</p>`}
          ${loaded && open.length === 0 && going.length === 0 &&
            html`<p class="field-empty">${t("fieldpage.empty")}</p>`}
          ${going.map((mine) => html`<${PatrolSheet} key=${patrolKey(mine)} mine=${mine} />`)}
          ${open.map((task) => html`<${TaskSheet} key=${task.id} task=${task} />`)}
          ${mine.length > open.length &&
            html`<p class="field-done">${t("fieldpage.finished", { count: mine.length - open.length })}</p>`}
        </main>
  `;
}

function switchLanguage() {
  toggleLanguage();
  state.said = "";
}

function LineState() {
  const { lastHeardAt, line, waiting, refreshedAt } = state;
  const age = freshness(lastHeardAt, Date.now());
  const look = age === "live" && line !== "lost" ? "live" : age === "red" || line === "lost" ? "red" : age;
  const words = look === "live"
    ? t("line.live")
    : look === "red"
    ? t("line.red", { time: clockTime(refreshedAt) })
    : t(`line.${look}`, { seconds: lastHeardAt ? Math.round((Date.now() - lastHeardAt) / 1000) : 0 });
  return html`<p class=${`field-line field-line-${look}`} role="status" lang=${spoken()}>
    ${words} · ${t("fieldpage.refreshed", { time: shortTime(refreshedAt) })}${
    waiting.length > 0 && html`
      · <b>${t("fieldpage.waiting", { count: waiting.length })}</b>
    `
  }</p>`;
}

/** @param {{ call: { incident: string, title: any, askedAt: string } }} props */
function RollCall({ call }) {
  return html`
    <section class="roll-call" role="alert">
      <h2>${t("rollcall.question")}</h2>
      <p>${say(call.title)} · ${t("rollcall.asked", { time: clockTime(call.askedAt) })}</p>
      <div class="field-buttons">
        <button type="button" class="field-primary" onClick=${() => void answerRollCall(call.incident, true)}>${t(
          "rollcall.yes",
        )}</button>
        <button type="button" class="field-danger" onClick=${() => void answerRollCall(call.incident, false)}>${t(
          "rollcall.no",
        )}</button>
      </div>
    </section>
  `;
}

async function begin() {
  await loadWords();
  restoreChoices();
  render(html`<${Field} />`, /** @type {Element} */ (document.getElementById("app")));
  if ("serviceWorker" in navigator) {
    // Without the worker the page still works; it only needs a line to start.
    navigator.serviceWorker.register("worker.js").catch((fault) => console.warn("field worker", fault));
  }
  await start();
}

begin().catch((fault) => {
  const root = document.getElementById("app");
  if (root) root.textContent = `无法启动，请刷新页面 · The page cannot start, reload it: ${fault.message || fault}`;
});
