// @ts-check
// The cloud on the page: the picture with its words, the scale, the epochs, the patches, and the marks of the sensors.

import { html, useEffect, useRef, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { count, say, t } from "../i18n/words.js";
import { CloudScene } from "./cloud-scene.js";
import { colourOf, gradient, scaleEnd } from "./cloud-colour.js";
import { cloudPath } from "./load.js";

/** Marks that can be told apart on the picture. */
const MARKS_MAX = 60;

/** @param {{ site: any, index: import("./cloud-bytes.js").CloudIndex & { marks?: any[] } }} props */
export function Cloud({ site, index }) {
  const touring = useDesk().overlay === "tour";
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const marks = useRef(/** @type {HTMLElement | null} */ (null));
  const scene = useRef(/** @type {CloudScene | null} */ (null));
  const [epoch, setEpoch] = useState(index.epochs.length - 1);
  const [news, setNews] = useState({ points: 0, fault: "" });
  const [picked, setPicked] = useState("");
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    try {
      if (!canvas.current) return;
      const made = new CloudScene(canvas.current, index, cloudPath(site.id), (told) => setNews({ fault: "", ...told }));
      made.mark = (project) => moveMarks(marks.current, project);
      scene.current = made;
      return () => made.finish();
    } catch {
      // A browser without WebGL: the patches stand in the list all the same.
      setFailed(true);
    }
  }, [index]);
  useEffect(() => scene.current?.showEpoch(epoch), [epoch]);
  const fly = (/** @type {any} */ patch) => {
    setPicked(patch.id);
    scene.current?.flyTo(patch.center, Math.sqrt(patch.areaM2 / Math.PI));
  };
  useEffect(() => {
    scene.current?.turn(touring);
    if (touring && index.patches.length > 0) fly(index.patches[0]);
  }, [touring]);
  const sensors = (index.marks ?? []).slice(0, MARKS_MAX);
  return html`<div class="cloud">
    <div class="cloud-picture">
      ${
    failed ? html`<p class="nothing">${t("cloud.failed")}</p>` : html`
      <canvas ref=${canvas} class="cloud-canvas" tabindex="0" role="img" data-points=${news.points} aria-label=${t(
        "cloud.label",
        { name: say(site.name), patches: index.patches.length, points: count(index.pointCount) },
      )}
        aria-describedby="cloud-keys"></canvas>
      <div class="cloud-marks" ref=${marks} aria-hidden="true">${sensors.map((one) =>
        html`<span key=${one.id} class="cloud-mark" data-at=${one.at.join(" ")}>${one.id}</span>`
      )}</div>
    `
  }
      <${Scale} index=${index} epoch=${epoch} />
    </div>
    <p id="cloud-keys" class="cloud-keys">${t("cloud.keys")}</p>
    ${news.fault && html`<p class="cloud-fault" role="status">${t("cloud.fault", { reason: news.fault })}</p>`}
    <${Epochs} index=${index} epoch=${epoch} onPick=${setEpoch} />
    <${Patches} index=${index} picked=${picked} onPick=${fly} />
  </div>`;
}

/** Moves the labels with the picture, without painting the page anew. @param {HTMLElement | null} place @param {(at: number[]) => number[] | null} project */
function moveMarks(place, project) {
  for (const mark of /** @type {HTMLElement[]} */ ([...place?.children ?? []])) {
    const at = project((mark.dataset.at ?? "").split(" ").map(Number));
    mark.style.visibility = at ? "visible" : "hidden";
    if (at) mark.style.transform = `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
  }
}

/** @param {{ index: any, epoch: number }} props */
function Scale({ index, epoch }) {
  const end = scaleEnd(index.patches), level = index.epochs[epoch].levelMm;
  return html`
    <div class="cloud-scale">
      <b>${t("cloud.scale")}</b>
      <span class="cloud-gradient" style=${{ background: gradient() }} aria-hidden="true"></span>
      <span class="cloud-ends"><span>−${end}</span><span>0</span><span>+${end} mm</span></span>
      <span class="cloud-key"><i class="cloud-grey"></i>${typeof level === "number"
        ? t("cloud.level", { level: level.toFixed(1) })
        : t("cloud.level.none")}</span>
      <span class="cloud-key"><i class="cloud-hatched"></i>${t("cloud.unknown")}</span>
    </div>
  `;
}

/** @param {{ index: any, epoch: number, onPick: (epoch: number) => void }} props */
function Epochs({ index, epoch, onPick }) {
  const here = index.epochs[epoch];
  const said = t("cloud.epoch.at", { at: here.at || here.id, number: epoch + 1, count: index.epochs.length });
  return html`<label class="cloud-epochs"><span>${t("cloud.epoch")}</span>
    <input type="range" min="0" max=${index.epochs.length - 1} step="1" value=${epoch} aria-valuetext=${said}
      disabled=${index.epochs.length === 1} onInput=${(/** @type {any} */ event) =>
    onPick(Number(event.target.value))} />
    <output>${said}</output></label>`;
}

/** @param {{ index: any, picked: string, onPick: (patch: any) => void }} props */
function Patches({ index, picked, onPick }) {
  const end = scaleEnd(index.patches);
  return html`<section class="cloud-patches" aria-label=${t("cloud.patches")}><h3>${
    t("cloud.patches")
  } <small>${index.patches.length}</small></h3>
    ${index.patches.length === 0 && html`<p class="nothing">${t("cloud.patches.none")}</p>`}
    <ul>${
    index.patches.map((/** @type {any} */ one) =>
      html`<li key=${one.id}><button type="button" data-patch=${one.id} aria-pressed=${
        picked === one.id
      } onClick=${() => onPick(one)}>
        <i class="cloud-swatch" style=${{ background: `rgb(${colourOf(one.medianMm, end).join(" ")})` }}></i>
        <b>${one.id}</b><span>${one.medianMm > 0 ? "+" : ""}${one.medianMm.toFixed(1)} mm</span><span>${
        one.areaM2.toFixed(1)
      } m²</span>
        <span>${t("cloud.confidence", { percent: Math.round(one.confidence * 100) })}</span></button></li>`
    )
  }</ul></section>`;
}
