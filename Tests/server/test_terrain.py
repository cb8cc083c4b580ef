"""`bayu terrain` as a whole: files in, files and a last line of JSON out, and a clear answer to whatever cannot be compared. Synthetic rock."""

import json
import math
import random
import struct
import subprocess

import pytest
from conftest import BINARY

SIDE = 13.0
PER_SQUARE_METRE = 70


def height(x, z):
    return 0.3 * math.sin(x / 2.1 + z / 3.7) + 0.2 * math.sin(z / 1.7 - x / 5.3) + 0.01 * math.sin(9 * x + 4 * z)


def face(seed, moved=0.0, count=int(SIDE * SIDE * PER_SQUARE_METRE)):
    """Points of a made-up face looking along −y; a disc of 1.6 m about (5, 5) has moved outward by so many metres."""
    chance = random.Random(seed)
    points = []
    for _ in range(count):
        x, z = chance.uniform(0, SIDE), chance.uniform(0, SIDE)
        out = moved if (x - 5) ** 2 + (z - 5) ** 2 < 2.5 else 0
        points.append((x, -height(x, z) - out + chance.gauss(0, 0.003), z))
    return points


def npy(path, points, kind="<f8", fortran=False):
    numbers = [p[i] for i in range(3) for p in points] if fortran else [number for p in points for number in p]
    header = f"{{'descr': '{kind}', 'fortran_order': {fortran}, 'shape': ({len(points)}, 3), }}".ljust(117) + "\n"
    body = struct.pack(f"<{len(numbers)}{'d' if kind == '<f8' else 'f'}", *numbers)
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + body)
    return path


def text(path, points):
    path.write_text("x,y,z\n" + "".join(f"{x:.6f},{y:.6f},{z:.6f}\n" for x, y, z in points))
    return path


@pytest.fixture(scope="module")
def epochs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("epochs")
    return [npy(folder / f"{number}.npy", face(number, moved)) for number, moved in ((1, 0), (2, 0.012))]


def terrain(*words):
    return subprocess.run([BINARY, "terrain", *map(str, words)], capture_output=True, text=True, timeout=120, check=False)


def change(first, second, folder, *further):
    given = () if "--cores" in further or "--spacing" in further else ("--spacing", "0.8")
    return terrain("change", first, second, *given, "--orientation", "0,-1,0", "--out", folder / "out.csv", "--patches", folder / "p.json", *further)


@pytest.mark.parametrize("method", ["plane", "m3c2"])
def test_a_comparison_writes_each_core_the_patches_and_a_last_line_of_json(epochs, tmp_path, method):
    done = change(epochs[0], epochs[1], tmp_path, "--method", method, "--threads", "2")
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout.splitlines()[-1])
    assert {"cpuSeconds", "wallSeconds", "peakMemoryMiB", "lod95MedianMm", "patches", "verdict"} <= set(line)
    rows = (tmp_path / "out.csv").read_text().splitlines()
    assert rows[0] == "x,y,z,distance,lod95,n1,n2,nx,ny,nz"
    assert len(rows) == line["cores"] + 1 > 200
    patches = json.loads((tmp_path / "p.json").read_text())
    assert len(patches) == line["patches"]
    assert all(set(each) == {"id", "center", "areaM2", "medianMm", "confidence"} for each in patches)


def test_one_thread_and_two_give_the_same_answer(epochs, tmp_path):
    answers = []
    for threads in (1, 2):
        done = change(epochs[0], epochs[1], tmp_path, "--register", "--threads", threads)
        assert done.returncode == 0, done.stderr
        answers.append((tmp_path / "out.csv").read_bytes())
    assert answers[0] == answers[1]


def test_cores_come_out_in_the_order_they_went_in(epochs, tmp_path):
    points = [(1 + 0.8 * (n % 15), 0, 1 + 0.8 * (n // 15)) for n in range(225)]
    random.Random(3).shuffle(points)
    cores = text(tmp_path / "cores.csv", [(x, -height(x, z), z) for x, _, z in points])
    done = change(epochs[0], epochs[1], tmp_path, "--cores", cores)
    assert done.returncode == 0, done.stderr
    found = [tuple(float(each) for each in row.split(",")[:3:2]) for row in (tmp_path / "out.csv").read_text().splitlines()[1:]]
    assert found == [(round(x, 6), round(z, 6)) for x, _, z in points]


def far(points, by):
    return [(x + by, y, z) for x, y, z in points]


def scaled(points, by):
    return [(x * by, y * by, z * by) for x, y, z in points]


BAD = {
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "one-point": (lambda path: npy(path, [(1, 2, 3)]), "has 1 points"),
    "nan": (lambda path: text(path, [(float("nan"), 1, 2), *face(2)]), "has x = nan"),
    "cut-off": (lambda path: path.write_bytes(npy(path, face(2)).read_bytes()[:-100]), "cut off"),
    "kilometres-away": (lambda path: npy(path, far(face(2), 5000)), "does not overlap"),
    "millimetres": (lambda path: npy(path, scaled(face(2), 1000)), "millimetres"),
    "sparse": (lambda path: npy(path, face(2, count=600)), "cannot tell"),
    "missing": (lambda path: None, "cannot be opened"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_compared_is_answered_in_words_and_nothing_is_written(epochs, tmp_path, kind):
    make, words = BAD[kind]
    make(tmp_path / "second.xyz")
    done = change(epochs[0], tmp_path / "second.xyz", tmp_path)
    assert done.returncode == 1
    assert words in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "out.csv").exists()
    assert not (tmp_path / "p.json").exists()


@pytest.mark.parametrize("spacing", ["0", "-1", "nan", "0.0001"])
def test_a_spacing_that_lays_no_cores_is_refused(epochs, tmp_path, spacing):
    done = change(epochs[0], epochs[1], tmp_path, f"--spacing={spacing}", "--spacing", spacing)
    assert done.returncode in (1, 64)
    assert "spacing" in done.stderr.lower()
    assert not (tmp_path / "out.csv").exists()
