"""`bayu fire` as a whole: files in, files and a last line of JSON out, and a clear answer to whatever cannot be computed."""

import csv
import json
import pathlib
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
