#!/usr/bin/env python3
"""Makes the ground of the demonstration's forests, always the same one. Everything is made up but the rough lie of the ridges.

    python3 cities/chongqing/wildfire/make.py

Writes jinyun/ and nanshan/: landscape.json and rasters as .npy, row 0 in the south, cells of 30 m. Heights are a ridge with spurs and gullies; what
grows follows height, slope and a pattern of patches: masson pine (303) and bamboo (301) with fern (302) where it was cut, grass (102) at the foot,
fields (93) in the valleys, houses (91) beside them, the river (98).
"""

import json
import math
import pathlib
import struct

HERE = pathlib.Path(__file__).resolve().parent
CELL = 30.0
METRES_NORTH, METRES_EAST = 110_880.0, 96_560.0


def noise(seed, x, y):
    """A number from 0 to 1 for a place of a lattice, the same on every machine."""
    value = (x * 374_761_393 + y * 668_265_263 + seed * 2_147_483_647) & 0xFFFFFFFF
    value = ((value ^ (value >> 13)) * 1_274_126_177) & 0xFFFFFFFF
    return ((value ^ (value >> 16)) & 0xFFFFFFFF) / 0xFFFFFFFF


def smooth(seed, x, y):
    """Noise between the places of the lattice."""
    left, low = math.floor(x), math.floor(y)
    part, lift = x - left, y - low
    part, lift = part * part * (3 - 2 * part), lift * lift * (3 - 2 * lift)
    bottom = noise(seed, left, low) * (1 - part) + noise(seed, left + 1, low) * part
    top = noise(seed, left, low + 1) * (1 - part) + noise(seed, left + 1, low + 1) * part
    return bottom * (1 - lift) + top * lift


def waves(seed, x, y, turns):
    return sum(smooth(seed + turn, x * 2**turn, y * 2**turn) / 2**turn for turn in range(turns)) / (2 - 2 ** (1 - turns))


class Forest:
    def __init__(self, name, middle, columns, rows, foot, rise, azimuth, half_width, river_east, seed):
        self.name, self.columns, self.rows, self.seed = name, columns, rows, seed
        self.latitude, self.longitude = middle
        self.foot, self.rise, self.azimuth, self.half_width, self.river_east = foot, rise, math.radians(azimuth), half_width, river_east

    def place(self, column, row):
        """Metres east and north of the middle."""
        return (column + 0.5 - self.columns / 2) * CELL, (row + 0.5 - self.rows / 2) * CELL

    def height(self, column, row):
        east, north = self.place(column, row)
        off = east * math.cos(self.azimuth) - north * math.sin(self.azimuth)
        along = east * math.sin(self.azimuth) + north * math.cos(self.azimuth)
        crest = self.rise * (0.75 + 0.35 * smooth(self.seed + 40, along / 1_900, 0.5))
        ridge = crest * math.exp(-((off / self.half_width) ** 2))
        spurs = 130 * (waves(self.seed, east / 900, north / 900, 4) - 0.5) * (0.35 + math.exp(-((off / (1.6 * self.half_width)) ** 2)))
        river = 70 * math.exp(-(((east - self.river_east - 250 * math.sin(north / 1_800)) / 320) ** 2))
        return self.foot + ridge + spurs - river

    def is_river(self, column, row):
        east, north = self.place(column, row)
        return abs(east - self.river_east - 250 * math.sin(north / 1_800)) < 130

    def fuel(self, column, row, height, steep):
        if self.is_river(column, row):
            return 98
        patch = waves(self.seed + 70, column / 14, row / 14, 3)
        low = height - self.foot
        if low < 28 and steep < 0.12:
            return 91 if patch > 0.52 else 93
        if low < 70:
            return 102 if patch > 0.5 else 93
        if patch < 0.4:
            return 301
        return 302 if patch > 0.62 else 303

    def rasters(self):
        heights = [[self.height(column, row) for column in range(self.columns)] for row in range(self.rows)]
        fuels = []
        for row in range(self.rows):
            line = []
            for column in range(self.columns):
                east = heights[row][min(column + 1, self.columns - 1)] - heights[row][max(column - 1, 0)]
                north = heights[min(row + 1, self.rows - 1)][column] - heights[max(row - 1, 0)][column]
                line.append(self.fuel(column, row, heights[row][column], math.hypot(east, north) / (2 * CELL)))
            fuels.append(line)
        return heights, fuels

    def corners(self):
        half_east, half_north = self.columns * CELL / 2 / METRES_EAST, self.rows * CELL / 2 / METRES_NORTH
        west, east = round(self.longitude - half_east, 6), round(self.longitude + half_east, 6)
        south, north = round(self.latitude - half_north, 6), round(self.latitude + half_north, 6)
        return [[west, south], [east, south], [east, north], [west, north]]

    def write(self):
        folder = HERE / self.name
        folder.mkdir(exist_ok=True)
        heights, fuels = self.rasters()
        save(folder / "elevation.npy", "<i2", "h", [[round(value) for value in line] for line in heights])
        save(folder / "fuel_model.npy", "<i2", "h", fuels)
        # Cover as a fraction, heights of crowns and of their lower edge in metres, needles and twigs in kg/m³.
        canopies = {"canopy_cover": (0.65, 0.8), "canopy_height": (14, 12), "canopy_base_height": (3.5, 5), "canopy_bulk_density": (0.11, 0.05)}
        for layer, (pine, bamboo) in canopies.items():
            save(folder / f"{layer}.npy", "<f4", "f", [[{303: pine, 301: bamboo}.get(code, 0) for code in line] for line in fuels])
        description = {
            "cell_size_m": CELL,
            "corners": self.corners(),
            "first_row": "south",
            "wind": "terrain",
            "note": "synthetic: made by make.py for the demonstration, no survey of any place",
            "weather": [
                {
                    "wind_speed_10m": 20,
                    "upwind_direction": 315,
                    "fuel_moisture_dead_1hr": 0.07,
                    "fuel_moisture_dead_10hr": 0.08,
                    "fuel_moisture_dead_100hr": 0.09,
                    "fuel_moisture_live_herbaceous": 0.9,
                    "fuel_moisture_live_woody": 1.1,
                    "foliar_moisture": 1.1,
                }
            ],
        }
        (folder / "landscape.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")


def save(path, kind, code, lines):
    """A NumPy array, format 1.0."""
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({len(lines)}, {len(lines[0])}), }}"
    head += " " * ((-len(head) - 11) % 64) + "\n"
    body = b"".join(struct.pack(f"<{len(line)}{code}", *line) for line in lines)
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode() + body)


FORESTS = [
    Forest("jinyun", (29.832, 106.3915), 380, 400, foot=235, rise=560, azimuth=35, half_width=1_700, river_east=4_300, seed=11),
    Forest("nanshan", (29.5550, 106.6250), 160, 190, foot=265, rise=330, azimuth=15, half_width=1_000, river_east=-9_000, seed=23),
]

if __name__ == "__main__":
    for forest in FORESTS:
        forest.write()
