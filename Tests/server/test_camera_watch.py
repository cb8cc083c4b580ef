"""The server watches cameras for fire: an alert with its frame, a blind camera as a matter of its own, and nothing twice after kill -9."""

import json
import pathlib
import shutil
import subprocess
import time

import pytest
from conftest import CHONGQING, Server, bayu, verified
from test_cameras import gone, programs

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is missing: run `make setup` first")
# An unoptimised build on a busy machine looks at some two pictures a second.
WAIT_SECONDS = 240
SLOPE = (
    "color=c=0x507040:size=640x360:rate=5:duration={},noise=alls=14:allf=t,drawgrid=w=16:h=12:c=0x304820:t=2,"
    "drawbox=x=0:y=0:w=640:h=120:c=0xC0D0E0:t=fill,drawbox=x=90:y=60:w=150:h=90:c=0x283828:t=fill"
)
FLAMES = (
    ",drawbox=x=300:y=180:w=50:h=50:c=0xFF9028:t=fill:enable='gte(t,25)*lt(mod(n,2),1)'"
    ",drawbox=x=300:y=150:w=50:h=80:c=0xFFC040:t=fill:enable='gte(t,25)*gte(mod(n,2),1)'"
)


def film(path, filters):
    words = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", filters, "-c:v", "mjpeg", "-q:v", "4", str(path)]
    subprocess.run(words, check=True, timeout=120)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """Chongqing, whose ridge camera sees flames after a while and whose gate camera is not connected."""
    folder = tmp_path_factory.mktemp("city") / "chongqing"
    shutil.copytree(CHONGQING, folder)
    film(folder / "cameras/burning.avi", SLOPE.format(120) + FLAMES)
    text = (folder / "cameras.yaml").read_text(encoding="utf-8").replace("cameras/jinyun-ridge.avi", "cameras/burning.avi")
    (folder / "cameras.yaml").write_text(text.replace("    source: cameras/jinyun-gate.avi\n", ""), encoding="utf-8")
    return folder


def alerts(server):
    rows = [row for row in server.get("/api/board").json["alerts"] if row["kind"] == "wildfire"]
    return [row for row in rows if "失效" not in row["title"]["zh"]], [row for row in rows if "失效" in row["title"]["zh"]]


def waited(read, what):
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if found := read():
            return found
        time.sleep(0.5)
    raise AssertionError(f"not within {WAIT_SECONDS} s: {what}")


def detections(server, alert):
    return server.get(f"/api/detections?alert={alert}").json


def events(data, *types):
    code, lines, errors = bayu("export-log", "--data", data)
    assert code == 0, errors
    return [event for event in map(json.loads, lines.splitlines()) if event.get("type") in types]


# Three starts, and a film that takes half a minute to burn.
@pytest.mark.timeout(4 * WAIT_SECONDS)
def test_a_fire_in_a_picture_is_an_alert_with_its_frame_and_only_one_after_kill_9(furnished, city, tmp_path):
    data = pathlib.Path(shutil.copytree(furnished, tmp_path / "data"))
    server = Server(data, "--rate-limit", "off", "--camera-watch", "on", city=city).ready().sign_in()
    try:
        assert "2 cameras are watched for fire: jinyun-ridge, jinyun-gate." in server.said()
        fire = waited(lambda: alerts(server)[0], "no alert of the fire")[0]
        assert fire["synthetic"]
        # The desk stays quick beside it.
        started = time.monotonic()
        for _ in range(20):
            server.get("/api/board")
        assert (time.monotonic() - started) / 20 < 0.5

        # The camera that nobody connected is a matter of its own, which says so.
        blind = waited(lambda: alerts(server)[1], "no matter of the blind camera")
        assert len(blind) == 1
        told = server.get(f"/api/alerts/{blind[0]['id']}").json
        assert "jinyun-gate" in json.dumps(told, ensure_ascii=False) and "取不到画面" in json.dumps(told, ensure_ascii=False)

        # The one picture that shows it, for a reason, on record before it is shown.
        found = waited(lambda: (one := detections(server, fire["id"]))["frames"] and one, "no frame is kept")
        member = found["items"][0]["members"][0]
        assert member["detector"] == "jinyun-ridge" and abs(member["azimuthDegrees"] - 119) < 5, member
        frame = found["frames"][0]
        path = f"/api/alerts/{fire['id']}/frames/{frame['digest']}"
        server.get(path).expect_problem(400, 422)
        picture = server.get(path + "?purpose=verification")
        assert picture.status == 200 and picture.content.startswith(b"\xff\xd8") and picture.headers["Cache-Control"] == "no-store"
        shelf = list((data / "attachments").glob("*/*"))
        assert shelf and not any(file.read_bytes().startswith(b"\xff\xd8") for file in shelf), "a frame lies there as it is"

        children = programs(server)
        assert children
        server.process.kill()
        server.process.wait()
    finally:
        server.stop()
        server.log.close()
    waited(lambda: all(gone(pid) for pid in children), "programs are left behind")
    looks = [event for event in events(data, "PersonLookedAt") if "verification" in json.dumps(event)]
    assert len(looks) == 1
    before = len(events(data, "DetectionTaken"))

    server = Server(data, "--rate-limit", "off", "--camera-watch", "on", city=city).ready().sign_in()
    try:
        waited(lambda: detections(server, fire["id"])["items"][0]["members"][0]["count"] > before, "the fire is not told again")
        assert [row["id"] for row in alerts(server)[0]] == [fire["id"]]
        assert [row["id"] for row in alerts(server)[1]] == [blind[0]["id"]]
        children = programs(server)
        assert server.stop() == 0
        waited(lambda: all(gone(pid) for pid in children), "programs are left behind")
    finally:
        server.stop()
        server.log.close()

    # Connected, it clears its matter by itself.
    text = (city / "cameras.yaml").read_text(encoding="utf-8")
    mended = tmp_path / "mended"
    shutil.copytree(city, mended)
    (mended / "cameras.yaml").write_text(
        text.replace("cameras/burning.avi", "cameras/jinyun-gate.avi").replace(
            "    range: 900\n    watch: [wildfire]\n", "    range: 900\n    watch: [wildfire]\n    source: cameras/jinyun-gate.avi\n"
        )
    )
    server = Server(data, "--rate-limit", "off", "--camera-watch", "on", city=mended).ready().sign_in()
    try:
        mine = blind[0]["id"]
        waited(lambda: server.get(f"/api/alerts/{mine}").json["condition"] == "cleared", "the matter of the camera is not cleared")
        # The ridge camera looks at something else than it did, as if it had been turned meanwhile: that is told.
        rows = lambda: [server.get(f"/api/alerts/{row['id']}").json for row in alerts(server)[1]]
        waited(lambda: "镜头已偏离原视角" in json.dumps(rows(), ensure_ascii=False), "nobody is told that the camera was turned")
    finally:
        server.stop()
        server.log.close()
    assert verified(data) > 0


def test_switched_off_it_says_so_and_runs_nothing(start, data):
    server = start(data, "--camera-watch", "off").ready()
    assert "2 cameras are not watched for fire: --camera-watch is off." in server.said()
    assert programs(server) == {}


def test_a_package_that_has_cameras_watched_for_nothing_known_is_refused(tmp_path):
    city = tmp_path / "chongqing"
    shutil.copytree(CHONGQING, city)
    text = (city / "cameras.yaml").read_text(encoding="utf-8")
    (city / "cameras.yaml").write_text(text.replace("watch: [wildfire]", "watch: [landslide]", 1))
    line = text.split("watch: [wildfire]")[0].count("\n") + 1
    code, said, errors = bayu("city", "check", city)
    assert code == 1 and f"cameras.yaml:{line}:" in said and "what is seen: wildfire" in said, said + errors
    (city / "cameras.yaml").write_text(text.replace("    range: 1\n", "    range: 1\n    watch: [wildfire]\n"))
    code, said, errors = bayu("city", "check", city)
    assert code == 1 and "is carried by a drone" in said, said + errors
