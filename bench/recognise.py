"""The recogniser: on the shown frames by cluster and by image, its speed, and made-up films over time, with and without a fire.

The shown frames are those the weights were fitted to: their figures say that nothing is broken. What unseen frames give stands in the weights' card.
"""

import collections
import csv
import json
import os
import pathlib
import resource
import subprocess

from server import BINARY, ROOT

FRAMES = pathlib.Path(os.environ.get("BAYU_FIRE_IMAGES", ROOT.parent / "shared/reference/wildfire/images"))
RATE = 5
SECONDS = int(os.environ.get("FILM_SECONDS", 120))
SLOPE = "color=c=0x507040:size=640x360:rate=5,noise=alls=14:allf=t,drawgrid=w=16:h=12:c=0x304820:t=2,drawbox=x=0:y=0:w=640:h=120:c=0xC0D0E0:t=fill"
# Synthetic films: what moves or glows without a fire, and two fires that begin after 20 s.
FILMS = {
    "fog": SLOPE + ",eq=contrast='1-0.6*min(t/60\\,1)':brightness='0.2*min(t/60\\,1)':eval=frame",
    "sunset": SLOPE + ",drawbox=x=0:y=0:w=640:h=120:c=0xFF9040:t=fill,eq=brightness='-0.003*t':eval=frame",
    "headlights": "color=c=0x101014:size=640x360:rate=5,noise=alls=10:allf=t,"
    "drawbox=x='mod(80*t\\,700)':y=220:w=24:h=14:c=0xFFE0A0:t=fill,drawbox=x='mod(80*t\\,700)+40':y=220:w=24:h=14:c=0xFFE0A0:t=fill",
    "branches": SLOPE + ",drawbox=x='300+30*sin(2*t)':y=150:w=60:h=120:c=0x304020:t=fill,drawbox=x='100+20*sin(3*t)':y=130:w=50:h=90:c=0x405028:t=fill",
}
FIRES = {
    "flames": SLOPE + ",drawbox=x=300:y=180:w=50:h=50:c=0xFF9028:t=fill:enable='gte(t,20)*lt(mod(n,2),1)',"
    "drawbox=x=300:y=150:w=50:h=80:c=0xFFC040:t=fill:enable='gte(t,20)*gte(mod(n,2),1)'",
    "smoke": SLOPE + ",drawbox=x=280:y='330-min(max(t-20\\,0)*9\\,190)':w=110:h='max(1\\,min(max(t-20\\,0)*9\\,190))':c=0x989898:t=fill:enable='gte(t,20)'",
}


def lines(path):
    done = subprocess.run([BINARY, "fire", "recognise", path, "--json", "--rate", str(RATE)], capture_output=True, text=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def film(folder, name, filters, seconds):
    path = pathlib.Path(folder) / f"{name}.avi"
    words = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", filters, "-t", str(seconds), "-c:v", "mjpeg", "-q:v", "3", path]
    subprocess.run(words, check=True)
    return lines(path)[0]


def score(rows):
    """F1 and share of false positives; each row is (is there, was said, weight)."""
    right = sum(w for there, said, w in rows if there and said)
    wrong = sum(w for there, said, w in rows if not there and said)
    missed = sum(w for there, said, w in rows if there and not said)
    calm = sum(w for there, _, w in rows if not there)
    return 2 * right / max(2 * right + wrong + missed, 1e-9), wrong / max(calm, 1e-9)


def shown():
    with open(FRAMES / "labels.csv", newline="") as file:
        labels = {pathlib.Path(row["file"]).name: row for row in csv.DictReader(file)}
    said = {line["file"]: line["fire"] or line["smoke"] for line in lines(FRAMES / "show")}
    there = {name: row["class"] != "none" for name, row in labels.items()}
    size = collections.Counter((row["cluster"], there[name]) for name, row in labels.items())
    by_image = score([(there[name], said[name], 1) for name in said])
    by_cluster = score([(there[name], said[name], 1 / size[labels[name]["cluster"], there[name]]) for name in said])
    yield "recognise-f1", by_image[0], f"F1, {len(said)} frames it was fitted to", None, None, None, None
    yield "recognise-false", by_image[1], "false positives an image, the same", None, None, None, None
    yield "recognise-cluster-f1", by_cluster[0], "F1, each cluster counted once", None, None, None, None
    yield "recognise-cluster-false", by_cluster[1], "false positives, each cluster counted once", None, None, None, None


def recognise(folder):
    if (FRAMES / "labels.csv").exists():
        yield from shown()
    else:
        print(f"  skipped: no frames at {FRAMES}; BAYU_FIRE_IMAGES names another place", flush=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    alerts, frames = 0, 0
    for name, filters in FILMS.items():
        answer = film(folder, name, filters, SECONDS)
        alerts += sum(alert["kind"] in ("flame", "smoke") for alert in answer["alerts"])
        frames += answer["frames"]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield "recognise-false-alerts", alerts / (frames / RATE / 3600), "an hour, synthetic films of fog, sunset, headlights, branches", None, None, None, None
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield "recognise-speed", frames / spent, "frames a CPU second at 640 × 360, with making and decoding the films", None, None, None, None
    for name, filters in FIRES.items():
        signs = [alert["seconds"] for alert in film(folder, name, filters, 60)["alerts"] if alert["kind"] in ("flame", "smoke") and alert["seconds"] >= 20]
        yield f"recognise-{name}", signs[0] - 20 if signs else float("nan"), "s from its beginning to confirmation, synthetic", None, None, None, None
