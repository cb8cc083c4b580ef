"""Storm mode over the real server: a round watches sites by forecast and gauges, sends patrols, counts who was moved, and outlives a kill."""

import http.client
import signal
import time
import uuid

from conftest import CHONGQING, PASSWORD, STOP_SECONDS, bayu, verified

CITY = "50"
DISTRICT = "500109"
FIELD_TEAM = "500109-fire-1"


def now(offset=0):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + offset))


def begin(server, area=DISTRICT, **fields):
    draft = {"id": str(uuid.uuid4()), "area": area, "name": {"zh": "合成强降雨", "en": "Synthetic storm"}, "synthetic": True}
    return server.post("/api/rain-rounds", draft | fields)


def command(server, name, kind, **fields):
    return server.post(f"/api/rain-rounds/{name}/commands", {"id": str(uuid.uuid4()), "type": kind, **fields})


def forecast(server, name, millimetres, area=DISTRICT):
    rain = [{"center": area, "millimetresPer24Hours": millimetres}]
    return command(server, name, "setForecast", source="合成预报", issuedAt=now(), rain=rain)


def shown(server, name):
    answer = server.get(f"/api/rain-rounds/{name}")
    assert answer.status == 200, answer.body
    return answer.json


def begun(server, **fields):
    answer = begin(server, **fields)
    assert answer.status == 201, answer.body
    return answer.json["stream"].split("/")[1]


def observe(server, series, value, at):
    key = (server.data / "device-key.txt").read_text(encoding="utf-8").strip()
    return server.ask(
        "POST",
        f"/sta/v1.1/Datastreams('{series}')/Observations",
        {"result": value, "phenomenonTime": at},
        {"Authorization": f"Bearer {key}"},
    )


def kill(server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait(timeout=STOP_SECONDS)


def test_a_killed_server_forgets_no_round_no_site_and_no_patrol(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    name = begun(server, sitesMax=8)
    begin(server).expect_problem(409, code="rain-round.area-taken")
    begin(server, area=CITY).expect_problem(403)
    assert forecast(server, name, 120).status == 200
    before = shown(server, name)
    assert len(before["watches"]) == 8, before["tally"]
    bare = [one["site"] for one in before["watches"] if not one["reasons"] or one.get("patrol", {}).get("state") != "assigned"]
    assert not bare, (bare, before["patrols"])
    # No gauge reports here: each site says so and goes by the forecast, which names its source.
    for watch in before["watches"]:
        rules = {reason["rule"]: reason for reason in watch["reasons"]}
        assert "noGauge" in rules and rules["forecast"]["note"] == "合成预报" and rules["forecast"]["value"] == 120
    command(server, name, "end", summary="雨停").expect_problem(409, code="rain-round.patrols-open")
    command(server, name, "acknowledgePatrol", patrol=1, expectedVersion=1).expect_problem(409)
    assert command(server, name, "acknowledgePatrol", patrol=1, expectedVersion=shown(server, name)["round"]["version"]).status == 200
    kill(server)

    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    after = shown(server, name)
    assert [one["site"] for one in after["watches"]] == [one["site"] for one in before["watches"]]
    assert {one["number"]: one["state"] for one in after["patrols"]}[1] == "acknowledged"
    for patrol in after["patrols"]:
        assert command(server, name, "finishPatrol", patrol=patrol["number"], finding="无异常").status == 200
    assert command(server, name, "end", summary="雨停").status == 200
    command(server, name, "end", summary="雨停").expect_problem(409, code="rain-round.ended")
    assert server.stop() == 0
    verified(data)
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    ended = server.get("/api/rain-rounds").json["items"][0]
    assert ended["endedAt"] and ended["patrolsDone"] == 8 and ended["patrolsOpen"] == 0 and ended["sitesEver"] == 8


def test_a_gauge_that_caught_more_than_its_neighbours_puts_its_site_first(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    name = begun(server, sitesMax=5)
    ranking = server.get(f"/api/rain-rounds/{name}/ranking?limit=500").json
    for row in ranking["items"]:
        assert "noGauge" in {reason["rule"] for reason in row["reasons"]}
    last = ranking["items"][-1]["site"]
    series = [one["id"] for one in server.get(f"/api/datastreams?site={last}&limit=500").json["items"] if one["property"] == "rain"]
    assert series, last
    for hour in range(12, -1, -1):
        answer = observe(server, series[0], 30, now(-3600 * hour))
        assert answer.status == 201, answer.body
    row = next(one for one in server.get(f"/api/rain-rounds/{name}/ranking?limit=500").json["items"] if one["site"] == last)
    by_rain = {reason["rule"]: reason for reason in row["reasons"]}
    assert by_rain["gauge"]["value"] == 390 and by_rain["gauge"]["points"] == 50 and "noGauge" not in by_rain


def test_people_moved_are_those_counted_at_doors_while_the_round_was_open(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    site = next(
        one for one in server.get(f"/api/sites?kind=landslide&within={DISTRICT}&limit=500").json["items"] if one["id"] == "diaozui"
    )
    draft = {"id": str(uuid.uuid4()), "kind": "landslide", "grade": "III", "title": {"zh": "合成", "en": "Synthetic"}, "point": site["point"]}
    incident = server.post("/api/incidents", draft).json["incident"]
    zone = {"id": str(uuid.uuid4()), "name": "崖脚", "households": 20, "people": 60}
    assert server.post(f"/api/incidents/{incident}/evacuations", zone).status == 201

    def zone_command(kind, **fields):
        path = f"/api/incidents/{incident}/evacuations/hand-1/commands"
        answer = server.post(path, {"id": str(uuid.uuid4()), "type": kind, **fields})
        assert answer.status == 200, answer.body

    zone_command("proposeOrder", form="leave", reason="强降雨")
    server.sign_in("chief")
    zone_command("confirm", proposal=1)
    zone_command("count", outcome="contacted", households=20)
    zone_command("count", outcome="moved", households=3)
    name = begun(server, area=CITY)
    zone_command("count", outcome="moved", households=10)
    zone_command("correct", outcome="moved", households=-2, reason="重复")
    assert shown(server, name)["round"]["householdsMoved"] == 8
    for patrol in shown(server, name)["patrols"]:
        command(server, name, "callOffPatrol", patrol=patrol["number"], finding="测试")
    assert command(server, name, "end", summary="雨停").status == 200
    zone_command("count", outcome="moved", households=5)
    kill(server)
    server = start(data, "--rate-limit", "off").ready().sign_in("chief")
    said = shown(server, name)["round"]
    assert said["householdsMoved"] == 8 and said["peopleMoved"] == 24 and said["householdsUncounted"] == 0


def add_accounts(data, folder):
    secret = folder / "secret.txt"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    secret.chmod(0o600)
    accounts = [("field", "field-team", ["--team", FIELD_TEAM]), ("transport", "department-liaison", ["--department", "transport"])]
    for name, role, more in accounts:
        rest = ["--center", DISTRICT, "--password-file", secret, "--data", data, "--city", CHONGQING, *more]
        code, said, errors = bayu("account", "add", name, "--role", role, *rest)
        assert code == 0, said + errors


def test_a_patrol_of_a_team_is_on_its_telephone_and_nobody_elses(start, data, tmp_path):
    add_accounts(data, tmp_path)
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    name = begun(server, sitesMax=3)
    assert forecast(server, name, 120).status == 200
    first = shown(server, name)["watches"][0]
    assert first["watchers"] and first["watchers"][0]["role"] == first["patrol"]["role"]
    assert command(server, name, "callOffPatrol", patrol=first["patrol"]["number"], finding="换队伍").status == 200
    assert command(server, name, "assignPatrol", site=first["site"], team=FIELD_TEAM).status == 200
    command(server, name, "assignPatrol", site=first["site"], team=FIELD_TEAM).expect_problem(409, code="rain-round.patrol-out")
    assert len(server.get("/api/patrols").json["items"]) == 3

    server.sign_in("field")
    mine = server.get("/api/patrols").json["items"]
    assert [(one["round"], one["patrol"]["site"]) for one in mine] == [(name, first["site"])]
    assert mine[0]["point"]["latitude"] and mine[0]["reasons"] and mine[0]["synthetic"] is True
    number = mine[0]["patrol"]["number"]
    other = next(one["number"] for one in shown(server, name)["patrols"] if one["state"] == "assigned" and one["number"] != number)
    command(server, name, "finishPatrol", patrol=other, finding="无异常").expect_problem(403)
    command(server, name, "callOffPatrol", patrol=number, finding="不去").expect_problem(403)
    assert command(server, name, "acknowledgePatrol", patrol=number).status == 200
    command(server, name, "finishPatrol", patrol=number, finding=" ").expect_problem(422)
    assert command(server, name, "finishPatrol", patrol=number, finding="坡脚渗水，新裂缝 3 毫米").status == 200
    assert server.get("/api/patrols").json["items"] == []
    server.sign_in("transport")
    server.get("/api/patrols").expect_problem(403)

    server.sign_in("beibei")
    watch = next(one for one in shown(server, name)["watches"] if one["site"] == first["site"])
    assert watch["lastLook"]["finding"].startswith("坡脚渗水")
    command(server, name, "end", summary="雨停").expect_problem(409, code="rain-round.patrols-open")
    assert command(server, name, "end", summary="雨停", callOffUntaken=True).status == 200
    assert {one["state"] for one in shown(server, name)["patrols"]} == {"done", "calledOff"}


def test_weighing_twice_with_one_id_weighs_once(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    name = begun(server)
    order = {"id": str(uuid.uuid4())}
    once = server.post(f"/api/rain-rounds/{name}/ranking", order)
    again = server.post(f"/api/rain-rounds/{name}/ranking", order)
    assert once.status == again.status == 200 and again.json["repeated"] and once.json["version"] == again.json["version"]
    server.post(f"/api/rain-rounds/{name}/ranking", {}).expect_problem(422)


def test_a_site_is_watched_by_hand_and_let_go_with_a_reason(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    name = begun(server, sitesMax=2)
    ranking = server.get(f"/api/rain-rounds/{name}/ranking?limit=500").json["items"]
    chosen = next(one for one in reversed(ranking) if not one["watched"])
    assert chosen["name"]["zh"]
    command(server, name, "watch", site=chosen["site"]).expect_problem(422)
    full = command(server, name, "watch", site=chosen["site"], reason="群众反映裂缝")
    if full.status != 200:
        full.expect_problem(409, code="rain-round.full")
        gone = shown(server, name)["watches"][0]
        assert command(server, name, "callOffPatrol", patrol=gone["patrol"]["number"], finding="道路中断").status == 200
        assert command(server, name, "unwatch", site=gone["site"], reason="换成另一处").status == 200
        assert command(server, name, "watch", site=chosen["site"], reason="群众反映裂缝").status == 200
    watch = next(one for one in shown(server, name)["watches"] if one["site"] == chosen["site"])
    assert watch["ranked"] is False and watch["reasons"][0] == {"rule": "word", "points": 0, "note": "群众反映裂缝"}
    again = server.get(f"/api/rain-rounds/{name}/ranking?limit=500").json["items"]
    assert next(one for one in again if one["site"] == chosen["site"])["watched"] is True


def test_a_board_hears_of_a_round(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in("beibei")
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    line.request("GET", "/api/events", headers={"Cookie": server.cookie})
    stream = line.getresponse()
    name = begun(server)
    for _ in range(200):
        if stream.readline().strip() == b"event: rainRound":
            break
    else:
        raise AssertionError("no event of a rain round came")
    assert name.encode() in stream.readline()
    line.close()
