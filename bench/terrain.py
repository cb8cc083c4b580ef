"""What a comparison of two epochs of four million points costs, beside py4dgeo where it can be installed. Synthetic rock throughout.

Seconds on the wall are only as good as the machine is idle: two threads against one is the median of `REPEATS` runs in turn, and still noisy.
"""

import json
import os
import pathlib
import statistics
import subprocess

import rock

SEED = int(os.environ.get("SEED", 1))
REPEATS = int(os.environ.get("REPEATS", 3))
# The peer is given this long for one task; beyond it the bench says so and goes on.
PEER_SECONDS_MAX = 240
STAGES = ("index", "normals", "distances")


def speed(interpreter, folder):
    # Not displaced, so that a comparison without registration has an answer, as the peer's has.
    here = rock.make(interpreter, pathlib.Path(folder) / "still", seed=SEED, displaced=0)
    runs = {threads: [] for threads in (1, 2)}
    for _ in range(REPEATS):
        for threads in runs:
            line, _, _, note = rock.change(here, "--method", "m3c2", "--threads", threads, register=False)
            if line is None:
                raise SystemExit(f"bayu terrain change refused its own benchmark: {note}")
            runs[threads].append(line)
    cpu = {threads: statistics.median(sum(line["cpuSeconds"][stage] for stage in STAGES) for line in lines) for threads, lines in runs.items()}
    wall = {threads: statistics.median(sum(line["wallSeconds"][stage] for stage in STAGES) for line in lines) for threads, lines in runs.items()}
    peer = py4dgeo(interpreter, here, "m3c2")
    theirs = peer and peer["cpuSeconds"]
    yield "terrain-m3c2-8m-points", cpu[1], "CPU-s", cpu[1], "py4dgeo", theirs, theirs and theirs / cpu[1]
    yield "terrain-m3c2-memory", max(line["peakMemoryMiB"] for line in runs[2]), "MiB", None, "py4dgeo", peer and peer["peakMiB"], None
    yield "terrain-m3c2-two-threads", wall[1] / wall[2], "× on the wall, those stages", cpu[2], None, None, None


def registration(interpreter, folder):
    here = rock.make(interpreter, pathlib.Path(folder) / "displaced", seed=SEED + 1)
    lines = {}
    for threads in (1, 2):
        lines[threads], seconds, cpu, note = rock.change(here, "--threads", threads)
        if lines[threads] is None:
            raise SystemExit(f"bayu terrain change refused its own benchmark: {note}")
        lines[threads].update(wall=seconds, cpu=cpu)
    truth = json.loads((here / "truth.json").read_text())
    residual = rock.residual_mm(truth, lines[1]["registrationMatrix"])
    cpu = lines[1]["cpuSeconds"]["register"]
    peer = py4dgeo(interpreter, here, "register")
    theirs = peer and peer["matrix"] and rock.residual_mm(truth, peer["matrix"])
    yield "terrain-registration", residual, "mm rms", cpu, "py4dgeo", theirs, theirs and theirs / residual
    yield "terrain-registration-cpu", cpu, "CPU-s", cpu, "py4dgeo", peer and peer["cpuSeconds"], peer and peer["cpuSeconds"] / cpu
    yield "terrain-plane-whole", lines[1]["cpu"], "CPU-s, with registration", lines[1]["cpu"], None, None, None
    yield "terrain-plane-two-threads", lines[1]["wall"] / lines[2]["wall"], "× on the wall, the whole", lines[2]["cpu"], None, None, None
    yield "terrain-plane-memory", lines[2]["peakMemoryMiB"], "MiB, two threads", None, None, None, None


def py4dgeo(interpreter, folder, what):
    """What the peer needs for the same, on one thread; None when it failed, which is said."""
    words = [interpreter, rock.HERE / "peer_py4dgeo.py", folder, what]
    try:
        done = subprocess.run(
            words, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"}, check=False, timeout=PEER_SECONDS_MAX
        )
    except subprocess.TimeoutExpired:
        print(f"  skipped: py4dgeo {what} was not done after {PEER_SECONDS_MAX} s", flush=True)
        return None
    if done.returncode != 0:
        print(f"  skipped: py4dgeo {what}: {done.stderr.strip()[-200:]}", flush=True)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def terrain(folder):
    interpreter = rock.python()
    if interpreter is None:
        return
    yield from speed(interpreter, folder)
    yield from registration(interpreter, folder)
