"""Starts the real server once, and hands out signed-in pages of a real browser.

Needs `.build/release/bayu` (`make build`) or the binary named by BAYU_BINARY; or, to look at a server that already runs, BAYU_URL=http://127.0.0.1:8080.
"""

import contextlib
import os
import pathlib
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect, sync_playwright
from steward import Steward

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "server"))
from simulated_dock import MOSQUITTO, Broker, Dock  # noqa: E402
BINARY = pathlib.Path(os.environ.get("BAYU_BINARY", ROOT / ".build/release/bayu"))
ARTIFACTS = ROOT / "artifacts" / "browser"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PASSWORD = "bayu-demo"
# The team of the demonstration's field account.
FIELD_TEAM = "500109-fire-1"
# Every wait ends; a page on two busy cores with a map drawn in software may take this long.
WAIT_MILLISECONDS = 30_000
SERVER_START_SECONDS = 60
expect.set_options(timeout=WAIT_MILLISECONDS)
DESKTOP = {"width": 1600, "height": 900}
PHONE = {"width": 390, "height": 844}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(url, process):
    until = time.monotonic() + SERVER_START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode} before it was ready")
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    pytest.fail(f"the server was not ready within {SERVER_START_SECONDS} s")


@pytest.fixture(scope="session")
def broker(tmp_path_factory):
    """A broker for the drones of this server; nil where a server runs already or no mosquitto is installed."""
    if os.environ.get("BAYU_URL") or MOSQUITTO is None:
        yield None
        return
    broker = Broker(tmp_path_factory.mktemp("broker"), free_port())
    yield broker
    broker.kill()


@pytest.fixture
def dock(broker):
    """The first drone of Beibei in its dock, simulated; it flies anywhere within two seconds."""
    if broker is None:
        pytest.skip("drones need mosquitto, and a server of the tests' own")
    dock = Dock(broker.port, "SYNDOCK0500109A", "SYNAIR0500109A", {"latitude": 29.8725, "longitude": 106.4080}, seconds=2)
    yield dock
    dock.stop()


@contextlib.contextmanager
def playing(data, broker=None, log_name="server.log"):
    """A server that plays the demonstration: its address and its process, which is nil where a server runs already."""
    if os.environ.get("BAYU_URL"):
        yield os.environ["BAYU_URL"].rstrip("/"), None
        return
    if not BINARY.exists():
        pytest.skip(f"{BINARY} is missing: run `make build` first")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    with open(ARTIFACTS / log_name, "w", encoding="utf-8") as log:
        command = [str(BINARY), "serve", "--city", "cities/chongqing", "--data", str(data), "--port", str(port)]
        # Watching takes half a core of an unoptimised build, which the screens would feel.
        command += ["--camera-watch", "off"]
        command += ["--drone-broker", f"mqtt://127.0.0.1:{broker.port}"] if broker else []
        process = subprocess.Popen([*command, "--scenario", "day-of-the-city"], cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_ready(url, process)
            yield url, process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="session")
def server(tmp_path_factory, broker):
    with playing(tmp_path_factory.mktemp("data"), broker) as started:
        yield started


@pytest.fixture(scope="session")
def base_url(server):
    return server[0]


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--use-angle=gl-egl", "--ignore-gpu-blocklist", "--enable-unsafe-swiftshader"]
        browser = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sign_in(base_url):
    return signer(base_url)


def signer(base_url):
    """Signs a context in. Each account signs in once: the server slows down whoever tries too often."""
    cookies = {}

    def sign_in_(context, account):
        if account in cookies:
            context.add_cookies(cookies[account])
            return
        answer = context.request.post(f"{base_url}/api/session", data={"name": account, "password": PASSWORD})
        assert answer.ok, f"{account} could not sign in: {answer.status} {answer.text()}"
        cookies[account] = context.cookies()

    return sign_in_


@pytest.fixture
def open_page(browser, base_url, sign_in):
    """A function that opens a page for an account; what the page's own code throws fails the test."""
    contexts, faults = [], []

    def open_(account, path="/", language="zh-CN", theme="dark", viewport=None, tour_seen=True, before=None):
        context = browser.new_context(viewport=viewport or DESKTOP, reduced_motion="reduce")
        contexts.append(context)
        context.set_default_timeout(WAIT_MILLISECONDS)
        context.set_default_navigation_timeout(WAIT_MILLISECONDS)
        choices = {"bayu.language": language, "bayu.theme": theme} | ({"bayu.tour.seen": "yes"} if tour_seen else {})
        wishes = ";".join(f"localStorage.setItem('{key}', '{value}')" for key, value in choices.items())
        # Only on our own pages, and only once: a choice made in the test must outlive a reload.
        context.add_init_script(f"if (location.origin === '{base_url}' && !localStorage.length) {{{wishes}}}")
        if account:
            sign_in(context, account)
        page = context.new_page()
        if before:
            before(page)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(base_url + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture
def shoot():
    def shoot_(page, name):
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{re.sub(r'[^a-zA-Z0-9.-]+', '-', name)}.png", timeout=WAIT_MILLISECONDS)

    return shoot_


@pytest.fixture(scope="session")
def steward(base_url):
    return Steward(base_url, PASSWORD)


@pytest.fixture(autouse=True)
def field_team_is_free(request, steward):
    """Tests that send the field team find it free, whatever the day beside them has just done with it."""
    if request.module.__name__ in ("test_field", "test_photos", "test_loop"):
        steward.free(FIELD_TEAM)
