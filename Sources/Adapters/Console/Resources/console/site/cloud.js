// @ts-check
// The cloud on the page: the picture with its words, the scale, the epochs, the patches, and the marks of the sensors.

import { html, useEffect, useRef, useState } from "../view.js";
import { useDesk } from "../live/desk.js";
import { count, say, t } from "../i18n/words.js";
import { CloudScene } from "./cloud-scene.js";
import { colourOf, gradient, scaleEnd } from "./cloud-colour.js";
import { cloudPath } from "./load.js";
import { MarkButtons, MarkWords, useMarks } from "./marks.js";

/** @param {{ site: any, index: import("./cloud-bytes.js").CloudIndex }} props */
export function Cloud({ site, index }) {
  const { overlay, theme } = useDesk();
  const touring = overlay === "tour";
  const held = useMarks(site.id);
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const labels = useRef(/** @type {HTMLElement | null} */ (null));
  const scene = useRef(/** @type {CloudScene | null} */ (null));
  const [epoch, setEpoch] = useState(index.epochs.length - 1);
  const [news, setNews] = useState({ points: 0, fault: "" });
  const [picked, setPicked] = useState("");
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    try {
      if (!canvas.current) return;
      const made = new CloudScene(
        canvas.current,
        index,
        cloudPath(site.id),
        theme,
        (told) => setNews({ fault: "", ...told }),
      );
      made.mark = (project) => moveMarks(labels.current, project);
      scene.current = made;
      return () => made.finish();
    } catch {
      // A browser without WebGL: the patches stand in the list all the same.
      setFailed(true);
    }
  }, [index, theme]);
  useEffect(() => scene.current?.showEpoch(epoch), [epoch, theme]);
  // Marks that came or changed find their place with the next frame.
  useEffect(() => scene.current?.wake(), [held]);
  const fly = (/** @type {any} */ patch) => {
    setPicked(patch.id);
    scene.current?.flyTo(patch.center, Math.sqrt(patch.areaM2 / Math.PI));
  };
  useEffect(() => {
    scene.current?.turn(touring);
    if (touring && index.patches.length > 0) fly(index.patches[0]);
  }, [touring]);
  return html`<div class="cloud">
    <div class="cloud-picture">
      ${
    failed ? html`<p class="nothing">${t("cloud.failed")}</p>` : html`
      <canvas ref=${canvas} class="cloud-canvas" tabindex="0" role="img" data-points=${news.points} aria-label=${t(
        "cloud.label",
        { name: say(site.name), patches: index.patches.length, points: count(index.pointCount) },
      )}
        aria-describedby="cloud-keys"></canvas>
      <div class="cloud-marks" ref=${labels} aria-hidden="true">${held.told &&
        html`<${MarkButtons} site=${site} marks=${held.told} />`}</div>
    `
  }
      <${Scale} index=${index} epoch=${epoch} theme=${theme} />
    </div>
    <p id="cloud-keys" class="cloud-keys">${t("cloud.keys")}</p>
    ${news.fault && html`<p class="cloud-fault" role="status">${t("cloud.fault", { reason: news.fault })}</p>`}
    <${MarkWords} marks=${held.told} fault=${held.fault} onLook=${(/** @type {any} */ camera) =>
    scene.current?.lookFrom(camera.place, camera.looks)} />
    <${Epochs} index=${index} epoch=${epoch} onPick=${setEpoch} />
    <${Patches} index=${index} theme=${theme} picked=${picked} onPick=${fly} />
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

/** @param {{ index: any, epoch: number, theme: string }} props */
function Scale({ index, epoch, theme }) {
  const end = scaleEnd(index.patches), level = index.epochs[epoch].levelMm;
  return html`
    <div class="cloud-scale">
      <b>${t("cloud.scale")}</b>
      <span class="cloud-gradient" style=${{ background: gradient(theme) }} aria-hidden="true"></span>
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

/** @param {{ index: any, theme: string, picked: string, onPick: (patch: any) => void }} props */
function Patches({ index, theme, picked, onPick }) {
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
        <i class="cloud-swatch" style=${{ background: `rgb(${colourOf(one.medianMm, end, theme).join(" ")})` }}></i>
        <b>${one.id}</b><span>${one.medianMm > 0 ? "+" : ""}${one.medianMm.toFixed(1)} mm</span><span>${
        one.areaM2.toFixed(1)
      } m²</span>
        <span>${t("cloud.confidence", { percent: Math.round(one.confidence * 100) })}</span></button></li>`
    )
  }</ul></section>`;
}
