"""What the benchmarks of terrain share: made-up rock, its environment of Python, a comparison and its score."""

import json
import os
import pathlib
import resource
import subprocess
import time

import environment
from server import BINARY

HERE = pathlib.Path(__file__).resolve().parent
# A reported middle may lie this many half axes from that of the patch, and this many metres from the block that fell.
NEAR_HALF_AXES = 1.25
NEAR_FALL_METRES = 3.0


def python():
    """The Python with numpy and py4dgeo; made on the first call, or None with the reason said."""
    return environment.python("bench-python", "requirements.txt", ("numpy", "py4dgeo"))


def make(interpreter, folder, **given):
    words = [word for name, value in given.items() for word in (f"--{name}", str(value))]
    subprocess.run([interpreter, HERE / "make_rock.py", folder, *words], check=True)
    return pathlib.Path(folder)


def change(folder, *further, register=True):
    """Runs `bayu terrain change`; its last line, wall seconds, CPU seconds, and None for the line when it refused."""
    words = ["terrain", "change", folder / "first.npy", folder / "second.npy", "--cores", folder / "cores.csv", "--orientation", "0,-1,0"]
    words += ["--register"] if register else []
    words += ["--out", folder / "out.csv", "--patches", folder / "patches.json", *further]
    (folder / "patches.json").unlink(missing_ok=True)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, check=False)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode != 0:
        if "cannot" not in done.stderr:
            raise SystemExit(f"bayu terrain change failed ({done.returncode}):\n{done.stderr}")
        return None, wall, cpu, done.stderr.strip()
    return json.loads(done.stdout.splitlines()[-1]), wall, cpu, done.stderr.strip()


def residual_mm(truth, matrix):
    """Root mean square over the face in mm between where a registration puts the second epoch and where it was taken from."""
    # What the truth turned and shifted, the matrix has to undo; the corners and the middle stand for the face.
    total, count = 0.0, 0
    for x in (0.0, 60.0, 120.0, 180.0, 240.0):
        for z in (0.0, 60.0, 120.0):
            point = [x, 0.0, z]
            local = [point[i] - truth["middle"][i] for i in range(3)]
            seen = [sum(truth["turn"][i][k] * local[k] for k in range(3)) + truth["middle"][i] + truth["shift"][i] for i in range(3)]
            back = [sum(matrix[4 * i + k] * seen[k] for k in range(3)) + matrix[4 * i + 3] for i in range(3)]
            total, count = total + sum((back[i] - point[i]) ** 2 for i in range(3)), count + 1
    return 1000 * (total / count) ** 0.5


def score(truth, found):
    """How many true patches of each size were found with the right sign, and how many reported ones are none."""
    hit, false = {}, 0
    for each in found:
        x, _, z = each["center"]
        fall = truth["fall"]
        if (x - fall[0]) ** 2 + (z - fall[1]) ** 2 < NEAR_FALL_METRES**2:
            continue
        near = [
            number
            for number, patch in enumerate(truth["patches"])
            if ((x - patch["x"]) / patch["halfWidth"]) ** 2 + ((z - patch["z"]) / patch["halfHeight"]) ** 2 < NEAR_HALF_AXES**2
            and patch["shiftMm"] * each["medianMm"] > 0
        ]
        if near:
            hit[near[0]] = each
        else:
            false += 1
    sizes = {}
    for number, patch in enumerate(truth["patches"]):
        sizes.setdefault(abs(patch["shiftMm"]), []).append(number in hit)
    return {size: sum(which) for size, which in sizes.items()}, false


def peers():
    """The folder with the peer's own scripts, where it was given by BAYU_PEERS; None is said aloud by who asks."""
    given = os.environ.get("BAYU_PEERS")
    return pathlib.Path(given) if given and pathlib.Path(given).exists() else None
