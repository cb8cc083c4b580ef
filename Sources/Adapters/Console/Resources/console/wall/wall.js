// @ts-check
// The wall: what my jurisdiction must know now, readable from five metres, with nothing to press.

import { html, useEffect } from "../view.js";
import { desk, now, useDesk, useSecond } from "../live/desk.js";
import { clockTime, count, dateTime, say, t } from "../i18n/words.js";
import { GRADES } from "../loop/grades.js";
import { placeName } from "../signs/places.js";
import { Countdown, GradeBadge, Sign } from "../signs/parts.js";
import { MapView } from "../map/view.js";
import { lineState } from "../shell/bar.js";
import { figuresOf, isWholeCity } from "../shell/scope.js";
import { scopeName } from "../shell/status.js";
import { Marking } from "../shell/marking.js";

/** @typedef {ReturnType<typeof figuresOf>} Figures */

const GRAVEST_SHOWN = 6;

export function Wall() {
  const known = useDesk(), { city, language } = known;
  useSecond();
  const title = t("wall.title", { scope: scopeName(known) });
  useEffect(() => {
    document.title = `${title} · ${t("app.short")}`;
  }, [language, title]);
  const { shown, words } = lineState();
  const figures = figuresOf(known, now());
  const stale = shown === "amber" || shown === "red";
  return html`
    <div class=${`wall ${stale ? "wall-stale" : ""}`}>
      <header class="wall-head">
        <h1><span class="brand-mark" aria-hidden="true">◈</span> ${say(city?.name)} · ${title}</h1>
        <${Network} figures=${figures} />
        <time class="wall-time">${dateTime(now())}</time>
      </header>
      <p class=${`wall-line line-${shown}`} role="status"><span class="line-dot" aria-hidden="true"></span>${words}</p>
      <${Marking} />
      <main id="content" class="wall-body">
        <${Numbers} figures=${figures} title=${title} asOf=${stale ? asOf() : ""} />
        <section class="wall-map" aria-label=${t("map.label")}>
          <${MapView} legend=${false} />
        </section>
        <section class="wall-list" aria-label=${t("wall.gravest")}>
          <h2>${t("wall.gravest")}</h2>
          <${Gravest} items=${figures.items} />
        </section>
      </main>
    </div>
  `;
}

/** Said at the figures themselves: somebody who looks at a number does not look at the edge of the wall. */
function asOf() {
  const { lastHeardAt, skew } = desk();
  return t("wall.asof", { time: lastHeardAt ? clockTime(lastHeardAt + skew) : "—" });
}

/** How many centers the figures speak for. @param {{ figures: Figures }} props */
function Network({ figures }) {
  const known = desk(), { network } = known;
  if (!isWholeCity(known)) {
    return html`
      <p class="wall-network"><b>${count(figures.centers)}</b> ${t("wall.centers")}</p>
    `;
  }
  return html`
    <p
      class="wall-network"><b>1</b> ${t("wall.hub")} <i>·</i> <b>${count(network?.districts?.length)}</b> ${t(
        "wall.districts",
      )} <i>·</i> <b>${count(network?.totals?.townships)}</b> ${t("wall.townships")}</p>
  `;
}

/** @param {{ figures: Figures, title: string, asOf: string }} props */
function Numbers({ figures, title, asOf }) {
  const { sensors, silent = 0, awaited = 0 } = figures;
  return html`
    <section class="wall-figures" aria-label=${title}>
      <${Figure} name="wall.unacknowledged" value=${figures.unacknowledged} big=${true} hot=${figures.unacknowledged >
        0} note=${asOf} />
      <${Figure} name="wall.overdue" value=${figures.overdue} big=${true} hot=${figures.overdue > 0} note=${asOf} />
      <div class="wall-pair">
        <${Figure} name="wall.alerts" value=${figures.alerts} note=${asOf} />
        <${Figure} name="wall.incidents" value=${figures.incidents} note=${asOf} />
      </div>
      <div class="wall-pair">
        <${Figure} name="wall.teams" value=${figures.teamsBusy} of=${figures.teams} note=${asOf} />
        <${Figure} name="wall.sensors" value=${sensors === undefined
          ? undefined
          : sensors - silent - awaited} of=${sensors} note=${asOf || (silent > 0 &&
            html`<span class="bad">${t("wall.silent", { count: silent })}</span>`)} />
      </div>
      <${Grades} items=${figures.items} />
    </section>
  `;
}

/** @param {{ name: string, value: number | undefined, of?: number, note?: unknown, hot?: boolean, big?: boolean }} props */
function Figure({ name, value, of, note, hot = false, big = false }) {
  return html`
    <div class=${`wall-figure ${big ? "wall-big" : ""}`}>
      <span class="wall-name">${t(name)}</span>
      <span class=${`wall-value ${hot ? "hot" : ""}`}>${count(value)}${of !== undefined &&
        html`<small>/${count(of)}</small>`}</span>
      ${note && html`<span class="wall-note">${note}</span>`}
    </div>
  `;
}

/** @param {{ items: Figures["items"] }} props */
function Grades({ items }) {
  return html`<ul class="wall-grades" aria-label=${t("wall.grades")}>
    ${
    GRADES.map((grade) =>
      html`<li key=${grade}><${Sign} grade=${grade} /><span>${t(`grade.short.${grade}`)}</span><b>${
        items.filter((item) => item.it.grade === grade).length
      }</b></li>`
    )
  }
  </ul>`;
}

/** @param {{ items: Figures["items"] }} props */
function Gravest({ items }) {
  if (items.length === 0) return html`<p class="nothing">${t("wall.quiet")}</p>`;
  return html`<ul class="wall-rows">
    ${
    items.slice(0, GRAVEST_SHOWN).map((item) =>
      html`<li key=${item.id}>
        <span class="wall-row-head"><${GradeBadge} grade=${item.it.grade} /><span>${
        t(`${item.type}.${item.it.state}`)
      }</span><${Countdown} clocks=${item.it.clocks} /></span>
        <span class="wall-row-title">${say(item.it.title)}</span><span class="wall-row-place">${
        placeName(item.it)
      }</span>
      </li>`
    )
  }
  </ul>`;
}
