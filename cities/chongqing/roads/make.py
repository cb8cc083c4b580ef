#!/usr/bin/env python3
"""Makes the demonstration's road network, always the same one, until a city imports its own: no road of it exists.

    python3 cities/chongqing/roads/make.py roads.osm.pbf
    bayu roads import roads.osm.pbf --vehicle fire-engine --attribution "合成路网，仅供演示 / Synthetic roads, for demonstration" --out cities/chongqing/roads.graph

Every township point is joined to its nearest ones by a winding road, wide where both lie in the built-up core;
those of the core have four lanes of their own around them.
Beibei and the forest of Jinyun have streets and mountain roads by hand, with a loop that goes one way round.
"""

import csv
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "tools"))

from osm_pbf import pbf  # noqa: E402

NEIGHBOURS, LANES, LANE_METRES = 3, 4, 3_500
CORE = {"500103", "500104", "500105", "500106", "500107", "500108", "500109", "500112", "500113"}
NORTH = 110_880.0


class Map:
    def __init__(self):
        self.nodes, self.ways, self.known = {}, {}, {}

    def node(self, longitude, latitude):
        key = (round(longitude, 6), round(latitude, 6))
        if key not in self.known:
            self.known[key] = len(self.nodes) + 1
            self.nodes[self.known[key]] = (*key, {})
        return self.known[key]

    def way(self, places, **tags):
        self.ways[len(self.ways) + 1] = ([self.node(*place) for place in places], {key.replace("_", ":"): value for key, value in tags.items()})


def east_metres(latitude):
    return NORTH * math.cos(math.radians(latitude))


def apart(a, b):
    return math.hypot((a[0] - b[0]) * east_metres((a[1] + b[1]) / 2), (a[1] - b[1]) * NORTH)


def winding(a, b, number):
    """A road between two places that swings out to one side, more on long ways."""
    side = (0.06 + 0.05 * ((number * 7_919) % 10) / 10) * (1 if number % 2 else -1)
    places = [a]
    for part in (0.25, 0.5, 0.75):
        swing = side * math.sin(math.pi * part)
        places.append((a[0] + (b[0] - a[0]) * part - (b[1] - a[1]) * swing, a[1] + (b[1] - a[1]) * part + (b[0] - a[0]) * swing))
    return [*places, b]


def townships():
    with open(HERE.parent / "network.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return [(row["code"], row["parent"], (float(row["longitude"]), float(row["latitude"]))) for row in rows if row["level"] == "township"]


def join(roads, points):
    """Each to its nearest ones, and then whatever is still apart to the nearest place of the rest."""
    pairs, group = set(), {code: code for code, _, _ in points}

    def root(code):
        while group[code] != code:
            code = group[code]
        return code

    for code, _, place in points:
        for other, _, there in sorted(points, key=lambda one: apart(place, one[2]))[1 : NEIGHBOURS + 1]:
            pairs.add((min(code, other), max(code, other)))
            group[root(code)] = root(other)
    where = {code: place for code, _, place in points}
    while len({root(code) for code in where}) > 1:
        first = root(points[0][0])
        inside = [code for code in where if root(code) == first]
        outside = [code for code in where if root(code) != first]
        a, b = min(((one, two) for one in inside for two in outside), key=lambda pair: apart(where[pair[0]], where[pair[1]]))
        pairs.add((min(a, b), max(a, b)))
        group[root(a)] = root(b)
    district = {code: parent for code, parent, _ in points}
    for number, (a, b) in enumerate(sorted(pairs)):
        isCore = district[a] in CORE and district[b] in CORE
        kind = "primary" if isCore else "secondary" if apart(where[a], where[b]) < 9_000 else "tertiary"
        roads.way(winding(where[a], where[b], number), highway=kind, **({"maxspeed": "60"} if isCore else {}))


def lanes(roads, place, number):
    """Four lanes out of a township, the first part of each a street."""
    for lane in range(LANES):
        angle = math.radians(90 * lane + number % 90)
        ends = [place]
        for metres in (LANE_METRES / 3, LANE_METRES):
            bend = angle + 0.25 * math.sin(number + lane + metres)
            ends.append((place[0] + metres * math.sin(bend) / east_metres(place[1]), place[1] + metres * math.cos(bend) / NORTH))
        roads.way(ends[:2], highway="residential")
        roads.way(ends[1:], highway="unclassified")


def jinyun(roads):
    """The roads of the forest: up from the hot spring, over the saddle to Chengjiang, along the ridge, and a fire track."""
    spring, station, gate = (106.41935, 29.83366), (106.4033, 29.8361), (106.3962, 29.8296)
    saddle, temple, north = (106.3876, 29.8365), (106.3838, 29.8392), (106.3790, 29.8515)
    chengjiang, tower, west = (106.3855, 29.8712), (106.3770, 29.8105), (106.3605, 29.8330)
    roads.way([spring, (106.4150, 29.8371), (106.4094, 29.8350), station], highway="secondary")
    roads.way([station, (106.4001, 29.8340), (106.3988, 29.8312), gate], highway="tertiary")
    roads.way([gate, (106.3935, 29.8312), (106.3921, 29.8338), (106.3899, 29.8331), (106.3893, 29.8354), saddle], highway="unclassified", maxspeed="40")
    roads.way([saddle, (106.3852, 29.8379), temple, (106.3819, 29.8431), (106.3797, 29.8470), north], highway="unclassified")
    roads.way([north, (106.3802, 29.8590), (106.3838, 29.8652), chengjiang], highway="tertiary")
    roads.way([saddle, (106.3851, 29.8330), (106.3829, 29.8262), (106.3790, 29.8180), tower], highway="track", tracktype="grade2")
    roads.way([north, (106.3712, 29.8462), (106.3650, 29.8390), west], highway="track", tracktype="grade3")
    roads.way([gate, (106.3972, 29.8260), (106.3990, 29.8200), (106.4040, 29.8150)], highway="unclassified")
    # The loop before the gate goes one way round.
    roads.way([gate, (106.3967, 29.8288), (106.3957, 29.8289), gate], highway="service", oneway="yes")
    for metres in range(-2, 3):
        step = metres * 0.0035
        roads.way([(spring[0] - 0.007, spring[1] + step), (spring[0], spring[1] + step), (spring[0] + 0.007, spring[1] + step)], highway="residential")
        roads.way([(spring[0] + step, spring[1] - 0.007), (spring[0] + step, spring[1]), (spring[0] + step, spring[1] + 0.007)], highway="residential")
    return spring, chengjiang


def main(out):
    roads, points = Map(), townships()
    join(roads, points)
    for number, (_, district, place) in enumerate(points):
        if district in CORE:
            lanes(roads, place, number)
    for number, end in enumerate(jinyun(roads)):
        _, _, nearest = min(points, key=lambda one: apart(end, one[2]))
        if nearest != end:
            roads.way(winding(end, nearest, number), highway="secondary")
    pathlib.Path(out).write_bytes(pbf(roads.nodes, roads.ways))


if __name__ == "__main__":
    main(sys.argv[1])
