// @ts-check
// Which township a point belongs to, in words, asked once the typing has stopped.

import { useEffect, useState } from "../view.js";
import { ask } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { t } from "../i18n/words.js";
import { centerName } from "../signs/places.js";

const TYPING_MILLISECONDS = 300;

/** @param {string} text a number of degrees, or nothing usable */
function degrees(text) {
  return text.trim() === "" ? NaN : Number(text);
}

/** @typedef {{ words: string, failed: boolean }} Where */

/** @param {any} found what the server knows about the point */
function wordsFor(found) {
  const words = t("reportform.place.found", {
    township: centerName(found.township),
    district: centerName(found.district),
  });
  return found.approximate ? `${words} · ${t("rail.approximate")}` : words;
}

/** @param {string} latitude @param {string} longitude @returns {Where} */
export function useWhere(latitude, longitude) {
  const [where, setWhere] = useState(/** @type {Where} */ ({ words: "", failed: false }));
  const lat = degrees(latitude), lon = degrees(longitude);
  useEffect(() => {
    if (Number.isNaN(lat) || Number.isNaN(lon)) return setWhere({ words: "", failed: false });
    let stale = false;
    setWhere({ words: t("reportform.place.asking"), failed: false });
    const timer = setTimeout(() => {
      ask("GET", `/api/where?lat=${lat}&lon=${lon}`).then(
        (found) => !stale && setWhere({ words: wordsFor(found), failed: false }),
        (fault) => !stale && setWhere({ words: reasonOf(fault), failed: true }),
      );
    }, TYPING_MILLISECONDS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [latitude, longitude]);
  return where;
}
