// @ts-check
// The ground under a site: its layer model in section with the boreholes beside the line, and its versions with what each moved.

import { html, useEffect, useState } from "../view.js";
import { ask } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { dateTime, say, t } from "../i18n/words.js";
import { Failed } from "../signs/parts.js";
import { Plan } from "./plan.js";
import { areas, fillOf, HEIGHT, range, scales, ticks, WIDTH } from "./section.js";

/** Boreholes this near are shown until somebody asks for others, in metres. */
const WITHIN = [5, 15, 30, 60];
const WITHIN_USUAL = 15;

/** @param {{ site: any }} props */
export function GeologyPanel({ site }) {
  const path = `/api/sites/${encodeURIComponent(site.id)}/geology`;
  const [told, setTold] = useState(/** @type {any} */ (undefined));
  const [failure, setFailure] = useState("");
  const load = () => {
    setFailure("");
    ask("GET", path).then(setTold, (fault) => fault?.status === 404 ? setTold(null) : setFailure(reasonOf(fault)));
  };
  useEffect(load, [path]);
  return html`<section class="panel geology" aria-label=${t("geology.title")}>
    <h2>${t("geology.title")} ${
    told?.items.some((/** @type {any} */ one) => one.synthetic) &&
    html`<span class="chip chip-synthetic">${t("synthetic.chip")}</span>`
  }</h2>
    ${failure && html`<${Failed} text=${t("error.loading", { reason: failure })} onRetry=${load} />`}
    ${told === null && html`<p class="nothing">${t("geology.none")}</p>`}
    ${told && html`<${Model} path=${path} told=${told} />`}
  </section>`;
}

/** @param {{ path: string, told: any }} props */
function Model({ path, told }) {
  const [version, setVersion] = useState(told.items[0].number);
  const [line, setLine] = useState(/** @type {{ from: any, to: any } | null} */ (null));
  const [within, setWithin] = useState(WITHIN_USUAL);
  const [cut, setCut] = useState(/** @type {any} */ (null));
  const [failure, setFailure] = useState("");
  const ends = line ? `&from=${line.from.x},${line.from.y}&to=${line.to.x},${line.to.y}` : "";
  const query = `${path}/section?version=${version}&within=${within}${ends}`;
  useEffect(() => {
    let left = false;
    ask("GET", query).then((found) => {
      if (left) return;
      setFailure("");
      setCut(found);
    }, (fault) => left || setFailure(reasonOf(fault)));
    return () => {
      left = true;
    };
  }, [query]);
  return html`
    ${failure && html`<p class="form-failure" role="status">${failure}</p>`}
    ${cut && html`<${Section} cut=${cut} />`}
    <div class="geology-choice">
      <${Plan} told=${told} section=${cut?.section} onPick=${(/** @type {any} */ from, /** @type {any} */ to) =>
        setLine({ from, to })} />
      <label>${t("geology.within")} <select value=${within} onChange=${(/** @type {any} */ event) =>
        setWithin(Number(event.target.value))}>${WITHIN.map((one) =>
          html`<option key=${one} value=${one}>${one} m</option>`
        )}</select></label>
    </div>
    <${Versions} told=${told} version=${version} onPick=${setVersion} />
  `;
}

/** @param {{ cut: any }} props */
function Section({ cut }) {
  const { section, layers } = cut;
  if (!range(section)) return html`<p class="nothing">${t("geology.nothing.along")}</p>`;
  const drawn = scales(section), { x, y } = drawn;
  const name = (/** @type {string} */ id) => nameOf(layers, id);
  const label = t("geology.section.label", {
    length: drawn.length.toFixed(0),
    layers: layers.map((/** @type {any} */ one) => name(one.id)).join(t("geology.and")),
    count: section.boreholes.length,
    version: cut.version,
  });
  return html`
    <figure class="section">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label} data-version=${cut.version}
        data-boreholes=${section.boreholes.length}>
          ${areas(section).map((one) =>
            html`
              <path key=${one.layer} class="section-layer" data-layer=${one.layer} data-open=${one.open} d=${one
                .path} fill=${fillOf(one.layer, layers)}>
                <title>${name(one.layer)}</title>
              </path>
            `
          )}
          <${Axes} drawn=${drawn} />
          ${section.boreholes.map((/** @type {any} */ hole) =>
            html`<${Hole} key=${hole.id} hole=${hole} layers=${layers} x=${x} y=${y} />`
          )}
        </svg>
      <figcaption>
          <ul class="section-legend">${layers.map((/** @type {any} */ one) =>
            html`<li key=${one.id}><i style=${{ background: fillOf(one.id, layers) }}></i>${name(one.id)}</li>`
          )}</ul>
          <p>${t("geology.steeper", { times: drawn.steeper.toFixed(1) })} ${t("geology.depth.unknown")}</p>
          ${section.boreholes.length === 0 && html`<p>${t("geology.holes.none", { metres: section.withinMetres })}</p>`}
          <ul class="section-holes">${section.boreholes.map((/** @type {any} */ one) =>
            html`<li key=${one.id}><b>${one.id}</b> ${asideWords(one.asideMetres)}</li>`
          )}</ul>
        </figcaption>
    </figure>
  `;
}

/** @param {{ id: string, nameZh: string, nameEn: string }[]} layers @param {string} id */
function nameOf(layers, id) {
  const found = layers.find((one) => one.id === id);
  return found ? say({ zh: found.nameZh, en: found.nameEn }) : id;
}

/** @param {number} metres to the left of the line */
function asideWords(metres) {
  return t(metres >= 0 ? "geology.left" : "geology.right", { metres: Math.abs(metres).toFixed(1) });
}

/** @param {{ drawn: ReturnType<typeof scales> }} props */
function Axes({ drawn }) {
  const { x, y, low, high, length } = drawn;
  return html`<g class="section-axes">
    ${
    ticks(low, high).map((at) =>
      html`
        <g key=${at}>
          <line x1=${x(0)} x2=${x(length)} y1=${y(at)} y2=${y(at)} />
          <text x=${x(0) - 6} y=${y(at) + 4} text-anchor="end">${at}</text>
        </g>
      `
    )
  }
    ${ticks(0, length).map((at) => html`<text key=${at} x=${x(at)} y=${HEIGHT - 16} text-anchor="middle">${at}</text>`)}
    <text x="4" y="14">${t("geology.height")}</text><text x=${WIDTH - 6} y=${HEIGHT - 3} text-anchor="end">${
    t("geology.along")
  }</text></g>`;
}

/** @param {{ hole: any, layers: any[], x: (along: number) => number, y: (height: number) => number }} props */
function Hole({ hole, layers, x, y }) {
  const at = x(hole.alongMetres), top = hole.collarHeightMetres;
  return html`<g class="section-hole" data-hole=${hole.id}>
    ${
    hole.stretches.map((/** @type {any} */ one) =>
      html`
        <rect key=${one.fromMetres} x=${at - 5} width="10" y=${y(top - one.fromMetres)} height=${y(top - one.toMetres) -
          y(top - one.fromMetres)} fill=${fillOf(one.layer, layers)}>
          <title>${hole.id} · ${nameOf(layers, one.layer)} ${one.fromMetres}–${one.toMetres} m</title>
        </rect>
      `
    )
  }
    <text x=${at} y=${y(top) - 5} text-anchor="middle">${hole.id}</text></g>`;
}

/** @param {{ told: any, version: number, onPick: (number: number) => void }} props */
function Versions({ told, version, onPick }) {
  return html`
    <h3>${t("geology.versions")} <small>${told.items.length}</small></h3>
    <ol class="geology-versions" reversed>${told.items.map((/** @type {any} */ one) =>
      html`<li key=${one.number}><button type="button" data-model=${one.number} aria-pressed=${one.number === version}
        onClick=${() => onPick(one.number)}>
        <b>${t("geology.version", { number: one.number })}</b> <span>${one.author}</span> <time>${
        dateTime(one.at)
      }</time>
        ${one.synthetic && html`<span class="chip chip-synthetic">${t("synthetic.chip")}</span>`}
        <span class="geology-note">${one.note}</span></button>
        <ul class="geology-difference">${
        differenceWords(one.difference, told.layers).map((words) => html`<li key=${words}>${words}</li>`)
      }</ul></li>`
    )}</ol>
  `;
}

/** @param {any} difference @param {any[]} layers @returns {string[]} */
function differenceWords(difference, layers) {
  if (!difference) return [t("geology.first")];
  const signed = (/** @type {number} */ metres) => `${metres > 0 ? "+" : ""}${metres.toFixed(2)}`;
  const names = (/** @type {string[]} */ ids) => ids.map((id) => nameOf(layers, id)).join(t("geology.and"));
  const moved = difference.moved.map((/** @type {any} */ one) =>
    t("geology.moved", {
      layer: nameOf(layers, one.layer),
      mean: signed(one.meanMetres),
      largest: signed(one.largestMetres),
      x: one.at.x.toFixed(0),
      y: one.at.y.toFixed(0),
    })
  );
  const lists = [
    "unchanged",
    "incomparable",
    "layersAdded",
    "layersRemoved",
    "boreholesAdded",
    "boreholesRemoved",
    "boreholesChanged",
  ].filter((key) => difference[key].length > 0).map((key) => t(`geology.${key}`, { names: names(difference[key]) }));
  return [...moved, ...lists];
}
