"""From a fire that is opened to its whole picture: forecast, members, roads, water, zones, ways out. Synthetic fires on the demonstration's forest."""

import json
import os
import pathlib
import random
import time

from server import Server

FIRES = 12
SEED = int(os.environ.get("SEED", 1))
# A box in the middle of the forest, in degrees.
SOUTH, NORTH, WEST, EAST = 29.80, 29.86, 106.362, 106.405
SECONDS_MAX = 60


def picture(folder):
    server = Server(pathlib.Path(folder) / "data", extra=["--rate-limit", "off"])
    chance = random.Random(SEED)
    waits, members, sizes = [], [], []
    headers = {"Cookie": server.cookie, "X-CSRF-Token": server.csrf}
    try:
        before = server.cpu_seconds()
        for number in range(FIRES):
            point = {"latitude": chance.uniform(SOUTH, NORTH), "longitude": chance.uniform(WEST, EAST)}
            title = {"zh": "压测林火", "en": "Bench fire"}
            order = {"id": f"bench-fire-{number}", "kind": "wildfire", "grade": "II", "title": title, "point": point}
            started = time.monotonic()
            status, body, _ = server.request("POST", "/api/incidents", order, headers)
            if status != 201:
                raise SystemExit(f"a fire could not be opened: {status} {body[:300]}")
            incident = json.loads(body)["incident"]
            while True:
                status, body, _ = server.request("GET", f"/api/incidents/{incident}/fire", None, headers)
                if status == 200:
                    break
                if time.monotonic() - started > SECONDS_MAX:
                    raise SystemExit(f"no picture of {incident} after {SECONDS_MAX} s: {status}")
                time.sleep(0.005)
            waits.append(time.monotonic() - started)
            made = json.loads(body)
            members.append(made["members"])
            sizes.append(made["horizons"][-1]["expected"])
            if made.get("roads") is None or not made["roads"]["teams"]:
                raise SystemExit("the picture has no roads or no teams in it; the figure would be none")
        cpu = (server.cpu_seconds() - before) / FIRES
    finally:
        server.stop()
    waits.sort()
    yield "fire-picture-median", waits[len(waits) // 2], f"s from opened to the whole picture, {FIRES} fires", cpu, None, None, None
    yield "fire-picture-worst", waits[-1], "s", None, None, None, None
    yield "fire-picture-members", min(members), "members at the least", None, None, None, None
    yield "fire-picture-area", max(sizes), "km² of the largest fire after 24 h", None, None, None, None
