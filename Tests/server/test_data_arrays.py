"""Readings in bulk, as gateways send them: a bad row costs its neighbours nothing, a bad body costs nothing but itself."""

import datetime

import pytest
from conftest import Server, verified

SERIES, OTHER = "dz-gnss-01", "dz-gnss-02"
DOOR = "/sta/v1.1/CreateObservations"


@pytest.fixture(scope="module")
def city(furnished, tmp_path_factory):
    import shutil

    data = shutil.copytree(furnished, tmp_path_factory.mktemp("arrays") / "data")
    server = Server(data, "--rate-limit", "off").ready()
    server.key = (data / "device-key.txt").read_text(encoding="utf-8")
    yield server
    assert server.ask("GET", "/healthz").status == 200, "the server did not go on"
    assert server.stop() == 0
    verified(data)
    server.log.close()


def moment(seconds_ago=60):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=seconds_ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


def array(rows, series=SERIES, components=("phenomenonTime", "result")):
    return {"Datastream": {"@iot.id": series}, "components": list(components), "dataArray": rows}


def send(city, body=None, raw=None):
    return city.ask("POST", DOOR, body, {"Authorization": f"Bearer {city.key}"}, raw=raw)


def test_each_row_is_answered_by_its_address_or_an_error(city):
    """Given rows of which one is of next century and one of an unknown series, the others are kept and the answer keeps the order."""
    far = "2999-01-01T00:00:00Z"
    first = array([[moment(90), 0.1], [far, 0.2], [moment(30), 0.3]])
    answer = send(city, [first, array([[moment(), 1.0]], series="no-such-series"), array([[moment(), 2.0]], series=OTHER)])
    assert answer.status == 201, answer.body
    said = answer.json
    assert len(said) == 5
    assert [one == "error" for one in said] == [False, True, False, True, False], said
    addresses = [one for one in said if one != "error"]
    assert len(set(addresses)) == 3 and all("Observations(" in one for one in addresses), said


@pytest.mark.parametrize(
    "body",
    [
        [{}],
        [7],
        [None],
        [{"components": ["result"], "dataArray": [[1]]}],
        [array([[1]], components=["colour"])],
        [array([[1]], components=[])],
        [array([[moment()]], components=["phenomenonTime"])],
        [array([[moment(), 1, 2]])],
        [array([[moment()]])],
        [array([[moment(), "much"]])],
        [array([[7, 1]])],
        [array([["yesterday", 1]])],
        [array([{"result": 1}])],
        [array({"result": 1})],
        [array([[moment(), 1]], series=7.5)],
        [array([[moment(), 1]], series="x" * 100_000)],
    ],
)
def test_an_array_that_cannot_be_read_is_refused_whole(city, body):
    """A row may be in error; an array whose shape is wrong says nothing sure about any of its rows."""
    answer = send(city, body)
    if answer.status == 201:
        assert answer.json and set(answer.json) == {"error"}, f"something was kept: {answer.body[:300]}"
    else:
        assert answer.expect_problem(400, 422)["code"]


def test_more_bytes_than_the_bound_are_refused(city):
    send(city, raw=b"[" + b" " * 20_000_000 + b"]").expect_problem(413)


def test_without_a_key_nothing_is_read(city):
    city.ask("POST", DOOR, [array([[moment(), 1]])]).expect_problem(401)
