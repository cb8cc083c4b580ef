"""Where fires are, from directions: pairs of masts five kilometres off and up to a degree wrong, and masts that stand alone. Made up; `SEED`."""

import json
import math
import os
import pathlib
import random
import subprocess

from server import BINARY

SEED = int(os.environ.get("SEED", 1))
PAIRS = 2_000
# Far enough apart in time that no two fires are taken for one.
APART_SECONDS = 3_600
AWAY_METRES = 5_000.0
WRONG_DEGREES = 1.0
SEMI_MAJOR, FLATTENING = 6_378_137.0, 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)


def fixed(lon, lat):
    """Earth-centred coordinates of a place on the WGS 84 ellipsoid."""
    lon, lat = math.radians(lon), math.radians(lat)
    prime = SEMI_MAJOR / math.sqrt(1 - E2 * math.sin(lat) ** 2)
    return prime * math.cos(lat) * math.cos(lon), prime * math.cos(lat) * math.sin(lon), prime * (1 - E2) * math.sin(lat)


def offset(start, end):
    """Metres east and north of `end` as seen from `start`."""
    (lon, lat), d = map(math.radians, start), [b - a for a, b in zip(fixed(*start), fixed(*end))]
    outward = math.cos(lon) * d[0] + math.sin(lon) * d[1]
    return math.cos(lon) * d[1] - math.sin(lon) * d[0], math.cos(lat) * d[2] - math.sin(lat) * outward


def moved(place, east, north):
    return place[0] + math.degrees(east / (SEMI_MAJOR * math.cos(math.radians(place[1])))), place[1] + math.degrees(north / SEMI_MAJOR)


def row(camera, fire, chance, seconds):
    azimuth = math.degrees(math.atan2(*offset(camera, fire))) + chance.uniform(-WRONG_DEGREES, WRONG_DEGREES)
    return f"{camera[0]:.8f},{camera[1]:.8f},600,{azimuth % 360:.6f},{WRONG_DEGREES},{seconds}\n"


def located(path, rows):
    path.write_text("camera_lon,camera_lat,height_m,azimuth_deg,half_angle_deg,time\n" + "".join(rows))
    done = subprocess.run([BINARY, "fire", "locate", path, "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def is_inside(fix, fire):
    east, north = offset((fix["lon"], fix["lat"]), fire)
    turn = math.radians(fix["majorAzimuthDeg"])
    along, across = east * math.sin(turn) + north * math.cos(turn), east * math.cos(turn) - north * math.sin(turn)
    return (along / fix["semiMajorM"]) ** 2 + (across / fix["semiMinorM"]) ** 2 <= 1


def locate(folder):
    chance = random.Random(SEED)
    fires, rows, alone = [], [], []
    for number in range(PAIRS):
        fire = (chance.uniform(105.5, 109.5), chance.uniform(28.5, 32))
        first = chance.uniform(0, 2 * math.pi)
        # Masts see each other's lines cross at 30 to 150 degrees.
        for turn in (first, first + math.radians(chance.uniform(30, 150))):
            rows.append(row(moved(fire, AWAY_METRES * math.sin(turn), AWAY_METRES * math.cos(turn)), fire, chance, number * APART_SECONDS))
        mast = moved(fire, AWAY_METRES, 0)
        for step in (0, 60, 120):
            camera = moved(mast, chance.uniform(-80, 80), chance.uniform(-80, 80))
            alone.append(row(camera, moved(fire, 0, 30 * step), chance, number * APART_SECONDS + step))
        fires.append(fire)
    fixes = located(pathlib.Path(folder) / "pairs.csv", rows)["fixes"]
    by_line = {fix["lines"][0] // 2 - 1: fix for fix in fixes}
    errors = sorted(math.hypot(*offset((fix["lon"], fix["lat"]), fires[number])) for number, fix in by_line.items())
    held = sum(is_inside(fix, fires[number]) for number, fix in by_line.items())
    yield "fire-locate-fixes", len(fixes), f"of {PAIRS} pairs of masts", None, None, None, None
    yield "fire-locate-median", errors[len(errors) // 2], "m, two masts 5 km off, up to 1° wrong", None, None, None, None
    yield "fire-locate-ellipse", held / len(fixes), "of 90 % ellipses hold the fire", None, None, None, None
    yield "fire-locate-same-mast", len(located(pathlib.Path(folder) / "alone.csv", alone)["fixes"]), "fixes by one mast alone", None, None, None, None
