"""Measures the figures Bayu is held to, prints a table and writes bench-results.json.

Ratios and CPU seconds first: wall time depends on what else the machine does. `ONLY=NAME` runs one.
"""

import json
import os
import shutil
import sys
import tempfile
import time

import board
import cliff
import cloud
import doors
import fire
import fire_alerts
import fire_locate
import fire_picture
import recognise
import roads
import series
import starts
import storm
import terrain
import warning
from server import BINARY, ROOT

BENCHMARKS = {
    "incident-open": doors.incident_open,
    "sse-fanout": board.fanout,
    "reading-to-board": board.reading_to_board,
    "restart-1m": starts.restart,
    "idle-memory": starts.idle_memory,
    "first-paint": board.first_paint,
    "cliff": cliff.cliff,
    "terrain": terrain.terrain,
    "series": series.series,
    "forecast": warning.forecast,
    "site-years": warning.site_years,
    "brittle": warning.brittle,
    "replay-34m": warning.replay,
    "replay-store": warning.replay_store,
    "cloud-4m": cloud.cloud_4m,
    "storm-rounds": storm.rounds,
    "fire-behaviour": fire.behaviour,
    "fire-ellipse": fire.ellipse,
    "fire-ensemble": fire.ensemble,
    "fire-locate": fire_locate.locate,
    "fire-picture": fire_picture.picture,
    "fire-alerts": fire_alerts.alerts,
    "recognise": recognise.recognise,
    "roads": roads.roads,
    "pure-build": starts.pure_build,
}


def row(name, value, unit, cpu=None, peer=None, peer_value=None, ratio=None):
    return {"name": name, "value": value, "unit": unit, "cpuSeconds": cpu, "peer": peer, "peerValue": peer_value, "ratio": ratio}


def show(rows):
    columns = ["name", "value", "unit", "cpuSeconds", "peer", "peerValue", "ratio"]
    cells = [columns] + [["" if r[c] is None else f"{r[c]:.4g}" if isinstance(r[c], float) else str(r[c]) for c in columns] for r in rows]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def main():
    only = os.environ.get("ONLY") or (sys.argv[1] if len(sys.argv) > 1 else None)
    if only and only not in BENCHMARKS:
        raise SystemExit(f"no benchmark is named {only}; there are: {', '.join(BENCHMARKS)}")
    if not BINARY.exists():
        raise SystemExit("no release binary: run `make build` first")
    rows = []
    for name, measure in BENCHMARKS.items():
        if only and name != only:
            continue
        print(f"… {name}", flush=True)
        started = time.monotonic()
        folder = tempfile.mkdtemp(prefix="bayu-bench-")
        try:
            rows += [row(*each) for each in measure(folder)]
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"  {time.monotonic() - started:.0f} s", flush=True)
    show(rows)
    (ROOT / "bench-results.json").write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
