"""A made-up season of fires and false alarms through desks and log: does each fire give one incident, and how soon? Synthetic; `SEED`, `FIRES`,
`FALSE_EPISODES`, `DAYS` and `NEIGHBOURS` make it denser or noisier."""

import json
import os

from server import CITY, bayu

OPTIONS = {
    "--seed": os.environ.get("SEED", "1"),
    "--fires": os.environ.get("FIRES", "330"),
    "--false-episodes": os.environ.get("FALSE_EPISODES", "2500"),
    "--days": os.environ.get("DAYS", "150"),
    "--neighbours": os.environ.get("NEIGHBOURS", "0.25"),
}


def alerts(folder):
    options = [word for pair in OPTIONS.items() for word in pair]
    found = json.loads(bayu("bench-fire-alerts", "--city", CITY, "--data", folder, *options))
    yield "fire-alerts", found["alerts"], f"of {found['fires']:.0f} fires and false alarms", found["cpuSeconds"], None, None, None
    yield "fire-alerts-exactly-one", found["exactlyOne"] * 100, "% of fires", None, None, None, None
    yield "fire-alerts-one-alert", found["exactlyOneByAlerts"] * 100, "% of fires, before anything is merged", None, None, None, None
    yield "fire-alerts-joins", found["joins"], "alerts joined to an incident as proposed", None, None, None, None
    yield "fire-alerts-recall", found["recall"] * 100, "% of fires", None, None, None, None
    yield "fire-alerts-wrong-merges", found["wrongMerges"], "fires known only from an incident more than 2 km off", None, None, None, None
    yield "fire-alerts-stray", found["strayDetections"], "detections in another fire's incident", None, None, None, None
    yield "fire-alerts-p95", found["p95SecondsToAlert"], "s from detection to alert", None, None, None, None
    yield "fire-alerts-incident-p95", found["p95SecondsToIncident"], "s from confirmation to incident", None, None, None, None
