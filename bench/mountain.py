"""A made-up mountain for fires to run over: 12.0 × 11.4 km of ridge, gullies, a mosaic of fuel and a road. Synthetic; the same for the same seed."""

import json
import pathlib

import numpy as np

WIDE, HIGH = 12000.0, 11400.0
IGNITION = (3700.0, 4300.0)
CANOPY = {"canopy_cover": 0.12, "canopy_height": 12.0, "canopy_base_height": 4.0, "canopy_bulk_density": 0.08}
WEATHER = {
    "wind_speed_10m": 30.0, "upwind_direction": 240.0, "fuel_moisture_dead_1hr": 0.05, "fuel_moisture_dead_10hr": 0.06,
    "fuel_moisture_dead_100hr": 0.08, "fuel_moisture_live_herbaceous": 0.60, "fuel_moisture_live_woody": 0.80, "foliar_moisture": 0.90,
}  # fmt: skip


def field(x, y, chance, waves, metres):
    """A smooth field with mean 0 and deviation 1."""
    total = np.zeros_like(x)
    for _ in range(waves):
        east, north = chance.normal(0, 1, 2) / metres
        total += np.sin(2 * np.pi * (east * x + north * y) + chance.uniform(0, 2 * np.pi))
    return total / np.sqrt(waves / 2)


def layers(cell, seed=137):
    columns, rows = round(WIDE / cell), round(HIGH / cell)
    x, y = np.meshgrid((np.arange(columns) + 0.5) * cell, (np.arange(rows) + 0.5) * cell)
    chance = np.random.default_rng(seed)
    across = (x - WIDE / 2) * np.cos(0.44) - (y - HIGH / 2) * np.sin(0.44)
    along = (x - WIDE / 2) * np.sin(0.44) + (y - HIGH / 2) * np.cos(0.44)
    height = 220 + 560 * np.exp(-((across / 1500) ** 2)) * (0.75 + 0.25 * np.cos(along / 2300))
    height += 45 * field(x, y, chance, 30, 2500) * np.exp(-((across / 4200) ** 2))
    north, east = np.gradient(height, cell)
    mosaic = field(x, y, chance, 40, 900)
    fuel = np.full(height.shape, 165)
    for code, where in (
        (188, mosaic > 0.5), (189, mosaic < -0.9), (162, (mosaic > -0.25) & (mosaic < 0.05)), (102, (height < 260) & (mosaic > 0.2)),
        (145, (height < 280) & (mosaic < -0.5)), (91, np.abs(across + 900 + 120 * np.sin(along / 400)) < max(6.0, cell / 2)),
    ):  # fmt: skip
        fuel[where] = code
    return {
        "fuel_model": fuel.astype(np.float32),
        "slope": np.hypot(east, north).astype(np.float32),
        "aspect": ((np.degrees(np.arctan2(-east, -north)) + 360) % 360).astype(np.float32),
    }


def write(folder, cell, rasters, canopy, weather):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, raster in rasters.items():
        np.save(folder / f"{name}.npy", raster)
    (folder / "landscape.json").write_text(json.dumps({"cell_size_m": cell, "first_row": "south", "layers": canopy, "weather": [weather]}))
    return folder


def mountain(folder, cell=30.0):
    return write(folder, cell, layers(cell), CANOPY, WEATHER)


def plain(folder, cell, side, fuel, wind):
    """Level ground of one fuel under a wind from the west."""
    cells = round(side / cell)
    rasters = {"fuel_model": np.full((cells, cells), fuel, np.float32), "slope": np.zeros((cells, cells), np.float32)}
    return write(folder, cell, rasters, {"aspect": 0}, {**WEATHER, "wind_speed_10m": wind, "upwind_direction": 270.0})
