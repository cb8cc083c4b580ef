"""Early warning of slopes: forecasts of simulated failures, false alarms and recall over simulated site-years. Synthetic throughout."""

import json
import os
import pathlib
import time

from server import CITY, Server, bayu

FAILURES = 600
SITE_YEARS = int(os.environ.get("SITE_YEARS", 600))
# Any seed must do; the figures in docs/figures.md say which ones they were measured on.
SEED = int(os.environ.get("SEED", 1))
BRITTLE = int(os.environ.get("BRITTLE", 200))
# 883 sites with 46 channels of hourly readings for five weeks: 34 million.
REPLAY_SITES = int(os.environ.get("REPLAY_SITES", 883))
REPLAY_HOURS = int(os.environ.get("REPLAY_HOURS", 840))
SETTLE_SECONDS = 10


def forecast(folder):
    found = json.loads(bayu("bench-warning", "forecast", "--count", FAILURES, "--seed", SEED))
    yield "forecast-median-error", found["medianError"] * 100, "% of time left", found["cpuSeconds"], None, None, None
    yield "forecast-coverage", found["coverage"] * 100, "% of 90 % intervals", None, None, None, None
    yield "forecast-answered", found["answered"] / found["failures"] * 100, "% of failures", None, None, None, None


def site_years(folder):
    found = json.loads(bayu("bench-warning", "site-years", "--count", SITE_YEARS, "--seed", SEED))
    naive = found["naiveAlarmsPerSiteDay"]
    yield "site-years-false-red", found["falseRedPerSiteYear"], "per site-year", found["cpuSeconds"], None, None, None
    yield "site-years-false-orange", found["falseOrangePerSiteYear"], "per site-year", None, "3σ on channels, a year", naive * 365.25, None
    yield "site-years-recall", found["recall"] * 100, "%", None, None, None, None
    yield "site-years-lead", found["medianLeadHours"], "h before failure", None, None, None, None
    yield "site-years-reading", found["microsecondsPerReading"], "µs CPU", None, None, None, None


def brittle(folder):
    found = json.loads(bayu("bench-warning", "brittle", "--count", BRITTLE, "--seed", SEED))
    for kind in ("creep-slide", "toppling", "brittle-rock-fall"):
        yield f"brittle-{kind}-orange-before", found[f"{kind}/orangeBefore"] * 100, "% of failures", None, None, None, None
        yield f"brittle-{kind}-orange-lead", found[f"{kind}/medianOrangeLeadHours"], "h before failure", None, None, None, None
        yield f"brittle-{kind}-twelve-hours", found[f"{kind}/twelveHours"] * 100, "% of failures", None, None, None, None
        yield f"brittle-{kind}-yellow-before", found[f"{kind}/yellowBefore"] * 100, "% of failures", None, None, None, None


def replay(folder):
    found = json.loads(bayu("bench-warning", "replay", "--sites", REPLAY_SITES, "--hours", REPLAY_HOURS, "--seed", SEED))
    yield "replay-readings", found["readings"] / 1e6, "M readings", found["cpuSeconds"], None, None, None
    yield "replay-peak", found["peakMebibytes"], "MiB", None, None, None, None
    yield "rules-memory", found["memoryBytes"] / 1e6, "MB", found["memoryCpuSeconds"], None, None, None


def replay_store(folder):
    """The same month over the city's own sites by the doors' whole way, then starts of the server on what it left: killed, and without memory."""
    data = pathlib.Path(folder) / "data"
    found = json.loads(bayu("bench-replay", "--city", CITY, "--data", data, "--sites", REPLAY_SITES, "--hours", REPLAY_HOURS, "--seed", SEED))
    yield "replay-store-readings", found["readings"] / 1e6, "M readings", found["cpuSeconds"], None, None, None
    yield "replay-store-wall", found["seconds"], "s", None, None, None, None
    yield "replay-store-rate", found["readingsPerSecond"], "readings/s", None, None, None, None
    yield "replay-store-peak", found["peakMebibytes"], "MiB", None, None, None, None
    yield "replay-store-size", found["readingsBytes"] / found["readings"], "B a reading", None, None, None, None
    yield "replay-store-events", found["events"], "events in the log", None, None, None, None
    yield from restarts(data)


def restarts(data):
    for name in ("memory", "no-memory"):
        if name == "no-memory":
            (data / "rules-memory").unlink()
        server = Server(data, accounts=False)
        try:
            yield f"start-with-{name}", server.seconds_to_ready, "s", server.cpu_seconds(), None, None, None
            yield f"start-with-{name}-peak", server.peak_mb(), "MB", None, None, None, None
            time.sleep(SETTLE_SECONDS)
            yield f"start-with-{name}-idle", server.memory_mb(), "MB", None, None, None, None
        finally:
            server.process.kill()
            server.process.wait()

