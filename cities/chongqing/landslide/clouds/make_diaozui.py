#!/usr/bin/env python3
"""Writes the synthetic cliff of the demonstration, in the columns of `bayu terrain change`, and its patches. Seeded: the same bytes every time.

    python3 make_diaozui.py OUT     writes OUT/e2.csv, OUT/e3.csv and OUT/patches.json; then
    bayu cloud build OUT/e2.csv OUT/e3.csv --out diaozui --patches OUT/patches.json --epoch 2026-04=2026-04-01 --epoch 2026-07=2026-07-01 --synthetic \
      --anchor 29.879,106.3962,210,315

No real rock looks like this: a bulged wall 120 m wide and 60 m high with three ledges, a patch that came forward by 5 mm, one by 3 mm at the first
epoch already, and a strip behind shrubs where nothing can be told.
"""
import json
import math
import pathlib
import random
import sys

POINTS, SEED = 52_000, 883
PATCHES = [("P1", 22.0, 38.0, 3.2, 2.0, 5.0), ("P2", -31.0, 20.0, 2.2, 0.0, 3.4)]
LEVEL_MM = 2.6


def depth(u, v):
    """How far the wall stands forward at u metres along and v metres up."""
    ledges = sum(1.6 / (1 + math.exp(-(v - at) * 2)) for at in (14, 29, 46))
    return 6 * math.cos(u / 34) + 1.3 * math.sin(u / 5.1) * math.sin(v / 6.3) + 0.4 * math.sin(u * 1.3 + v * 0.7) - ledges - v * 0.08


def normal(u, v, step=0.05):
    du, dv = ((depth(u + a, v + b) - depth(u - a, v - b)) / (2 * step) for a, b in ((step, 0), (0, step)))
    length = math.sqrt(1 + du * du + dv * dv)
    return du / length, -1 / length, -dv / length + 2 * dv / length


def moved(u, v, epoch):
    return sum((first, second)[epoch] for _, pu, pv, radius, first, second in PATCHES if math.hypot(u - pu, v - pv) < radius)


def main():
    chance, out = random.Random(SEED), pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    rows = [[], []]
    for _ in range(POINTS):
        u, v = chance.uniform(-60, 60), chance.uniform(0, 60)
        x, y, z = u, -depth(u, v), v
        hidden = -8 < u + 4 * math.sin(v / 5) < 0 and v < 24
        for epoch in (0, 1):
            change = "nan" if hidden else f"{(moved(u, v, epoch) + chance.gauss(0, 0.9)) / 1000:.5f}"
            level = "nan" if hidden else f"{LEVEL_MM / 1000:.5f}"
            rows[epoch].append(f"{x:.3f},{y:.3f},{z:.3f},{change},{level},{','.join(f'{part:.3f}' for part in normal(u, v))}")
    for name, lines in zip(("e2", "e3"), rows):
        (out / f"{name}.csv").write_text("x,y,z,distance,lod95,nx,ny,nz\n" + "\n".join(lines) + "\n")
    patches = [
        {"id": name, "center": [u, -depth(u, v), v], "areaM2": math.pi * radius**2, "medianMm": second, "confidence": 0.97 if second > 4 else 0.82}
        for name, u, v, radius, _, second in PATCHES
    ]
    (out / "patches.json").write_text(json.dumps(patches))


if __name__ == "__main__":
    main()
