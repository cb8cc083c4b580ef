"""A season of storms: 23 rain rounds over the whole city, one after the other at speed, against the real server. Synthetic throughout."""

import http.client
import json
import os
import random
import signal
import statistics
import threading
import time
import uuid

from server import Server

ROUNDS = 23
# The round in whose middle the server is killed.
KILLED_ROUND = 12
SEED = int(os.environ.get("SEED", 1))
SLOPE = "diaozui"
# Over the slope's own limits for yellow, by three different rules; none of them is imminent.
SURGE = {"displacement": 3.4, "rain": 36.0, "tilt": 1.8}


def stamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds * 1000) % 1000:03}Z"


class Season:
    """The server with what the season asks of it."""

    def __init__(self, folder):
        self.data = f"{folder}/data"
        self.server = Server(self.data, extra=["--rate-limit", "off"])
        self.chance = random.Random(SEED)
        self.board_ms, self.told_ms, self.unpatrolled, self.slope_alerts = [], [], 0, 0
        self.series = self.ask("GET", f"/api/datastreams?site={SLOPE}&limit=500")["items"]

    def ask(self, method, path, body=None):
        headers = {"Cookie": self.server.cookie, "X-CSRF-Token": self.server.csrf}
        status, answer, _ = self.server.request(method, path, body, headers)
        if status not in (200, 201):
            raise SystemExit(f"{method} {path} answered {status}: {answer[:300]}")
        return json.loads(answer)

    def command(self, name, kind, **fields):
        return self.ask("POST", f"/api/rain-rounds/{name}/commands", {"id": str(uuid.uuid4()), "type": kind, **fields})

    def restart(self):
        """As after a power cut: nothing is said to the server before it ends."""
        key = self.server.key
        self.server.process.send_signal(signal.SIGKILL)
        self.server.process.wait(timeout=30)
        self.server = Server(self.data, accounts=False, extra=["--rate-limit", "off"])
        self.server.key = key
        self.server.login()

    def surge(self):
        """Two readings over the limit of each of three rules of one slope."""
        for turn in range(2):
            for series in self.series:
                if series["property"] not in SURGE:
                    continue
                body = {"result": SURGE[series["property"]] + turn * 0.01, "phenomenonTime": stamp(time.time())}
                path = f"/sta/v1.1/Datastreams('{series['id']}')/Observations"
                status, answer, _ = self.server.request("POST", path, body, {"Authorization": f"Bearer {self.server.key}"})
                if status != 201:
                    raise SystemExit(f"the reading of {series['id']} was answered with {status}: {answer[:300]}")

    def watch_board(self, ended):
        while not ended.is_set():
            started = time.monotonic()
            self.ask("GET", "/api/board")
            self.board_ms.append((time.monotonic() - started) * 1000)
            time.sleep(0.05)


def told_after(season, act):
    """Milliseconds from a command until a board hears of the round."""
    line = http.client.HTTPConnection("127.0.0.1", season.server.port, timeout=30)
    line.request("GET", "/api/events", headers={"Cookie": season.server.cookie})
    answer = line.getresponse()
    started = time.monotonic()
    act()
    while answer.readline().strip() != b"event: rainRound":
        if time.monotonic() - started > 30:
            raise SystemExit("a board heard nothing of the round within 30 s")
    line.close()
    return (time.monotonic() - started) * 1000


def play(season, number):
    districts = [one["code"] for one in season.ask("GET", "/api/centers?level=district&limit=500")["items"]]
    draft = {"id": str(uuid.uuid4()), "area": "50", "name": f"合成强降雨 第 {number} 轮", "synthetic": True}
    name = season.ask("POST", "/api/rain-rounds", draft)["stream"].split("/")[1]
    ended = threading.Event()
    watcher = threading.Thread(target=season.watch_board, args=(ended,))
    watcher.start()
    try:
        rain = [{"center": code, "millimetresPer24Hours": round(season.chance.uniform(10, 180), 1)} for code in districts]
        issue = {"source": "合成预报 / synthetic forecast", "issuedAt": stamp(time.time() - 1), "rain": rain}
        season.told_ms.append(told_after(season, lambda: season.command(name, "setForecast", **issue)))
        season.surge()
        season.ask("POST", f"/api/rain-rounds/{name}/ranking", {"id": str(uuid.uuid4())})
    finally:
        ended.set()
        watcher.join()
    before = season.ask("GET", f"/api/rain-rounds/{name}")
    if number == KILLED_ROUND:
        season.restart()
        after = season.ask("GET", f"/api/rain-rounds/{name}")
        sites = [[one["site"] for one in whole["watches"]] for whole in (before, after)]
        if sites[0] != sites[1] or len(before["patrols"]) != len(after["patrols"]):
            raise SystemExit(f"round {name} is another one after the kill")
        before = after
    season.unpatrolled += sum(1 for one in before["watches"] if not one.get("patrol"))
    alerts = [one for one in season.ask("GET", "/api/board")["alerts"] if one.get("site") == SLOPE]
    season.slope_alerts = max(season.slope_alerts, len(alerts))
    for patrol in before["patrols"]:
        if patrol["state"] != "assigned":
            continue  # Called off for a graver slope.
        season.command(name, "acknowledgePatrol", patrol=patrol["number"])
        season.command(name, "finishPatrol", patrol=patrol["number"], finding="合成：未见异常")
    season.command(name, "end", summary="合成：雨停")
    return before["round"]


def rounds(folder):
    season = Season(folder)
    started = time.monotonic()
    played = [play(season, number) for number in range(1, ROUNDS + 1)]
    seconds = time.monotonic() - started
    kept = season.ask("GET", "/api/rain-rounds")["items"]
    season.server.process.terminate()
    season.server.process.wait(timeout=30)
    if len(kept) != ROUNDS or any(not one.get("endedAt") for one in kept):
        raise SystemExit(f"{len(kept)} rounds are kept of {ROUNDS}")
    board = sorted(season.board_ms)
    yield "storm-rounds", ROUNDS, f"rounds in {seconds:.0f} s, one kill", None, None, None, None
    yield "storm-sites-watched", statistics.mean(one["sitesWatched"] for one in played), "sites a round", None, None, None, None
    yield "storm-unpatrolled", season.unpatrolled, "watched sites without a patrol", None, None, None, None
    yield "storm-alerts-of-one-slope", season.slope_alerts, "open at most, of 3 rules", None, None, None, None
    yield "storm-board-p99", board[int(len(board) * 0.99)], f"ms of {len(board)} boards", None, None, None, None
    yield "storm-told-median", statistics.median(season.told_ms), "ms from forecast to event", None, None, None, None
