// @ts-check
// A list of the server, fetched when its panel is opened.

import { useEffect, useState } from "../view.js";
import { ask, Problem } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { t } from "../i18n/words.js";

/** Fetches a list once and says what went wrong. @param {string} path @param {(row: any) => any} [whole] */
export function useList(path, whole = (row) => row) {
  const [items, setItems] = useState(/** @type {any[] | null} */ (null));
  const [failure, setFailure] = useState("");
  const load = () => {
    setFailure("");
    ask("GET", path).then((answer) => setItems((answer.items ?? answer).map(whole)), (fault) => {
      setFailure(
        fault instanceof Problem && fault.status === 403
          ? t("admin.forbidden")
          : t("error.loading", { reason: reasonOf(fault) }),
      );
    });
  };
  useEffect(load, [path]);
  return { items, failure, load };
}
