"""Bad input at the main doors of the running server: each gets a clear problem, the process goes on, the log verifies."""

import json
import uuid

import pytest
from conftest import INSIDE, Server, report, verified


@pytest.fixture(scope="module")
def city(furnished, tmp_path_factory):
    import shutil

    data = shutil.copytree(furnished, tmp_path_factory.mktemp("doors") / "data")
    server = Server(data, "--rate-limit", "off").ready().sign_in()
    server.key = (data / "device-key.txt").read_text(encoding="utf-8")
    yield server
    assert server.ask("GET", "/healthz").status == 200, "the server did not go on"
    assert server.stop() == 0
    assert verified(data) > 0
    server.log.close()


@pytest.fixture(scope="module")
def incident(city):
    answer = city.post("/api/incidents", report())
    assert answer.status == 201, answer.body
    return answer.json["incident"]


def door(city, name):
    """The POST routes that people and devices use most, each with a body that it takes."""
    alert = city.post("/api/reports", report()).json["alert"]
    incident = city.post("/api/incidents", report()).json["incident"]
    return {
        "reports": ("/api/reports", report()),
        "incidents": ("/api/incidents", report()),
        "alert": (f"/api/alerts/{alert}/commands", {"id": str(uuid.uuid4()), "type": "acknowledge"}),
        "incident": (f"/api/incidents/{incident}/commands", {"id": str(uuid.uuid4()), "type": "note", "text": "synthetic"}),
    }[name]


DOORS = ["reports", "incidents", "alert", "incident"]


@pytest.mark.parametrize("name", DOORS)
def test_a_good_body_is_taken(city, name):
    path, body = door(city, name)
    assert city.post(path, body).status in (200, 201)


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("raw", [b"", b"{", b"not json", b"\xff\xfe{}", b"[" * 40 + b"]" * 40, b"null", b"[]", b'"text"'])
def test_a_body_that_is_no_json_object_is_refused(city, name, raw):
    path, _ = door(city, name)
    city.post(path, raw=raw).expect_problem(400, 415, 422)


@pytest.mark.parametrize("name", DOORS)
def test_an_oversized_body_is_refused(city, name):
    path, body = door(city, name)
    city.post(path, raw=json.dumps(body | {"text": "x" * 1_048_577}).encode()).expect_problem(413)


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("value", [7, None, True, [], {}, "short", "with space in it", "a" * 65])
def test_a_bad_command_id_is_named(city, name, value):
    path, body = door(city, name)
    city.post(path, body | {"id": value}).expect_problem(422, field="id")


@pytest.mark.parametrize("name", ["alert", "incident"])
@pytest.mark.parametrize("value", [7, None, "dance", ""])
def test_an_unknown_command_is_named(city, name, value):
    path, body = door(city, name)
    city.post(path, body | {"type": value}).expect_problem(422, field="type")


@pytest.mark.parametrize("name", ["alert", "incident"])
def test_a_version_of_the_wrong_type_or_of_yesterday_is_named(city, name):
    path, body = door(city, name)
    city.post(path, body | {"expectedVersion": "seven"}).expect_problem(422, field="expectedVersion")
    city.post(path, body | {"expectedVersion": 9_000}).expect_problem(409, field="expectedVersion")


@pytest.mark.parametrize("path", ["/api/reports", "/api/incidents"])
@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("kind", 7, "kind"),
        ("kind", "meteor", "kind"),
        ("grade", "V", "grade"),
        ("grade", 1, "grade"),
        ("point", "here", "point"),
        ("point", {"latitude": 29.8}, "point.longitude"),
        ("point", {"latitude": "29.8", "longitude": 106.4}, "point.latitude"),
        ("point", {"latitude": 106.39, "longitude": 29.83}, "point"),
        ("point", {"latitude": 48.85, "longitude": 2.35}, "point"),
        ("point", {"latitude": 1e308, "longitude": -1e308}, "point"),
        ("title", 7, "title"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(city, path, field, value, named):
    city.post(path, report(**{field: value})).expect_problem(422, field=named)


@pytest.mark.parametrize("field", ["id", "kind", "grade", "point"])
def test_a_missing_field_is_named(city, field):
    body = report()
    del body[field]
    city.post("/api/reports", body).expect_problem(422, field=field)


@pytest.mark.parametrize("path", ["/api/reports", "/api/incidents"])
@pytest.mark.parametrize("field", ["title"])
def test_a_text_that_is_too_long_is_named(city, path, field):
    city.post(path, report(**{field: {"zh": "x" * 12_001, "en": "x"}})).expect_problem(422, field=field)
    city.post(path, report(**{field: {"zh": "x", "en": "x" * 12_001}})).expect_problem(422, field=field)
    city.post(path, report(**{field: {"zh": "x" * 20_000, "en": "x"}})).expect_problem(413)


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"])
def test_a_report_of_a_far_time_is_refused(city, when):
    city.post("/api/reports", report(observedAt=when)).expect_problem(422, field="observedAt")


@pytest.mark.parametrize("when", ["yesterday", 12, "2026-02-30T00:00:00Z", "2026-01-01"])
def test_a_time_that_is_none_is_named(city, when):
    city.post("/api/reports", report(observedAt=when)).expect_problem(422, field="observedAt")


@pytest.mark.parametrize(
    "path", ["/api/alerts/A-999999/commands", "/api/incidents/I-999999/commands", "/api/incidents/I-999999/tasks/t1/commands"]
)
def test_an_unknown_matter_is_said(city, path):
    body = {"id": str(uuid.uuid4()), "type": "acknowledge" if "alerts" in path else "accept" if "tasks" in path else "askTeams"}
    city.post(path, body).expect_problem(404, 422)


def test_an_unknown_page_and_a_wrong_method_are_said(city):
    city.get("/api/no-such-thing").expect_problem(404)
    city.ask("DELETE", "/api/board").expect_problem(405)


def test_the_same_command_twice_acts_once(city):
    before = city.get("/api/board").json["position"]
    body = report()
    first, second = city.post("/api/reports", body), city.post("/api/reports", body)
    assert (first.status, second.status) == (201, 201)
    assert first.json["alert"] == second.json["alert"]
    assert first.json["position"] == second.json["position"] > before
    assert second.json["repeated"]


def test_a_command_id_of_another_matter_is_refused(city, incident):
    id = str(uuid.uuid4())
    other = city.post("/api/incidents", report()).json["incident"]
    assert city.post(f"/api/incidents/{other}/commands", {"id": id, "type": "note", "text": "synthetic"}).status == 200
    city.post(f"/api/incidents/{incident}/commands", {"id": id, "type": "note", "text": "synthetic"}).expect_problem(409, field="id")


def test_unknown_names_inside_a_command_are_named(city, incident):
    path = f"/api/incidents/{incident}/commands"
    for body, field in [
        ({"type": "offerHandOver", "to": "999999", "reason": "synthetic"}, "to"),
        ({"type": "involve", "department": "magic"}, "department"),
        ({"type": "createTask", "title": {"zh": "合成", "en": "synthetic"}, "team": "nobody"}, "team"),
        ({"type": "close", "disposition": "vanished"}, "disposition"),
    ]:
        city.post(path, body | {"id": str(uuid.uuid4())}).expect_problem(422, field=field)


def observe(city, stream, body=None, raw=None, key=None):
    cookie, city.cookie = city.cookie, None
    try:
        return city.ask(
            "POST", f"/sta/v1.1/Datastreams({stream})/Observations", body, {"Authorization": f"Bearer {key or city.key}"}, raw=raw
        )
    finally:
        city.cookie = cookie


def test_a_reading_is_taken_and_has_a_place(city):
    answer = observe(city, "'dz-gnss-01'", {"result": 0.4})
    assert answer.status == 201, answer.body
    assert answer.headers["Location"]


@pytest.mark.parametrize(
    ("body", "raw"),
    [
        ({}, None),
        ({"result": "much"}, None),
        ({"result": None}, None),
        ({"result": 1, "phenomenonTime": "yesterday"}, None),
        ({"result": 1, "phenomenonTime": "2999-01-01T00:00:00Z"}, None),
        ({"result": 1, "phenomenonTime": "1999-01-01T00:00:00Z"}, None),
        (None, b"{"),
        (None, b'{"result": 1e999}'),
        (None, b"x" * 1_048_577),
    ],
)
def test_a_reading_that_cannot_be_used_is_refused(city, body, raw):
    observe(city, "'dz-gnss-01'", body, raw).expect_problem(400, 413, 422)


def test_a_reading_without_its_series_or_its_key_is_refused(city):
    observe(city, "'no-such-series'", {"result": 1}).expect_problem(404, 422)
    observe(city, "'dz-gnss-01'", {"result": 1}, key="wrong").expect_problem(401)


def test_a_request_without_a_session_or_its_token_is_refused(city):
    cookie, csrf = city.cookie, city.csrf
    try:
        city.csrf = "wrong"
        city.post("/api/reports", report()).expect_problem(403)
        city.cookie = None
        city.post("/api/reports", report()).expect_problem(401)
    finally:
        city.cookie, city.csrf = cookie, csrf


def test_the_place_of_a_point_outside_is_refused(city):
    assert city.get(f"/api/where?lat={INSIDE['latitude']}&lon={INSIDE['longitude']}").json["district"] == "500109"
    city.get("/api/where?lat=48.85&lon=2.35").expect_problem(404, code="place.outside-city")
    city.get("/api/where?lat=north&lon=2").expect_problem(422, field="lat")


def test_the_city_names_every_skill_of_its_teams(city):
    names = {skill["id"]: skill["name"] for skill in city.get("/api/city").json["skills"]}
    used = {skill for team in city.get("/api/teams").json["items"] for skill in team["skills"]}
    assert used and used <= names.keys()
    assert all(name["zh"] and name["en"] for name in names.values())
