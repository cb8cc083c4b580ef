"""Routes on a real region beside OSRM. `ROADS_PBF` names the extract of OpenStreetMap; `SEED` and `PAIRS` choose other pairs of places.

OSRM runs as its own server on one thread, with its stock car profile, from the programs in its wheel on PyPI; its CPU is what the server used for
a request, less what it uses for one that goes nowhere. When it cannot be had, that is said, and Bayu is measured alone.
"""

import csv
import http.client
import json
import os
import pathlib
import random
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time
import zipfile

from server import BINARY, ROOT, TICKS_PER_SECOND, bayu, free_port

SEED = int(os.environ.get("SEED", 1))
PAIRS = int(os.environ.get("PAIRS", 1000))
MATRIX = 50
REPEATS = 20
CLOSURES = 9
CACHE = ROOT / ".build/bench-osrm"
WHEEL = "osrm-bindings==26.10.0"
# Metres further than this part apart count as another route.
NEAR = 0.005
# Half the side of a closed square in degrees: some 330 m by 250 m in Andorra, as the issue's own closures.
CLOSURE_DEGREES = 0.0015
PROGRAMS = ("osrm-extract", "osrm-contract", "osrm-partition", "osrm-customize", "osrm-routed")


def osrm_programs():
    """The folder with OSRM's programs and its profiles; None with the reason said."""
    home = CACHE / "osrm"
    if not (home / "bin/osrm-routed").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        words = ["download", "--quiet", "--no-deps", "--only-binary", ":all:", "--python-version", "3.12", "-d", CACHE, WHEEL]
        done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True, check=False)
        wheels = list(CACHE.glob("osrm_bindings-*.whl"))
        if done.returncode != 0 or not wheels:
            print(f"  skipped: OSRM cannot be had: {done.stderr.strip()[-200:]}", flush=True)
            return None
        zipfile.ZipFile(wheels[0]).extractall(CACHE)
        for name in PROGRAMS:
            (home / "bin" / name).chmod(0o755)
    return home


class OSRM:
    """`osrm-routed` on one thread, over one connection."""

    def __init__(self, home, pbf, kind, folder):
        here = folder / f"osrm-{kind}"
        here.mkdir()
        shutil.copy(pbf, here / "map.osm.pbf")
        steps = [["osrm-extract", "-p", home / "share/profiles/car.lua", here / "map.osm.pbf"]]
        steps += [["osrm-contract", here / "map.osrm"]] if kind == "ch" else [["osrm-partition", here / "map.osrm"], ["osrm-customize", here / "map.osrm"]]
        self.prepare_seconds = []
        for name, *words in steps:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([home / "bin" / name, "-t", "1", *words] if name != "osrm-extract" else [home / "bin" / name, *words], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.prepare_seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        port = free_port()
        command = [home / "bin/osrm-routed", "-a", kind, "-i", "127.0.0.1", "-p", str(port), "-t", "1", here / "map.osrm", "--max-table-size", "1000"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND

    def ask(self, service, points, further=""):
        places = ";".join(f"{lon},{lat}" for lon, lat in points)
        for attempt in (1, 2):
            try:
                self.connection.request("GET", f"/{service}/v1/driving/{places}?{further}generate_hints=false")
                return json.loads(self.connection.getresponse().read())
            except http.client.RemoteDisconnected:
                # It ends a connection after some hundred requests.
                self.connection.close()
                if attempt == 2:
                    raise

    def route(self, pair):
        answer = self.ask("route", pair, "overview=false&")
        return (answer["routes"][0]["duration"], answer["routes"][0]["distance"]) if answer["code"] == "Ok" else None

    def cpu_ms(self, pairs):
        """CPU of the server a route; a request without a way is taken off."""
        costs = []
        for asked in (pairs, [(pair[0], pair[0]) for pair in pairs]):
            before = self.cpu()
            for _ in range(3):
                for pair in asked:
                    self.route(pair)
            costs.append((self.cpu() - before) / (3 * len(asked)) * 1000)
        return costs[0], costs[0] - costs[1]

    def matrix_ms(self, points):
        before = self.cpu()
        for _ in range(5):
            self.ask("table", points, "annotations=duration,distance&")
        return (self.cpu() - before) / 5 * 1000

    def stop(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait(10)


def places(graph, folder, rectangle, count):
    """Places on roads by chance: points of the region's rectangle that have a road within 100 m."""
    chance = random.Random(SEED)
    west, south, east, north = rectangle
    found = []
    while len(found) < count:
        tried = [(round(chance.uniform(west, east), 6), round(chance.uniform(south, north), 6)) for _ in range(20_000)]
        (folder / "tried.csv").write_text("from_lon,from_lat,to_lon,to_lat\n" + "".join(f"{x},{y},{x},{y}\n" for x, y in tried))
        bayu("roads", "route", graph, folder / "tried.csv", "--snap", "100", "--out", folder / "tried-out.csv")
        rows = list(csv.DictReader((folder / "tried-out.csv").open()))
        found += [point for point, row in zip(tried, rows, strict=True) if row["seconds"]]
        if not any(row["seconds"] for row in rows):
            raise SystemExit(f"no road within {rectangle}")
    return found[:count]


def box():
    """The rectangle of the places to ask for: BOX=west,south,east,north, or Andorra's."""
    given = os.environ.get("BOX", "1.41,42.43,1.79,42.66")
    return [float(part) for part in given.split(",")]


def ask(graph, folder, pairs, *further):
    (folder / "pairs.csv").write_text("from_lon,from_lat,to_lon,to_lat\n" + "".join(f"{a[0]},{a[1]},{b[0]},{b[1]}\n" for a, b in pairs))
    out = bayu("roads", "route", graph, folder / "pairs.csv", "--out", folder / "out.csv", *further)
    return json.loads(out.splitlines()[-1]), list(csv.DictReader((folder / "out.csv").open()))


def closure(folder, place):
    """A square about a place on a road."""
    (x, y), d = place, CLOSURE_DEGREES
    ring = [[x - d, y - d], [x + d, y - d], [x + d, y + d], [x - d, y + d], [x - d, y - d]]
    (folder / "area.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    return folder / "area.geojson"


def compared(rows, pairs, peer):
    """Shares of pairs that are as far as the peer says, and as long; where they differ, the farthest are shown."""
    near, differing, ratios = 0, [], []
    asked = 0
    for row, pair in zip(rows, pairs, strict=True):
        theirs = peer.route(pair)
        if theirs is None or row["seconds"] in ("", "cut off"):
            continue
        asked += 1
        metres, seconds = float(row["metres"]), float(row["seconds"])
        ratios.append(seconds / max(theirs[0], 1))
        if abs(metres - theirs[1]) <= max(NEAR * theirs[1], 1):
            near += 1
        else:
            differing.append((abs(metres - theirs[1]), pair, metres, theirs[1], seconds, theirs[0]))
    for _, pair, metres, theirs, seconds, their_seconds in sorted(differing, reverse=True)[:8]:
        print(f"    differs: {pair}: {metres:.0f} m {seconds:.0f} s, OSRM {theirs:.0f} m {their_seconds:.0f} s", flush=True)
    return near / max(asked, 1), statistics.median(ratios)


def roads(folder):
    folder = pathlib.Path(folder)
    pbf = os.environ.get("ROADS_PBF")
    if not pbf or not pathlib.Path(pbf).exists():
        print("  skipped: ROADS_PBF names no extract of OpenStreetMap", flush=True)
        return
    graph = folder / "region.roads"
    line = json.loads(bayu("roads", "import", pbf, "--out", graph).splitlines()[-1])
    yield "roads-import", line["cpuSeconds"], "CPU-s", line["cpuSeconds"], None, None, None
    yield "roads-import-memory", line["peakMemoryMiB"], "MiB", None, None, None, None
    found = places(graph, folder, box(), 2 * PAIRS + MATRIX)
    pairs = [(found[2 * index], found[2 * index + 1]) for index in range(PAIRS)]
    base, rows = ask(graph, folder, pairs, "--repeats", REPEATS)
    points = found[2 * PAIRS :]
    closed = [ask(graph, folder, pairs, "--repeats", REPEATS, "--exclude", closure(folder, point))[0] for point in points[:CLOSURES]]
    (folder / "points.csv").write_text("lon,lat\n" + "".join(f"{x},{y}\n" for x, y in points))
    matrix = json.loads(bayu("roads", "matrix", graph, folder / "points.csv", "--out", folder / "matrix.csv").splitlines()[-1])
    yield from beside_osrm(pbf, folder, pairs, points, base, rows, matrix)
    count = round(statistics.mean(line["closedRoads"] for line in closed))
    yield "roads-closure", max(line["closureCpuMs"] for line in closed), f"CPU ms, the slowest of {CLOSURES}, {count} roads each", None, None, None, None
    ratio = statistics.median(line["cpuMsPerRoute"] for line in closed) / base["cpuMsPerRoute"]
    yield "roads-after-closure", ratio, f"× a route, median of {CLOSURES}", None, None, None, None
    yield "roads-load", base["loadCpuMs"], "CPU ms from file to first route", None, None, None, None
    yield "roads-memory", base["peakMemoryMiB"], "MiB", None, None, None, None


def beside_osrm(pbf, folder, pairs, points, base, rows, matrix):
    home = osrm_programs()
    if home is None:
        yield "roads-route", base["cpuMsPerRoute"], "CPU ms", None, None, None, None
        yield "roads-matrix-50x50", matrix["matrixCpuMs"], "CPU ms", None, None, None, None
        return
    for kind in ("ch", "mld"):
        peer = OSRM(home, pbf, kind, folder)
        try:
            whole, alone = peer.cpu_ms(pairs)
            name = f"OSRM {kind.upper()}"
            yield f"roads-route-{kind}", base["cpuMsPerRoute"], "CPU ms", None, f"{name}, less an empty request", alone, alone / base["cpuMsPerRoute"]
            yield f"roads-route-{kind}-http", base["cpuMsPerRoute"], "CPU ms", None, f"{name} over HTTP", whole, whole / base["cpuMsPerRoute"]
            table = peer.matrix_ms(points)
            yield f"roads-matrix-50x50-{kind}", matrix["matrixCpuMs"], "CPU ms", None, name, table, table / matrix["matrixCpuMs"]
            if kind == "ch":
                near, ratio = compared(rows, pairs, peer)
                yield "roads-metres-as-osrm", near, f"share of {len(pairs)} pairs within 0.5 %", None, name, None, None
                yield "roads-seconds-to-osrm", ratio, "median ratio", None, name, None, None
            else:
                yield "roads-customize", None, "CPU-s of the whole customization", None, name, peer.prepare_seconds[-1], None
        finally:
            peer.stop()
