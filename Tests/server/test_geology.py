"""Layer models and the marks of sensors: what the command keeps, what the API answers, and what both refuse."""

import math
import pathlib
import shutil

import pytest
from conftest import Server, bayu

GRID = "ncols 3\nnrows 3\nxllcenter 0\nyllcenter 0\ncellsize 10\n" + "{0} {0} {0}\n" * 3
HOLES = "borehole,x,y,z,from,to,layer\nZK1,10,12,30,0,10,soil\nZK1,10,12,30,10,15,rock\nZK2,19,10,30,0,9,soil\n"
SITE = "cq-0005"


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory):
    data = pathlib.Path(shutil.copytree(furnished, tmp_path_factory.mktemp("geology") / "data"))
    running = Server(data).ready().sign_in()
    yield running
    running.stop()
    running.log.close()


def files(folder, soil=30, rock=20, holes=HOLES):
    folder.mkdir(exist_ok=True, parents=True)
    for name, text in (("soil.asc", GRID.format(soil)), ("rock.asc", GRID.format(rock)), ("zk.csv", holes)):
        (folder / name).write_text(text)
    return sorted(folder.iterdir())


def take(server, paths, *more, author="Survey office", note="because"):
    return bayu("geology", "import", SITE, *paths, "--author", author, "--note", note, "--data", server.data, *more)


def test_a_version_is_previewed_kept_and_compared_and_the_running_server_shows_it(server, tmp_path):
    path = f"/api/sites/{SITE}/geology"
    assert server.get(path).status == 404
    first = files(tmp_path / "1")
    code, said, _ = take(server, first, "--preview")
    assert code == 0 and "Nothing was written" in said and server.get(path).status == 404
    assert take(server, first)[0] == 0
    second = files(tmp_path / "2", rock=18.5, holes=HOLES + "ZK3,1,1,30,0,5,soil\n")
    code, said, errors = take(server, second, "--at", "2026-07-01T08:00:00Z", note="one hole more")
    assert code == 0 and "rock: moved by -1.50 m" in said and "boreholes added: ZK3" in said, said + errors
    newest, oldest = server.get(path).json["items"]
    assert (newest["number"], newest["author"], newest["note"], newest["at"]) == (2, "Survey office", "one hole more", "2026-07-01T08:00:00Z")
    assert newest["difference"]["moved"][0]["meanMetres"] == -1.5 and newest["difference"]["unchanged"] == ["soil"]
    assert newest["difference"]["boreholesAdded"] == ["ZK3"] and "difference" not in oldest
    kept = server.data / "geology" / SITE / "0002" / "files"
    assert sorted(one.name for one in kept.iterdir()) == ["rock.asc", "soil.asc", "zk.csv"]

    cut = server.get(f"{path}/section?version=1&from=0,10&to=20,10&within=1.5").json
    assert cut["version"] == 1 and [layer["id"] for layer in cut["layers"]] == ["soil", "rock"]
    assert {round(height, 6) for height in cut["section"]["tops"][1]["heights"]} == {20}
    assert [(hole["id"], hole["alongMetres"], hole["asideMetres"]) for hole in cut["section"]["boreholes"]] == [("ZK2", 19, 0)]
    beyond = server.get(f"{path}/section?from=0,10&to=40,10").json
    assert beyond["version"] == 2 and beyond["section"]["tops"][0]["heights"][-1] is None


@pytest.mark.parametrize(
    "query,field",
    [("from=1,1&to=1,1", "to"), ("from=1,1", "to"), ("from=a,b&to=1,2", "from"), ("from=1,x,2&to=1,2", "from"), ("from=0,0&to=9,9&within=501", "within"), ("version=0", "version")],
)
def test_a_section_that_means_nothing_is_refused_by_its_name(server, query, field):
    server.get(f"/api/sites/diaozui/geology/section?{query}").expect_problem(422, field=field)


def test_a_version_or_a_site_that_is_not_there_is_not_found(server):
    for path in ("diaozui/geology/section?version=900", "nowhere/geology", "..%2F..%2Fx/geology", "nowhere/marks"):
        server.get(f"/api/sites/{path}").expect_problem(404)


def test_bad_files_are_named_with_their_line_and_nothing_is_kept(server, tmp_path):
    paths = files(tmp_path / "bad", holes=HOLES.replace("10,15,rock", "9,15,rock"))
    (tmp_path / "bad" / "soil.asc").write_text(GRID.format(30)[:-9])
    code, said, errors = take(server, paths)
    assert code != 0 and "zk.csv:3:" in errors and "soil.asc:7:" in errors and "2 faults" in errors, errors
    code, _, errors = take(server, [tmp_path / "missing.asc"])
    assert code != 0 and "missing.asc cannot be read" in errors
    code, _, errors = bayu("geology", "import", "nowhere", *paths, "--author", "a", "--note", "b", "--data", server.data)
    assert code != 0 and "no site nowhere" in errors
    assert not list((server.data / "geology").glob("*/.draft*")) and not (server.data / "geology/nowhere").exists()


def test_the_model_of_the_demonstration_has_two_versions_and_says_that_it_is_synthetic(server):
    items = server.get("/api/sites/diaozui/geology").json["items"]
    assert [one["number"] for one in items] == [2, 1] and all(one["synthetic"] for one in items)
    assert items[0]["difference"]["boreholesAdded"] == ["ZK4", "ZK5"]


def test_the_sensors_and_cameras_of_a_surveyed_site_stand_in_its_frame(server):
    marks = server.get("/api/sites/diaozui/marks").json
    assert marks["anchored"] and len(marks["sensors"]) == 46
    placed = [one for one in marks["sensors"] if "place" in one]
    assert {one["property"] for one in marks["sensors"] if "place" not in one} == {"rain"} and len(placed) == 42
    # They were set on the wall of the cloud, which is 120 m wide and 60 m high.
    assert all(abs(one["place"][0]) < 60 and -10 < one["place"][1] < 12 and 0 < one["place"][2] < 62 for one in placed)
    assert all(one["state"] in ("fresh", "silent", "awaited") for one in placed)
    face = next(one for one in marks["cameras"] if one["id"] == "diaozui-face")
    # 0.007° of longitude to the east of the anchor, in a frame whose y axis points north-west.
    assert abs(math.hypot(face["place"][0], face["place"][1]) - 676) < 2 and face["place"][0] > 0 and face["place"][1] < 0
    assert abs(math.hypot(*face["looks"]) - 1) < 1e-6 and face["looks"][0] < 0 < face["looks"][1]


def test_a_site_without_a_survey_puts_no_sensor_anywhere(server):
    marks = server.get(f"/api/sites/{SITE}/marks").json
    assert not marks["anchored"] and len(marks["sensors"]) == 46 and not any("place" in one for one in marks["sensors"])
