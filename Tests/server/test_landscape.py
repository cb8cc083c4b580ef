"""Landscapes from rasters of any origin, lines in a fire's way, and hourly weather.

Where BAYU_ROADS_REFERENCE names a folder with N42E001.hgt.zip (SRTM, NASA), real terrain is brought in too.
"""

import json
import os
import pathlib

import pytest
from test_fire import fire, grass

REFERENCE = pathlib.Path(os.environ.get("BAYU_ROADS_REFERENCE", "no folder was named"))
# The south-western corner of `plain` and an area within it.
ORIGIN, BOUNDS = [633000, 3301000], "106.380,29.834,106.390,29.841"
SERIES = """time,wind_speed_kmh,wind_from_deg,temperature_c,humidity_pct
2026-03-01T11:00:00+08:00,20,270,31,25
2026-03-01T12:00:00+08:00,22,270,32,24
2026-03-01T13:00:00+08:00,24,280,33,22
"""


@pytest.fixture
def plain(tmp_path):
    return grass(tmp_path / "plain", crs="EPSG:32648", origin=ORIGIN)


def spread(here, out, *words):
    return fire("spread", "--landscape", here, "--ignition", "633300,3301600", "--hours", 1, "--out", out, *words)


def imported(folder, *words):
    return fire("landscape", "import", "--bounds", BOUNDS, "--cell", 30, "--out", folder / "made", *words)


def burned(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])["burnedCells"]


def test_a_forecast_goes_out_as_geotiff_and_comes_back_as_a_landscape(plain, tmp_path):
    assert burned(spread(plain, tmp_path / "out", "--format", "tif")) > 0
    names = {"arrival_time.tif", "flame_length.tif", "fireline_intensity.tif", "probability.tif", "spread.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names
    done = imported(tmp_path, "--dem", tmp_path / "out/flame_length.tif", "--fuel", 102)
    assert done.returncode == 0, done.stderr
    made = json.loads((tmp_path / "made/landscape.json").read_text())
    assert made["crs"] == "EPSG:32648" and made["sources"][0] == {"layer": "elevation", "from": "flame_length.tif"}
    (tmp_path / "series.csv").write_text(SERIES)
    done = fire(
        "spread", "--landscape", tmp_path / "made", "--ignition", "633900,3301600", "--hours", 3, "--weather", tmp_path / "series.csv", "--out",
        tmp_path / "again",
    )  # fmt: skip
    assert burned(done) > 0


def test_unknown_fuels_are_refused_with_their_cells_until_they_may_be_taken_for_bare_ground(plain, tmp_path):
    spread(plain, tmp_path / "out", "--format", "tif")
    rasters = ("--dem", tmp_path / "out/flame_length.tif", "--fuel", tmp_path / "out/probability.tif")
    done = imported(tmp_path, *rasters)
    assert done.returncode == 1 and "probability.tif: the fuel codes 0 (" in done.stderr and not (tmp_path / "made").exists()
    done = imported(tmp_path, *rasters, "--unknown-fuel", "unburnable")
    assert done.returncode == 0 and "do not burn, as was asked" in done.stderr


def test_what_is_no_raster_or_lies_elsewhere_is_refused_in_words(plain, tmp_path):
    (tmp_path / "text.tif").write_text("no raster")
    spread(plain, tmp_path / "out", "--format", "tif")
    flame = tmp_path / "out/flame_length.tif"
    (tmp_path / "cut.tif").write_bytes(flame.read_bytes()[:600])
    for words, said in [
        (("--dem", tmp_path / "text.tif", "--fuel", 102), "text.tif: it is no GeoTIFF"),
        (("--dem", tmp_path / "cut.tif", "--fuel", 102), "cut.tif: it"),
        (("--dem", tmp_path / "none.tif", "--fuel", 102), "none.tif: it is not there"),
        (("--dem", flame, "--fuel", 102, "--bounds", "1.4,42.4,1.5,42.5"), "does not overlap"),
        (("--dem", flame, "--fuel", 102, "--crs", "EPSG:4326"), "no projected system in metres"),
        (("--dem", flame, "--fuel", 102, "--bounds", "3,2,1"), "give west,south,east,north"),
    ]:
        done = imported(tmp_path, *words)
        assert done.returncode == 1 and said in done.stderr, done.stderr


def test_a_wide_line_stops_a_fire_a_narrow_one_does_not_and_one_built_late_neither(plain, tmp_path):
    free = burned(spread(plain, tmp_path / "out"))
    (tmp_path / "series.csv").write_text(SERIES)
    for width, built, holds in [(30, "12:00", True), (0.5, "12:00", False), (30, "23:00", False)]:
        line = {"type": "LineString", "coordinates": [[106.3828, 29.825], [106.3828, 29.86]]}
        properties = {"width_m": width, "built": f"2026-03-01T{built}:00+08:00"}
        lines = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": properties, "geometry": line}]}
        (tmp_path / "lines.geojson").write_text(json.dumps(lines))
        done = spread(plain, tmp_path / "out", "--barriers", tmp_path / "lines.geojson", "--start", "2026-03-01T12:00:00+08:00")
        assert (burned(done) < free) == holds
    (tmp_path / "lines.geojson").write_text("{}")
    done = spread(plain, tmp_path / "out", "--barriers", tmp_path / "lines.geojson")
    assert done.returncode == 1 and "no GeoJSON of lines" in done.stderr


def test_weather_of_three_hundred_kilometres_an_hour_and_weather_of_another_day_are_refused_in_words(plain, tmp_path):
    (tmp_path / "series.csv").write_text(SERIES)
    series = ("--weather", tmp_path / "series.csv")
    assert burned(spread(plain, tmp_path / "out", *series, "--start", "2026-03-01T12:00:00+08:00")) > 0
    done = spread(plain, tmp_path / "out", *series, "--start", "2026-03-09T12:00:00+08:00")
    assert done.returncode == 1 and "before the fire" in done.stderr
    (tmp_path / "series.csv").write_text(SERIES.replace(",22,", ",300,"))
    done = spread(plain, tmp_path / "out", *series, "--start", "2026-03-01T12:00:00+08:00")
    assert done.returncode == 1 and "300" in done.stderr and "series.csv" in done.stderr


@pytest.mark.skipif(not (REFERENCE / "N42E001.hgt.zip").exists(), reason="BAYU_ROADS_REFERENCE names no folder with N42E001.hgt.zip")
def test_andorra_s_terrain_comes_in_with_its_holes_filled_and_counted(tmp_path):
    dem = REFERENCE / "N42E001.hgt.zip"
    done = fire("landscape", "import", "--dem", dem, "--fuel", 165, "--bounds", "1.42,42.43,1.78,42.65", "--cell", 30, "--out", tmp_path / "made")
    assert done.returncode == 0 and "1836 cells had no height and were filled" in done.stderr, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["cells"] == 831000
