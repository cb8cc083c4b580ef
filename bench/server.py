"""Starts the real binary on an empty data directory and reads what it costs."""

import http.client
import json
import os
import pathlib
import re
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("BAYU_BINARY", ROOT / ".build/release/bayu"))
CITY = ROOT / "cities/chongqing"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
START_SECONDS_MAX = 600
PASSWORD = "bench-password-7"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def bayu(*arguments):
    """Runs one subcommand and returns what it printed."""
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"bayu {' '.join(map(str, arguments))} failed ({done.returncode}):\n{done.stdout}{done.stderr}")
    return done.stdout


class Server:
    """One running `bayu serve` with a commander's session and a device key."""

    def __init__(self, data, city=CITY, accounts=True, extra=()):
        self.data = pathlib.Path(data)
        self.port = free_port()
        self.key = None
        self.cookie = self.csrf = None
        self.points = []
        if accounts:
            self.add_accounts(city)
        self.log = open(self.data.parent / f"{self.data.name}.out", "w")
        self.started = time.monotonic()
        command = [BINARY, "serve", "--city", city, "--data", self.data, "--port", str(self.port), "--camera-watch", "off", *extra]
        self.process = subprocess.Popen(list(map(str, command)), stdout=self.log, stderr=subprocess.STDOUT)
        self.seconds_to_ready = self.wait_ready()
        if accounts:
            self.login()

    def add_accounts(self, city):
        self.data.mkdir(parents=True, exist_ok=True)
        secret = self.data.parent / "password.txt"
        secret.write_text(PASSWORD)
        secret.chmod(0o600)
        bayu("account", "add", "bench", "--role", "municipal-commander", "--center", "50", "--password-file", secret, "--data", self.data, "--city", city)
        self.key = re.search(r"bayu_dev_[A-Za-z0-9_-]+", bayu("device", "add", "bench", "--data", self.data)).group(0)

    def wait_ready(self):
        while time.monotonic() - self.started < START_SECONDS_MAX:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended: {pathlib.Path(self.log.name).read_text()[-2000:]}")
            try:
                if self.request("GET", "/readyz")[0] == 200:
                    return time.monotonic() - self.started
            except OSError:
                pass
            time.sleep(0.01)
        raise SystemExit(f"not ready after {START_SECONDS_MAX} s")

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            payload = None if body is None else json.dumps(body)
            connection.request(method, path, payload, {"Content-Type": "application/json", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def login(self):
        status, body, headers = self.request("POST", "/api/session", {"name": "bench", "password": PASSWORD})
        if status != 200:
            raise SystemExit(f"login answered {status}: {body[:300]}")
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.csrf = json.loads(body)["csrf"]

    def point(self, number):
        """A place of its own for each number: beside one township after the other."""
        if not self.points:
            answer = self.request("GET", "/api/centers?level=township&limit=500", headers=self.session_headers)[1]
            self.points = [each["point"] for each in json.loads(answer)["items"] if each.get("point")]
        base = self.points[number % len(self.points)]
        return {"latitude": base["latitude"] + number // len(self.points) * 0.01, "longitude": base["longitude"]}

    @property
    def session_headers(self):
        return {"Cookie": self.cookie, "X-CSRF-Token": self.csrf}

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND

    def memory_mb(self):
        return self.status_mb("VmRSS")

    def peak_mb(self):
        return self.status_mb("VmHWM")

    def status_mb(self, field):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+)", status).group(1)) / 1024

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
