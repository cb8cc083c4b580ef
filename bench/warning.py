"""Early warning of slopes: forecasts of simulated failures, false alarms and recall over simulated site-years. Synthetic throughout."""

import json
import os

from server import bayu

FAILURES = 600
SITE_YEARS = int(os.environ.get("SITE_YEARS", 600))
# Any seed must do; the figures in docs/figures.md say which ones they were measured on.
SEED = int(os.environ.get("SEED", 1))
# 883 sites with 46 channels of hourly readings for five weeks.
REPLAY_READINGS = 34_000_000


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
    yield "replay-34m-readings", found["microsecondsPerReading"] * REPLAY_READINGS / 1e6, "CPU-s, reckoned", None, None, None, None
