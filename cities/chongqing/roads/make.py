#!/usr/bin/env python3
"""Makes the synthetic roads of the demonstration, always the same ones, as a map that `bayu roads import` reads.

    python3 cities/chongqing/roads/make.py roads.osm.pbf
    bayu roads import roads.osm.pbf --attribution "$(python3 cities/chongqing/roads/make.py --attribution)" --out cities/chongqing/roads.graph

No road in it exists. Townships are joined with their neighbours by winding main roads; Beibei has streets, Jinyun and Simian have roads along the foot,
forest roads to the ridge and paths. It gives a desk something to drive on until the city imports its own map.
"""

import csv
import math
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "wildfire"))
from ground import to_degrees, to_metres  # noqa: E402
from make import FORESTS  # noqa: E402
from pbf import write  # noqa: E402

ATTRIBUTION = "Synthetic roads of the demonstration (cities/chongqing/roads/make.py); none of them exists."
MAIN = {"highway": "secondary", "maxspeed": "60"}
STREET = {"highway": "residential", "maxspeed": "40"}
FOOT_ROAD = {"highway": "tertiary", "maxspeed": "40", "surface": "asphalt"}
FOREST_ROAD = {"highway": "unclassified", "maxspeed": "30", "surface": "concrete", "width": "4.5"}
ACCESS = {"highway": "service"}
PATH = {"highway": "path"}

# Where streets are laid: longitude, latitude, streets each way, metres between them, turn in degrees.
TOWNS = [
    (106.44042, 29.8306, 11, 190, 18), (106.41935, 29.83366, 8, 170, -12), (106.45066, 29.83291, 5, 200, 30), (106.38467, 29.87194, 6, 150, 8),
    (106.3688, 29.77415, 7, 170, 5), (106.47508, 29.74248, 5, 200, 0), (106.407, 28.65551, 5, 130, 20),
]
# Homes of teams, the site, and what else has to be reached by road (teams.yaml, sites.yaml, cameras.yaml).
PLACES = [
    (106.4351, 29.8302), (106.4192, 29.8398), (106.4470, 29.8322), (106.4402, 29.8288), (106.4033, 29.8361), (106.4432, 29.8372), (106.3855, 29.8712),
    (106.3915, 29.8320), (106.3960, 29.8290), (106.3750, 29.8400), (106.3962, 29.8790), (106.5010, 29.6120), (106.5870, 29.5690), (106.5320, 29.5500),
    (106.5300, 29.5800),
]

# Forest roads between places of that list: the station, the trail head and the site under the ridge.
LINKS = [(4, 7), (4, 8), (8, 7), (7, 9)]


class Network:
    def __init__(self):
        self.points, self.ways, self.open = [], [], []
        self.chance = random.Random(4200)

    def add(self, x, y, is_open=True):
        """A point, metres; `is_open` ones may be joined to later."""
        self.points.append((x, y))
        if is_open:
            self.open.append(len(self.points))
        return len(self.points)

    def nearest(self, x, y, besides=()):
        return min((node for node in self.open if node not in besides), key=lambda node: math.dist(self.points[node - 1], (x, y)))

    def way(self, nodes, tags):
        self.ways.append((nodes, tags))

    def winding(self, start, end, tags, bend=0.08, step=1500):
        """From node to node, with points between that leave the straight line a little."""
        (ax, ay), (bx, by) = self.points[start - 1], self.points[end - 1]
        length = math.dist((ax, ay), (bx, by))
        count = min(6, int(length / step))
        nodes = [start]
        for index in range(1, count + 1):
            share, off = index / (count + 1), self.chance.uniform(-bend, bend) * length / (count + 1) * 2
            x, y = ax + (bx - ax) * share - (by - ay) / length * off, ay + (by - ay) * share + (bx - ax) / length * off
            nodes.append(self.add(x, y))
        self.way(nodes + [end], tags)

    def main_roads(self, towns):
        """A spanning tree and each township's two nearest neighbours."""
        nodes = [self.add(*town) for town in towns]
        joined, edges = {0}, set()
        best = {index: (math.dist(towns[0], town), 0) for index, town in enumerate(towns) if index}
        while best:
            index = min(best, key=lambda key: (best[key], key))
            edges.add((min(index, best[index][1]), max(index, best[index][1])))
            del best[index]
            joined.add(index)
            for other in best:
                best[other] = min(best[other], (math.dist(towns[index], towns[other]), index))
        for index, town in enumerate(towns):
            near = sorted((math.dist(town, other), place) for place, other in enumerate(towns) if place != index)[:2]
            edges.update((min(index, place), max(index, place)) for _, place in near)
        for start, end in sorted(edges):
            if towns[start] != towns[end]:
                self.winding(nodes[start], nodes[end], MAIN)

    def streets(self, longitude, latitude, count, apart, turn):
        middle, angle = to_metres(longitude, latitude), math.radians(turn)
        hub = self.nearest(*middle)
        grid = {}
        for row in range(count):
            for column in range(count):
                u, v = ((number - (count - 1) / 2) * apart + self.chance.uniform(-20, 20) for number in (column, row))
                grid[row, column] = self.add(middle[0] + u * math.cos(angle) - v * math.sin(angle), middle[1] + u * math.sin(angle) + v * math.cos(angle))
        for number in range(count):
            self.way([grid[number, column] for column in range(count)], STREET)
            self.way([grid[row, number] for row in range(count)], STREET)
        self.winding(hub, grid[count // 2, count // 2], STREET)
        for corner in ((0, 0), (0, count - 1), (count - 1, 0), (count - 1, count - 1)):
            node = grid[corner]
            self.winding(node, self.nearest(*self.points[node - 1], besides=set(grid.values())), FOOT_ROAD)

    def along(self, line, off, every, tags):
        """A road beside a line of points, `off` metres to its left, with a node every so often; both ends are joined to what is there."""
        nodes = []
        for (ax, ay), (bx, by) in zip(line, line[1:]):
            length = math.dist((ax, ay), (bx, by))
            count = max(1, int(length / every))
            for index in range(count + 1 if (bx, by) == line[-1] else count):
                share, shift = index / count, off + self.chance.uniform(-1, 1) * every / 6
                nodes.append((ax + (bx - ax) * share - (by - ay) / length * shift, ay + (by - ay) * share + (bx - ax) / length * shift))
        ends = [self.nearest(*nodes[0]), self.nearest(*nodes[-1])]
        nodes = [self.add(*node) for node in nodes]
        self.way(nodes, tags)
        for node, end in zip((nodes[0], nodes[-1]), ends):
            self.winding(node, end, tags, step=400)
        return nodes

    def mountain(self, spec):
        """Roads along both feet and on the ridge, forest roads that wind up between them, paths on the spurs."""
        ridge, width = [to_metres(*place) for place in spec["ridge"]], spec["width"]
        feet = [self.along(ridge, side * 1.05 * width, 450, FOOT_ROAD) for side in (1, -1)]
        top = self.along(ridge, 0, 350, FOREST_ROAD)
        for foot in feet:
            for index, start in enumerate(foot[1:-1]):
                x, y = self.points[start - 1]
                end = min(top, key=lambda node: math.dist(self.points[node - 1], (x, y)))
                ex, ey = self.points[end - 1]
                nodes, steps, length = [start], 9, math.dist((x, y), (ex, ey))
                is_road = index % 3 == 1
                for step in range(1, steps):
                    share, off = step / steps, (90 if is_road else 30) * (1 if step % 2 else -1) + self.chance.uniform(-15, 15)
                    px, py = x + (ex - x) * share - (ey - y) / length * off, y + (ey - y) * share + (ex - x) / length * off
                    nodes.append(self.add(px, py, is_road))
                self.way(nodes + [end], FOREST_ROAD if is_road else PATH)

    def joined(self, longitude, latitude):
        x, y = to_metres(longitude, latitude)
        near = self.nearest(x, y)
        node = self.add(x, y)
        self.winding(near, node, ACCESS, step=300)
        return node


def network():
    roads = Network()
    with open(HERE.parent / "network.csv", encoding="utf-8") as file:
        rows = [row for row in csv.reader(line for line in file if not line.startswith("#"))]
    head = rows[0]
    longitude, latitude = (next(index for index, name in enumerate(head) if name.startswith(key)) for key in ("lon", "lat"))
    towns = sorted({(float(row[longitude]), float(row[latitude])) for row in rows[1:] if row[longitude]})
    roads.main_roads([to_metres(*town) for town in towns])
    for town in TOWNS:
        roads.streets(*town)
    for spec in FORESTS.values():
        roads.mountain(spec)
    nodes = [roads.joined(*place) for place in PLACES]
    for start, end in LINKS:
        roads.winding(nodes[start], nodes[end], FOREST_ROAD, step=250)
    return roads


if __name__ == "__main__":
    if sys.argv[1:] == ["--attribution"]:
        print(ATTRIBUTION)
    elif len(sys.argv) == 2:
        roads = network()
        write(pathlib.Path(sys.argv[1]), [to_degrees(*point) for point in roads.points], roads.ways)
        print(f"{len(roads.points)} points, {len(roads.ways)} ways")
    else:
        sys.exit(__doc__)
