"""What the rules have learned is kept over a restart, and a file that is damaged or gone costs time and nothing else."""

import datetime

import pytest

SERIES = "dz-gnss-01"


def send(server, data, values):
    key = (data / "device-key.txt").read_text(encoding="utf-8")
    now = datetime.datetime.now(datetime.UTC)
    rows = [[(now - datetime.timedelta(seconds=60 - index)).strftime("%Y-%m-%dT%H:%M:%SZ"), value] for index, value in enumerate(values)]
    body = [{"Datastream": {"@iot.id": SERIES}, "components": ["phenomenonTime", "result"], "dataArray": rows}]
    return server.ask("POST", "/sta/v1.1/CreateObservations", body, {"Authorization": f"Bearer {key}"})


@pytest.mark.parametrize("spoil", ["nothing", "garbage", "cut off", "gone"])
def test_a_start_goes_on_whatever_became_of_the_memory_and_the_next_end_keeps_it_again(data, start, spoil):
    server = start(data).ready()
    answer = send(server, data, [1.0, 1.1, 1.2])
    assert answer.status == 201 and "error" not in answer.json, answer.body
    assert server.stop() == 0, server.said()
    file = data / "rules-memory"
    kept = file.read_bytes()
    assert len(kept) > 1000 and file.stat().st_mode & 0o777 == 0o600
    if spoil == "garbage":
        file.write_bytes(b"\x00\xff" * 5000)
    elif spoil == "cut off":
        file.write_bytes(kept[: len(kept) // 2])
    elif spoil == "gone":
        file.unlink()

    again = start(data).ready()
    assert send(again, data, [1.3]).status == 201
    assert again.stop() == 0, again.said()
    assert abs(len(file.read_bytes()) - len(kept)) < 2000
