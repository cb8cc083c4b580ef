"""A person's word on a site's grade: it raises, outlives a kill, ends, and can be taken back; and not everybody may say it."""

import datetime
import signal
import uuid

import pytest
from conftest import CHONGQING, PASSWORD, bayu

SITE = "diaozui"


def until(hours):
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def word(**changes):
    return {"id": str(uuid.uuid4()), "grade": "II", "reason": "合成：后缘新裂缝", "until": until(24)} | changes


def warnings(server):
    board = server.get("/api/board").json
    return [one for one in board["alerts"] if one.get("site") == SITE and "fused" in one["title"]["en"]]


def test_a_geologists_word_raises_an_alert_with_its_reason_and_outlives_a_kill(data, start):
    server = start(data).ready().sign_in()
    assert "word" not in server.get(f"/api/sites/{SITE}").json
    answer = server.post(f"/api/sites/{SITE}/grade", word())
    assert answer.status == 200, answer.body
    (alert,) = warnings(server)
    assert alert["grade"] == "II" and alert["condition"] == "active"
    assert "合成：后缘新裂缝" in alert["evidence"][-1]["summary"]["zh"] and "chief" in alert["evidence"][-1]["summary"]["zh"]
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()

    again = start(data).ready().sign_in()
    assert again.get(f"/api/sites/{SITE}").json["word"]["grade"] == "II"
    assert [(one["id"], one["grade"]) for one in warnings(again)] == [(alert["id"], "II")]
    answer = again.post(f"/api/sites/{SITE}/grade/withdraw", {"id": str(uuid.uuid4()), "reason": "复测无变化"})
    assert answer.status == 200, answer.body
    assert [one["condition"] for one in warnings(again)] in ([], ["cleared"])
    assert "word" not in again.get(f"/api/sites/{SITE}").json


def test_the_same_command_sent_twice_acts_once_and_a_second_word_replaces_the_first(data, start):
    server = start(data).ready().sign_in()
    once = word(grade="III")
    first = server.post(f"/api/sites/{SITE}/grade", once)
    assert server.post(f"/api/sites/{SITE}/grade", once).json["version"] == first.json["version"]
    assert server.post(f"/api/sites/{SITE}/grade", word(grade="none", reason="误判")).status == 200
    assert "grade" not in server.get(f"/api/sites/{SITE}").json["word"]
    assert [one["condition"] for one in warnings(server)] in ([], ["cleared"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"grade": "V"}, "grade"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 3000}, "reason"),
        ({"until": until(-1)}, "until"),
        ({"until": until(73)}, "until"),
        ({"until": "tomorrow"}, "until"),
    ],
)
def test_a_word_without_a_grade_a_reason_or_an_end_within_three_days_is_refused(data, start, changes, field):
    server = start(data).ready().sign_in()
    answer = server.post(f"/api/sites/{SITE}/grade", word(**changes))
    assert answer.status in (400, 409, 422) and field in answer.body, answer.body
    assert warnings(server) == []


def test_only_commanders_and_the_department_that_knows_the_ground_may_say_it(data, start, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSWORD + "\n")
    secret.chmod(0o600)
    accounts = [
        ("duty", "duty-officer", []),
        ("roads", "department-liaison", ["--department", "transport"]),
        ("ground", "department-liaison", ["--department", "natural-resources"]),
    ]
    for name, role, more in accounts:
        code, said, errors = bayu(
            "account", "add", name, "--role", role, "--center", "500109", "--password-file", secret, "--data", data, "--city", CHONGQING, *more
        )
        assert code == 0, said + errors
    server = start(data).ready()
    for name in ("duty", "roads"):
        assert server.sign_in(name).post(f"/api/sites/{SITE}/grade", word()).status == 403
    assert server.sign_in("ground").post(f"/api/sites/{SITE}/grade", word()).status == 200
    # Another district's ground is not theirs.
    assert server.post("/api/sites/cq-0001/grade", word()).status == 403
    assert server.post("/api/sites/jinyun/grade", word()).status in (403, 409, 422)
    assert server.post("/api/sites/nowhere/grade", word()).status == 404
