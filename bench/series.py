"""Series of epochs on cliffs that nothing was tuned on: creeping patches, and levels beside those of two epochs. Synthetic throughout."""

import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess

import rock
from server import BINARY

SEED = int(os.environ.get("SEED", 1))
CLIFFS = int(os.environ.get("SERIES_CLIFFS", 3))
EPOCHS = 5
# Millimetres over the whole series, four patches of each; the least creep a quarter of a millimetre an epoch.
SHIFTS_MM = (1, 2, 3, 5)


def compared(folder, what, epochs):
    """The last line and the patches of `bayu terrain series` or `change`, with its CPU seconds."""
    words = ["terrain", what, *epochs, "--cores", folder / "cores.csv", "--orientation", "0,-1,0", "--register"]
    words += ["--out", folder / "out.csv", "--patches", folder / "patches.json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"bayu terrain {what} failed ({done.returncode}):\n{done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout.splitlines()[-1]), json.loads((folder / "patches.json").read_text()), cpu


def series(folder):
    interpreter = rock.python()
    if interpreter is None:
        return
    found = {kind: dict.fromkeys(SHIFTS_MM, 0) for kind in ("series", "pair")}
    false, levels, trends, cpu, memory = {"series": 0, "pair": 0}, [], [], 0.0, 0.0
    for seed in range(SEED, SEED + CLIFFS):
        here = pathlib.Path(folder) / f"series-{seed}"
        rock.make(interpreter, here, seed=seed, epochs=EPOCHS, shifts=",".join(map(str, SHIFTS_MM)))
        truth = json.loads((here / "truth.json").read_text())
        epochs = [here / f"epoch-{number + 1}.npy" for number in range(EPOCHS)]
        for kind, what, which in (("series", "series", epochs), ("pair", "change", [epochs[0], epochs[-1]])):
            line, patches, seconds = compared(here, what, which)
            sizes, wrong = rock.score(truth, patches)
            false[kind] += wrong
            for size in SHIFTS_MM:
                found[kind][size] += sizes[size]
            if kind == "series":
                level, trend, cpu, memory = line["lod95MedianMm"], line["trendLod95MedianMm"], cpu + seconds, max(memory, line["peakMemoryMiB"])
            else:
                levels.append(level / line["lod95MedianMm"])
                trends.append(trend / line["lod95MedianMm"])
            print(f"    {here.name}, {kind}: {sizes}, {wrong} false, {line['lod95MedianMm']} mm", flush=True)
        shutil.rmtree(here)
    for size in SHIFTS_MM:
        beside = f"of {4 * CLIFFS}; first and last epoch alone {found['pair'][size]}"
        yield f"series-{size}mm-found", found["series"][size], beside, None, None, None, None
    yield "series-false", false["series"] / CLIFFS, "patches a series", None, None, None, None
    yield "series-level", statistics.median(levels), "of a pair's, newest epoch", None, None, None, None
    yield "series-trend-level", statistics.median(trends), "of a pair's, whole movement", None, None, None, None
    yield "series-whole", cpu / CLIFFS, "CPU-s, five epochs with registration", cpu / CLIFFS, None, None, None
    yield "series-memory", memory, "MiB", None, None, None, None
