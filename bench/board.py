"""What the boards see: fan-out, the way from a reading to the board, the first paint."""

import http.client
import json
import pathlib
import re
import selectors
import socket
import threading
import time

from server import Server

BOARDS = 500
EVENTS = 200
BURST = 8
READINGS_PER_SECOND = 50
READING_SECONDS = 12
OPEN_ALERTS = 500
# A line carries the last few pieces of evidence, so an alarm that was overtaken within one flush still shows; fewer than this is a fault.
SEEN_MIN = 0.9
# taky 0.10, measured on two cores: CPU per delivery in µs.
TAKY_MICROSECONDS = 22


def report(server, number, kind="other"):
    """One phone report at a place of its own, so that no two merge."""
    body = {
        "id": f"bench-report-{number}-{time.monotonic_ns()}", "kind": kind, "grade": "IV", "title": {"zh": "压测线索", "en": "Load test report"},
        "point": server.point(number),
    }
    status, answer, _ = server.request("POST", "/api/reports", body, server.session_headers)
    if status != 201:
        raise SystemExit(f"a report was answered {status}: {answer[:300]}")


class Boards:
    """Many open event streams, read by one thread, counting what arrives."""

    def __init__(self, server, count):
        self.selector = selectors.DefaultSelector()
        self.sockets, self.deliveries, self.running = [], 0, True
        for _ in range(count):
            sock = socket.create_connection(("127.0.0.1", server.port))
            sock.sendall(f"GET /api/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nCookie: {server.cookie}\r\n\r\n".encode())
            sock.setblocking(False)
            self.selector.register(sock, selectors.EVENT_READ)
            self.sockets.append(sock)
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        while self.running:
            for key, _ in self.selector.select(0.2):
                try:
                    chunk = key.fileobj.recv(1 << 16)
                except BlockingIOError:
                    continue
                if not chunk:
                    self.selector.unregister(key.fileobj)
                    continue
                self.deliveries += len(re.findall(rb"(?:^|\n)event: ?(?:alert|incident|notice)\b", chunk))

    def wait_for(self, count, seconds=60):
        end = time.monotonic() + seconds
        while self.deliveries < count and time.monotonic() < end:
            time.sleep(0.02)
        return self.deliveries

    def close(self):
        self.running = False
        self.thread.join()
        for sock in self.sockets:
            sock.close()


def measure_fanout(folder, name, burst):
    server = Server(pathlib.Path(folder) / name, extra=["--rate-limit", "off"])
    try:
        number = 0
        before = server.cpu_seconds()
        for number in range(EVENTS):
            report(server, number)
        alone = server.cpu_seconds() - before
        boards = Boards(server, BOARDS)
        time.sleep(1)
        start, before = boards.deliveries, server.cpu_seconds()
        for turn in range(EVENTS // burst):
            workers = [threading.Thread(target=report, args=(server, EVENTS + turn * burst + one)) for one in range(burst)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            time.sleep(0.02)
        got = boards.wait_for(start + EVENTS * BOARDS) - start
        cpu = server.cpu_seconds() - before - alone
        boards.close()
        if got < EVENTS * BOARDS:
            raise SystemExit(f"{name}: {got} of {EVENTS * BOARDS} deliveries arrived")
        each = cpu / got * 1e6
        return name, each, "µs/delivery", cpu, "taky 0.10", TAKY_MICROSECONDS, TAKY_MICROSECONDS / each
    finally:
        server.stop()


def fanout(folder):
    yield measure_fanout(folder, "sse-fanout-single", 1)
    yield measure_fanout(folder, "sse-fanout-burst", BURST)


def observe(connection, server, stream, value):
    connection.request(
        "POST", f"/sta/v1.1/Datastreams('{stream}')/Observations", json.dumps({"result": value}),
        {"Content-Type": "application/json", "Authorization": f"Bearer {server.key}"},
    )
    answer = connection.getresponse()
    answer.read()
    return answer.status


class Board:
    """One open event stream; notes when each line with evidence arrived."""

    def __init__(self, server):
        self.sock = socket.create_connection(("127.0.0.1", server.port))
        self.sock.sendall(f"GET /api/events HTTP/1.1\r\nHost: x\r\nCookie: {server.cookie}\r\n\r\n".encode())
        self.sock.settimeout(0.5)
        self.seen, self.running = {}, True
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        rest = b""
        while self.running:
            try:
                chunk = self.sock.recv(1 << 16)
            except TimeoutError:
                continue
            if not chunk:
                return
            now = time.monotonic()
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                for value in re.findall(rb'"value":([\d.]+)', line):
                    self.seen.setdefault(float(value), now)

    def close(self):
        self.running = False
        self.thread.join()
        self.sock.close()


def reading_to_board(folder):
    """Infrared readings over the alarm limit, 50 a second, each from a sensor that was cool before; the clock runs from before the POST of
    the reading that raises the alarm (the rule wants two in a row, and two to lift it) to the line on the stream."""
    server = Server(pathlib.Path(folder) / "data", extra=["--rate-limit", "off"])
    try:
        answer = server.request("GET", "/api/datastreams?site=jinyun&limit=500", headers=server.session_headers)[1]
        streams = [each["id"] for each in json.loads(answer)["items"] if each["property"] == "surface-temperature"]
        board = Board(server)
        time.sleep(0.5)
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        before, begin, sent = server.cpu_seconds(), time.monotonic(), {}
        total = READINGS_PER_SECOND * READING_SECONDS
        for number in range(total):
            stream, value = streams[number % len(streams)], round(80 + number / 100, 2)
            for cool_or_hot in (20, 20, 75):
                observe(connection, server, stream, cool_or_hot)
                # Two readings of one series in the same millisecond count as one, and a fast machine sends them so.
                time.sleep(0.002)
            time.sleep(max(0, begin + number / READINGS_PER_SECOND - time.monotonic()))
            sent[value] = time.monotonic()
            status = observe(connection, server, stream, value)
            if status != 201:
                raise SystemExit(f"a reading was answered {status}")
        time.sleep(1)
        cpu = server.cpu_seconds() - before
        board.close()
        delays = sorted((board.seen[value] - at) * 1000 for value, at in sent.items() if value in board.seen)
        if len(delays) < total * SEEN_MIN:
            raise SystemExit(f"only {len(delays)} of {total} alarms reached the board")
        yield "reading-to-board-p50", delays[len(delays) // 2], "ms", cpu, None, None, None
        yield "reading-to-board-p99", delays[int(len(delays) * 0.99)], "ms", cpu, None, None, None
        yield "reading-to-board-seen", len(delays) / total, "of alarms", None, None, None, None
    finally:
        server.stop()


def first_paint(folder):
    """Time until the duty board shows its queue with 500 open alerts, in a real browser over loopback."""
    from playwright.sync_api import sync_playwright

    server = Server(pathlib.Path(folder) / "data", extra=["--rate-limit", "off"])
    try:
        for number in range(OPEN_ALERTS):
            report(server, number)
        name, value = server.cookie.split("=", 1)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            context = browser.new_context(viewport={"width": 1600, "height": 900})
            context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{server.port}"}])
            page = context.new_page()
            paints = []
            for _ in range(5):
                before = server.cpu_seconds()
                page.goto(f"http://127.0.0.1:{server.port}/", wait_until="commit")
                page.wait_for_selector(".row-button", timeout=20_000)
                paints.append(page.evaluate("performance.now()"))
            browser.close()
        yield "first-paint-500-alerts", sorted(paints)[len(paints) // 2], "ms", server.cpu_seconds() - before, None, None, None
    finally:
        server.stop()
