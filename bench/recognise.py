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
# What moves is laid over by `overlay`, whose places are reckoned anew for each picture; those of `drawbox` are reckoned once.
LAMP = "color=c=0xFFE0A0:size=24x14:rate=5"
# A soft blot: light, size, strength and its half widths.
SOFT = "color=c={0}:size={1}x{2}:rate=5,format=yuva420p,geq=lum=lum(X\\,Y):cb=128:cr=128:a='{3}*exp(-pow((X-{1}/2)/{4}\\,2)-pow((Y-{2}/2)/{5}\\,2))'"
# Synthetic films: what moves or glows without a fire, and two fires that begin after 20 s.
FILMS = {
    "fog": SLOPE + ",eq=contrast='1-0.6*min(t/60\\,1)':brightness='0.2*min(t/60\\,1)':eval=frame",
    "sunset": SLOPE + ",drawbox=x=0:y=0:w=640:h=120:c=0xFF9040:t=fill,eq=brightness='-0.003*t':eval=frame",
    "headlights": "color=c=0x101014:size=640x360:rate=5,noise=alls=10:allf=t[night];" + LAMP + ",split[left][right];"
    "[night][left]overlay=x='mod(80*t\\,700)-30':y=220[one];[one][right]overlay=x='mod(80*t\\,700)+10':y=220",
    "branches": SLOPE + "[slope];color=c=0x304020:size=60x120:rate=5[near];color=c=0x405028:size=50x90:rate=5[far];"
    "[slope][near]overlay=x='300+30*sin(2*t)':y=150[one];[one][far]overlay=x='100+20*sin(3*t)':y=130",
    "clouds": SLOPE + "[slope];" + SOFT.format("0x8890A0", 220, 60, 170, 60, 16) + "[cloud];" + SOFT.format("0x202820", 300, 120, 110, 80, 30)
    + "[shadow];[slope][cloud]overlay=x='mod(12*t\\,860)-220':y=40[one];[one][shadow]overlay=x='mod(12*t\\,940)-300':y='150+20*sin(t/20)'",
}
# A plume with soft edges that lets the slope through, rolls, and grows to two thirds of the picture's height.
ROLL = "sin(X/3+Y/4+2*T)*sin(Y/5+3*T-X/7)"
PLUME = (
    "color=c=black:size=160x90:rate=5,format=yuva420p,geq=lum='168+24*" + ROLL + "':cb=128:cr=128:"
    "a='220*exp(-pow((X-80-0.15*(82-Y)-3*sin(Y/9+T))/(3+0.28*(82-Y))\\,2))*lt(Y\\,82)*clip((Y-82+min(max(T-20\\,0)*2.2\\,60))/6\\,0\\,1)"
    "*(0.75+0.25*" + ROLL + ")',scale=640:360:flags=bicubic"
)
FIRES = {
    "flames": SLOPE + ",drawbox=x=300:y=180:w=50:h=50:c=0xFF9028:t=fill:enable='gte(t,20)*lt(mod(n,2),1)',"
    "drawbox=x=300:y=150:w=50:h=80:c=0xFFC040:t=fill:enable='gte(t,20)*gte(mod(n,2),1)'",
    "smoke": SLOPE + "[slope];" + PLUME + "[plume];[slope][plume]overlay=0:0,noise=alls=8:allf=t",
}
# With nothing seen in so many hours, a rate above this divided by them would have shown something in nineteen of twenty cases (Poisson).
NOTHING_SEEN = 2.996


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
    hours = frames / RATE / 3600
    yield "recognise-false-alerts", alerts / hours, "an hour, synthetic films of fog, sunset, headlights, branches, clouds", None, None, None, None
    if alerts == 0:
        yield "recognise-false-alerts-max", NOTHING_SEEN / hours, f"an hour, upper bound of 95 % from {hours:.2f} h of these", None, None, None, None
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield "recognise-speed", frames / spent, "frames a CPU second at 640 × 360, with making and decoding the films", None, None, None, None
    for name, filters in FIRES.items():
        signs = [alert["seconds"] for alert in film(folder, name, filters, 60)["alerts"] if alert["kind"] in ("flame", "smoke") and alert["seconds"] >= 20]
        yield f"recognise-{name}", signs[0] - 20 if signs else float("nan"), "s from its beginning to confirmation, synthetic", None, None, None, None
