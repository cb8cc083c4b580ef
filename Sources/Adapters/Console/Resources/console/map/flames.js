// @ts-check
// How high flames would be today, over the forests of the map, on demand.

import { dangerOn } from "../fire/danger.js";
import { loadFlames } from "../fire/load.js";
import { lay } from "../fire/overlay.js";
import { banded, FLAME, paint } from "../fire/raster.js";
import { drawOver } from "./canvas.js";

/** Draws how high flames would be today, or at the noon of a day that is forecast, over each forest, until the returned function is called. @param {any[]} forests @param {string} day @returns {Promise<() => void>} */
export async function showFlames(forests, day) {
  const grounds = forests.filter((one) => one.corners && (day === "" || dangerOn(one, day) > 0));
  const shades = await Promise.all(grounds.map(async (forest) => {
    const raster = await loadFlames(forest.id, day);
    const [southWest, southEast, northEast, northWest] = forest.corners;
    return {
      name: `flames-${forest.id}`,
      canvas: document.createElement("canvas"),
      shade: {
        columns: raster.columns,
        rows: raster.rows,
        frame: { southWest, southEast, northEast, northWest },
        pixels: paint(raster, banded(FLAME)),
      },
    };
  }));
  return drawOver({
    quiet: [],
    enter: (map) => shades.forEach(({ name, shade, canvas }) => lay(name, shade, canvas, map)),
    leave: (map) =>
      shades.forEach(({ name }) => {
        if (map.getLayer(name)) map.removeLayer(name);
        if (map.getSource(name)) map.removeSource(name);
      }),
  });
}
