// @ts-check
// The rain rounds as the server has them, asked for again when the line speaks of one.

import { ask, freshID } from "../live/api.js";
import { put, useDesk } from "../live/desk.js";
import { reasonOf } from "../live/reason.js";
import { t } from "../i18n/words.js";
import { useEffect, useState } from "../view.js";

/** A patrol grows overdue without an event; half a minute is soon enough to see it. */
const AGAIN_MILLISECONDS = 30_000;

/**
 * The list and the one that is looked at.
 * @param {string | null} chosen
 * @returns {{ rounds: any[] | null, shown: any, error: string, again: () => Promise<void> }}
 */
export function useRainRounds(chosen) {
  const { rainTold } = useDesk();
  const [rounds, setRounds] = useState(/** @type {any[] | null} */ (null));
  const [shown, setShown] = useState(/** @type {any} */ (null));
  const [error, setError] = useState("");
  const again = async () => {
    try {
      const { items } = await ask("GET", "/api/rain-rounds");
      const id = chosen ?? items.find((/** @type {any} */ one) => !one.endedAt)?.id ?? items[0]?.id;
      setShown(id ? await ask("GET", `/api/rain-rounds/${encodeURIComponent(id)}`) : null);
      setRounds(items);
      setError("");
    } catch (fault) {
      setError(reasonOf(fault));
    }
  };
  useEffect(() => {
    void again();
    const timer = setInterval(() => void again(), AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [chosen, rainTold]);
  return { rounds, shown, error, again };
}

/** Begins a round, or gives one a command; says what the server refused. @param {string} path @param {any} body */
export async function sendRain(path, body) {
  try {
    await ask("POST", path, { id: freshID(), ...body });
    put({ said: { tone: "good", text: t("done.sent") } });
    return true;
  } catch (fault) {
    put({ said: { tone: "bad", text: t("error.failed", { reason: reasonOf(fault) }) } });
    return false;
  }
}
