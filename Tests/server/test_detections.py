"""Detections of fires over real doors: a signed webhook, hot spots of satellites, what becomes of bad rows, and a person's split."""

import base64
import hashlib
import hmac
import json
import shutil
import time
import uuid

import pytest
from conftest import Server, report

SECRET = "a-secret-that-nobody-else-has"
FIRE = (29.8318, 106.3892)
# Two lookouts some kilometres off, on masts of their own.
LOOKOUTS = {"west": (29.8250, 106.3450), "north": (29.8720, 106.3950)}


def stamp(ago=0.0):
    seconds = time.time() - ago
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds * 1000) % 1000:03}Z"


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory):
    data = shutil.copytree(furnished, tmp_path_factory.mktemp("detections") / "data")
    (data / "hook-secrets.txt").write_text(f"vendor {SECRET}\n", encoding="utf-8")
    (data / "hook-secrets.txt").chmod(0o600)
    running = Server(data, "--rate-limit", "off").ready().sign_in()
    yield running
    running.stop()
    running.log.close()


def hook(server, body, secret=SECRET):
    raw, at = json.dumps(body).encode(), stamp()
    signature = hmac.new(secret.encode(), at.encode() + b"." + raw, hashlib.sha256).hexdigest()
    headers = {"X-Bayu-Timestamp": at, "X-Bayu-Signature": f"sha256={signature}"}
    return server.ask("POST", "/api/hooks/vendor/detections", headers=headers, raw=raw)


def azimuth(place, target):
    import math

    east = (target[1] - place[1]) * math.cos(math.radians((place[0] + target[0]) / 2))
    return math.degrees(math.atan2(east, target[0] - place[0])) % 360


def look(name, target=FIRE, ago=5.0, **changes):
    place = LOOKOUTS[name]
    whole = {
        "id": str(uuid.uuid4()), "source": "camera", "detector": f"lookout-{name}", "time": stamp(ago), "confidence": 0.9, "label": "smoke",
        "from": {"latitude": place[0], "longitude": place[1]}, "azimuthDegrees": azimuth(place, target), "halfAngleDegrees": 0.5,
    }  # fmt: skip
    return whole | changes


def alerts(server):
    return {row["id"]: row for row in server.get("/api/board").json["alerts"] if row["kind"] == "wildfire"}


def waited(read, what, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = read()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what} after {seconds} s")


@pytest.fixture(scope="module")
def placed(server):
    """A fire that two lookouts see, and its alert."""
    first = [look("west"), look("north", ago=4.0), look("west", ago=3.0), look("north", ago=2.0)]
    answer = hook(server, {"detections": first})
    assert answer.status in (200, 201), answer.body
    assert all(row["taken"] for row in answer.json["items"]), answer.body
    return waited(lambda: next((row for row in alerts(server).values()), None), "no alert of the fire"), first


def test_two_lookouts_give_one_alert_near_the_fire(server, placed):
    alert, first = placed
    assert abs(alert["point"]["latitude"] - FIRE[0]) < 0.004 and abs(alert["point"]["longitude"] - FIRE[1]) < 0.004
    assert len(alerts(server)) == 1
    told = server.get(f"/api/detections?alert={alert['id']}")
    assert told.status == 200 and "lookout-west" in told.body and "lookout-north" in told.body and "ellipse" in told.body.lower()
    again = hook(server, {"detections": first})
    assert again.status in (200, 201) and len(alerts(server)) == 1, "what is sent twice counts once"


def phoned(server, point, **changes):
    body = {"id": str(uuid.uuid4()), "kind": "wildfire", "grade": "III", "point": {"latitude": point[0], "longitude": point[1]}} | changes
    return body, server.post("/api/reports", body)


def test_a_call_about_the_fire_speaks_for_its_alert_and_counts_once(server, placed):
    alert, _ = placed
    before = len(alerts(server))
    body, answer = phoned(server, (FIRE[0] + 0.006, FIRE[1]), caller={"words": "smoke over the ridge"}, title={"zh": "山上冒烟", "en": "Smoke"})
    assert answer.status == 201 and answer.json["alert"] == alert["id"], answer.body
    assert len(alerts(server)) == before
    members = [one for cluster in server.get(f"/api/detections?alert={alert['id']}").json["items"] for one in cluster["members"]]
    assert [one["source"] for one in members].count("call") == 1, members
    words = json.dumps(server.get(f"/api/alerts/{alert['id']}").json["evidence"], ensure_ascii=False)
    assert "山上冒烟" in words, "what was said is evidence"
    again = server.post("/api/reports", body)
    assert again.json["alert"] == alert["id"] and again.json["repeated"]
    members = [one for cluster in server.get(f"/api/detections?alert={alert['id']}").json["items"] for one in cluster["members"]]
    assert [one["count"] for one in members if one["source"] == "call"] == [1]


def test_a_call_far_from_everything_is_an_alert_in_its_own_words_with_one_piece_of_evidence(server):
    body, answer = phoned(server, (29.7600, 106.3300), title={"zh": "远处有烟", "en": "Far smoke"})
    assert answer.status == 201, answer.body
    alert = server.get(f"/api/alerts/{answer.json['alert']}").json
    assert alert["title"]["zh"] == "远处有烟" and len(alert["evidence"]) == 1, alert
    clusters = server.get(f"/api/detections?alert={answer.json['alert']}").json["items"]
    assert [one["source"] for cluster in clusters for one in cluster["members"]] == ["call"]


def test_a_wrong_signature_is_turned_away_and_bad_detections_are_named_while_others_are_taken(server, placed):
    hook(server, {"detections": []}, secret="another-secret-altogether").expect_problem(401)
    rows = [
        look("west", azimuthDegrees=725.0), look("north", confidence=7), look("west", ago=-7200), {"id": "x", "time": stamp(), "confidence": 0.5},
        look("north", ago=1.0),
    ]  # fmt: skip
    answer = hook(server, {"detections": rows})
    assert answer.status in (200, 201), answer.body
    taken = [row["taken"] for row in answer.json["items"]]
    assert taken[3] is False and taken[4] is True and all(row["why"] for row in answer.json["items"] if not row["taken"]), answer.body


def test_hot_spots_of_a_satellite_come_in_as_a_table_and_its_bad_rows_are_named(server):
    head = "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight\n"
    day, minute = time.strftime("%Y-%m-%d", time.gmtime()), time.strftime("%H%M", time.gmtime())
    good = f"29.9500,106.3000,345.1,0.4,0.4,{day},{minute},N,VIIRS,h,2.0NRT,300.1,12.3,D\n"
    table = head + good + "north,106.3,345,0.4,0.4,2026-01-01,0101,N,VIIRS,h,2,300,1,D\n"
    answer = server.ask("POST", "/api/detections/firms", headers={"Content-Type": "text/csv"}, raw=table.encode())
    assert answer.status == 200, answer.body
    assert answer.json["taken"] == 1 and len(answer.json["faults"]) == 1 and answer.json["faults"][0]["line"] == 3
    far = head + f"10.0,20.0,345.1,0.4,0.4,{day},{minute},N,VIIRS,h,2.0NRT,300.1,12.3,D\n"
    assert server.ask("POST", "/api/detections/firms", headers={"Content-Type": "text/csv"}, raw=far.encode()).json["outside"] == 1


def test_a_recogniser_that_fails_raises_a_matter_of_its_own_and_is_not_calm(server):
    before = set(alerts(server))
    body = {"detections": [], "status": [{"camera": "jinyun-ridge", "working": False}]}
    answer = hook(server, body)
    assert answer.status in (200, 201), answer.body
    new = waited(lambda: set(alerts(server)) - before, "no matter of the failed recogniser")
    assert len(new) == 1


def test_a_crash_loses_no_cluster(server, placed, tmp_path):
    alert, _ = placed
    data = tmp_path / "data"
    shutil.copytree(server.data, data)
    again = Server(data, "--rate-limit", "off").ready().sign_in()
    try:
        told = again.get(f"/api/detections?alert={alert['id']}")
        assert told.status == 200 and "lookout-west" in told.body
        later = hook(again, {"detections": [look("west", ago=0.5)]})
        assert later.json["items"][0]["taken"] and alert["id"] in alerts(again)
    finally:
        again.stop()
        again.log.close()


def test_a_frame_comes_with_its_detection_and_is_kept_with_the_alert(server, placed):
    alert, _ = placed
    picture = b"\xff\xd8\xff\xe0synthetic picture\xff\xd9"
    whole = base64.b64encode(picture).decode()
    items = [
        look("west", ago=1.0, frame=whole),
        look("north", ago=1.0, frame=base64.b64encode(b"no picture at all").decode()),
        look("north", ago=1.0, frame="%%%"),
        {"id": "masked", "camera": "diaozui-face", "time": stamp(1), "confidence": 0.9, "azimuthDegrees": 250, "frame": whole},
    ]
    rows = hook(server, {"detections": items}).json["items"]
    assert [row["taken"] for row in rows] == [True, False, False, False]
    assert "first bytes" in rows[1]["why"] and "base64" in rows[2]["why"] and "masks" in rows[3]["why"], rows
    frames = server.get(f"/api/detections?alert={alert['id']}").json["frames"]
    assert [(frame["detector"], frame["detection"].split("/", 1)[1]) for frame in frames] == [("lookout-west", items[0]["id"])]
    path = f"/api/alerts/{alert['id']}/frames/{frames[0]['digest']}"
    assert server.get(path + "?purpose=verification").content == picture
    server.get(path + "?purpose=fun").expect_problem(400, 422, field="purpose")
    server.get(path.replace(frames[0]["digest"][:8], "00000000") + "?purpose=verification").expect_problem(404)


def test_an_alert_that_may_be_of_a_fire_that_burns_is_proposed_for_it_and_joined_by_a_person(server, placed):
    alert, _ = placed
    server.post(f"/api/alerts/{alert['id']}/commands", {"id": str(uuid.uuid4()), "type": "confirm", "note": "seen"})
    incident = waited(lambda: server.get(f"/api/alerts/{alert['id']}").json.get("incident"), "no incident")
    # The verdict reaches the fusion within seconds.
    _, answer = phoned(server, (FIRE[0] - 0.0195, FIRE[1]), title={"zh": "也有烟", "en": "Smoke too"})
    other = answer.json["alert"]
    assert other != alert["id"], "two kilometres off is an alert of its own"
    kin = waited(lambda: server.get(f"/api/detections?alert={other}").json.get("belonging"), "no proposal", 15)
    assert kin["incident"] == incident and kin["alert"] == alert["id"] and kin["reason"] == "described" and 1_800 < kin["metres"] < 2_500
    assert "belonging" not in server.get(f"/api/detections?alert={alert['id']}").json
    server.post(f"/api/alerts/{other}/commands", {"id": str(uuid.uuid4()), "type": "merge", "into": kin["alert"]})
    assert server.get(f"/api/alerts/{other}").json["state"] == "merged"
    members = [one for cluster in server.get(f"/api/detections?alert={alert['id']}").json["items"] for one in cluster["members"]]
    assert [one["source"] for one in members].count("call") == 2


def test_directions_that_point_at_a_callers_alert_join_it_and_do_not_move_it_away(server):
    import math

    place = {"latitude": 29.9000, "longitude": 106.4500}
    before = set(alerts(server))
    answer = server.post("/api/reports", report(kind="wildfire", point=place))
    assert answer.status == 201, answer.body
    new = waited(lambda: set(alerts(server)) - before, "no alert of the call")
    # Two masts on either side of it: their directions run along one line, so that they give no place.
    for name, bearing in (("one", 80.0), ("other", 264.0)):
        north, east = math.cos(math.radians(bearing)) * 0.03, math.sin(math.radians(bearing)) * 0.03 / math.cos(math.radians(29.9))
        mast = (place["latitude"] + north, place["longitude"] + east)
        item = {
            "id": str(uuid.uuid4()), "source": "camera", "detector": f"mast-{name}", "time": stamp(2), "confidence": 0.9, "label": "smoke",
            "from": {"latitude": mast[0], "longitude": mast[1]}, "azimuthDegrees": azimuth(mast, (place["latitude"], place["longitude"])),
            "halfAngleDegrees": 2.0, "rangeMetres": 8000,
        }  # fmt: skip
        assert hook(server, {"detections": [item]}).json["items"][0]["taken"]
    assert set(alerts(server)) - before == new
    alert = next(iter(new))
    assert "mast-one" in server.get(f"/api/detections?alert={alert}").body
    # The fusion weighs the call with the directions; without the call the alert would go two kilometres off, to the middle of a cone.
    assert abs(alerts(server)[alert]["point"]["latitude"] - place["latitude"]) < 2e-3
    assert abs(alerts(server)[alert]["point"]["longitude"] - place["longitude"]) < 5e-3
