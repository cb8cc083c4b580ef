"""The register over HTTP: pages of sites and series, one site whole, and how many sensors speak."""

import pathlib
import shutil

import pytest
from conftest import Server


def look(server, path):
    answer = server.get(path)
    return answer.status, answer.json


def everything(server, path):
    rows, after = [], ""
    while True:
        status, page = look(server, f"{path}{'&' if '?' in path else '?'}limit=500{after}")
        assert status == 200, page
        rows += page["items"]
        if len(page["items"]) < 500:
            return rows
        after = f"&after={page['items'][-1]['id']}"


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory):
    data = pathlib.Path(shutil.copytree(furnished, tmp_path_factory.mktemp("sites") / "data"))
    running = Server(data).ready().sign_in()
    yield running
    running.stop()
    running.log.close()


def test_all_883_slopes_come_page_by_page_once_each_in_the_order_of_their_ids(server):
    rows = everything(server, "/api/sites?kind=landslide")
    ids = [row["id"] for row in rows]
    assert len(ids) == 883 and ids == sorted(set(ids))
    assert all(row["synthetic"] and row["district"] and row["failureType"]["name"]["zh"] for row in rows)


def test_sites_are_found_by_center_and_by_box(server):
    within = everything(server, "/api/sites?within=500109")
    assert {"diaozui", "jinyun"} <= {row["id"] for row in within}
    assert {row["district"] for row in within} == {"500109"}
    boxed = everything(server, "/api/sites?bbox=106.39,29.87,106.40,29.89")
    assert [row["id"] for row in boxed] == ["diaozui"]


@pytest.mark.parametrize("query", ["bbox=1,2,3", "bbox=2,1,1,2", "bbox=a,b,c,d", "within=nowhere", "limit=0", "limit=501"])
def test_a_query_that_means_nothing_is_refused_by_its_name(server, query):
    status, problem = look(server, f"/api/sites?{query}")
    assert status == 422 and query.split("=")[0] in problem["detail"]


def test_a_site_shows_its_sheet_in_both_languages_and_what_is_unknown_is_absent(server):
    status, page = look(server, "/api/sites/diaozui")
    assert status == 200
    facts = {fact["key"]: fact["value"] for fact in page["facts"]}
    assert facts["area"] == 28800 and facts["lithology"] == {"zh": "灰岩", "en": "limestone"}
    assert page["failureType"]["id"] == "toppling" and page["exposure"]["people"] == 213
    assert [zone["id"] for zone in page["zones"]] == ["diaozui-foot", "diaozui-pier"]
    assert page["plan"]["id"] == "landslide" and len(page["watchers"]) == 4 and len(page["datastreams"]) == 46
    forest = look(server, "/api/sites/jinyun")[1]
    assert [fact["value"] for fact in forest["facts"]] == [137] and len(forest["datastreams"]) == 110
    bare = look(server, "/api/sites/nanshan")[1]
    assert bare["facts"] == [] and "exposure" not in bare and len(bare["datastreams"]) == 8
    assert look(server, "/api/sites/nowhere")[0] == 404


def test_every_series_comes_once_and_one_that_never_spoke_is_awaited_and_neither_fresh_nor_silent(server):
    rows = everything(server, "/api/datastreams")
    assert len(rows) == len({row["id"] for row in rows}) == 40_741
    assert len(look(server, "/api/datastreams?site=cq-0007")[1]["items"]) == 46
    assert look(server, "/api/datastreams/cq-0007-gnss-01")[1]["property"] == "displacement"
    assert look(server, "/api/datastreams/none")[0] == 404 and look(server, "/api/datastreams?site=none")[0] == 404
    assert look(server, "/api/datastreams?state=lost")[0] == 422
    totals = look(server, "/api/network")[1]["totals"]
    assert totals["datastreams"] == 40_741 and totals["datastreamsAwaited"] == 40_741 and totals["datastreamsSilent"] == 0
    assert look(server, "/api/datastreams?state=fresh")[1]["items"] == []
