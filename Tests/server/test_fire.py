"""`bayu fire` as a whole: files in, files and a last line of JSON out, and a clear answer to whatever cannot be computed."""

import csv
import json
import pathlib
import struct
import subprocess

import pytest
from conftest import BINARY

FIXTURES = pathlib.Path(__file__).parents[1] / "FireFilesTests" / "Fixtures"


def fire(*words):
    return subprocess.run([BINARY, "fire", *map(str, words)], capture_output=True, text=True, timeout=120, check=False)


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def inputs(name, last, folder):
    """The columns of a reference file up to the last input, as a file of its own."""
    given = rows(FIXTURES / name)
    columns = list(given[0])[: list(given[0]).index(last) + 1]
    path = folder / name
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(given)
    return path


@pytest.mark.parametrize("name, last", [("surface-cases.csv", "probe_azimuth_deg"), ("cell-cases.csv", "foliar_moisture")])
def test_behaviour_answers_with_the_columns_of_the_reference_file(name, last, tmp_path):
    done = fire("behaviour", inputs(name, last, tmp_path), "--out", tmp_path / "out.csv")
    assert done.returncode == 0, done.stderr
    expected, found = rows(FIXTURES / name), rows(tmp_path / "out.csv")
    assert list(found[0]) == list(expected[0])
    assert all(abs(float(a["ros_m_min"]) - float(b["ros_m_min"])) <= 1e-3 * float(a["ros_m_min"]) + 1e-9 for a, b in zip(expected, found))
    assert json.loads(done.stdout.splitlines()[-1])["answered"] == len(expected)


def test_rows_that_cannot_be_answered_do_not_take_the_others_with_them(tmp_path):
    path = inputs("surface-cases.csv", "probe_azimuth_deg", tmp_path)
    lines = path.read_text().splitlines()[:6]
    lines[2] = "177" + lines[2][lines[2].index(",") :]
    lines[3] = lines[3].replace(lines[3].split(",")[1], "nan", 1)
    path.write_text("\n".join(lines) + "\n")
    done = fire("behaviour", path, "--out", tmp_path / "out.csv")
    assert done.returncode == 0
    assert f"{path}:3: the fuel model 177 is not known" in done.stderr and f"{path}:4: m1 is no number" in done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"rows": 5, "answered": 3, "doubtful": 0, "refused": 2}
    assert [row["ros_m_min"] == "nan" for row in rows(tmp_path / "out.csv")] == [False, True, True, False, False]


def test_danger_gives_the_published_indices_in_the_published_columns(tmp_path):
    done = fire("danger", FIXTURES / "noon-48-days.csv", "--out", tmp_path / "out.csv")
    assert done.returncode == 0, done.stderr
    expected, found = rows(FIXTURES / "fwi-48-days.csv"), rows(tmp_path / "out.csv")
    assert list(found[0]) == list(expected[0]) and len(found) == 48
    for column in ("FFMC", "DMC", "DC", "ISI", "BUI", "FWI", "DSR"):
        assert max(abs(float(a[column]) - float(b[column])) for a, b in zip(expected, found)) < 5e-4
    assert json.loads(done.stdout.splitlines()[-1]) == {"days": 48, "stations": 1, "gaps": 0}


def test_a_bad_day_is_named_and_nothing_is_written(tmp_path):
    path = tmp_path / "noon.csv"
    path.write_text("long;lat;yr;mon;day;temp;rh;ws;prec\n1;40;1985;4;13;17;42;25;0\n1;40;1985;4;14;17;142;25;0\n1;40;1985;4;15;17;42;300;0\n")
    done = fire("danger", path, "--out", tmp_path / "out.csv")
    assert done.returncode == 1 and not (tmp_path / "out.csv").exists()
    assert f"{path}:3: rh is 142.0" in done.stderr and f"{path}:4: ws is 300.0 km/h" in done.stderr


def test_the_chinese_grade_comes_with_the_tables_of_the_city(tmp_path):
    # Made-up points: the standard's are the city's to enter.
    tables = tmp_path / "grades.csv"
    tables.write_text("component,from,points\ntemperature,0,10\ntemperature,15,20\nhumidity,0,20\ndryDays,0,0\ndryDays,1,30\nwind,0,5\nseason,1,0\n")
    done = fire("danger", FIXTURES / "noon-48-days.csv", "--out", tmp_path / "out.csv", "--grades", tables)
    assert done.returncode == 0, done.stderr
    first, second = rows(tmp_path / "out.csv")[:2]
    assert (first["HTZ"], first["grade"]) == ("75", "4") and (second["HTZ"], second["grade"]) == ("45", "2")


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = fire("danger", tmp_path / "none.csv", "--out", tmp_path / "out.csv")
    assert done.returncode == 1 and "none.csv: it cannot be read" in done.stderr


WEATHER = {
    "wind_speed_10m": 25, "upwind_direction": 270, "fuel_moisture_dead_1hr": 0.05, "fuel_moisture_dead_10hr": 0.06, "fuel_moisture_dead_100hr": 0.08,
    "fuel_moisture_live_herbaceous": 0.6, "fuel_moisture_live_woody": 0.8, "foliar_moisture": 0.9,
}  # fmt: skip


def npy(path, rows):
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({len(rows)}, {len(rows[0])}), }}".ljust(117) + "\n"
    numbers = [number for row in rows for number in row]
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + struct.pack(f"<{len(numbers)}f", *numbers))


def raster(path):
    """Columns are those of `grass`."""
    data = path.read_bytes()
    begin = 10 + struct.unpack("<H", data[8:10])[0]
    numbers = struct.unpack(f"<{(len(data) - begin) // 4}f", data[begin:])
    return [numbers[row : row + 60] for row in range(0, len(numbers), 60)]


def grass(folder, bands=(WEATHER,), **more):
    """A plain of 60 × 40 cells of grass with a road in column 45. Synthetic."""
    folder.mkdir()
    npy(folder / "fuel_model.npy", [[91 if column == 45 else 102 for column in range(60)] for _ in range(40)])
    (folder / "landscape.json").write_text(json.dumps({"cell_size_m": 30, "weather": list(bands), **more}))
    return folder


def test_a_fire_spreads_from_files_to_files(tmp_path):
    here = grass(tmp_path / "plain")
    words = ("spread", "--landscape", here, "--ignition", "300,600", "--hours", 1, "--members", 20, "--seed", 7)
    done = fire(*words, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    last = json.loads(done.stdout.splitlines()[-1])
    assert last["burnedKm2"] > 0.1 and last["members"] == 20 and last["cpuSeconds"] > 0 and last["peakMemoryMiB"] > 0
    arrival, chance = raster(tmp_path / "out/arrival_time.npy"), raster(tmp_path / "out/probability.npy")
    flame = raster(tmp_path / "out/flame_length.npy")
    reached = [(row, column) for row in range(40) for column in range(60) if arrival[row][column] <= 60]
    assert len(reached) == last["burnedCells"] and all(column < 45 for _, column in reached)
    assert all(flame[row][column] > 0 for row, column in reached)
    assert any(0 < value < 1 for row in chance for value in row) and all(0 <= value <= 1 for row in chance for value in row)
    again = fire(*words, "--threads", 1, "--out", tmp_path / "again")
    assert again.returncode == 0 and raster(tmp_path / "again/probability.npy") == chance


@pytest.mark.parametrize("hours", [0.5, 1, 2, 2.5])
def test_a_weather_window_as_long_as_the_run_is_no_trouble(hours, tmp_path):
    here = grass(tmp_path / "plain", bands=(WEATHER, {**WEATHER, "upwind_direction": 180}))
    assert fire("spread", "--landscape", here, "--ignition", "300,600", "--hours", hours, "--out", tmp_path / "out").returncode == 0


@pytest.mark.parametrize(
    "ignition, words", [("300,60000", "lies outside the landscape"), ("1365,600", "does not burn"), ("here", "give X,Y"), ("nan,0", "give X,Y")]
)
def test_a_place_where_nothing_can_burn_is_refused(ignition, words, tmp_path):
    here = grass(tmp_path / "plain")
    done = fire("spread", "--landscape", here, "--ignition", ignition, "--hours", 1, "--out", tmp_path / "out")
    assert done.returncode == 1 and words in done.stderr and not (tmp_path / "out").exists()


def test_unknown_codes_are_told_and_the_fire_runs_around_them(tmp_path):
    here = grass(tmp_path / "plain", bands=({**WEATHER, "wind_speed_10m": 300},))
    npy(here / "fuel_model.npy", [[177 if 20 < column < 24 and 10 < row < 30 else 102 for column in range(60)] for row in range(40)])
    done = fire("spread", "--landscape", here, "--ignition", "300,600", "--hours", 24, "--out", tmp_path / "out")
    assert done.returncode == 0 and "57 cells have the fuel model 177" in done.stderr
    arrival = raster(tmp_path / "out/arrival_time.npy")
    assert arrival[20][22] != arrival[20][22] and arrival[20][30] > 0


SIGHTINGS = "camera_lon,camera_lat,height_m,azimuth_deg,half_angle_deg,time\n"


def test_two_masts_place_a_fire_and_every_row_without_a_place_says_why(tmp_path):
    path = tmp_path / "sightings.csv"
    # North-east from one mast and north-west from another, ten kilometres of longitude apart; a camera of the first mast; an azimuth beyond a turn.
    path.write_text(
        SIGHTINGS
        + "106.40,29.80,600,45,1,2026-03-01T12:08:00+08:00\n106.50,29.80,600,315,1,2026-03-01T12:09:00+08:00\n"
        + "106.4001,29.80,600,120,1,2026-03-01T12:09:00+08:00\n106.50,29.80,600,400,1,2026-03-01T12:09:00+08:00\n"
    )
    done = fire("locate", path, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    (fix,) = answer["fixes"]
    assert abs(fix["lon"] - 106.45) < 1e-3 and 29.842 < fix["lat"] < 29.845
    assert fix["lines"] == [2, 3] and fix["masts"] == 2 and not fix["ambiguous"]
    assert 50 < fix["semiMinorM"] <= fix["semiMajorM"] < 300
    assert [each["line"] for each in answer["unfixed"]] == [4]
    assert answer["refused"] == [{"line": 5, "reason": "the azimuth must lie within 0 and 360 degrees, clockwise from true north"}]
    assert "± " in fire("locate", path).stdout


def test_one_mast_alone_never_gives_a_place(tmp_path):
    path = tmp_path / "sightings.csv"
    path.write_text(SIGHTINGS + "106.4,29.8,600,45,1,0\n106.401,29.8,600,10,1,20\n106.4,29.801,600,80,1,30\n")
    answer = json.loads(fire("locate", path, "--json").stdout)
    assert answer["fixes"] == [] and all("same mast" in each["reason"] for each in answer["unfixed"]) and len(answer["unfixed"]) == 3


def test_a_file_that_holds_no_sightings_is_refused_in_words(tmp_path):
    path = tmp_path / "sightings.csv"
    path.write_text("camera_lon,camera_lat,azimuth_deg,time\n1,2,3,4\n")
    done = fire("locate", path, "--json")
    assert done.returncode == 1 and "half_angle_deg" in done.stderr


def test_pictures_are_looked_at_and_those_that_cannot_be_read_do_not_take_the_others_with_them(tmp_path):
    made = ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=size=320x180", "-frames:v", "1"]
    subprocess.run([*made, tmp_path / "a.png"], check=True)
    (tmp_path / "b.jpg").write_text("no picture")
    done = fire("recognise", tmp_path, "--json")
    assert done.returncode == 1 and "b.jpg: it is no picture" in done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["file"] for answer in answers] == ["a.png"]
    assert {"file", "fire", "smoke", "boxes"} <= set(answers[0]) and isinstance(answers[0]["fire"], bool)
    assert all({"x", "y", "width", "height", "kind", "confidence"} <= set(box) for box in answers[0]["boxes"])


def test_an_empty_folder_and_a_path_that_is_not_there_are_told(tmp_path):
    for path, words in ((tmp_path, "there is no picture"), (tmp_path / "gone", "it is not there")):
        done = fire("recognise", path, "--json")
        assert done.returncode == 1 and words in done.stderr and not done.stdout
