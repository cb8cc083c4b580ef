"""Early warning of slopes: forecasts of simulated failures, false alarms and recall over simulated site-years. Synthetic throughout."""

import json
import os

from server import bayu

FAILURES = 600
SITE_YEARS = int(os.environ.get("SITE_YEARS", 600))
# Any seed must do; the figures in docs/figures.md say which ones they were measured on.
SEED = int(os.environ.get("SEED", 1))
BRITTLE = int(os.environ.get("BRITTLE", 200))
# 883 sites with 46 channels of hourly readings for five weeks: 34 million.
REPLAY_SITES = int(os.environ.get("REPLAY_SITES", 883))
REPLAY_HOURS = int(os.environ.get("REPLAY_HOURS", 840))


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
