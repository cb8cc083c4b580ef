// @ts-check
// The five classes of fire danger as colour, shape and word, and figures as the pages of fires write them.

/** @type {Record<number, { sign: string, css: string, ink: string }>} */
const CLASSES = {
  1: { sign: "○", css: "danger-1", ink: "team" },
  2: { sign: "●", css: "danger-2", ink: "grade-4" },
  3: { sign: "■", css: "danger-3", ink: "grade-3" },
  4: { sign: "◆", css: "danger-4", ink: "grade-2" },
  5: { sign: "▲", css: "danger-5", ink: "grade-1" },
};

/** An unknown class has a sign of its own: it must not look like a low one. @param {number | null | undefined} danger */
export function dangerSign(danger) {
  return CLASSES[danger ?? 0] ?? { sign: "?", css: "danger-0", ink: "grade-0" };
}

/** Today's row of a forest. @param {any} forest */
export function today(forest) {
  const days = forest.danger?.days ?? [];
  return days[days.length - 1] ?? null;
}

/** The class of a forest on a day: today's where none is named; nothing where that day is not forecast. @param {any} forest @param {string} [day] */
export function dangerOn(forest, day) {
  if (!day) return today(forest)?.dangerClass ?? 0;
  return (forest.danger?.coming ?? []).find((/** @type {any} */ one) => one.date === day)?.dangerClass ?? 0;
}

/** The days that any forest has a forecast for, in order. @param {any[]} forests @returns {string[]} */
export function comingDays(forests) {
  const days = forests.flatMap((one) => one.danger?.coming ?? []).map((one) => one.date);
  return [...new Set(days)].sort();
}

/** Two figures that count: `0.0036`, `0.20`, `2.7`, `137`. @param {number | null | undefined} value */
export function area(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "—";
  if (value === 0) return "0";
  if (value >= 100) return String(Math.round(value));
  if (value >= 1) return value.toFixed(1);
  return value >= 0.1 ? value.toFixed(2) : value >= 0.01 ? value.toFixed(3) : value.toFixed(4);
}

/** A crew's line: what the answer means, as sign and colour. @type {Record<string, { sign: string, css: string }>} */
const VERDICTS = {
  holds: { sign: "●", css: "verdict-holds" },
  tooHot: { sign: "▲", css: "verdict-tooHot" },
  late: { sign: "◆", css: "verdict-late" },
  notReached: { sign: "○", css: "verdict-notReached" },
};

/** @param {string} verdict */
export function verdictSign(verdict) {
  return VERDICTS[verdict] ?? { sign: "?", css: "verdict-notReached" };
}

/** Points typed as `29.83, 106.39`, one a line; null where a line is none. @param {string} text @returns {{ latitude: number, longitude: number }[] | null} */
export function pointsOf(text) {
  const rows = text.split(/[\n;；]+/).map((row) => row.trim()).filter(Boolean);
  const points = [];
  for (const row of rows) {
    const parts = row.split(/[,，\s]+/).map(Number);
    if (parts.length !== 2 || !parts.every(Number.isFinite)) return null;
    const [latitude, longitude] = parts;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
    points.push({ latitude, longitude });
  }
  return points;
}

/** @param {{ latitude: number, longitude: number }[]} points */
export function pointsText(points) {
  return points.map((point) => `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`).join("\n");
}
