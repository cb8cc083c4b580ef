// @ts-check
// The address says everything about the picture, so that every state is a link.

/**
 * @typedef {{ screen: string, type: "alert" | "incident" | "site" | null, id: string | null, search: string, filter: string, at: string, layer: string }} Route
 * `at` and `layer` belong to the page of a fire: minutes ahead, and the raster that is shown.
 */

/** @type {Route} */
export const HOME = { screen: "board", type: null, id: null, search: "", filter: "all", at: "", layer: "" };

/** @param {string} hash @returns {Route} */
export function parseRoute(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [screen, type, ...rest] = path.split("/").filter(Boolean).map(decodePart);
  const words = new URLSearchParams(query);
  // A site stands in the address without its type: `#/site/ID`.
  if (screen === "site" && type) return { ...HOME, screen, type: "site", id: [type, ...rest].join("/") };
  // So does a fire, with its time and its layer: `#/fire/ID?at=120&layer=flame`.
  if (screen === "fire" && type) {
    const id = [type, ...rest].join("/");
    return { ...HOME, screen, type: "incident", id, at: words.get("at") ?? "", layer: words.get("layer") ?? "" };
  }
  const known = type === "alert" || type === "incident" ? type : null;
  return {
    screen: screen || HOME.screen,
    type: known,
    id: known && rest.length > 0 ? rest.join("/") : null,
    search: words.get("q") ?? "",
    at: "",
    layer: "",
    filter: words.get("show") ?? "all",
  };
}

function decodePart(/** @type {string} */ part) {
  try {
    return decodeURIComponent(part);
  } catch {
    // A hand-typed percent sign is no reason to lose the page.
    return part;
  }
}

/** @param {Route} route */
export function formatRoute(route) {
  const path = ["#", route.screen];
  if (route.type === "site" && route.id) {
    if (route.screen === "site") path.push(encodeURIComponent(route.id));
  } else if (route.screen === "fire" && route.id) {
    path.push(encodeURIComponent(route.id));
  } else if (route.type && route.id) path.push(route.type, encodeURIComponent(route.id));
  const words = new URLSearchParams();
  if (route.screen === "fire") {
    if (route.at) words.set("at", route.at);
    if (route.layer) words.set("layer", route.layer);
    return path.join("/") + (words.size > 0 ? `?${words}` : "");
  }
  if (route.search) words.set("q", route.search);
  if (route.filter !== "all") words.set("show", route.filter);
  const query = words.toString();
  return path.join("/") + (query ? `?${query}` : "");
}
