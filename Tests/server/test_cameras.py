"""Cameras through the running server and the real ffmpeg: looks on record, one program for all who watch, nothing left behind, no password told."""

import contextlib
import http.client
import http.server
import json
import pathlib
import shutil
import signal
import subprocess
import threading
import time
import uuid

import pytest
from conftest import CHONGQING, Server, bayu, report, verified
from rtsp_camera import Camera

CLIFF = {"latitude": 29.8790, "longitude": 106.3962}
SECRET = "hunter2-of-the-camera"
WAIT_SECONDS = 20
pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is missing: run `make setup` first")


def looks(data, camera):
    """What the log holds of one camera, oldest first, as it is exported."""
    code, lines, errors = bayu("export-log", "--data", data)
    assert code == 0, errors
    return [event for event in map(json.loads, lines.splitlines()) if event.get("stream") == f"camera/{camera}"]


def programs(server):
    """The command lines of the programs that the server runs, with their process ids."""
    found = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"PPid:\t{server.process.pid}\n" in (entry / "status").read_text():
                found[int(entry.name)] = (entry / "cmdline").read_text().replace("\x00", " ")
    return {pid: line for pid, line in found.items() if "ffmpeg" in line}


def until(holds, what):
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"not within {WAIT_SECONDS} s: {what}")


def gone(pid):
    with contextlib.suppress(OSError):
        return "\nState:\tZ" in pathlib.Path(f"/proc/{pid}/status").read_text()
    return True


class Watching:
    """A live picture over a connection of its own."""

    def __init__(self, server, camera, query="purpose=patrol"):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=WAIT_SECONDS)
        self.connection.request("GET", f"/api/cameras/{camera}/live?{query}", headers={"Cookie": server.cookie})
        self.answer = self.connection.getresponse()

    def part(self):
        """The next part: (type, when it was taken, bytes)."""
        assert self.answer.readline() == b"--bayu-picture\r\n"
        head = {}
        while (line := self.answer.readline().strip()) != b"":
            name, value = line.decode().split(": ", 1)
            head[name] = value
        body = self.answer.read(int(head["Content-Length"]))
        assert self.answer.readline() == b"\r\n"
        return head["Content-Type"], head.get("X-Taken-At"), body

    def close(self):
        self.answer.close()
        self.connection.close()


def opened(server):
    return server.post("/api/incidents", report(kind="landslide", point=CLIFF)).json["incident"]


def snapshot(server, camera, query="purpose=patrol"):
    """Status, headers and bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=WAIT_SECONDS)
    with contextlib.closing(connection):
        connection.request("GET", f"/api/cameras/{camera}/snapshot?{query}", headers={"Cookie": server.cookie})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def whole(picture):
    return picture[:3] == b"\xff\xd8\xff" and picture[-2:] == b"\xff\xd9"


def test_the_demonstration_has_five_synthetic_cameras_with_their_cones(start, data):
    server = start(data).ready().sign_in()
    rows = server.get("/api/cameras").json["items"]
    assert [row["id"] for row in rows] == ["diaozui-face", "diaozui-foot", "drone-beibei-1", "jinyun-gate", "jinyun-ridge"]
    assert all(row["synthetic"] and row["connected"] and len(row["cone"]) > 3 for row in rows)
    for site in ["diaozui", "jinyun"]:
        seen = server.get(f"/api/cameras?site={site}").json["items"]
        assert len(seen) >= 2 and all(row["sight"]["seen"] for row in seen if row["site"] == site), seen
    assert "5 of 5 cameras are connected (ffmpeg version" in server.said()


def test_a_picture_of_each_camera_comes_for_a_stated_purpose_and_is_on_record(start, data):
    server = start(data).ready().sign_in()
    for camera in ["diaozui-face", "diaozui-foot", "jinyun-gate", "jinyun-ridge"]:
        status, headers, picture = snapshot(server, camera)
        assert status == 200 and whole(picture) and headers["Content-Type"] == "image/jpeg" and headers["Cache-Control"] == "no-store"
        assert headers["X-Taken-At"].endswith("Z")
    server.get("/api/cameras/diaozui-face/snapshot").expect_problem(422, field="purpose", code="camera.purpose-missing")
    server.get("/api/cameras/diaozui-face/snapshot?purpose=fun").expect_problem(422, field="purpose")
    server.get("/api/cameras/none/snapshot?purpose=patrol").expect_problem(404, code="camera.unknown")
    assert server.stop() == 0
    (look,) = looks(data, "diaozui-face")
    assert look["type"] == "CameraLookedAt" and look["payload"]["purpose"] == "patrol"
    verified(data)


def test_one_program_serves_all_who_watch_and_ends_with_the_last(start, data):
    server = start(data).ready().sign_in()
    first, second = Watching(server, "diaozui-face"), Watching(server, "diaozui-face")
    times = []
    for _ in range(4):
        for watching in (first, second):
            kind, taken, picture = watching.part()
            assert kind == "image/jpeg" and whole(picture)
            times.append(taken)
    assert times == sorted(times) and len(set(times)) >= 4
    assert len(programs(server)) == 1
    first.close()
    assert second.part()[0] == "image/jpeg"
    second.close()
    until(lambda: not programs(server), "the program is gone when nobody watches")
    assert server.stop() == 0
    assert [look["type"] for look in looks(data, "diaozui-face")] == ["CameraViewBegan", "CameraViewBegan", "CameraViewEnded", "CameraViewEnded"]


def test_no_program_outlives_the_server_however_it_ends(start, data, tmp_path):
    server = start(data).ready().sign_in()
    watching = Watching(server, "jinyun-ridge")
    watching.part()
    (pid,) = programs(server)
    assert server.stop() == 0
    until(lambda: gone(pid), "the program is gone after the server's end")
    again = start(data).ready().sign_in()
    watching = Watching(again, "jinyun-ridge")
    watching.part()
    (pid,) = programs(again)
    again.process.send_signal(signal.SIGKILL)
    again.process.wait(timeout=WAIT_SECONDS)
    until(lambda: gone(pid), "the program is gone after the server was killed")
    # The view that was cut off has a beginning and no end, and looks go on behind it.
    third = start(data).ready().sign_in()
    assert snapshot(third, "jinyun-ridge")[0] == 200
    assert third.stop() == 0
    assert [look["type"] for look in looks(data, "jinyun-ridge")] == [
        "CameraViewBegan", "CameraViewEnded", "CameraViewBegan", "CameraLookedAt",
    ]  # fmt: skip
    verified(data)


def test_a_frame_is_kept_as_evidence_of_an_incident_and_only_of_its_own_cameras(start, data):
    server = start(data).ready().sign_in()
    incident = opened(server)
    best = server.get(f"/api/cameras?incident={incident}").json["items"]
    assert {row["id"] for row in best[:2]} == {"diaozui-face", "diaozui-foot"}
    command = {"id": str(uuid.uuid4()), "camera": "diaozui-face", "caption": "合成 synthetic"}
    kept = server.post(f"/api/incidents/{incident}/frames", command)
    assert kept.status == 201
    assert server.post(f"/api/incidents/{incident}/frames", command).json == kept.json | {"repeated": True}
    (photo,) = server.get(f"/api/incidents/{incident}").json["photos"]
    assert photo["caption"] == "合成 synthetic" and photo["takenAt"]
    assert server.get(f"/api/incidents/{incident}/photos/{photo['digest']}?purpose=dispatch").status == 200
    other = {"id": str(uuid.uuid4()), "camera": "jinyun-ridge"}
    server.post(f"/api/incidents/{incident}/frames", other).expect_problem(422, code="camera.not-of-incident")
    server.post(f"/api/incidents/{incident}/frames", {"id": "short", "camera": "diaozui-face"}).expect_problem(422)
    assert snapshot(server, "diaozui-foot", f"incident={incident}")[0] == 200
    # What is not tied to an incident is kept nowhere.
    stored = [path for path in (data / "attachments").rglob("*") if path.is_file()]
    assert len(stored) == 1
    assert server.stop() == 0


def test_nobody_looks_outside_their_jurisdiction_or_without_a_session(start, data, tmp_path):
    city = tmp_path / "city"
    shutil.copytree(CHONGQING, city)
    text = (city / "cameras.yaml").read_text()
    # A camera in the middle of the city, far outside Beibei.
    (city / "cameras.yaml").write_text(text.replace("{latitude: 29.8400, longitude: 106.3750}", "{latitude: 29.5600, longitude: 106.5500}"))
    server = start(data, city=city).ready().sign_in("beibei")
    server.get("/api/cameras/jinyun-ridge/snapshot?purpose=patrol").expect_problem(403, code="access.outside-jurisdiction")
    server.get("/api/cameras/jinyun-ridge/live?purpose=patrol").expect_problem(403)
    assert snapshot(server, "diaozui-face")[0] == 200
    stranger = Server.__new__(Server)
    stranger.port, stranger.cookie = server.port, None
    stranger.get("/api/cameras").expect_problem(401)
    stranger.get("/api/cameras/diaozui-face/live?purpose=patrol").expect_problem(401)


def test_a_hill_between_takes_the_cliff_out_of_a_cameras_view_and_says_so(start, data, tmp_path):
    """A flat synthetic country at 200 m, with a wall of 80 m between the camera at the face and the cliff in the west."""
    city = tmp_path / "city"
    shutil.copytree(CHONGQING, city)
    (city / "elevation").mkdir()
    west, south, step = 106.38, 29.86, 0.0002
    rows = []
    for row in range(200):
        heights = ["280" if 106.3995 < west + column * step < 106.4005 else "200" for column in range(200)]
        rows.append(" ".join(heights))
    head = f"ncols 200\nnrows 200\nxllcenter {west}\nyllcenter {south}\ncellsize {step}\nNODATA_value -9999\n"
    (city / "elevation" / "wall.asc").write_text(head + "\n".join(rows) + "\n")
    server = start(data, city=city).ready().sign_in("beibei")
    seen = {one["id"]: one for one in server.get("/api/cameras?site=diaozui").json["items"]}
    assert seen["diaozui-face"]["sight"]["seen"] is False and seen["diaozui-face"]["sight"]["why"] == "hidden"
    assert 200 < seen["diaozui-face"]["sight"]["distanceMetres"] < 400
    assert seen["diaozui-face"]["visible"] and all(ring[0] == ring[-1] for ring in seen["diaozui-face"]["visible"])
    west_end = min(point["longitude"] for ring in seen["diaozui-face"]["visible"] for point in ring)
    assert west_end > 106.399, "the ground behind the wall counts as seen"
    # Where the heights do not reach, the world is flat as before, and nobody claims otherwise.
    everywhere = {one["id"]: one for one in server.get("/api/cameras").json["items"]}
    assert "visible" not in everywhere["jinyun-ridge"] and everywhere["jinyun-ridge"]["cone"]
    assert server.stop() == 0
    (city / "elevation" / "wall.asc").write_text(head + "\n".join(rows[:120]) + "\n")
    code, said, errors = bayu("city", "check", city)
    assert code == 1 and "elevation/wall.asc" in said + errors and "120 of 200 rows" in said + errors


class GuardedCamera(http.server.BaseHTTPRequestHandler):
    """MJPEG for whoever knows the password."""

    picture = b""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.headers.get("Authorization") is None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="camera"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace;boundary=frame")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        part = b"Content-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(self.picture) + self.picture + b"\r\n--frame\r\n"
        with contextlib.suppress(OSError):
            self.wfile.write(b"--frame\r\n")
            while True:
                self.wfile.write(part)
                time.sleep(0.1)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def guarded():
    """The port of a camera with a password."""
    made = ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=1", "-frames:v", "1", "-f", "image2pipe"]
    GuardedCamera.picture = subprocess.run([*made, "-c:v", "mjpeg", "-"], capture_output=True, check=True, timeout=30).stdout
    camera = http.server.ThreadingHTTPServer(("127.0.0.1", 0), GuardedCamera)
    camera.daemon_threads = True
    threading.Thread(target=camera.serve_forever, daemon=True).start()
    yield camera.server_port
    camera.shutdown()
    camera.server_close()


def sources(tmp_path, address, mode=0o600, camera="diaozui-face"):
    file = tmp_path / "sources.yaml"
    file.write_text(f'sources:\n  - camera: {camera}\n    address: "{address}"\n', encoding="utf-8")
    file.chmod(mode)
    return file


def test_the_password_of_a_camera_is_told_to_nobody(start, data, tmp_path, guarded):
    file = sources(tmp_path, f"http://viewer:{SECRET}@127.0.0.1:{guarded}/video")
    server = start(data, "--camera-sources", file).ready().sign_in()
    watching = Watching(server, "diaozui-face")
    assert whole(watching.part()[2])
    (line,) = programs(server).values()
    told = [line, server.get("/api/cameras").body, server.get("/metrics").body]
    watching.close()
    # The same at an address where nobody is: what ffmpeg says of that holds the whole address.
    assert server.stop() == 0
    file = sources(tmp_path, f"http://viewer:{SECRET}@127.0.0.1:9/video")
    server = start(data, "--camera-sources", file).ready().sign_in()
    problem = server.get("/api/cameras/diaozui-face/snapshot?purpose=patrol")
    problem.expect_problem(504, code="camera.no-answer")
    watching = Watching(server, "diaozui-face")
    kind, _, said = watching.part()
    assert kind == "application/problem+json" and json.loads(said)["code"] == "camera.no-answer"
    told += [problem.body, said.decode(), server.get("/api/cameras").body]
    assert server.stop() == 0
    told.append(server.said())
    assert not [text for text in told if SECRET in text]
    for path in data.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_a_camera_that_speaks_rtsp_is_shown_to_whoever_may_and_its_password_to_nobody(start, data, tmp_path):
    with Camera(f"viewer:{SECRET}") as camera:
        file = sources(tmp_path, f"rtsp://viewer:{SECRET}@127.0.0.1:{camera.port}/s1")
        server = start(data, "--camera-sources", file).ready().sign_in()
        assert whole(snapshot(server, "diaozui-face")[2])
        watching = Watching(server, "diaozui-face")
        for _ in range(5):
            kind, _, picture = watching.part()
            assert kind == "image/jpeg" and whole(picture), picture[:500]
        (line,) = programs(server).values()
        assert SECRET not in line and "rtsp,rtp,tcp" in line
        watching.close()
        until(lambda: not programs(server), "the program is gone when nobody watches")
        assert camera.asked.count("PLAY") == 2
        assert server.stop() == 0
        file = sources(tmp_path, f"rtsp://viewer:wrong-{SECRET}@127.0.0.1:{camera.port}/s1")
        server = start(data, "--camera-sources", file).ready().sign_in()
        problem = server.get("/api/cameras/diaozui-face/snapshot?purpose=maintenance")
        problem.expect_problem(502, code="camera.refused")
        assert server.stop() == 0
        assert SECRET not in problem.body + server.said()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"address": f"rtsp://viewer:{SECRET}@h/s", "mode": 0o644}, "chmod 600"),
        ({"address": f"gopher://{SECRET}@h/s"}, "begins with none of"),
        ({"address": f"rtsp://viewer:{SECRET}@h/s", "camera": "none"}, "does not know"),
        ({"address": f"rtsp://viewer:{SECRET}@h/a b"}, "holds a character"),
    ],
)
def test_a_file_of_addresses_that_others_can_read_or_that_is_wrong_stops_the_start(start, data, tmp_path, changes, says):
    server = start(data, "--camera-sources", sources(tmp_path, **changes))
    assert server.ended() != 0
    assert says in server.said() and SECRET not in server.said()


def test_without_ffmpeg_the_server_says_so_and_goes_on(start, data, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    server = start(data).ready().sign_in()
    assert "ffmpeg is missing" in server.said()
    row = server.get("/api/cameras").json["items"][0]
    assert row["connected"] is False and row["obstacle"] == "camera.no-program"
    for how in ["snapshot", "live"]:
        server.get(f"/api/cameras/diaozui-face/{how}?purpose=patrol").expect_problem(503, code="camera.no-program")
    assert opened(server)


def test_the_mask_of_a_camera_is_black_in_what_the_server_sends(start, data):
    server = start(data).ready().sign_in()
    picture = snapshot(server, "diaozui-face")[2]
    grey = ["ffmpeg", "-loglevel", "error", "-f", "image2pipe", "-i", "-", "-vf", "format=gray", "-f", "rawvideo", "-"]
    pixels = subprocess.run(grey, input=picture, capture_output=True, check=True, timeout=30).stdout
    assert len(pixels) == 320 * 180
    assert max(pixels[int(y * 180) * 320 + int(x * 320)] for x in (0.06, 0.1, 0.14) for y in (0.75, 0.82, 0.9)) < 30
    assert pixels[int(0.1 * 180) * 320 + 300] > 60


def test_a_package_with_a_bad_camera_is_refused_with_file_and_line(tmp_path):
    city = tmp_path / "city"
    shutil.copytree(CHONGQING, city)
    text = (city / "cameras.yaml").read_text()
    (city / "cameras.yaml").write_text(text.replace("bearing: 119", "bearing: 719").replace("cameras/jinyun-gate.avi", f"rtsp://u:{SECRET}@h/s"))
    code, said, errors = bayu("city", "check", city)
    line = text.split("bearing: 119")[0].count("\n") + 1
    assert code == 1 and f"cameras.yaml:{line}:" in said and "--camera-sources" in said
    assert SECRET not in said + errors
