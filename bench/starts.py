"""What a start costs: a log of a million events, a whole city at rest, a build of the pure rooms."""

import os
import pathlib
import resource
import shutil
import subprocess
import time

from server import CITY, ROOT, Server, bayu

EVENTS = 1_000_000
SETTLE_SECONDS = 5


def restart(folder):
    """A log of a million events, the server killed with SIGKILL, then started again."""
    data = pathlib.Path(folder) / "data"
    bayu("bench-log", "--city", CITY, "--data", data, "--events", EVENTS)
    server = Server(data)
    server.process.kill()
    server.process.wait()
    again = Server(data, accounts=False)
    try:
        yield "restart-1m-events", again.seconds_to_ready, "s", again.cpu_seconds(), None, None, None
        yield "restart-1m-memory", again.memory_mb(), "MB", None, None, None, None
    finally:
        again.stop()


def idle_memory(folder):
    server = Server(pathlib.Path(folder) / "data")
    try:
        time.sleep(SETTLE_SECONDS)
        before = server.cpu_seconds()
        time.sleep(SETTLE_SECONDS)
        yield "idle-memory", server.memory_mb(), "MB", (server.cpu_seconds() - before) / SETTLE_SECONDS, None, None, None
    finally:
        server.stop()


def pure_build(folder):
    """A clean debug build of the pure rooms and their tests."""
    scratch = pathlib.Path(folder) / "build"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    subprocess.run(
        ["swift", "test", "--scratch-path", str(scratch)], cwd=ROOT, check=True, capture_output=True, env={**os.environ, "BAYU_SCOPE": "pure"}
    )
    seconds = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(scratch, ignore_errors=True)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield "pure-build-and-test", seconds, "s", cpu, None, None, None
