"""What people and other systems tell of a fire as it runs: the weather forecast, its edge as measured, and where its crews are."""

import hashlib
import hmac
import os
import shutil
import signal
import time
import uuid

import pytest
from conftest import CHONGQING, Server
from test_fire_pictures import FIRE, opened, picture

SECRET = "a-secret-that-nobody-else-has"
HEADER = "hour,wind_speed_kmh,wind_from_deg,temperature_c,humidity_pct,rain_mm\n"


def stamp(hours=0.0):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + hours * 3600))


def table(hours, wind=20, upwind=270, temperature=34, humidity=30):
    return HEADER + "".join(f"{hour},{wind},{upwind},{temperature},{humidity},0\n" for hour in hours)


def serve(data):
    (data / "hook-secrets.txt").write_text(f"weather {SECRET}\n", encoding="utf-8")
    (data / "hook-secrets.txt").chmod(0o600)
    return Server(data, "--rate-limit", "off").ready().sign_in()


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory):
    running = serve(shutil.copytree(furnished, tmp_path_factory.mktemp("hours") / "data"))
    yield running
    running.stop()
    running.log.close()


def send(server, text, forest="jinyun", issued=None, source="office"):
    path = f"/api/forests/{forest}/forecast?issued={issued or stamp()}&source={source}"
    return server.ask("POST", path, headers={"Content-Type": "text/csv"}, raw=text.encode())


def hook(server, text, secret=SECRET, forest="jinyun", issued=None):
    raw, at = text.encode(), stamp()
    signature = hmac.new(secret.encode(), at.encode() + b"." + raw, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "text/csv", "X-Bayu-Timestamp": at, "X-Bayu-Signature": f"sha256={signature}"}
    return server.ask("POST", f"/api/hooks/weather/forests/{forest}/forecast?issued={issued or stamp()}", headers=headers, raw=raw)


def forest(server, name="jinyun"):
    return next(row for row in server.get("/api/forests").json["items"] if row["id"] == name)


def test_what_is_no_forecast_is_refused_in_words_and_nothing_is_held(server):
    for text, code, words in (
        (HEADER + "0,20,270,30,40,0\n1,300,270,30,40,0\n", "forecast.rows", "the wind is 300.0 km/h"),
        ("hour,wind\n0,3\n", "forecast.rows", "wind_speed_kmh"),
        (HEADER + "0,x,270,30,40,0\n", "forecast.rows", "is no number"),
        (table(range(250)), "forecast.rows", "250 rows"),
    ):
        answer = send(server, text)
        answer.expect_problem(422, code=code)
        assert words in answer.json["detail"], answer.json
    send(server, table(range(24)), issued=stamp(3)).expect_problem(422, code="forecast.issue")
    send(server, table(range(99)), issued=stamp(-30)).expect_problem(422, code="forecast.past")
    send(server, "#" * 100_001).expect_problem(413)
    send(server, table(range(24)), forest="nowhere").expect_problem(404)
    assert "forecast" not in forest(server) or forest(server)["forecast"] is None


def test_a_forecast_turns_the_fire_and_the_page_says_where_each_hour_is_from(server):
    incident = opened(server)
    before = picture(server, incident)
    assert [row["source"] for row in before["hours"]] == ["now"] and any("taken to hold for 24 hours" in note["en"] for note in before["notes"])
    answer = send(server, table(range(30), wind=45, upwind=90))
    assert answer.status == 200 and answer.json["hours"] == 30 and answer.json["doubts"] == [], answer.body
    after = picture(server, incident, before["number"] + 1)
    # Nobody measures on this server: the forecast speaks from the first hour on.
    assert after["weather"]["windSpeed"]["source"] == "forecast" and after["weather"]["windSpeed"]["value"] == pytest.approx(45)
    assert after["forecast"]["source"] == "office" and {row["source"] for row in after["hours"][3:]} == {"forecast"}
    assert not any("taken to hold" in note["en"] for note in after["notes"])
    assert after["horizons"][-1]["expected"] != before["horizons"][-1]["expected"]


def test_the_newest_alone_is_held_and_what_it_does_not_cover_is_said(server):
    assert send(server, table(range(30)), issued=stamp(-2)).json["code"] == "forecast.older"
    answer = send(server, table(range(6)))
    assert answer.status == 200 and any("only" in doubt["en"] for doubt in answer.json["doubts"]), answer.body
    incident = opened(server, point={"latitude": FIRE["latitude"] + 0.004, "longitude": FIRE["longitude"]})
    made = picture(server, incident)
    assert made["hours"][-1]["source"] == "held" and any("ends at" in note["en"] for note in made["notes"])


def test_danger_is_carried_on_over_the_days_that_are_forecast_with_a_map_of_each(server):
    assert send(server, table(range(0, 121, 3), wind=30, temperature=36, humidity=20)).status == 200
    danger = forest(server)["danger"]
    coming = danger["coming"]
    assert 4 <= len(coming) <= 5 and all(day["isForecast"] and day["dangerClass"] in range(1, 6) for day in coming)
    codes = [danger["days"][-1]["droughtCode"], *(day["droughtCode"] for day in coming)]
    assert codes == sorted(codes) and codes[0] < codes[-1]
    assert coming[0]["patrol"]["zh"] and coming[0]["noon"]["windSpeed"] == pytest.approx(30)
    day = server.get(f"/api/forests/jinyun/flames?day={coming[0]['date']}")
    now = server.get("/api/forests/jinyun/flames")
    assert day.status == 200 and len(day.content) == len(now.content)
    server.get("/api/forests/jinyun/flames?day=2020-01-01").expect_problem(422, field="day")
    assert forest(server, "nanshan")["danger"]["coming"] == []


def test_another_system_sends_it_signed(server):
    hook(server, table(range(30)), secret="another-secret-altogether").expect_problem(401)
    answer = hook(server, table(range(30), wind=25))
    assert answer.status == 200 and answer.json["forecast"]["source"] == "weather", answer.body
    hook(server, table(range(30)), forest="nowhere").expect_problem(404)


def test_after_a_kill_the_newest_forecast_is_there(server, tmp_path):
    data = shutil.copytree(server.data, tmp_path / "data")
    again = serve(data)
    sent = send(again, table(range(30), wind=33), source="before-the-kill")
    assert sent.status == 200
    os.kill(again.process.pid, signal.SIGKILL)
    again.process.wait(timeout=20)
    later = Server(data, "--rate-limit", "off").ready().sign_in()
    try:
        deadline = time.monotonic() + 30
        while (forest(later).get("forecast") or {}).get("source") != "before-the-kill" and time.monotonic() < deadline:
            time.sleep(0.2)
        held = forest(later)["forecast"]
        assert held["source"] == "before-the-kill" and held["issuedAt"] == sent.json["forecast"]["issuedAt"]
    finally:
        later.stop()
        later.log.close()


def test_a_file_of_the_package_is_read_where_forests_yaml_names_it(furnished, tmp_path):
    city = shutil.copytree(CHONGQING, tmp_path / "city")
    path = city / "wildfire/forests.yaml"
    named = path.read_text(encoding="utf-8").replace("    landscape: wildfire/jinyun\n", "    landscape: wildfire/jinyun\n    forecast: wildfire/hours.csv\n")
    path.write_text(named, encoding="utf-8")
    (city / "wildfire/hours.csv").write_text(f"# issued: {stamp()}\n# source: file\n" + table(range(30)), encoding="utf-8")
    running = Server(shutil.copytree(furnished, tmp_path / "data"), "--rate-limit", "off", city=city).ready().sign_in()
    try:
        deadline = time.monotonic() + 40
        while (forest(running).get("forecast") or {}).get("source") != "file" and time.monotonic() < deadline:
            time.sleep(0.3)
        assert forest(running)["forecast"]["source"] == "file"
    finally:
        running.stop()
        running.log.close()


def square(half, latitude=FIRE["latitude"], longitude=FIRE["longitude"]):
    ring = [[longitude + east * half, latitude + north * half] for east, north in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    return {"type": "Polygon", "coordinates": [ring]}


def edge(server, incident, area, at=None, order=None, note="drone"):
    return server.post(f"/api/incidents/{incident}/fire/edge", {"id": order or str(uuid.uuid4()), "at": at or stamp(), "note": note, "area": area})


@pytest.fixture(scope="module")
def burning(server):
    incident = opened(server, point={"latitude": FIRE["latitude"], "longitude": FIRE["longitude"] - 0.004})
    return incident, picture(server, incident)


def test_the_next_picture_runs_on_from_the_edge_that_was_measured(server, burning):
    incident, before = burning
    answer = edge(server, incident, square(0.004, longitude=FIRE["longitude"] - 0.004), order="edge-number-1")
    assert answer.status == 200, answer.body
    made = picture(server, incident, before["number"] + 1)
    assert made["isFromMeasured"] and len(made["measured"]) == 1
    row = made["measured"][0]
    assert row["squareKilometres"] == pytest.approx(0.686, abs=0.01) and row["by"] == "chief" and row["note"] == "drone"
    assert 0 <= row["overlap"] < 0.2 and row["expectedSquareKilometres"] < 0.1 and len(row["rings"][0]) == 4
    assert made["horizons"][0]["expected"] > 0.5 > before["horizons"][0]["expected"]
    events = [row for row in server.get(f"/api/incidents/{incident}/timeline").json["items"] if row["type"] == "ExtentMeasured"]
    assert len(events) == 1 and events[0]["actor"]["name"] == "chief" and events[0]["data"]["extent"]["expectation"]["overlap"] == row["overlap"]
    # The same order twice is one entry.
    assert edge(server, incident, square(0.004), order="edge-number-1").json["repeated"] is True


def test_an_edge_that_cannot_be_is_refused_in_words(server, burning):
    incident, _ = burning
    bow = {"type": "Polygon", "coordinates": [[[106.38, 29.83], [106.39, 29.84], [106.39, 29.83], [106.38, 29.84], [106.38, 29.83]]]}
    many = {"type": "Polygon", "coordinates": [[[106.38 + 1e-6 * number, 29.83] for number in range(2_100)]]}
    for area, code in (
        (bow, "extent.shape"), (many, "extent.shape"), ({"type": "Polygon", "coordinates": [[[106.38, 29.83]]]}, "extent.shape"),
        ({"type": "FeatureCollection", "features": []}, "extent.shape"), (square(0.004, 29.3, 106.0), "extent.outside"),
        ({"type": "Polygon", "coordinates": [[[1], [2], [3]]]}, "extent.shape"),
    ):  # fmt: skip
        edge(server, incident, area).expect_problem(422, code=code)
    edge(server, incident, square(0.004), at=stamp(1)).expect_problem(422, code="extent.time")
    edge(server, incident, {"type": "Point", "coordinates": [106.38, 29.83]}).expect_problem(400, 422)
    assert len(picture(server, incident)["measured"]) == 1


def position(server, incident, **changes):
    body = {"team": "beibei-forest-2", "point": {"latitude": 29.8290, "longitude": 106.3955}, "accuracyMetres": 15, "at": stamp()} | changes
    return server.post(f"/api/incidents/{incident}/fire/position", body)


def test_a_team_that_says_where_it_is_has_its_way_out_from_there_and_is_forgotten_with_its_task(server, burning):
    incident, _ = burning
    position(server, incident).expect_problem(422, code="position.not-on-duty")
    task = {"id": str(uuid.uuid4()), "type": "createTask", "title": "Attack", "department": "forestry", "team": "beibei-forest-2", "center": "500109"}
    answer = server.post(f"/api/incidents/{incident}/commands", task)
    assert answer.status == 200, answer.body
    position(server, incident, at=stamp(1)).expect_problem(422, code="position.time")
    number = picture(server, incident)["number"]
    assert position(server, incident).status == 204
    crew = next(row for row in picture(server, incident, number + 1)["crews"] if row["team"] == "beibei-forest-2")
    assert crew["position"]["longitude"] == 106.3955 and crew["accuracyMetres"] == 15 and crew["positionBy"] == "desk" and "guessed" not in crew
    coarse = picture(server, incident)["number"]
    assert position(server, incident, accuracyMetres=900).status == 204
    crew = next(row for row in picture(server, incident, coarse + 1)["crews"] if row["team"] == "beibei-forest-2")
    assert crew["guessed"] == "coarse"
    # Nothing of it is in the log.
    assert "106.3955" not in server.get(f"/api/incidents/{incident}/timeline").content.decode()


def test_figures_of_initial_attack_come_from_the_log_and_keep_exercises_apart(server, burning):
    incident, _ = burning
    before = server.get("/api/fires/figures").json
    for type in ("markUnderControl", "markResolved"):
        assert server.post(f"/api/incidents/{incident}/commands", {"id": str(uuid.uuid4()), "type": type}).status == 200
    table = server.get("/api/fires/figures").json
    rows = {(row["group"], row["key"]): row for row in table["rows"]}
    whole = rows[("all", "")]
    assert whole["fires"] == before["rows"][0]["fires"] >= 1 and rows[("forest", "jinyun")]["fires"] == whole["fires"]
    assert whole["spans"]["detectedToContained"]["count"] == 1 and whole["heldOf"] == whole["heldInTime"] == 1
    # Half a square kilometre was measured before it was contained: spread was not prevented.
    assert whole["preventedOf"] == 1 and whole["prevented"] == 0 and whole["areas"]["contained"]["p50"] > 0.5
    assert ("grade", "II") in rows and any(group == "month" for group, _ in rows)
    assert server.get("/api/fires/figures?only=exercise").json["rows"][0]["fires"] == 0
    assert server.get(f"/api/fires/figures?from={stamp(1)}").json["rows"][0]["fires"] == 0
    server.get("/api/fires/figures?only=some").expect_problem(422, field="only")
    answer = server.get("/api/fires/figures.csv")
    lines = answer.content.decode().splitlines()
    assert answer.headers["Content-Type"].startswith("text/csv") and len(lines) == 1 + len(table["rows"])
