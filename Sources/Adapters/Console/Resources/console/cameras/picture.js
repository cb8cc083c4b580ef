// @ts-check
// One camera's picture on the screen: it bears its time, and what is no longer live does not look live.

import { html, useEffect, useRef, useState } from "../view.js";
import { useSecond } from "../live/desk.js";
import { reasonOf } from "../live/reason.js";
import { clockTime, say, t } from "../i18n/words.js";
import { snapshot, watch } from "./look.js";

/** A live picture that has not changed for this long has stalled: the slowest cameras send one a second. */
const STALL_MILLISECONDS = 3000;

/** The newest picture as an address that this page alone can show; the one before it is let go. */
function useAddress() {
  const [shown, setShown] = useState({ address: "", takenAt: "", at: 0 });
  const held = useRef("");
  const put = (/** @type {string} */ address, /** @type {string} */ takenAt) => {
    if (held.current) URL.revokeObjectURL(held.current);
    held.current = address;
    setShown({ address, takenAt, at: Date.now() });
  };
  useEffect(() => () => URL.revokeObjectURL(held.current), []);
  return {
    ...shown,
    show: (/** @type {import("./look.js").Picture} */ picture) =>
      put(URL.createObjectURL(picture.blob), picture.takenAt),
    clear: () => put("", ""),
  };
}

/**
 * @param {{ camera: any, how: "snapshot" | "live", turn: number, reason: import("./look.js").Reason, onEnd: () => void, children?: any }} props
 */
export function Picture({ camera, how, turn, reason, onEnd, children }) {
  useSecond();
  const { address, takenAt, at, show, clear } = useAddress();
  const [failure, setFailure] = useState("");
  const why = `${reason.incident ?? ""}/${reason.purpose ?? ""}`;
  useEffect(() => {
    let left = false;
    clear();
    setFailure("");
    const fail = (/** @type {unknown} */ fault) => left || setFailure(reasonOf(fault));
    if (how === "live") {
      const stop = watch(camera.id, reason, (picture) => left || show(picture), fail);
      return () => {
        left = true;
        stop();
      };
    }
    snapshot(camera.id, reason).then((picture) => left || show(picture), fail);
    return () => {
      left = true;
    };
  }, [camera.id, how, turn, why]);
  const stalled = how === "live" && address !== "" && !failure && Date.now() - at > STALL_MILLISECONDS;
  const state = failure ? "over" : !address ? "asking" : stalled ? "stalled" : how;
  const since = takenAt || camera.lastPictureAt;
  return html`<figure class=${`camera-picture camera-${state}`} data-camera=${camera.id} data-state=${state}>
    ${
    address
      ? html`<img src=${address} alt=${t("camera.alt", { name: say(camera.name), time: clockTime(takenAt) })} />`
      : !failure && html`<p class="camera-wait">${t("camera.asking")}</p>`
  }
    <figcaption>
      ${
    address &&
    html`<span class=${`chip ${state === "live" ? "chip-good" : state === "snapshot" ? "" : "chip-warn"}`}>${
      t(`camera.state.${state}`)
    }</span><time datetime=${takenAt}>${t("camera.taken", { time: clockTime(takenAt) })}</time>`
  }
      ${camera.synthetic && html`<span class="chip chip-synthetic">${t("synthetic.chip")}</span>`}
      <button type="button" class="button" onClick=${onEnd}>${t("camera.close")}</button>${
    address && !failure && children
  }
    </figcaption>
    ${
    (failure || stalled) &&
    html`<p class="form-failure" role="alert">${
      since ? t("camera.since", { time: clockTime(since) }) : t("camera.never")
    } ${failure}</p>`
  }
  </figure>`;
}
