"""Sites from a survey's files into a register: a preview first, then the register, then the server that shows them."""

import json
import shutil

import pytest
import shapefile
from conftest import CHONGQING, bayu

WGS84 = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]'
METRES = 'PROJCS["CGCS2000_3_Degree_GK_Zone_36",' + WGS84 + "]"
RING = [[106.40, 29.84], [106.40, 29.842], [106.402, 29.842], [106.402, 29.84], [106.40, 29.84]]
COLUMNS = "id=BH,name_zh=MC,people=RKS,failure_type=LX"


@pytest.fixture
def city(tmp_path):
    shutil.copytree(CHONGQING, tmp_path / "city")
    return tmp_path / "city"


def register(city):
    return json.loads((city / "landslide/register.geojson").read_text())["features"]


def survey(folder, encoding="gbk", projection=WGS84, ring=RING, page="GBK"):
    """A shapefile as an office hands it over: Chinese words in GBK, short column names."""
    with shapefile.Writer(str(folder / "survey"), shapeType=shapefile.POLYGON, encoding=encoding) as out:
        out.field("BH", "C", size=20)
        out.field("MC", "C", size=60)
        out.field("RKS", "N", size=8)
        out.field("LX", "C", size=20)
        out.poly([ring])
        out.record("bb-1", "北温泉街道新滑坡", 37, "creep-slide")
    if projection:
        (folder / "survey.prj").write_text(projection)
    if page:
        (folder / "survey.cpg").write_text(page)
    return folder / "survey.shp"


def take(file, city, *more):
    return bayu("sites", "import", file, "--city", city, *more)


def test_a_shapefile_in_gbk_is_previewed_without_a_trace_and_then_taken_up_with_its_sensors(tmp_path, city):
    before = (city / "landslide/register.geojson").read_bytes()
    file = survey(tmp_path)
    code, out, err = take(file, city, "--columns", COLUMNS, "--layout", "slide-46", "--preview")
    assert code == 0, err
    assert "1 new, 0 changed" in out and "北温泉街道新滑坡" in out
    assert (city / "landslide/register.geojson").read_bytes() == before

    code, _, err = take(file, city, "--columns", COLUMNS, "--layout", "slide-46")
    assert code == 0, err
    new = next(one for one in register(city) if one["properties"]["id"] == "bb-1")
    assert new["properties"]["people"] == 37 and len(new["geometry"]["coordinates"][0]) == 5
    assert len(register(city)) == len(json.loads(before)["features"]) + 1
    code, out, err = bayu("city", "check", city)
    assert code == 0, err + out
    assert "40787 datastreams" in out


def test_a_second_import_says_what_changes_and_keeps_what_the_file_does_not_say(tmp_path, city):
    table = tmp_path / "people.csv"
    table.write_text("id,latitude,longitude,people\ncq-0001,30.1465,108.5618,99\ncq-0002,30.1,108.2,\n")
    old = {one["properties"]["id"]: one for one in register(city)}
    code, out, err = take(table, city)
    assert code == 0, err
    assert "0 new, 1 changed, 1 as they were" in out and f"people: {old['cq-0001']['properties']['people']} → 99" in out
    new = {one["properties"]["id"]: one for one in register(city)}
    assert new["cq-0001"]["geometry"] == old["cq-0001"]["geometry"]
    assert new["cq-0001"]["properties"]["households"] == old["cq-0001"]["properties"]["households"]
    assert take(table, city)[1].startswith("0 new, 0 changed, 2 as they were")


@pytest.mark.parametrize(
    ("projection", "says"),
    [(METRES, "metres of a projection"), (None, "there is no .prj"), (WGS84.replace("WGS_1984", "Xian_1980"), "neither WGS 84 nor CGCS2000")],
)
def test_coordinates_of_another_system_are_refused_with_the_way_to_convert_them(tmp_path, city, projection, says):
    code, out, _ = take(survey(tmp_path, projection=projection), city, "--columns", COLUMNS, "--preview")
    assert code == 1 and says in out and "ogr2ogr" in out


def test_a_shapefile_cut_off_in_the_middle_changes_nothing(tmp_path, city):
    before = (city / "landslide/register.geojson").read_bytes()
    file = survey(tmp_path)
    file.write_bytes(file.read_bytes()[:150])
    code, out, err = take(file, city, "--columns", COLUMNS)
    assert code == 1 and "survey.shp:1" in out and "nothing was written" in err
    (tmp_path / "survey.dbf").unlink()
    code, out, _ = take(file, city, "--columns", COLUMNS)
    assert code == 1 and ".dbf" in out
    assert (city / "landslide/register.geojson").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,people\nx,3\n", "the header lacks latitude, longitude"),
        ("id,latitude,longitude\n,29.84,106.4\n", "has no `id`"),
        ("id,latitude,longitude,name_zh\nx,106.4,29.84,坡\n", "swapped"),
        ("id,latitude,longitude,name_zh\nx,29.84,106.4,坡\nx,29.84,106.4,坡\n", "stands here and at 2"),
        ("id,latitude,longitude,name_zh,people\nx,29.84,106.4,坡,many\n", "`people` is `many`"),
        ("id,latitude,longitude,name_zh,colour\nx,29.84,106.4,坡,red\n", "`colour` is unknown"),
        ("id,latitude,longitude\nx,29.84,106.4\n", "`name_zh` is missing"),
        ("", "the header lacks"),
    ],
)
def test_a_table_with_a_fault_is_refused_with_its_line(tmp_path, city, text, says):
    before = (city / "landslide/register.geojson").read_bytes()
    table = tmp_path / "table.csv"
    table.write_text(text)
    code, out, _ = take(table, city)
    assert code == 1 and says in out
    assert (city / "landslide/register.geojson").read_bytes() == before


def test_a_missing_file_an_unknown_ending_and_an_unknown_column_are_named(tmp_path, city):
    assert "missing" in take(tmp_path / "none.csv", city)[1]
    (tmp_path / "a.xlsx").write_text("")
    assert ".xlsx" in take(tmp_path / "a.xlsx", city)[1]
    table = tmp_path / "t.csv"
    table.write_text("BH,latitude,longitude\nx,29.84,106.4\n")
    assert "no column `ID`" in take(table, city, "--columns", "id=ID")[1]
    assert "no pair" in take(table, city, "--columns", "id")[2]
