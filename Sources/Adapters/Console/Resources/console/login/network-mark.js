// @ts-check
// The 1 · 41 · 1,031 network as an emblem: numbers of nodes, not places.

import { html } from "../view.js";

const DISTRICTS = 41, TOWNSHIPS = 1031;
/** The golden angle spreads points evenly without a pattern that the eye can count. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

function at(/** @type {number} */ radius, /** @type {number} */ angle) {
  return [300 + radius * Math.cos(angle), 300 + radius * Math.sin(angle)];
}

const dots = Array.from({ length: TOWNSHIPS }, (_, index) => {
  const [x, y] = at(90 + 200 * Math.sqrt((index + 1) / TOWNSHIPS), index * GOLDEN);
  return `M${x.toFixed(1)} ${y.toFixed(1)}h.01`;
}).join("");
const nodes = Array.from(
  { length: DISTRICTS },
  (_, index) => at(118 + (index % 3) * 26, (index / DISTRICTS) * Math.PI * 2),
);

export function NetworkMark() {
  return html`<svg viewBox="0 0 600 600" class="network-mark" aria-hidden="true" focusable="false">
    <path class="mark-links" d=${nodes.map(([x, y]) => `M300 300L${x.toFixed(1)} ${y.toFixed(1)}`).join("")} />
    <path class="mark-dots" d=${dots} />
    ${nodes.map(([x, y]) => html`<circle class="mark-node" cx=${x.toFixed(1)} cy=${y.toFixed(1)} r="5" />`)}
    <path class="mark-hub" d="M300 276 324 300 300 324 276 300Z" />
  </svg>`;
}
