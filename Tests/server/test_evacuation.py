"""An order takes two people and outlives a killed server; the case file says who gave it, with the hash that verify-log proves."""

import json
import signal
import uuid

from conftest import CHONGQING, INSIDE, STOP_SECONDS, bayu, verified


def command(server, incident, kind, zone="hand-1", **fields):
    return server.post(f"/api/incidents/{incident}/evacuations/{zone}/commands", {"id": str(uuid.uuid4()), "type": kind, **fields})


def zone_of(server, incident):
    return server.get(f"/api/incidents/{incident}/evacuations").json["items"][0]


def started(server):
    """An incident with one zone that a person named: (incident)."""
    draft = {"id": str(uuid.uuid4()), "kind": "landslide", "grade": "III", "title": {"zh": "合成", "en": "Synthetic"}, "point": INSIDE}
    opened = server.post("/api/incidents", draft)
    assert opened.status == 201, opened.body
    incident = opened.json["incident"]
    added = server.post(f"/api/incidents/{incident}/evacuations", {"id": str(uuid.uuid4()), "name": "崖脚", "households": 12})
    assert added.status == 201 and added.json["zone"] == "hand-1", added.body
    return incident


def killed(server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait(timeout=STOP_SECONDS)


def test_a_killed_server_forgets_no_proposal_and_two_people_order_and_lift(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    incident = started(server)
    proposed = command(server, incident, "proposeOrder", form="leave", reason="裂缝加宽")
    assert proposed.status == 200, proposed.body
    killed(server)

    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    zone = zone_of(server, incident)
    assert zone["stage"] == "normal" and zone["proposal"]["by"] == "beibei" and zone["signaturesNeeded"] == 2
    command(server, incident, "confirm", proposal=1).expect_problem(409, code="evacuation.second-person")
    server.sign_in("chief")
    assert command(server, incident, "confirm", proposal=1).status == 200
    assert command(server, incident, "count", outcome="contacted", households=5).status == 200
    close = {"id": str(uuid.uuid4()), "type": "close", "disposition": "false-alarm"}
    server.post(f"/api/incidents/{incident}/commands", close).expect_problem(409, code="incident.zones-ordered")
    killed(server)

    server = start(data, "--rate-limit", "off").ready().sign_in("chief")
    zone = zone_of(server, incident)
    assert zone["stage"] == "order" and zone["unreachedHouseholds"] == 7
    assert command(server, incident, "proposeLift", reason="坡体稳定").status == 200
    command(server, incident, "confirm", proposal=2).expect_problem(409, code="evacuation.second-person")
    server.sign_in("beibei")
    assert command(server, incident, "confirm", proposal=2).status == 200
    assert server.post(f"/api/incidents/{incident}/commands", {**close, "id": str(uuid.uuid4())}).status == 200
    shown = server.get(f"/api/incidents/{incident}/case-file").json
    assert server.stop() == 0
    told = [(one["type"], one["actor"]["name"]) for one in shown["done"]]
    assert ("EvacuationOrdered", "chief") in told and ("EvacuationLifted", "beibei") in told

    verified(data)
    code, made, errors = bayu("case-file", incident, "--data", data, "--city", CHONGQING, "--json")
    assert code == 0, errors
    assert json.loads(made)["done"] == shown["done"]
    code, lines, errors = bayu("case-file", incident, "--data", data, "--city", CHONGQING)
    assert code == 0 and "EvacuationOrdered" in lines and shown["source"]["hash"] in lines, errors
    code, _, errors = bayu("case-file", "I-999999", "--data", data, "--city", CHONGQING)
    assert code == 1 and "I-999999" in errors
