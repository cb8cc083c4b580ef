"""A point cloud of four million points: built, streamed and looked at in a real browser.

Long tasks are those of the page's main thread; drawing by a processor instead of a card happens in a process of its own, but holds the page up where
the page waits for it, so the longest script alone is told beside the longest task.
"""

import json
import math
import os
import pathlib
import random
import subprocess
import time

from server import BINARY, Server

POINTS, SEED = 4_000_000, 4
SITE = "diaozui"
SETTLED_SECONDS, LOAD_SECONDS_MAX = 3, 120
# The kernel counts resident memory in KiB.
KIB_PER_MB = 1024
# Long enough for every browser to call it long; the observer must see it, or it saw nothing.
PROBE_MILLISECONDS = 120
OBSERVE = """
window.bench = { tasks: [], scripts: [] };
new PerformanceObserver((list) => bench.tasks.push(...list.getEntries().map((one) => [one.startTime, one.duration]))).observe({ type: "longtask" });
new PerformanceObserver((list) => bench.scripts.push(...list.getEntries().flatMap((one) => one.scripts.map((part) => [part.startTime, part.duration,
  part.sourceURL])))).observe({ type: "long-animation-frame" });
"""
# A name that is no processor's gives the page the budget of points of a graphics card.
AS_WITH_CARD = """
const real = WebGL2RenderingContext.prototype.getParameter;
WebGL2RenderingContext.prototype.getParameter = function (name) { return name === 0x9246 ? "bench card" : real.call(this, name); };
"""


def write_table(path):
    """A rough wall of 400 by 100 m with a change and its level at every point, as `bayu terrain change` writes it."""
    chance = random.Random(SEED)
    with open(path, "w") as out:
        out.write("x,y,z,distance,lod95,nx,ny,nz\n")
        for start in range(0, POINTS, 100_000):
            rows = []
            for _ in range(start, min(POINTS, start + 100_000)):
                u, v = chance.random() * 400, chance.random() * 100
                y = 4 * math.sin(u / 9) * math.cos(v / 7) + chance.random() * 0.1
                rows.append("%.3f,%.3f,%.3f,%.5f,0.00300,0.1,-0.99,0.1" % (u, y, v, (chance.random() - 0.5) * 0.02))
            out.write("\n".join(rows) + "\n")


def build(folder, table):
    """Wall seconds, CPU seconds and peak memory in MB of `bayu cloud build`."""
    started = time.monotonic()
    process = subprocess.Popen([str(BINARY), "cloud", "build", str(table), "--out", str(folder), "--synthetic"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"bayu cloud build failed: {status}")
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIB_PER_MB


def watch(play, server, lengths, script):
    """Opens the page of the site and waits until no more points come: (first points ms, bytes, points, longest task, longest script)."""
    flags = ["--no-sandbox", "--use-angle=gl-egl", "--ignore-gpu-blocklist", "--enable-unsafe-swiftshader"]
    browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
    context = browser.new_context(viewport={"width": 1600, "height": 900}, reduced_motion="reduce")
    name, value = server.cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{server.port}"}])
    page = context.new_page()
    page.add_init_script(OBSERVE + script + 'localStorage.setItem("bayu.tour.seen", "yes");')
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]) if f"/sites/{SITE}/cloud/" in request.url else None)
    page.goto(f"http://127.0.0.1:{server.port}/#/site/{SITE}")
    page.wait_for_selector(".cloud-canvas", timeout=60_000)
    begun = page.evaluate("performance.now()")
    drawn, changed, until = 0, time.monotonic(), time.monotonic() + LOAD_SECONDS_MAX
    first = None
    while time.monotonic() < until and time.monotonic() - changed < SETTLED_SECONDS:
        points = int(page.get_attribute(".cloud-canvas", "data-points") or 0)
        if points != drawn:
            drawn, changed = points, time.monotonic()
            first = first if first is not None else page.evaluate("performance.now()") - begun
        time.sleep(0.02)
    ended = page.evaluate("performance.now()")
    # From a timer of the page: what a debugger runs is no task of the page's.
    busy = f"const until = performance.now() + {PROBE_MILLISECONDS}; while (performance.now() < until);"
    page.evaluate(f"new Promise((done) => setTimeout(() => {{ {busy} done(); }}, 0))")
    page.wait_for_timeout(500)
    seen = page.evaluate("bench")
    browser.close()
    if not asked or first is None:
        raise SystemExit("no node of the cloud was asked for: nothing was measured")
    if not any(at >= ended for at, _ in seen["tasks"]):
        raise SystemExit("the observer did not see a task that was made long on purpose: nothing was measured")
    tasks = [lasted for at, lasted in seen["tasks"] if begun <= at < ended]
    scripts = [lasted for at, lasted, source in seen["scripts"] if begun <= at < ended and "/site/cloud" in source]
    return first, sum(lengths[key] for key in asked), drawn, max(tasks, default=0), max(scripts, default=0)


def cloud_4m(folder):
    from playwright.sync_api import sync_playwright

    data = pathlib.Path(folder) / "data"
    place, table = data / "clouds" / SITE, pathlib.Path(folder) / "wall.csv"
    place.mkdir(parents=True)
    write_table(table)
    wall, cpu, peak = build(place, table)
    table.unlink()
    yield "cloud-4m-build", wall, "s", cpu, None, None, None
    yield "cloud-4m-build-memory", peak, "MB", None, None, None, None
    lengths = {node["key"]: node["length"] for node in json.loads((place / "index.json").read_text())["nodes"]}
    server = Server(data, extra=["--rate-limit", "off"])
    try:
        with sync_playwright() as play:
            for kind, script in (("processor", ""), ("card", AS_WITH_CARD)):
                first, sent, drawn, task, longest = watch(play, server, lengths, script)
                yield f"cloud-4m-{kind}-first-points", first, "ms", None, None, None, None
                yield f"cloud-4m-{kind}-bytes", sent / 1e6, "MB", None, None, None, None
                yield f"cloud-4m-{kind}-points", drawn, "points", None, None, None, None
                yield f"cloud-4m-{kind}-longest-task", task, "ms (0: none over 50)", None, None, None, None
                yield f"cloud-4m-{kind}-longest-script", longest, "ms (0: in no frame over 50)", None, None, None, None
    finally:
        server.stop()
