"""Hot spots of satellites from an address, as FIRMS gives them out: fetched at the start from a real server on this machine, never twice, and what
fails is shown without the key."""

import shutil
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import Server

KEY = "0123456789abcdef-not-for-logs"
HEAD = "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight\n"


def row(latitude, longitude, hours_ago):
    when = time.gmtime(time.time() - hours_ago * 3600)
    day, clock = time.strftime("%Y-%m-%d", when), time.strftime("%H%M", when)
    return f"{latitude},{longitude},345.1,0.4,0.4,{day},{clock},N,VIIRS,h,2.0NRT,300.1,12.3,D\n"


@pytest.fixture
def source():
    """A server that answers with what it is told to, and counts the questions."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            source.asked.append(self.path)
            status, body = source.answer
            self.send_response(status)
            self.send_header("Content-Type", "text/csv")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    source = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    source.asked, source.answer = [], (200, b"")
    source.url = f"http://127.0.0.1:{source.server_address[1]}/api/area/csv/{KEY}/VIIRS_SNPP_NRT/105,28,110,32/1"
    threading.Thread(target=source.serve_forever, daemon=True).start()
    yield source
    source.shutdown()
    source.server_close()


@pytest.fixture
def begin(furnished, tmp_path, source):
    running = []

    def start(data=None):
        data = data or shutil.copytree(furnished, tmp_path / f"data-{len(running)}")
        address = tmp_path / "address.txt"
        address.write_text(source.url + "\n", encoding="utf-8")
        address.chmod(0o600)
        server = Server(data, "--rate-limit", "off", "--hot-spots-url-file", str(address)).ready().sign_in()
        running.append(server)
        return server

    yield start
    for server in running:
        server.stop()
        server.log.close()


def fed(server, state, seconds=20):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        told = server.get("/api/detections/feed")
        assert told.status == 200 and KEY not in told.body, told.body
        if told.json["state"] == state:
            return told.json
        time.sleep(0.1)
    raise AssertionError(f"the feed is not {state} after {seconds} s: {told.body}")


def fires(server):
    return [one for one in server.get("/api/board").json["alerts"] if one["kind"] == "wildfire"]


def log_of(server):
    server.log.flush()
    with open(server.log.name, encoding="utf-8", errors="replace") as file:
        return file.read()


def test_hot_spots_of_the_city_become_alerts_once_also_over_a_restart_and_old_ones_stay_out(source, begin):
    rows = row(29.9500, 106.3000, 3.0) + row(10.0, 20.0, 3.0) + row(29.7000, 106.6000, 20.0) + "north,1,2\n"
    source.answer = (200, (HEAD + rows).encode())
    server = begin()
    told = fed(server, "up")
    assert (told["inside"], told["outside"], told["bad"]) == (1, 1, 1) and told["host"] == "127.0.0.1"
    assert len(fires(server)) == 1, "one of the rows is elsewhere, one is of yesterday, one is none"
    assert len(source.asked) == 1, "it keeps its pace"
    server.stop()
    again = begin(server.data)
    fed(again, "up")
    assert len(source.asked) == 2 and len(fires(again)) == 1, "the same hot spot is no news"
    assert KEY not in log_of(server) + log_of(again)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((500, b"broken"), "answered 500"), ((200, b"Invalid MAP_KEY."), "no table of hot spots"), ((302, b""), "answered 302"),
        ((200, HEAD.encode() + b"x" * (9 << 20)), "longer than 8 MiB"),
    ],
)  # fmt: skip
def test_what_fails_is_shown_and_the_key_is_not(source, begin, answer, says):
    source.answer = answer
    server = begin()
    told = fed(server, "failing")
    assert says in told["why"]["en"] and told["why"]["zh"], told
    assert not fires(server)
    assert "bayu_hot_spots_up 0" in server.get("/metrics").body
    log = log_of(server)
    assert KEY not in log and "Hot spots from 127.0.0.1" in log, log


def test_a_server_that_is_not_there_is_shown_too(source, begin):
    source.shutdown()
    source.server_close()
    told = fed(begin(), "failing", 40)
    assert "cannot be reached" in told["why"]["en"]
