"""A reading that was answered is there after the server was killed, in whatever moment that was."""

import datetime
import http.client
import json
import signal
import threading

SERIES = ("dz-gnss-01", "dz-gnss-02", "dz-gnss-03")
ROUNDS = 3
ROWS_PER_CALL = 40
ANSWERED_BEFORE_KILL = 30


def call_body(series, start, number):
    rows = [
        [(start + datetime.timedelta(seconds=number * ROWS_PER_CALL + index)).strftime("%Y-%m-%dT%H:%M:%SZ"), number + index / 100]
        for index in range(ROWS_PER_CALL)
    ]
    return rows, [{"Datastream": {"@iot.id": series}, "components": ["phenomenonTime", "result"], "dataArray": rows}]


def gateway(port, key, series, start, answered, enough):
    """Sends call after call on one connection until the server is gone."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    for number in range(100_000):
        rows, body = call_body(series, start, number)
        try:
            connection.request("POST", "/sta/v1.1/CreateObservations", json.dumps(body), headers)
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            return
        if answer.status == 201 and b"error" not in said:
            answered += rows
        if len(answered) >= ANSWERED_BEFORE_KILL * ROWS_PER_CALL:
            enough.set()


def test_a_kill_loses_no_reading_that_was_answered(data, start):
    begin = datetime.datetime.now(datetime.UTC).replace(microsecond=0) - datetime.timedelta(days=9)
    answered = {series: [] for series in SERIES}
    for number in range(ROUNDS):
        server = start(data, "--rate-limit", "off").ready()
        key = (data / "device-key.txt").read_text(encoding="utf-8")
        enough = threading.Event()
        fresh = {series: [] for series in SERIES}
        at = begin + datetime.timedelta(days=2 * number)
        senders = [threading.Thread(target=gateway, args=(server.port, key, series, at, fresh[series], enough)) for series in SERIES]
        for sender in senders:
            sender.start()
        assert enough.wait(60), server.said()
        server.process.send_signal(signal.SIGKILL)
        for sender in senders:
            sender.join(30)
        server.ended()
        for series in SERIES:
            answered[series] += fresh[series]

    everything_is_there(start(data).ready().sign_in(), answered, begin)


def test_a_disk_without_room_is_said_to_the_gateway_and_loses_no_reading_that_was_answered(data, start):
    """A file that may not grow stands in for a full disk."""
    begin = datetime.datetime.now(datetime.UTC).replace(microsecond=0) - datetime.timedelta(days=9)
    server = start(data, "--rate-limit", "off", file_bytes_max=300_000).ready()
    key = (data / "device-key.txt").read_text(encoding="utf-8")
    answered, refused = [], None
    for number in range(2_000):
        rows, body = call_body(SERIES[0], begin, number)
        answer = server.ask("POST", "/sta/v1.1/CreateObservations", body, {"Authorization": f"Bearer {key}"})
        if answer.status != 201:
            refused = answer
            break
        answered += rows
    assert answered and refused is not None
    problem = refused.expect_problem(503)
    assert problem["code"].startswith("store.") and "Send this again" in problem["detail"], problem
    assert server.get("/healthz").status == 200
    server.stop()

    again = start(data, "--rate-limit", "off").ready()
    assert again.ask("POST", "/sta/v1.1/CreateObservations", body, {"Authorization": f"Bearer {key}"}).status == 201
    everything_is_there(again.sign_in(), {SERIES[0]: answered + rows}, begin)


def everything_is_there(server, answered, begin):
    for series, rows in answered.items():
        assert len(rows) >= ROWS_PER_CALL
        kept = {}
        for day in range(10):
            kept |= of_a_day(server, series, begin + datetime.timedelta(days=day))
        assert [row for row in rows if kept.get(row[0]) != row[1]] == []


def of_a_day(server, series, day):
    """All readings of one day, by time."""
    kept, after, until = {}, day, (day + datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    while True:
        answer = server.get(f"/api/datastreams/{series}/readings?from={after.strftime('%Y-%m-%dT%H:%M:%SZ')}&until={until}&limit=500")
        assert answer.status == 200, answer.body
        items = answer.json["items"]
        kept |= {each["phenomenonTime"].replace(".000Z", "Z"): each["value"] for each in items}
        if len(items) < 500:
            return kept
        after = datetime.datetime.fromisoformat(items[-1]["phenomenonTime"]) + datetime.timedelta(seconds=1)
