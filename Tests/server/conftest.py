"""Starts the real program on data directories of its own and speaks plain HTTP with it. Every wait is bounded.

Needs `.build/release/bayu` (`make build`), or another build named by BAYU_BINARY.
"""

import contextlib
import http.client
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import time
import uuid

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("BAYU_BINARY", ROOT / ".build/release/bayu"))
CHONGQING = ROOT / "cities/chongqing"
PASSWORD = "correct-horse-battery-staple"
START_SECONDS = 60
STOP_SECONDS = 30
REQUEST_SECONDS = 20
COMMAND_SECONDS = 60
# A point of Beibei district, inside the city.
INSIDE = {"latitude": 29.83, "longitude": 106.39}


def pytest_collection_modifyitems(items):
    if not BINARY.exists():
        for item in items:
            item.add_marker(pytest.mark.skip(reason=f"{BINARY} is missing: run `make build` first"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def bayu(*arguments, seconds=COMMAND_SECONDS, cwd=ROOT):
    """Runs one command to its end: (exit code, output, errors)."""
    done = subprocess.run(
        [str(BINARY), *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL, check=False
    )
    return done.returncode, done.stdout, done.stderr


class Answer:
    """What the server said."""

    def __init__(self, status, headers, content):
        self.status, self.headers, self.content = status, headers, content
        self.body = content.decode("utf-8", errors="replace")

    @property
    def json(self):
        return json.loads(self.body)

    def expect_problem(self, *statuses, field=None, code=None):
        """The body is a problem with what a person needs; returns it."""
        assert self.status in statuses, f"{self.status}: {self.body[:400]}"
        assert self.headers.get("Content-Type", "").startswith("application/problem+json"), self.headers
        problem = self.json
        assert problem["status"] == self.status
        assert problem["title"] and len(problem["detail"]) > 20, problem
        if field is not None:
            assert problem.get("field") == field, problem
        if code is not None:
            assert problem["code"] == code, problem
        return problem


class Server:
    """One running program."""

    def __init__(self, data, *extra, city=CHONGQING, file_bytes_max=None):
        self.port, self.data = free_port(), pathlib.Path(data)
        self.cookie = self.csrf = None
        self.data.mkdir(parents=True, exist_ok=True)
        self.log = open(self.data.parent / f"{self.data.name}.log", "a+", encoding="utf-8")

        def limit():
            # Past its size a file cannot grow: to the program that is a disk without room.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes_max, resource.RLIM_INFINITY))

        command = [str(BINARY), "serve", "--city", str(city), "--data", str(data), "--port", str(self.port), *map(str, extra)]
        if "--camera-watch" not in extra:
            # Watching takes half a core of an unoptimised build; the tests of it ask for it.
            command += ["--camera-watch", "off"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, preexec_fn=limit if file_bytes_max else None
        )

    def ready(self):
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            assert self.process.poll() is None, f"the server ended with {self.process.returncode}: {self.said()}"
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/readyz").status == 200:
                    return self
            time.sleep(0.1)
        raise AssertionError(f"the server was not ready within {START_SECONDS} s: {self.said()}")

    def said(self):
        self.log.flush()
        return (self.data.parent / f"{self.data.name}.log").read_text(encoding="utf-8", errors="replace")[-20_000:]

    def ended(self):
        """The exit code of a server that does not start."""
        return self.process.wait(timeout=START_SECONDS)

    def ask(self, method, path, body=None, headers=None, raw=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=REQUEST_SECONDS)
        try:
            sent = {"Content-Type": "application/json", **(headers or {})}
            if self.cookie:
                sent |= {"Cookie": self.cookie, "X-CSRF-Token": self.csrf}
            payload = raw if raw is not None else (None if body is None else json.dumps(body).encode())
            connection.request(method, path, body=payload, headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def sign_in(self, name="chief", password=PASSWORD):
        self.cookie = None
        answer = self.ask("POST", "/api/session", {"name": name, "password": password})
        assert answer.status == 200, answer.body
        self.cookie, self.csrf = answer.headers["Set-Cookie"].split(";")[0], answer.json["csrf"]
        return self

    def post(self, path, body=None, raw=None):
        return self.ask("POST", path, body, raw=raw)

    def get(self, path):
        return self.ask("GET", path)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=STOP_SECONDS)
        return self.process.returncode


def report(**changes):
    """A report as the phone desk sends it, synthetic."""
    whole = {"id": str(uuid.uuid4()), "kind": "other", "title": {"zh": "合成", "en": "Synthetic"}, "point": INSIDE, "grade": "IV"}
    return whole | changes


def verified(data):
    """What verify-log proves: the number of events."""
    code, said, errors = bayu("verify-log", "--data", data)
    assert code == 0, said + errors
    return int(said.split(":")[1].split()[0])


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """A data directory with an account of each kind that the tests sign in as, made once and copied."""
    folder = tmp_path_factory.mktemp("furnished")
    secret = folder / "secret.txt"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    secret.chmod(0o600)
    data = folder / "data"
    for name, role, center in [("chief", "municipal-commander", "50"), ("beibei", "district-commander", "500109")]:
        code, said, errors = bayu(
            "account", "add", name, "--role", role, "--center", center, "--password-file", secret, "--data", data, "--city", CHONGQING
        )
        assert code == 0, said + errors
    code, key, errors = bayu("device", "add", "gateway", "--data", data)
    assert code == 0, errors
    (data / "device-key.txt").write_text(key.strip(), encoding="utf-8")
    return data


@pytest.fixture
def data(furnished, tmp_path):
    return pathlib.Path(shutil.copytree(furnished, tmp_path / "data"))


@pytest.fixture
def start():
    """A function that starts a server; all are stopped at the end."""
    running = []

    def start_(data, *extra, **options):
        running.append(Server(data, *extra, **options))
        return running[-1]

    yield start_
    for server in running:
        server.stop()
        server.log.close()
