"""Fire behaviour against FlamMap, growth against the ellipse, ensembles against the clock; beside pyretechnics where it can be installed.

Landscapes are synthetic. FlamMap's answers for Worcester, Vermont, are read where they lie beside the repository or where FLAMMAP says, else skipped.
"""

import csv
import json
import math
import os
import pathlib
import subprocess

import environment
from server import BINARY, ROOT

HERE = pathlib.Path(__file__).resolve().parent
FLAMMAP = pathlib.Path(os.environ.get("FLAMMAP", ROOT.parent / "shared/reference/wildfire/flammap_worcester_vt.npz"))
MEMBERS = int(os.environ.get("MEMBERS", 1000))
# The peer runs so many, and its cost is reckoned for all.
PEER_MEMBERS = int(os.environ.get("PEER_MEMBERS", 100))
SEED = int(os.environ.get("SEED", 7))


def python():
    """The Python with numpy and pyretechnics; made on the first call, or None with the reason said."""
    return environment.python("bench-fire", "requirements-fire.txt", ("numpy", "pyretechnics"))


def inside(interpreter, script, *words):
    """What a few lines of Python print, run where numpy is."""
    return subprocess.run([interpreter, "-c", script, *map(str, words)], capture_output=True, text=True, check=True, cwd=HERE).stdout


def peer(interpreter, *words):
    done = subprocess.run([interpreter, HERE / "peer_pyretechnics.py", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"  skipped: pyretechnics: {done.stderr.strip()[-200:]}", flush=True)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def spread(*words):
    done = subprocess.run([BINARY, "fire", "spread", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"bayu fire spread refused its own benchmark: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


CASES = """
import sys, numpy as np
data = np.load(sys.argv[1])
surface = data['fire_type'] == 1
# FlamMap rounds slopes to whole degrees.
slope = np.tan(np.radians(np.round(np.degrees(np.arctan(data['LC20_SlpP_220'][surface] / 100)))))
with open(sys.argv[2], 'w') as file:
    file.write('fuel_model,m1,m10,m100,mh,mw,midflame_wind_m_min,upwind_deg,slope_rise_run,aspect_deg,use_wind_limit,probe_azimuth_deg\\n')
    for code, rise, aspect in zip(data['LC22_F40_230'][surface], slope, data['LC20_Asp_220'][surface]):
        file.write(f'{code},.06,.08,.1,.75,.6,0,0,{rise:.9f},{max(aspect, 0)},1,0\\n')
"""

SHARES = """
import sys, numpy as np
data, found = np.load(sys.argv[1]), np.genfromtxt(sys.argv[2], delimiter=',', names=True)
surface = data['fire_type'] == 1
theirs = {'ros_m_min': data['ROS_ch_hr'] * 20.1168 / 60, 'flame_length_m': data['FL_ft'] * .3048, 'intensity_kW_m': data['FLI_BTU_ft_s'] * 3.4614686}
print(surface.sum(), *[(np.abs(found[name] / value[surface] - 1) <= 1e-3).mean() * 100 for name, value in theirs.items()])
"""


def behaviour(folder):
    interpreter = python()
    if interpreter is None or not FLAMMAP.exists():
        print(f"  skipped: {FLAMMAP.name} is not there; FLAMMAP names another place" if interpreter else "  skipped", flush=True)
        return
    cases, out = pathlib.Path(folder) / "cases.csv", pathlib.Path(folder) / "out.csv"
    inside(interpreter, CASES, FLAMMAP, cases)
    for convention in ("behave", "raster"):
        subprocess.run([BINARY, "fire", "behaviour", cases, "--out", out, "--convention", convention], check=True, capture_output=True)
        cells, rate, flame, intensity = map(float, inside(interpreter, SHARES, FLAMMAP, out).split())
        for name, share in (("rate", rate), ("flame", flame), ("intensity", intensity)):
            yield f"fire-flammap-{convention}-{name}", share, f"% of {cells:.0f} cells within 0.1 %", None, None, None, None


def score(cells, cell, columns, start, peer_line):
    """Area over the ellipse's, and how much of both the two have in common."""
    long, wide = (peer_line["head"] + peer_line["back"]) / 2, peer_line["side"]
    middle = start[0] + (peer_line["head"] - peer_line["back"]) / 2
    both = either = 0
    burned = set(cells)
    for index in range(columns * columns):
        x, y = (index % columns + 0.5) * cell - middle, (index // columns + 0.5) * cell - start[1]
        is_in = (x / long) ** 2 + (y / wide) ** 2 <= 1
        both += is_in and index in burned
        either += is_in or index in burned
    return len(burned) * cell * cell / (math.pi * long * wide), both / either


def ellipse(folder):
    interpreter = python()
    if interpreter is None:
        return
    worst = {"area": {}, "iou": {}}
    for cell in (30.0, 10.0):
        for fuel, wind, hours in ((145, 20.0, 1), (165, 30.0, 6), (102, 20.0, 1)):
            here, side = pathlib.Path(folder) / f"{cell:.0f}-{fuel}", 6000.0
            inside(interpreter, "import sys, mountain; a = sys.argv; mountain.plain(a[1], *map(float, a[2:]))", here, cell, side, fuel, wind)
            start = (1500 + cell / 2, 3000 + cell / 2)
            spread("--landscape", here, "--ignition", f"{start[0]},{start[1]}", "--hours", hours, "--out", here / "out")
            ours = json.loads(inside(interpreter, READ, here / "out/arrival_time.npy"))
            theirs = peer(interpreter, "ellipse", here, *start, hours)
            if theirs is None:
                return
            for who, cells in (("ours", ours), ("theirs", theirs["cells"])):
                area, iou = score(cells, cell, round(side / cell), start, theirs)
                key = (who, cell)
                worst["area"][key] = max(worst["area"].get(key, 0), abs(area - 1) * 100)
                worst["iou"][key] = min(worst["iou"].get(key, 1), iou)
    for cell in (30.0, 10.0):
        mine, other = worst["area"][("ours", cell)], worst["area"][("theirs", cell)]
        yield f"fire-ellipse-area-{cell:.0f}m", mine, "% off at most", None, "pyretechnics", other, other / mine if mine else None
        yield f"fire-ellipse-iou-{cell:.0f}m", worst["iou"][("ours", cell)], "at least", None, "pyretechnics", worst["iou"][("theirs", cell)], None


READ = "import sys, json, numpy as np; print(json.dumps(np.flatnonzero(np.load(sys.argv[1]) >= 0).tolist()))"


def ensemble(folder):
    interpreter = python()
    if interpreter is None:
        return
    here = pathlib.Path(folder) / "mountain"
    inside(interpreter, "import sys, mountain; mountain.mountain(sys.argv[1])", here)
    place = (3700.0, 4300.0)
    words = ("--landscape", here, "--ignition", f"{place[0]},{place[1]}", "--out", here / "out")
    line = spread(*words, "--hours", 6, "--members", MEMBERS, "--seed", SEED, "--threads", 1, "--ignition-spread", 0)
    cost = line["cpuStages"]["members"]
    theirs = peer(interpreter, "members", here, *place, 6, PEER_MEMBERS)
    reckoned = theirs and theirs["cpuSeconds"] / PEER_MEMBERS * MEMBERS
    unit = f"CPU-s, {MEMBERS} members of 6 h, {line['cells']} cells"
    yield "fire-ensemble", cost, unit, line["cpuSeconds"], f"pyretechnics, reckoned from {PEER_MEMBERS}", reckoned, reckoned and reckoned / cost
    yield "fire-ensemble-mean", line["memberMeanKm2"], "km² a member", None, "pyretechnics", theirs and theirs["meanKm2"], None
    yield "fire-ensemble-memory", line["peakMemoryMiB"], "MiB", None, None, None, None
    day = spread(*words, "--hours", 24)
    theirs = peer(interpreter, "spread", here, *place, 24)
    cost = day["cpuStages"]["expected"]
    other = theirs and theirs["cpuSeconds"]
    yield "fire-24-hours", cost, "CPU-s, one member", day["cpuSeconds"], "pyretechnics", other, other and other / cost
    yield "fire-24-hours-burned", day["burnedKm2"], "km²", None, "pyretechnics", theirs and theirs["meanKm2"], None
