// @ts-check
// What lies under the pointer, by name: several teams stand at one place, and a sign has no room for words.

/** What tells its name. */
const NAMED = ["drones", "team-groups", "teams", "sites", "townships", "townships-hollow"];
/** More lines than this would cover what one is looking at. */
const LINES_MAX = 9;

/** @param {any} maplibre @param {any} map */
export function tellNames(maplibre, map) {
  const bubble = new maplibre.Popup({ closeButton: false, closeOnClick: false, offset: 12, className: "map-bubble" });
  // The map moves away under a pointer that stays.
  map.on("movestart", () => bubble.remove());
  for (const layer of NAMED) {
    map.on("mousemove", layer, (/** @type {any} */ event) => {
      const names = event.features.flatMap((/** @type {any} */ one) => String(one.properties.name).split("\n"));
      const lines = [...new Set(names)];
      const text = lines.slice(0, LINES_MAX).join("\n") + (lines.length > LINES_MAX ? "\n…" : "");
      bubble.setLngLat(event.lngLat).setText(text).addTo(map);
    });
    map.on("mouseleave", layer, () => bubble.remove());
  }
}
