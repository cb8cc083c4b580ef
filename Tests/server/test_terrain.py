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


def series(folder, *words):
    given = ("--spacing", "0.8", "--orientation", "0,-1,0", "--out", folder / "out.csv", "--patches", folder / "p.json")
    return terrain("series", *words, *given)


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
    if method == "plane":
        # Twelve millimetres on a twentieth of the face: found where they are, and nothing else.
        assert len(patches) == 1
        assert abs(patches[0]["center"][0] - 5) < 1 and abs(patches[0]["center"][2] - 5) < 1
        assert abs(patches[0]["medianMm"] - 12) < 3
        assert 0.04 <= line["stableFiringShare"] <= 0.06
        assert line["lod95MedianMm"] < 2.5


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


@pytest.fixture(scope="module")
def creeping(tmp_path_factory):
    folder = tmp_path_factory.mktemp("creeping")
    return [npy(folder / f"{number}.npy", face(10 + number, 0.0008 * number)) for number in range(5)]


DATES = ("2026-05-01", "2026-05-11", "2026-05-21", "2026-05-31", "2026-06-10")


def test_a_series_finds_what_creeps_with_its_velocity_and_its_place_at_each_epoch(creeping, tmp_path):
    done = series(tmp_path, *(f"{path}@{date}" for path, date in zip(creeping, DATES, strict=True)), "--tables", tmp_path / "tables")
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout.splitlines()[-1])
    assert line["epochs"] == 5 and line["days"] == 40 and line["leftOut"] == []
    pair = json.loads(change(creeping[0], creeping[4], tmp_path, "--patches", tmp_path / "pair.json").stdout.splitlines()[-1])
    # This face is smooth, and noise is all there is: pooling four epochs leaves √(1/2 + 1/8) = 0.79 of a pair's level.
    assert line["lod95MedianMm"] < 0.85 * pair["lod95MedianMm"]
    (patch,) = json.loads((tmp_path / "p.json").read_text())
    assert abs(patch["center"][0] - 5) < 1 and abs(patch["center"][2] - 5) < 1
    assert patch["movement"] == "steady"
    assert abs(patch["medianMm"] - 3.2) < 0.8 and abs(patch["mmPerDay"] - 0.08) < 0.02
    assert [each["date"] for each in patch["series"]] == list(DATES)
    assert all(abs(each["mm"] - 0.8 * number) <= 1.5 * each["lod95Mm"] for number, each in enumerate(patch["series"]))
    # And each epoch has a table as a comparison writes it, for the cloud on the page of a site.
    built = terrain_cloud(tmp_path)
    assert built.returncode == 0, built.stderr
    index = json.loads((tmp_path / "cloud" / "index.json").read_text())
    assert len(index["epochs"]) == 4 and index["patches"][0]["id"] == "1"


def terrain_cloud(folder):
    words = ["cloud", "build", *(folder / "tables" / f"epoch-{number}.csv" for number in range(2, 6)), "--patches", folder / "p.json"]
    return subprocess.run([BINARY, *map(str, words), "--out", str(folder / "cloud")], capture_output=True, text=True, timeout=120, check=False)


def test_one_thread_and_two_give_the_same_series(creeping, tmp_path):
    answers = []
    for threads in (1, 2):
        done = series(tmp_path, *creeping[:3], "--threads", threads)
        assert done.returncode == 0, done.stderr
        answers.append((tmp_path / "out.csv").read_bytes())
    assert answers[0] == answers[1]
    assert answers[0].startswith(b"x,y,z,distance,lod95,n1,n2,nx,ny,nz,trend,trendlod95,velocity,velocitylod95,e2,e3\n")


def test_an_epoch_that_cannot_be_registered_is_left_out_and_named_and_the_newest_is_never_left_out(tmp_path):
    # Few points, and therefore a large --target: a registration in a debug build is slow.
    epochs = [npy(tmp_path / f"{number}.npy", face(20 + number, count=2500)) for number in range(3)]
    # Two walls, six metres before the face and six behind it: the same box, and no surface in common.
    walls = [(x, y + (6 if number % 2 else -6), z) for number, (x, y, z) in enumerate(face(3, count=2500))]
    bad = npy(tmp_path / "walls.npy", walls)
    done = series(tmp_path, epochs[0], epochs[1], bad, epochs[2], "--register", "--target", "50", "--cylinder-radius", "0.8")
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout.splitlines()[-1])
    assert line["epochs"] == 3
    assert [each["epoch"] for each in line["leftOut"]] == [str(bad)] and "cannot be registered" in line["leftOut"][0]["reason"]
    assert "left out" in done.stderr and "walls.npy" in done.stderr
    for words in ((epochs[0], epochs[1], bad), (epochs[0], bad, epochs[2])):
        (tmp_path / "out.csv").unlink(missing_ok=True)
        done = series(tmp_path, *words, "--register", "--target", "50", "--cylinder-radius", "0.8")
        assert done.returncode == 1
        assert "walls.npy" in done.stderr
        assert not (tmp_path / "out.csv").exists()


BAD_SERIES = {
    "two": (lambda paths: paths[:2], "3 to 24 epochs"),
    "order": (lambda paths: [f"{paths[0]}@2026-05-01", f"{paths[1]}@2026-06-01", f"{paths[2]}@2026-05-31"], "in the order of time"),
    "twice": (lambda paths: [f"{path}@2026-05-01" for path in paths[:3]], "in the order of time"),
    "some": (lambda paths: [f"{paths[0]}@2026-05-01", paths[1], paths[2]], "has no date"),
    "count": (lambda paths: [*paths[:3], "--dates", "2026-05-01,2026-06-01"], "2 dates for 3"),
    "no-date": (lambda paths: [*paths[:3], "--dates", "2026-05-01,2026-06-01,2026-13-45"], "is no date"),
    "m3c2": (lambda paths: [*paths[:3], "--method", "m3c2"], "plane"),
}


@pytest.mark.parametrize("kind", BAD_SERIES)
def test_a_series_that_makes_no_sense_is_refused_in_words(creeping, tmp_path, kind):
    make, words = BAD_SERIES[kind]
    done = series(tmp_path, *make(creeping))
    assert done.returncode == 1
    assert words in done.stderr
    assert not (tmp_path / "out.csv").exists()


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
    for done in (change(epochs[0], tmp_path / "second.xyz", tmp_path), series(tmp_path, *epochs, tmp_path / "second.xyz")):
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
