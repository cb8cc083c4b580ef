// @ts-check
// How the regular look for hot spots of satellites goes: nothing while it works or none is set up, and why where it fails.

import { html, useEffect, useState } from "../view.js";
import { ask } from "../live/api.js";
import { dateTime, say, t } from "../i18n/words.js";

/** Hot spots come hours late; a minute is soon enough to say that none come. */
const AGAIN_MILLISECONDS = 60_000;

export function HotSpotFeed() {
  const [feed, setFeed] = useState(/** @type {any} */ (null));
  useEffect(() => {
    // swallowed because a role that may not look has nothing to be told
    const look = () => void ask("GET", "/api/detections/feed").then(setFeed, () => undefined);
    look();
    const timer = setInterval(look, AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  if (feed?.state !== "failing") return null;
  return html`<p class="note note-hot" data-hot-spots="failing">${
    t("fires.hotSpots.failing", {
      host: feed.host,
      since: dateTime(feed.since),
    })
  } ${say(feed.why)}${
    feed.lastGood && html`
      · ${t("fires.hotSpots.last", { at: dateTime(feed.lastGood) })}
    `
  }</p>`;
}
