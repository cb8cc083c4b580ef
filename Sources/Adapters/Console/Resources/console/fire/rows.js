// @ts-check
// Rows of figures that do not all fit.

import { html } from "../view.js";
import { t } from "../i18n/words.js";

/** More rows than these are behind a press. */
const ROWS_MAX = 6;

/** Rows that do not all fit: the first, and the others on request. @param {{ rows: unknown[] }} props */
export function Some({ rows }) {
  if (rows.length <= ROWS_MAX) return html`<ul class="fire-rows">${rows}</ul>`;
  return html`
    <ul class="fire-rows">${rows.slice(0, ROWS_MAX)}</ul>
    <details class="fire-more">
      <summary>${t("fire.more", { count: rows.length - ROWS_MAX })}</summary>
      <ul class="fire-rows">${rows.slice(ROWS_MAX)}</ul>
    </details>
  `;
}
