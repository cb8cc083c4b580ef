"""Patches on cliffs that nothing was tuned on. Synthetic throughout; `SEED` and `CLIFFS` choose others."""

import json
import os
import pathlib
import shutil
import statistics
import subprocess

import rock

CLIFFS = int(os.environ.get("CLIFFS", 10))
# Any seed must do; docs/figures.md says which ones its figures were measured on.
SEED = int(os.environ.get("SEED", 1))
# Name, further options of the generator, share of the cliffs.
KINDS = [
    ("cliff", {}, 1.0),
    ("cliff-noisier", {"noise": 0.008}, 0.3),
    ("cliff-displaced", {"displaced": 0.05}, 0.3),
    ("cliff-rough-2", {"rough": 2}, 0.3),
    ("cliff-rough-4", {"rough": 4}, 0.3),
    ("cliff-strays", {"strays": 0.01}, 0.3),
]


def measured(folders):
    """Adds up what a comparison finds on each cliff; folders are removed as soon as they have been looked at."""
    total = {"found": 0, "asked": 0, "false": 0, "cannot": 0, "cpu": 0.0, "levels": [], "residuals": []}
    for folder in folders:
        line, _, cpu, note = rock.change(folder)
        truth = json.loads((folder / "truth.json").read_text())
        total["cpu"] += cpu
        total["cannot"] += "cannot tell" in (note if line is None else line["verdict"])
        patches = json.loads((folder / "patches.json").read_text()) if line else []
        sizes, false = rock.score(truth, patches)
        total["found"] += sizes.get(5, 0)
        total["asked"] += sum(abs(patch["shiftMm"]) == 5 for patch in truth["patches"])
        total["false"] += false
        if line:
            total["levels"].append(line["lod95MedianMm"])
            if "turn" in truth:
                total["residuals"].append(rock.residual_mm(truth, line["registrationMatrix"]))
        print(f"    {folder.name}: {sizes}, {false} false, {line['lod95MedianMm'] if line else note}", flush=True)
        shutil.rmtree(folder)
    return total


def rows(name, total, count):
    yield f"{name}-5mm-found", total["found"], f"of {total['asked']} patches", total["cpu"] / count, None, None, None
    yield f"{name}-false", total["false"] / count, "patches a scan", None, None, None, None
    if total["levels"]:
        yield f"{name}-lod95", statistics.median(total["levels"]), "mm, median", None, None, None, None
    if total["residuals"]:
        yield f"{name}-registration", max(total["residuals"]), "mm rms, the worst", None, None, None, None
    yield f"{name}-cannot-tell", total["cannot"], f"of {count} scans", None, None, None, None


def peer_cliffs(interpreter, folder, script, count):
    """Cliffs of the peer's own generator, in the names that a comparison expects."""
    for seed in range(SEED + 1000, SEED + 1000 + count):
        here = pathlib.Path(folder) / f"peer-{seed}"
        subprocess.run([interpreter, script, "--n", "4000000", "--seed", str(seed), "--out", here], check=True, capture_output=True)
        cores = "import numpy as n, sys; n.savetxt(sys.argv[1] + '/cores.csv', n.load(sys.argv[1] + '/core.npz')['core'], delimiter=',')"
        subprocess.run([interpreter, "-c", cores, here], check=True)
        (here / "e1.npy").rename(here / "first.npy")
        (here / "e2.npy").rename(here / "second.npy")
        given = json.loads((here / "truth.json").read_text())
        patches = [
            {"x": each["cx"], "z": each["cz"], "halfWidth": each["a"], "halfHeight": each["b"], "shiftMm": each["d_mm"]} for each in given["patches"]
        ]
        moved = {"patches": patches, "fall": [200.0, 60.0], "turn": given["T"], "shift": given["t"], "middle": given["center"]}
        (here / "truth.json").write_text(json.dumps(moved))
        yield here


def cliff(folder):
    interpreter = rock.python()
    if interpreter is None:
        return
    for name, given, share in KINDS:
        count = max(1, round(CLIFFS * share))
        folders = (
            rock.make(interpreter, pathlib.Path(folder) / f"{name}-{seed}", seed=seed, **given) for seed in range(SEED, SEED + count)
        )
        yield from rows(name, measured(folders), count)
    peers = rock.peers()
    if peers is None:
        print("  skipped: the peer's own cliffs; BAYU_PEERS names no folder with make_cliff.py", flush=True)
        return
    yield from rows("peer-cliff", measured(peer_cliffs(interpreter, folder, peers / "make_cliff.py", CLIFFS)), CLIFFS)
