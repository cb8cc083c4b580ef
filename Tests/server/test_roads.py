"""`bayu roads` as a whole: a map in, a graph, routes and matrices out, and a clear answer to whatever cannot be routed. Maps are made up.

Where BAYU_ROADS_REFERENCE names a folder with andorra.osm.pbf and ref_andorra_osrm-ch.csv, these are asked too.
"""

import csv
import json
import os
import pathlib
import shutil

import pytest
from conftest import CHONGQING, INSIDE, bayu, report
from made_map import pbf, town

HEADER = "from_lon,from_lat,to_lon,to_lat"
ANSWER = f"{HEADER},seconds,metres,snap_from_m,snap_to_m,note"
# Along the quick street from one end of the town to the other, and the same in the other direction.
ACROSS = "106.5,29.508108,106.514865,29.508108"


def last(text):
    return json.loads(text.splitlines()[-1])


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("roads")
    (folder / "town.osm.pbf").write_bytes(pbf(*town()))
    code, out, errors = bayu("roads", "import", folder / "town.osm.pbf", "--out", folder / "town.roads")
    assert code == 0, errors
    line = last(out)
    assert line["ways"] == 25 and [each["vehicle"] for each in line["vehicles"]] == ["car", "fire-engine", "foot"]
    assert "OpenStreetMap" in line["attribution"] and line["cpuSeconds"] > 0 and line["peakMemoryMiB"] > 0
    return folder / "town.roads"


def route(graph, folder, rows, *further, header=HEADER):
    (folder / "pairs.csv").write_text(header + "\n" + "".join(row + "\n" for row in rows))
    code, out, errors = bayu("roads", "route", graph, folder / "pairs.csv", "--out", folder / "out.csv", *further)
    written = (folder / "out.csv").read_text() if (folder / "out.csv").exists() else ""
    return code, out, errors, list(csv.DictReader(written.splitlines())), written


def square(folder, west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    (folder / "area.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return folder / "area.geojson"


def test_a_route_has_seconds_metres_and_a_last_line_of_json(graph, tmp_path):
    code, out, errors, rows, written = route(graph, tmp_path, [ACROSS, "106.514865,29.508108,106.5,29.508108"])
    assert code == 0, errors
    assert written.splitlines()[0] == ANSWER
    assert all(abs(float(row["metres"]) - 1439) < 8 for row in rows)
    assert all(75 < float(row["seconds"]) < 90 for row in rows)
    line = last(out)
    assert line["pairs"] == line["routed"] == 2 and line["cutOff"] == line["badRows"] == 0
    assert line["cpuMsPerRoute"] > 0 and line["peakMemoryMiB"] > 0 and "ODbL" in line["attribution"]


def test_a_closed_area_is_driven_round_and_when_nothing_is_left_it_says_cut_off(graph, tmp_path):
    _, _, _, open_rows, _ = route(graph, tmp_path, [ACROSS])
    code, out, _, rows, _ = route(graph, tmp_path, [ACROSS], "--exclude", square(tmp_path, 106.506, 29.507, 106.509, 29.509))
    assert code == 0 and float(rows[0]["metres"]) > float(open_rows[0]["metres"]) + 100
    line = last(out)
    assert line["closedRoads"] > 0 and line["closureCpuMs"] > 0
    code, out, _, rows, _ = route(graph, tmp_path, [ACROSS], "--exclude", square(tmp_path, 106.506, 29.4, 106.509, 29.6))
    assert code == 0 and rows[0]["seconds"] == rows[0]["metres"] == "cut off" and last(out)["cutOff"] == 1


def test_bad_rows_are_answered_by_line_and_reason_and_the_others_are_routed(graph, tmp_path):
    bad = ["nan,29.5,106.51,29.5", "106.5,129.5,106.51,29.5", "106.5,29.5,106.51", "east,29.5,106.51,29.5", "107.9,29.5,106.51,29.5"]
    code, out, errors, rows, _ = route(graph, tmp_path, [ACROSS, *bad, ACROSS])
    assert code == 0 and len(rows) == 7
    assert rows[0]["metres"] == rows[6]["metres"] != ""
    for number, words in zip(range(3, 8), ["no number", "±90", "3 fields", "no number", "from lies too far from every road"]):
        assert words in rows[number - 2]["note"], rows[number - 2]
        assert rows[number - 2]["seconds"] == ""
        assert any(f"pairs.csv:{number}: " in each and words in each for each in errors.splitlines()), errors
    assert last(out)["badRows"] == 5 and last(out)["routed"] == 2


def test_the_answers_of_another_router_can_be_asked_as_they_are(graph, tmp_path):
    code, _, errors, rows, _ = route(graph, tmp_path, [f"{ACROSS},12.5,13.5,0,0"], header=HEADER + ",seconds,metres,snap_from_m,snap_to_m")
    assert code == 0, errors
    assert float(rows[0]["metres"]) > 1000


@pytest.mark.parametrize(
    ("rows", "header", "words"),
    [([ACROSS], "a,b,c,d", "the header lacks from_lon"), ([], HEADER, None), (["1,2,3,4"], HEADER, "too far"), (["x,x,x,x"], HEADER, "no number")],
)
def test_when_no_row_can_be_routed_the_exit_code_says_so(graph, tmp_path, rows, header, words):
    code, _, errors, _, _ = route(graph, tmp_path, rows, header=header)
    assert code == 1 and (words is None or words in errors)


def test_vehicles_differ_an_engine_takes_the_track_and_a_crew_walks_it(graph, tmp_path):
    pair = "106.5149,29.5,106.5205,29.5"
    answers = {}
    for vehicle in ("car", "fire-engine", "foot"):
        _, _, _, rows, _ = route(graph, tmp_path, [pair], "--vehicle", vehicle, "--snap", "100")
        answers[vehicle] = rows[0]
    assert "too far" in answers["car"]["note"]
    assert 0 < float(answers["fire-engine"]["seconds"]) < float(answers["foot"]["seconds"])


def test_a_matrix_agrees_with_single_routes(graph, tmp_path):
    points = ["106.5,29.5", "106.507,29.505", "106.514,29.515", "bad,29.5"]
    (tmp_path / "points.csv").write_text("lon,lat\n" + "\n".join(points) + "\n")
    code, out, errors = bayu("roads", "matrix", graph, tmp_path / "points.csv")
    assert code == 0 and "points.csv:5: lon is no number" in errors
    rows = list(csv.DictReader(out.splitlines()[:-1]))
    assert [(row["from"], row["to"]) for row in rows] == [(str(a), str(b)) for a in (1, 2, 3) for b in (1, 2, 3)]
    _, _, _, singles, _ = route(graph, tmp_path, [f"{points[a]},{points[b]}" for a in range(3) for b in range(3)])
    assert [(row["seconds"], row["metres"]) for row in rows] == [(row["seconds"], row["metres"]) for row in singles]
    assert last(out)["points"] == 3 and last(out)["badRows"] == 1 and last(out)["matrixCpuMs"] > 0


def test_what_cannot_be_read_is_refused_in_words(graph, tmp_path):
    whole = pbf(*town())
    files = {"cut.osm.pbf": whole[: len(whole) // 2], "text.osm.pbf": b"<osm/>" * 100, "empty.osm.pbf": b"", "bare.osm.pbf": pbf({1: (1, 1, {})}, {})}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        code, _, errors = bayu("roads", "import", tmp_path / name, "--out", tmp_path / "out.roads")
        assert code == 1 and name in errors and not (tmp_path / "out.roads").exists(), errors
    spoilt = bytearray(graph.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    (tmp_path / "spoilt.roads").write_bytes(spoilt)
    (tmp_path / "pairs.csv").write_text(f"{HEADER}\n{ACROSS}\n")
    for name, words in (("spoilt.roads", "spoilt"), ("text.osm.pbf", "no graph of roads"), ("nowhere.roads", "cannot be opened")):
        code, _, errors = bayu("roads", "route", tmp_path / name, tmp_path / "pairs.csv", "--vehicle", "fire-engine", "--out", tmp_path / "out.csv")
        assert code == 1 and words in errors, errors
    (tmp_path / "line.geojson").write_text('{"type":"LineString","coordinates":[[106,29],[107,30]]}')
    code, _, errors = bayu("roads", "route", graph, tmp_path / "pairs.csv", "--exclude", tmp_path / "line.geojson", "--out", tmp_path / "out.csv")
    assert code == 1 and "LineString" in errors


REFERENCE = pathlib.Path(os.environ.get("BAYU_ROADS_REFERENCE", "no folder was named"))


@pytest.mark.skipif(not (REFERENCE / "andorra.osm.pbf").exists(), reason="BAYU_ROADS_REFERENCE names no folder with andorra.osm.pbf")
def test_andorra_is_as_far_as_osrm_says_within_half_a_per_cent_on_most_pairs(tmp_path):
    code, _, errors = bayu("roads", "import", REFERENCE / "andorra.osm.pbf", "--out", tmp_path / "andorra.roads")
    assert code == 0, errors
    pairs = REFERENCE / "ref_andorra_osrm-ch.csv"
    code, _, errors = bayu("roads", "route", tmp_path / "andorra.roads", pairs, "--out", tmp_path / "out.csv")
    assert code == 0, errors
    asked = list(csv.DictReader(pairs.open()))
    found = list(csv.DictReader((tmp_path / "out.csv").open()))
    near = sum(abs(float(a["metres"]) - float(b["metres"])) <= 0.005 * float(b["metres"]) for a, b in zip(found, asked, strict=True))
    assert near >= 0.95 * len(asked)


def chain(places):
    """One road past all of these places from west to east. Made up."""
    ordered = sorted(places, key=lambda place: (place["longitude"], place["latitude"]))
    nodes = {number: (place["longitude"], place["latitude"], {}) for number, place in enumerate(ordered, start=1)}
    return nodes, {number: ([number, number + 1], {"highway": "primary"}) for number in list(nodes)[:-1]}


def test_teams_are_proposed_by_road_and_those_behind_closed_roads_as_cut_off(data, start, tmp_path):
    city = pathlib.Path(shutil.copytree(CHONGQING, tmp_path / "city"))
    # Whatever roads the demonstration has.
    (city / "roads.graph").unlink(missing_ok=True)
    plain = start(data, city=city).ready().sign_in()
    incident = plain.post("/api/incidents", report()).json["incident"]
    by_line = plain.get(f"/api/incidents/{incident}/proposals").json
    assert by_line["method"]["en"].startswith("great-circle") and not any(each["cutOff"] for each in by_line["proposals"])
    homes = [team["home"] for team in plain.get("/api/teams").json["items"]][:400]
    plain.stop()

    (tmp_path / "chain.osm.pbf").write_bytes(pbf(*chain([*homes, INSIDE])))
    code, _, errors = bayu("roads", "import", tmp_path / "chain.osm.pbf", "--out", city / "roads.graph")
    assert code == 0, errors
    server = start(data, city=city).ready().sign_in()
    by_road = server.get(f"/api/incidents/{incident}/proposals").json
    assert by_road["method"]["en"].startswith("by road (fire engine") and "OpenStreetMap" in by_road["method"]["en"]
    assert by_road["proposals"] and all(not each["cutOff"] and each["travelSeconds"] >= 0 for each in by_road["proposals"])

    x, y = INSIDE["longitude"], INSIDE["latitude"]
    ring = [[x - 0.01, y - 0.01], [x + 0.01, y - 0.01], [x + 0.01, y + 0.01], [x - 0.01, y + 0.01], [x - 0.01, y - 0.01]]
    (data / "closures.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    closed = server.get(f"/api/incidents/{incident}/proposals").json["proposals"]
    assert any(each["cutOff"] for each in closed) and all("travelSeconds" not in each for each in closed if each["cutOff"])
    (data / "closures.geojson").unlink()
    assert not any(each["cutOff"] for each in server.get(f"/api/incidents/{incident}/proposals").json["proposals"])


def test_a_spoilt_graph_keeps_the_server_from_starting_and_city_check_names_it(data, start, tmp_path):
    city = pathlib.Path(shutil.copytree(CHONGQING, tmp_path / "city"))
    (city / "roads.graph").write_bytes(b"BAYUROAD" + bytes(100))
    code, said, errors = bayu("city", "check", city)
    assert code == 1 and "roads.graph" in said + errors
    server = start(data, city=city)
    assert server.ended() != 0 and "roads.graph" in server.said()
