// @ts-check
// A window above the screen: it takes the focus, keeps it, and gives it back.

import { html, useEffect, useRef } from "../view.js";
import { t } from "../i18n/words.js";

/** @param {{ title: unknown, label: string, onClose: () => void, children?: unknown, wide?: boolean }} props */
export function Dialog({ title, label, onClose, children, wide = false }) {
  const place = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const dialog = place.current;
    dialog?.showModal();
    const first = /** @type {HTMLElement | null} */ (dialog?.querySelector("[data-first]") ?? null);
    first?.focus();
    return () => {
      dialog?.close();
      before?.focus?.();
    };
  }, []);
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${place} class=${`dialog ${
    wide ? "dialog-wide" : ""
  }`} aria-label=${label} onCancel=${cancel}>
    <header class="dialog-head">
      <h2>${title}</h2>
      <button type="button" class="dialog-close" onClick=${onClose} aria-label=${t("close")}>×</button>
    </header>
    ${children}
  </dialog>`;
}
