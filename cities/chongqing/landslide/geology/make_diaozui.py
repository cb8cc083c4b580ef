#!/usr/bin/env python3
"""Writes the files of two versions of the synthetic layer model of the demonstration. Seeded: the same bytes every time.

    python3 make_diaozui.py OUT     writes OUT/1 and OUT/2; then, from the root of the repository and in this order,
    bayu geology import diaozui OUT/1/* --synthetic --at 2026-04-01T08:00:00Z --author "Synthetic: demonstration" \\
        --note "Synthetic: first model from three boreholes"
    bayu geology import diaozui OUT/2/* --synthetic --at 2026-07-01T08:00:00Z --author "Synthetic: demonstration" \\
        --note "Synthetic: two boreholes more; the weak layer lies deeper in the east"

No ground is known to look like this: a block of limestone over a thin weak layer and shale, with soil on the top, in the frame of the synthetic cloud
(x along the wall, y into the rock, z up). Where the wall stands, the layers end.
"""
import math
import pathlib
import random
import sys

STEP, X, Y = 4.0, (-60.0, 60.0), (-4.0, 56.0)
LAYERS = [("soil", "残坡积土", "Slope soil"), ("limestone", "灰岩", "Limestone"), ("weak", "软弱夹层", "Weak layer"), ("shale", "页岩", "Shale")]
HOLES = {1: [("ZK1", -34, 14), ("ZK2", 2, 20), ("ZK3", 36, 12)], 2: [("ZK4", 20, 30), ("ZK5", 44, 34)]}


def top(layer, x, y, version):
    """Metres; the layers dip out of the wall, which is what makes a block slide."""
    ground = 58 + 0.12 * y + 1.5 * math.sin(x / 23)
    deeper = 2.4 / (1 + math.exp(-(x - 18) / 7)) if version == 2 else 0
    weak = 21 + 0.16 * y + 1.2 * math.sin(x / 31) - deeper
    limestone = ground - 2.2 - 0.6 * math.sin(x / 11 + y / 17)
    return {"soil": ground, "limestone": limestone, "weak": weak, "shale": weak - 1.4 - 0.3 * math.cos(x / 19)}[layer]


def grid(layer, version):
    columns, rows = (int((high - low) / STEP) + 1 for low, high in (X, Y))
    head = f"ncols {columns}\nnrows {rows}\nxllcenter {X[0]}\nyllcenter {Y[0]}\ncellsize {STEP}\nNODATA_value -9999\n"
    lines = [" ".join(f"{top(layer, X[0] + STEP * c, Y[0] + STEP * r, version):.2f}" for c in range(columns)) for r in reversed(range(rows))]
    return head + "\n".join(lines) + "\n"


def holes(version, chance):
    lines = ["borehole,x,y,z,from,to,layer"]
    for name, x, y in [hole for number in range(1, version + 1) for hole in HOLES[number]]:
        collar = top("soil", x, y, 2)
        # What a hole meets is what is there: the truth is that of the second version, met to a decimetre or two.
        depths = [0.0] + [round(collar - top(layer, x, y, 2) + chance.uniform(-0.2, 0.2), 1) for layer, _, _ in LAYERS[1:]]
        depths.append(round(depths[-1] + 6, 1))
        lines += [f"{name},{x},{y},{collar:.2f},{a},{b},{layer}" for a, b, (layer, _, _) in zip(depths, depths[1:], LAYERS)]
    return "\n".join(lines) + "\n"


def main():
    for version in (1, 2):
        folder = pathlib.Path(sys.argv[1]) / str(version)
        folder.mkdir(parents=True, exist_ok=True)
        for layer, _, _ in LAYERS:
            (folder / f"{layer}.asc").write_text(grid(layer, version))
        (folder / "layers.csv").write_text("layer,name_zh,name_en\n" + "".join(f"{one},{zh},{en}\n" for one, zh, en in LAYERS))
        (folder / "boreholes.csv").write_text("# Synthetic: no such holes were drilled.\n" + holes(version, random.Random(28)))


if __name__ == "__main__":
    main()
