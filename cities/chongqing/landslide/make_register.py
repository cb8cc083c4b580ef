#!/usr/bin/env python3
"""Writes register.geojson: 882 synthetic landslide sites beside DiaoZui. Seeded: the same bytes every time.

    python3 make_register.py

Public figures: 883 formations, 28,800 m² for DiaoZui. All else is made up: no such slope was surveyed, and every feature says `synthetic`.
Sites lie where the city is mountainous, within the reach of a township whose own point is surveyed, and each has one zone below it.
"""
import csv
import json
import math
import pathlib
import random

HERE = pathlib.Path(__file__).parent
SEED, SITES = 883, 882
# Slopes for each township of a district: many in the gorges and the south-east, few in the basin, hardly any in the old town.
DENSE = {"500237": 5, "500236": 5, "500235": 4, "500238": 4, "500101": 4, "500154": 3, "500156": 4, "500243": 3, "500242": 3, "500240": 3,
         "500229": 3, "500233": 2, "500230": 2, "500241": 2, "500231": 1, "500102": 2, "500119": 2, "500110": 2, "500109": 1}
ROCK = ["sandstone-on-mudstone", "limestone", "dolomite", "shale", "colluvium"]
METRES_PER_DEGREE = 111_195


def townships():
    rows = [row for row in csv.DictReader((HERE.parent / "network.csv").open(encoding="utf-8")) if row["level"] == "township"]
    return [row | {"at": (float(row["latitude"]), float(row["longitude"]))} for row in rows]


def metres(a, b):
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0]))) * METRES_PER_DEGREE


def shifted(at, east, north):
    return at[0] + north / METRES_PER_DEGREE, at[1] + east / METRES_PER_DEGREE / math.cos(math.radians(at[0]))


def ring(at, long, wide, turn, chance, corners):
    """A closed ring around a point: half axes in metres, turned by radians."""
    points = []
    for corner in range(corners):
        angle, size = 2 * math.pi * corner / corners, chance.uniform(0.85, 1.15)
        x, y = long * size * math.cos(angle), wide * size * math.sin(angle)
        lat, lon = shifted(at, x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn))
        points.append([round(lon, 5), round(lat, 5)])
    return points + points[:1]


def feature(properties, outline):
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [outline]}}


def site(number, town, room, count, chance):
    kind = chance.choices(["creep-slide", "toppling", "brittle-rock-fall", "debris-flow"], [48, 17, 27, 8])[0]
    word, english, layout = {
        "creep-slide": ("号滑坡", "slide", "slide-46"), "debris-flow": ("号泥石流沟", "debris gully", "gully-46")
    }.get(kind, ("号危岩带", "rock band", "rock-46"))
    angle, reach = chance.uniform(0, 2 * math.pi), chance.uniform(0.2, 0.8) * room
    at = shifted(town["at"], reach * math.cos(angle), reach * math.sin(angle))
    area = min(max(chance.lognormvariate(math.log(16_000), 0.8), 900), 400_000)
    wide = math.sqrt(area / math.pi / 2)
    people = int(min(chance.lognormvariate(math.log(38), 1.0), 900))
    thick = chance.uniform(3, 14)
    slope = chance.uniform(14, 34) if kind in ("creep-slide", "debris-flow") else chance.uniform(55, 85)
    name = f"cq-{number:04d}"
    turn = chance.uniform(0, 2 * math.pi)
    watchers = ["villager", "area-head"] + (["resident-geologist"] if people > 40 else []) + ["station"]
    lithology = chance.choice(ROCK[:4] if layout == "rock-46" else ROCK)
    facts = {
        "is": "site", "id": name, "name_zh": f"{town['name_zh']}{count}{word}", "name_en": f"{town['name_en']} {english} {count}",
        "township": town["code"], "failure_type": kind, "layout": layout, "area": round(area), "volume": round(area * thick / 100) * 100,
        "height": round(2 * wide * math.sin(math.radians(slope))), "slope": round(slope), "lithology": lithology,
        "structure": chance.choice(["dip", "anti-dip", "transverse", "flat-lying"]),
        "stability": chance.choices(["basically-stable", "under-stable", "unstable"], [45, 45, 10])[0],
        "people": people, "households": math.ceil(people / 3.1), "road_m": round(max(chance.gauss(120, 160), 0) / 10) * 10,
        "shipping_lane": chance.random() < 0.08, "scenic_area": chance.random() < 0.06, "watchers": ",".join(watchers),
        "volunteers": chance.randrange(0, 9), "synthetic": True}
    below = shifted(at, 2.2 * wide * math.cos(turn), 2.2 * wide * math.sin(turn))
    zone = {
        "is": "zone", "id": f"{name}-foot", "site": name, "name_zh": "坡脚危险区", "name_en": "Danger area at the foot", "people": people,
        "households": math.ceil(people / 3.1), "synthetic": True}
    return [feature(facts, ring(at, wide * 1.4, wide, turn, chance, 8)), feature(zone, ring(below, wide * 1.3, wide, turn, chance, 6))]


def diaozui(chance):
    at = (29.8790, 106.3962)
    facts = {
        "is": "site", "id": "diaozui", "failure_type": "toppling", "area": 28_800, "height": 60, "slope": 78, "volume": 260_000,
        "lithology": "limestone", "structure": "anti-dip", "stability": "under-stable", "people": 213, "households": 68, "road_m": 640,
        "shipping_lane": True, "scenic_area": True, "watchers": "villager,area-head,resident-geologist,station", "volunteers": 12, "synthetic": True}
    zones = [
        ("diaozui-foot", "崖脚居民区", "Houses at the foot of the cliff", 164, 52, "镇小学操场", "Township school ground", (-160, -60)),
        ("diaozui-pier", "江边码头与步道", "Pier and riverside path", 49, 16, "码头上方停车场", "Car park above the pier", (-240, 90))]
    features = [feature(facts, ring(at, 200, 46, 1.2, chance, 12))]
    for name, zh, english, people, households, place, ground, (east, north) in zones:
        features.append(feature({
            "is": "zone", "id": name, "site": "diaozui", "name_zh": zh, "name_en": english, "people": people, "households": households,
            "assembly_zh": place, "assembly_en": ground, "synthetic": True}, ring(shifted(at, east, north), 110, 60, 1.2, chance, 8)))
    return features


def main():
    chance = random.Random(SEED)
    towns = townships()
    surveyed = [town for town in towns if not town["placeholder"]]
    # Half the way to the next township, or less: what is nearest to a point is whose it is.
    room = {town["code"]: min(0.45 * min(metres(town["at"], other["at"]) for other in towns if other is not town), 3_000) for town in surveyed}
    weights = [DENSE.get(town["parent"], 0.4) if room[town["code"]] > 300 else 0 for town in surveyed]
    counts, features = {}, diaozui(chance)
    for number in range(1, SITES + 1):
        town = chance.choices(surveyed, weights)[0]
        counts[town["code"]] = counts.get(town["code"], 0) + 1
        features += site(number, town, room[town["code"]], counts[town["code"]], chance)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for one in features)
    text = '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n"
    (HERE / "register.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
