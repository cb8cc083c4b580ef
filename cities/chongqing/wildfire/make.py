#!/usr/bin/env python3
"""Makes the forests of the demonstration, always the same ones: ground, fuels and crowns as landscape folders.

    python3 cities/chongqing/wildfire/make.py [OUT]

Nothing in them was surveyed. Jinyun's ridge runs from south-west to north-east as the real one does; heights, forests and fields are made up.
"""

import json
import math
import pathlib
import sys

from ground import Noise, npy, to_line, to_metres

HERE = pathlib.Path(__file__).resolve().parent
CELL = 30
URBAN, FARM, WATER, BAMBOO, FERN, PINE, BROADLEAF = 91, 93, 98, 301, 302, 303, 186

FORESTS = {
    "jinyun": {
        "name": {"zh": "缙云山林区（合成）", "en": "Jinyun forest area (synthetic)"},
        "seed": 4101, "columns": 380, "rows": 400, "middle": (106.385, 29.840),
        "ridge": [(106.318, 29.776), (106.352, 29.812), (106.375, 29.840), (106.398, 29.851), (106.416, 29.862)],
        "river": [(106.345, 29.905), (106.372, 29.8925), (106.402, 29.8905), (106.421, 29.872), (106.434, 29.852), (106.447, 29.8405), (106.456, 29.815)],
        "foot": 230, "top": 660, "width": 2350,
        "towns": [(106.38467, 29.87194, 450), (106.41935, 29.83366, 700), (106.44042, 29.8306, 1300), (106.3688, 29.784, 600), (106.34, 29.882, 350)],
    },
    "simian": {
        "name": {"zh": "四面山林区（合成）", "en": "Simian forest area (synthetic)"},
        "seed": 4102, "columns": 200, "rows": 200, "middle": (106.400, 28.630),
        "ridge": [(106.365, 28.600), (106.390, 28.622), (106.405, 28.640), (106.430, 28.662)],
        "river": [(106.366, 28.662), (106.372, 28.640), (106.366, 28.615), (106.360, 28.598)],
        "foot": 820, "top": 460, "width": 1500,
        "towns": [(106.407, 28.65551, 400)],
    },
}


class Forest:
    def __init__(self, spec):
        self.spec = spec
        self.columns, self.rows = spec["columns"], spec["rows"]
        x, y = to_metres(*spec["middle"])
        # On whole cells, so that other rasters of the zone lie on the same grid.
        self.x = round((x - self.columns * CELL / 2) / CELL) * CELL
        self.y = round((y - self.rows * CELL / 2) / CELL) * CELL
        self.ridge, self.river = ([to_metres(*place) for place in spec[name]] for name in ("ridge", "river"))
        self.towns = [(*to_metres(longitude, latitude), radius) for longitude, latitude, radius in spec["towns"]]
        seed = spec["seed"]
        self.hills, self.spurs = Noise(seed, 1800, 5), Noise(seed + 1, 900, 3)
        self.patches, self.fields, self.crowns = Noise(seed + 2, 1400, 4), Noise(seed + 3, 500, 3), Noise(seed + 4, 400, 3)

    def height(self, x, y):
        spec = self.spec
        off, along = to_line(x, y, self.ridge)
        crest = spec["top"] * (0.86 + 0.14 * math.sin(2.3 * along + 0.6)) * math.exp(-((off / spec["width"]) ** 2))
        rough = 0.35 + 0.65 * math.exp(-((off / (1.6 * spec["width"])) ** 2))
        high = spec["foot"] + crest + rough * (60 * self.hills(x, y) + 34 * self.spurs(x, y)) + 12
        to_river, _ = to_line(x, y, self.river)
        bed, bank = spec["foot"] - 55, min(1, max(0, (to_river - 140) / 900))
        return bed + (high - bed) * bank * bank * (3 - 2 * bank)

    def fuel(self, x, y, height):
        if to_line(x, y, self.river)[0] < 140:
            return WATER
        rough = 250 * self.fields(x, y)
        if any(math.hypot(x - east, y - north) < radius + rough for east, north, radius in self.towns):
            return URBAN
        share, patch = (height - self.spec["foot"]) / self.spec["top"], self.patches(x, y)
        if share < 0.07 + 0.08 * self.fields(x, y):
            return FARM
        if patch < -0.38:
            return BAMBOO
        if patch > 0.52:
            return FERN
        return BROADLEAF if share < 0.45 and patch < 0.02 else PINE

    def crown(self, x, y, fuel):
        """Cover in per cent, height and height of the lowest branches in decimetres, bulk density in hundredths of kg/m³."""
        wave = self.crowns(x, y)
        cover, high, base, density = {
            PINE: (62, 140, 45, 11), BAMBOO: (80, 110, 60, 6), BROADLEAF: (82, 150, 60, 7), FERN: (16, 70, 15, 4),
        }.get(fuel, (0, 0, 0, 0))
        return (
            min(95, max(0, round(cover * (1 + 0.25 * wave)))), round(high * (1 + 0.2 * wave)), round(base * (1 + 0.15 * wave)), density,
        )


# A dry south-westerly afternoon, for runs that bring no weather of their own.
WEATHER = {
    "wind_speed_10m": 18, "upwind_direction": 225, "fuel_moisture_dead_1hr": 0.07, "fuel_moisture_dead_10hr": 0.08, "fuel_moisture_dead_100hr": 0.1,
    "fuel_moisture_live_herbaceous": 0.7, "fuel_moisture_live_woody": 0.9, "foliar_moisture": 1.0,
}


def write(name, spec, out):
    forest, folder = Forest(spec), out / name
    folder.mkdir(parents=True, exist_ok=True)
    layers = {key: [] for key in ("elevation", "fuel_model", "canopy_cover", "canopy_height", "canopy_base_height", "canopy_bulk_density")}
    for row in reversed(range(forest.rows)):
        y = forest.y + (row + 0.5) * CELL
        for column in range(forest.columns):
            x = forest.x + (column + 0.5) * CELL
            height = forest.height(x, y)
            fuel = forest.fuel(x, y, height)
            for layer, value in zip(layers.values(), (round(height * 10), fuel, *forest.crown(x, y, fuel))):
                layer.append(value)
    for layer, values in layers.items():
        npy(folder / f"{layer}.npy", forest.rows, forest.columns, values, "<i2" if layer in ("elevation", "fuel_model") else "|u1")
    scales = {"elevation": 0.1, "canopy_cover": 0.01, "canopy_height": 0.1, "canopy_base_height": 0.1, "canopy_bulk_density": 0.01}
    description = {
        "synthetic": True, "name": spec["name"], "cell_size_m": CELL, "first_row": "north", "crs": "EPSG:32648", "origin": [forest.x, forest.y],
        "made": "2026-11-27", "sources": [{"layer": "all", "from": "made up by cities/chongqing/wildfire/make.py; nothing was surveyed"}],
        "layers": {"fuel_model": "fuel_model.npy", **{layer: {"file": f"{layer}.npy", "scale": scale} for layer, scale in scales.items()}},
        "weather": [WEATHER],
    }
    (folder / "landscape.json").write_text(json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    fuels = layers["fuel_model"]
    print(name, {code: round(fuels.count(code) * CELL * CELL / 1e6, 1) for code in sorted(set(fuels))}, "km²", min(layers["elevation"]) / 10, max(layers["elevation"]) / 10, "m")


if __name__ == "__main__":
    for name, spec in FORESTS.items():
        write(name, spec, pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
