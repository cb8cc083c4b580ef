"""The commands beside the server: each explains itself with an example, and the import of boundaries answers where."""

import json
import pathlib
import re
import shutil

import pytest
from conftest import CHONGQING, bayu

# Beibei's Chengjiang: a square around the cliff of the demonstration.
TOWNSHIP = "500109102"


def subcommands(*path):
    """What --help says of every command, and of those below it, by their names."""
    code, said, errors = bayu(*path, "--help")
    assert code == 0, errors
    found = {path: said}
    listed = said.split("SUBCOMMANDS:")[1] if "SUBCOMMANDS:" in said else ""
    for name in re.findall(r"^  ([a-z][a-z-]+)", listed, re.MULTILINE):
        if name != "help":
            found |= subcommands(*path, name)
    return found


def test_every_command_explains_itself_with_an_example():
    commands = subcommands()
    assert {("serve",), ("city", "import-boundaries"), ("account", "add"), ("doctor",)} <= commands.keys()
    without = [" ".join(path) for path, said in commands.items() if "Example: bayu" not in said and (path or "bayu serve --city" not in said)]
    assert not without


def test_the_doctor_says_what_is_there_and_what_to_do():
    code, said, _ = bayu("doctor")
    assert code in (0, 1)
    assert "city package" in said
    for line in said.splitlines():
        assert line.startswith("ok ") or "run: " in line or "wants" in line, line
    code, said, _ = bayu("doctor", "--city", "no/such/city")
    assert code == 1 and "bayu city check no/such/city" in said


@pytest.fixture
def city(tmp_path):
    return pathlib.Path(shutil.copytree(CHONGQING, tmp_path / "city"))


def feature(code, ring):
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def square(longitude, latitude, size=0.05):
    west, east, south, north = longitude - size, longitude + size, latitude - size, latitude + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def where(city, latitude, longitude):
    code, said, errors = bayu("where", latitude, longitude, "--city", city, "--json")
    assert code == 0, errors
    return json.loads(said)


def write(tmp_path, *features):
    file = tmp_path / "official.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}, indent=0), encoding="utf-8")
    return file


def test_after_an_import_where_answers_from_the_polygon(city, tmp_path):
    point = next(
        (float(row[6]), float(row[7]))
        for row in (line.split(",") for line in (city / "network.csv").read_text(encoding="utf-8").splitlines())
        if row[0] == TOWNSHIP
    )
    assert where(city, *point)["approximate"] is True
    file = write(tmp_path, feature(TOWNSHIP, square(point[1], point[0])))
    code, said, errors = bayu("city", "import-boundaries", file, "--city", city)
    assert code == 0, errors
    assert "boundaries/official.geojson: 1 outlines" in said
    answer = where(city, *point)
    assert (answer["township"], answer["district"], answer["approximate"]) == (TOWNSHIP, "500109", False)
    assert bayu("city", "check", city)[0] == 0


def test_gcj02_is_converted_on_request(city, tmp_path):
    file = write(tmp_path, feature(TOWNSHIP, square(106.39, 29.87)))
    assert bayu("city", "import-boundaries", file, "--city", city, "--datum", "gcj02", "--name", "moved")[0] == 0
    kept = json.loads((city / "boundaries/moved.geojson").read_text(encoding="utf-8"))
    west = kept["features"][0]["geometry"]["coordinates"][0][0][0][0]
    assert 0.001 < 106.34 - west < 0.01
    code, _, errors = bayu("city", "import-boundaries", file, "--city", city, "--datum", "mars")
    assert code != 0 and "gcj02" in errors


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"type": "FeatureCollection",\n "features": [\n  {"type" "Feature"}\n]}', ":3: malformed JSON"),
        (json.dumps({"type": "FeatureCollection", "features": [feature("500109", [[0, 0], [1, 1]])]}), "feature 1 (`500109`)"),
        (json.dumps({"type": "FeatureCollection", "features": [feature("nowhere", square(106.4, 29.8))]}), "feature 1: the boundary of `nowhere`"),
        (
            json.dumps({"type": "FeatureCollection", "features": [feature("500109", [[i / 1e5, i % 2] for i in range(10_001)])]}),
            "at most 10000 are taken: simplify it",
        ),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(city, tmp_path, text, says):
    file = tmp_path / "broken.geojson"
    file.write_text(text, encoding="utf-8")
    code, said, errors = bayu("city", "import-boundaries", file, "--city", city)
    assert code == 1 and says in errors, said + errors
    assert str(file) in errors and "Nothing was imported" in errors
    assert not (city / "boundaries").exists()


def test_a_missing_file_and_a_missing_city_are_named(city, tmp_path):
    code, _, errors = bayu("city", "import-boundaries", tmp_path / "none.geojson", "--city", city)
    assert code == 1 and "none.geojson" in errors
    code, _, errors = bayu("city", "import-boundaries", write(tmp_path), "--city", tmp_path / "nowhere")
    assert code == 1 and "city.yaml" in errors
