// @ts-check
// Which key means what. Letters work only outside text fields and without Ctrl, Alt or Meta.

export const SCREENS = ["board", "map", "incidents", "wall", "notices", "field", "admin"];

/** @type {Record<string, string>} */
const KEYS = {
  j: "next",
  k: "previous",
  ArrowDown: "next",
  ArrowUp: "previous",
  Enter: "open",
  Escape: "back",
  m: "map",
  "/": "search",
  "?": "help",
  "[": "timelineBack",
  "]": "timelineOn",
  l: "language",
  t: "theme",
  s: "sound",
  p: "report",
};

/** Keys that ask for a command on the selected matter, wherever it is offered. */
const COMMAND_KEYS = new Set(["a", "v", "x", "d", "e", "c", "u", "n", "g"]);

/**
 * @param {{ key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean }} event
 * @returns {{ act: string, value?: string } | null}
 */
export function meaningOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (/^[1-9]$/.test(key)) {
    const screen = SCREENS[Number(key) - 1];
    return screen ? { act: "screen", value: screen } : null;
  }
  if (COMMAND_KEYS.has(key)) return { act: "command", value: key.toUpperCase() };
  return KEYS[key] ? { act: KEYS[key] } : null;
}
