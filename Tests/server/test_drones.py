"""Drones through the running server, a real mosquitto and a simulated dock: sent, followed, called home; silent, refusing, cut off, and killed in mid flight."""

import json
import shutil
import signal
import subprocess
import time
import uuid

import pytest
from conftest import CHONGQING, STOP_SECONDS, bayu, free_port, report, verified
from simulated_dock import MOSQUITTO, Broker, Dock

CLIFF = {"latitude": 29.8790, "longitude": 106.3962}
HOME = {"latitude": 29.8725, "longitude": 106.4080}
WAIT_SECONDS = 20
# Nobody answers for half a minute before that is said.
ANSWER_SECONDS = 45
pytestmark = pytest.mark.skipif(MOSQUITTO is None, reason="mosquitto is missing: run `make setup` first")


def until(holds, what, seconds=WAIT_SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := holds():
            return value
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")


class Scene:
    """A broker, a dock in Beibei, a server on them, and an incident at the cliff. Synthetic."""

    def __init__(self, start, data, folder, city=CHONGQING, **dock):
        self.start, self.data, self.city = start, data, city
        self.broker = Broker(folder, free_port())
        self.dock = Dock(self.broker.port, "SYNDOCK0500109A", "SYNAIR0500109A", HOME, **dock)
        self.server = self.serve()
        opened = self.server.post("/api/incidents", report(point=CLIFF, synthetic=True))
        assert opened.status == 201, opened.body
        self.incident = opened.json["incident"]

    def serve(self):
        extra = ("--rate-limit", "off", "--drone-broker", f"mqtt://127.0.0.1:{self.broker.port}")
        return self.start(self.data, *extra, city=self.city).ready().sign_in("beibei")

    def close(self):
        self.dock.stop()
        self.broker.kill()

    def row(self, drone="beibei-1"):
        items = self.server.get(f"/api/drones?incident={self.incident}").json["items"]
        return next(one for one in items if one["id"] == drone)

    def able(self):
        return until(lambda: self.row()["choice"]["able"] and self.row(), "the drone can fly")

    def link(self):
        return self.server.get("/api/drones").json["link"]

    def order(self, **fields):
        path = f"/api/incidents/{self.incident}/flights"
        return self.server.post(path, {"id": str(uuid.uuid4()), "reason": "去看崖面"} | fields)

    def command(self, kind, number=1, **fields):
        path = f"/api/incidents/{self.incident}/flights/{number}/commands"
        return self.server.post(path, {"id": str(uuid.uuid4()), "type": kind, "reason": "看到了"} | fields)

    def flight(self):
        items = self.server.get(f"/api/incidents/{self.incident}/flights").json["items"]
        return items[0] if items else None

    def reaches(self, state, seconds=WAIT_SECONDS):
        return until(lambda: self.flight()["state"] == state and self.flight(), f"the flight is {state}", seconds)

    def events(self):
        items = self.server.get(f"/api/incidents/{self.incident}/timeline").json["items"]
        return [one["type"] for one in items if one["type"].startswith("Flight")]


@pytest.fixture
def scene(start, data, tmp_path):
    made = []

    def scene_(**dock):
        made.append(Scene(start, data, tmp_path, **dock))
        return made[-1]

    yield scene_
    for one in made:
        one.close()


def test_a_drone_is_sent_flies_there_is_seen_and_comes_home(scene):
    here = scene()
    before = here.able()
    assert before["batteryPercent"] == 95 and before["windMetresPerSecond"] == 3 and before["inDock"]
    others = {one["id"]: one["choice"]["obstacles"][0]["code"] for one in here.server.get(f"/api/drones?incident={here.incident}").json["items"][1:]}
    assert others == {"beibei-2": "drone.silent", "shapingba-1": "drone.too-far"}
    ordered = here.order()
    assert ordered.status == 201 and ordered.json["drone"] == "beibei-1", ordered.body
    here.reaches("onStation")
    order = here.dock.heard[0]["data"]
    # The dock stands 215 m above the ellipsoid and the drone's lowest clear height is 160 m.
    assert order["target_height"] == 375 and order["commander_flight_height"] == 160 and order["rc_lost_action"] == 2
    row = until(lambda: abs(here.row()["position"]["latitude"] - CLIFF["latitude"]) < 1e-5 and here.row(), "the drone is at the cliff")
    assert row["heightMetres"] == 160 and row["headingDegrees"] == 315 and row["flight"]["state"] == "onStation"
    # Its picture opens for this incident while it is out, each look on record as for any camera.
    cameras = here.server.get(f"/api/cameras?incident={here.incident}").json["items"]
    assert cameras[0]["id"] == "drone-beibei-1"
    here.order(drone="beibei-1").expect_problem(409, code="drone.flying")
    assert here.command("returnHome").status == 200
    here.reaches("ended")
    assert here.flight()["outcome"] == "returned"
    assert here.events() == [
        "FlightOrdered", "FlightAccepted", "FlightDeparted", "FlightArrived", "FlightCalledBack", "FlightCallBackAccepted", "FlightTurnedBack",
        "FlightReturned",
    ]  # fmt: skip
    cameras = here.server.get(f"/api/cameras?incident={here.incident}").json["items"]
    assert "drone-beibei-1" not in [one["id"] for one in cameras]
    here.server.ask("GET", f"/api/cameras/drone-beibei-1/snapshot?incident={here.incident}").expect_problem(422, code="camera.not-of-incident")
    file = here.server.get(f"/api/incidents/{here.incident}/case-file").json
    assert [one["type"] for one in file["done"] if one["type"].startswith("Flight")] == here.events()
    # A dock that wants an answer gets one.
    assert here.dock.status_replies and here.dock.events_replies
    link = here.link()
    assert link["state"] == "up" and link["malformed"] == 0 and link["unknownSerials"] == 0
    assert here.server.stop() == 0
    verified(here.data)


def test_a_drone_on_station_is_sent_on_to_another_place(scene):
    here = scene()
    here.able()
    assert here.order().status == 201
    here.reaches("onStation")
    until(lambda: here.row()["position"]["latitude"] > 29.878, "the drone tells where it is")
    far = {"latitude": 29.95, "longitude": 106.50}
    here.command("sendOn", position=far).expect_problem(422, code="drone.too-far", field="position")
    ridge = {"latitude": 29.8750, "longitude": 106.4010}
    assert here.command("sendOn", position=ridge).status == 200
    until(lambda: here.flight()["target"] == ridge and here.flight()["state"] == "onStation", "it stands above the other place")
    order = here.dock.heard[-1]
    assert order["method"] == "fly_to_point" and order["data"]["points"] == [ridge | {"height": 375}] and order["data"]["fly_to_id"]
    assert here.events()[-3:] == ["FlightSentOn", "FlightOnwardAccepted", "FlightArrived"]
    here.dock.result = 327000
    assert here.command("sendOn", position=CLIFF).status == 200
    until(lambda: here.events()[-1] == "FlightOnwardRefused", "it says no")
    assert here.flight()["state"] == "onStation" and here.flight()["target"] == ridge
    here.dock.result, here.dock.dark = 0, True
    until(lambda: here.row()["positionOld"], "the aircraft is silent", ANSWER_SECONDS)
    here.command("sendOn", position=CLIFF).expect_problem(409, code="drone.silent")
    file = here.server.get(f"/api/incidents/{here.incident}/case-file").json
    assert "FlightSentOn" in [one["type"] for one in file["done"]]


def test_the_picture_of_a_drone_is_pushed_while_it_is_out_and_no_longer(scene, tmp_path):
    city = tmp_path / "city"
    shutil.copytree(CHONGQING, city)
    drones = city / "drones.yaml"
    live = "    camera: drone-beibei-1\n    live: {to: \"rtmp://127.0.0.1:1935/live/beibei-1\", video: SYNAIR0500109A/39-0-7/normal-0}\n"
    text = drones.read_text(encoding="utf-8")
    assert text.count("    camera: drone-beibei-1\n") == 1
    drones.write_text(text.replace("    camera: drone-beibei-1\n", live), encoding="utf-8")
    here = scene(city=city)
    here.able()
    here.dock.picture_results = [513002]
    assert here.order().status == 201
    here.reaches("onStation")
    failed = until(lambda: here.flight().get("picture", {}).get("state") == "failed" and here.flight(), "the no is told")
    assert failed["picture"]["resultCode"] == 513002
    until(lambda: here.flight()["picture"]["state"] == "started", "it is asked again and begins", ANSWER_SECONDS)
    begun = [told for told in here.dock.heard if told["method"] == "live_start_push"]
    assert len(begun) == 2 and begun[0]["data"] == {
        "url": "rtmp://127.0.0.1:1935/live/beibei-1", "url_type": 1, "video_id": "SYNAIR0500109A/39-0-7/normal-0", "video_quality": 0,
    }  # fmt: skip
    assert here.command("returnHome").status == 200
    here.reaches("ended")
    until(lambda: here.flight()["picture"]["state"] == "stopped", "it is ended")
    assert [told["data"] for told in here.dock.heard if told["method"] == "live_stop_push"] == [{"video_id": "SYNAIR0500109A/39-0-7/normal-0"}]
    pictures = [one for one in here.events() if one.startswith("FlightPicture")]
    assert pictures == [
        "FlightPictureAsked", "FlightPictureFailed", "FlightPictureAsked", "FlightPictureStarted", "FlightPictureStopAsked", "FlightPictureStopped",
    ]  # fmt: skip


def test_a_flight_that_ended_while_the_server_was_down_is_settled_within_two_minutes(scene):
    here = scene(hold=3)
    here.able()
    assert here.order().status == 201
    here.reaches("accepted")
    here.server.process.send_signal(signal.SIGKILL)
    here.server.process.wait(timeout=STOP_SECONDS)
    until(lambda: not here.dock.in_dock, "the drone is out")
    until(lambda: here.dock.speed < 1, "the drone is there")
    here.dock.come_home()
    here.server = here.serve()
    ended = here.reaches("ended", 120)
    assert ended["outcome"] == "foundHome"
    assert here.events() == ["FlightOrdered", "FlightAccepted", "FlightFoundHome"]
    here.able()
    assert here.server.stop() == 0
    verified(here.data)


def test_a_drone_that_refuses_or_does_not_answer_says_so(scene):
    here = scene()
    here.able()
    here.dock.result = 316013
    assert here.order().status == 201
    ended = here.reaches("ended")
    assert ended["outcome"] == "refused" and ended["resultCode"] == 316013
    here.dock.mute = True
    assert here.order().status == 201
    assert here.reaches("ended", ANSWER_SECONDS)["outcome"] == "unanswered"


def test_a_dock_that_falls_silent_is_not_sent(scene):
    here = scene()
    here.able()
    here.dock.silent = True
    until(lambda: here.row()["silent"], "the dock counts as silent", ANSWER_SECONDS)
    here.order(drone="beibei-1").expect_problem(409, code="drone.silent")
    problem = here.order().expect_problem(409, code="flight.no-drone")
    assert "beibei-1" in problem["detail"]


def test_a_server_killed_in_mid_flight_follows_the_drone_home(scene):
    here = scene(seconds=4)
    here.able()
    assert here.order().status == 201
    here.reaches("airborne")
    here.server.process.send_signal(signal.SIGKILL)
    here.server.process.wait(timeout=STOP_SECONDS)
    here.server = here.serve()
    here.reaches("onStation")
    assert here.command("returnHome").status == 200
    here.reaches("ended")
    assert here.flight()["outcome"] == "returned"
    assert len([one for one in here.dock.heard if one["method"] == "takeoff_to_point"]) == 1
    assert here.server.stop() == 0
    verified(here.data)


def test_a_broker_that_dies_is_told_and_found_again(scene):
    here = scene()
    here.able()
    here.broker.kill()
    until(lambda: here.link()["state"] == "down", "the line is down")
    here.order(drone="beibei-1").expect_problem(409, code="drone.no-link")
    here.broker.start()
    until(lambda: here.link()["state"] == "up", "the line is up again", 40)
    here.able()
    assert here.order().status == 201
    here.reaches("onStation")


def test_rubbish_from_the_broker_is_counted_and_harms_nothing(scene):
    here = scene()
    here.able()
    rubbish = ["{", "", "[]", "null", '{"data":{"mode_code":"x"}}', '{"data":{"wind_speed":1e400}}', "\x00\xff", '{"data":' + "[" * 20_000]
    for text in rubbish:
        here.dock.client.publish("thing/product/SYNDOCK0500109A/osd", text.encode("latin-1"), qos=1)
    here.dock.client.publish("thing/product/SOMEBODYELSE/osd", '{"data":{}}', qos=1)
    here.dock.client.publish("thing/product/SYNDOCK0500109A/osd", b"x" * 100_000, qos=1)
    # What a broker keeps is of another time and is not taken for now.
    here.dock.client.publish("thing/product/SYNDOCK0500109B/osd", '{"data":{"drone_in_dock":1,"wind_speed":1}}', qos=1, retain=True)
    wanted = (len(rubbish), 1, 1)
    until(lambda: tuple(here.link()[key] for key in ("malformed", "unknownSerials", "tooLong")) == wanted, f"it is counted: {here.link()}")
    assert here.row()["choice"]["able"]
    here.server.stop()
    here.server = here.serve()
    here.able()
    assert here.row("beibei-2")["silent"], "a kept message was taken for a live one"


def test_without_a_broker_the_drones_say_so_and_a_password_on_the_command_line_is_refused(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    told = server.get("/api/drones").json
    assert told["link"]["state"] == "none" and len(told["items"]) == 3 and all(one["silent"] for one in told["items"])
    incident = server.post("/api/incidents", report(point=CLIFF, synthetic=True)).json["incident"]
    body = {"id": str(uuid.uuid4()), "reason": "去看", "drone": "beibei-1"}
    server.post(f"/api/incidents/{incident}/flights", body).expect_problem(409, code="drone.no-link")
    server.post(f"/api/incidents/{incident}/flights", body | {"id": str(uuid.uuid4()), "drone": "nobody"}).expect_problem(422, field="drone")
    code, said, errors = bayu("serve", "--city", "cities/chongqing", "--data", data, "--drone-broker", "mqtt://u:hunter2@127.0.0.1")
    assert code != 0 and "hunter2" not in said + errors and "--drone-broker-password-file" in said + errors


def test_a_broker_with_a_password_is_reached_by_name_and_file(start, data, tmp_path):
    folder = tmp_path / "broker"
    folder.mkdir()
    broker = Broker(folder, free_port(), password=("bayu", "synthetic-password"))
    secret = tmp_path / "secret"
    secret.write_text("synthetic-password\n", encoding="utf-8")
    secret.chmod(0o600)
    try:
        options = ("--rate-limit", "off", "--drone-broker", f"mqtt://127.0.0.1:{broker.port}")
        server = start(data, *options, "--drone-broker-user", "bayu", "--drone-broker-password-file", secret).ready().sign_in("beibei")
        until(lambda: server.get("/api/drones").json["link"]["state"] == "up", "the line is up")
        server.stop()
        server = start(data, *options).ready().sign_in("beibei")
        time.sleep(2)
        assert server.get("/api/drones").json["link"]["state"] == "down"
    finally:
        broker.kill()


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=30)


def authority(folder, name):
    """An authority of the test's own: (certificate, key)."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", 2, "-subj", f"/CN={name} (synthetic)", "-keyout", key, "-out", certificate)
    return certificate, key


def signed(folder, ca, key, host):
    """A certificate for one host, signed by an authority: the lines of a broker's settings."""
    request, own, certificate, names = (folder / f"broker.{end}" for end in ("csr", "key", "pem", "ext"))
    names.write_text(f"subjectAltName=DNS:{host}\n", encoding="utf-8")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}", "-keyout", own, "-out", request)
    openssl("x509", "-req", "-in", request, "-CA", ca, "-CAkey", key, "-CAcreateserial", "-days", 2, "-extfile", names, "-out", certificate)
    return [f"cafile {ca}", f"certfile {certificate}", f"keyfile {own}", "user root"]


def test_tls_to_the_broker_holds_with_its_authority_and_its_name_and_with_no_other(start, data, tmp_path):
    ca, key = authority(tmp_path, "city")
    other, _ = authority(tmp_path, "stranger")
    broker = Broker(tmp_path, free_port(), extra=signed(tmp_path, ca, key, "localhost"))
    dock = Dock(broker.port, "SYNDOCK0500109A", "SYNAIR0500109A", HOME, authority=ca)

    def doctor(host, *options):
        code, said, errors = bayu("doctor", "--drone-broker", f"mqtts://{host}:{broker.port}", *options)
        return next(line for line in (said + errors).splitlines() if "broker" in line)

    try:
        options = ("--rate-limit", "off", "--drone-broker", f"mqtts://localhost:{broker.port}")
        server = start(data, *options, "--drone-broker-ca", ca).ready().sign_in("beibei")
        until(lambda: server.get("/api/drones").json["link"]["state"] == "up", "the line is up")
        until(lambda: server.get("/api/drones").json["items"][0].get("batteryPercent") == 95, "the dock is heard over it")
        server.stop()
        assert "not signed by an authority that is trusted here" in doctor("localhost", "--drone-broker-ca", other)
        assert "not signed by an authority that is trusted here" in doctor("localhost")
        assert "for another name than 127.0.0.1" in doctor("127.0.0.1", "--drone-broker-ca", ca)
        # A server says it too, on its log and to the boards, and tells no drone anything.
        server = start(data, *options, "--drone-broker-ca", other).ready().sign_in("beibei")
        until(lambda: "not signed by an authority" in server.said(), "the reason is in the log")
        assert server.get("/api/drones").json["link"]["state"] == "down"
        code, said, errors = bayu("doctor", "--drone-broker", f"mqtts://localhost:{broker.port}", "--drone-broker-ca", tmp_path / "nowhere.pem")
        assert code != 0 and "nowhere.pem" in said + errors
    finally:
        dock.stop()
        broker.kill()
