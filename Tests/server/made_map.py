"""Small maps for tests; every one is made up."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))

from osm_pbf import pbf  # noqa: E402, F401  the tests take it from here


def town(side=12, metres=150):
    """Streets in a square grid from 106.5° E 29.5° N, the middle one quicker, and a track that leaves it to the east."""
    step = metres / 111_000
    nodes = {1 + row * side + column: (106.5 + column * step, 29.5 + row * step, {}) for row in range(side) for column in range(side)}
    ways = {}
    for line in range(side):
        kind = {"highway": "primary" if line == side // 2 else "residential"}
        ways[len(ways) + 1] = ([1 + line * side + column for column in range(side)], kind)
        ways[len(ways) + 1] = ([1 + row * side + line for row in range(side)], kind)
    nodes[side * side + 1] = (106.5 + (side + 4) * step, 29.5, {})
    ways[len(ways) + 1] = ([side, side * side + 1], {"highway": "track"})
    return nodes, ways
