"""Pictures at the door of the running server: bad ones get a clear problem, a full disk acknowledges nothing, a good one opens as it was."""

import http.client
import pathlib
import shutil
import uuid

import pytest
from conftest import REQUEST_SECONDS, Server, bayu, report, verified

PHOTO_BYTES_MAX = 4 * 1_048_576
JPEG = b"\xff\xd8\xff\xe0" + b"synthetic picture, no camera took it" * 40 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
WEBP = b"RIFF" + (40).to_bytes(4, "little") + b"WEBP" + b"\x00" * 36


@pytest.fixture(scope="module")
def city(furnished, tmp_path_factory):
    data = shutil.copytree(furnished, tmp_path_factory.mktemp("photos") / "data")
    server = Server(data, "--rate-limit", "off").ready().sign_in()
    yield server
    assert server.ask("GET", "/healthz").status == 200, "the server did not go on"
    assert server.stop() == 0
    assert verified(data) > 0
    server.log.close()


@pytest.fixture
def incident(city):
    return opened(city)


def opened(server):
    answer = server.post("/api/incidents", report())
    assert answer.status == 201, answer.body
    return answer.json["incident"]


def address(incident, **changes):
    query = {"id": str(uuid.uuid4()), "caption": "synthetic"} | changes
    return f"/api/incidents/{incident}/photos?" + "&".join(f"{name}={value}" for name, value in query.items() if value is not None)


def attach(server, incident, picture=JPEG, **changes):
    return server.post(address(incident, **changes), raw=picture)


def looked_at(server, path):
    """The picture's own bytes, which are no text."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=REQUEST_SECONDS)
    try:
        connection.request("GET", path, headers={"Cookie": server.cookie})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def events(data, kind):
    code, lines, errors = bayu("export-log", "--data", data)
    assert code == 0, errors
    return [line for line in lines.splitlines() if f'"type":"{kind}"' in line]


def files(data):
    return [path for path in (pathlib.Path(data) / "attachments").rglob("*") if path.is_file()]


@pytest.mark.parametrize(("picture", "kind"), [(JPEG, "image/jpeg"), (PNG, "image/png"), (WEBP, "image/webp")])
def test_a_picture_opens_as_it_was_and_lies_nowhere_as_it_is(city, incident, picture, kind):
    answer = attach(city, incident, picture)
    assert answer.status == 201, answer.body
    assert answer.json["mediaType"] == kind and answer.json["byteCount"] == len(picture)
    status, headers, body = looked_at(city, f"/api/incidents/{incident}/photos/{answer.json['digest']}?purpose=dispatch")
    assert (status, body) == (200, picture)
    assert headers["Content-Type"] == kind and headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff" and "default-src 'none'" in headers["Content-Security-Policy"]
    assert all(picture[8:24] not in file.read_bytes() for file in files(city.data))
    assert [one["caption"] for one in city.get(f"/api/incidents/{incident}").json["photos"]] == ["synthetic"]


def test_a_look_needs_a_purpose_and_the_photo(city, incident):
    path = f"/api/incidents/{incident}/photos/{attach(city, incident).json['digest']}"
    city.get(path).expect_problem(422, field="purpose", code="access.purpose-missing")
    city.get(path + "?purpose=curiosity").expect_problem(422, field="purpose")
    city.get(path + "?purpose=audit").expect_problem(403, code="access.purpose-not-allowed")
    for digest in ["0" * 64, "none", "..%2F..%2Fkeys.sqlite", "%00"]:
        city.get(f"/api/incidents/{incident}/photos/{digest}?purpose=dispatch").expect_problem(404, 422)


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (b"", "photo.type-unknown"),
        (b"GIF89a" + b"\x00" * 90, "photo.type-unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo.type-unknown"),
        (b"<html><script>alert(1)</script>", "photo.type-unknown"),
        (JPEG[:-2], "photo.cut-off"),
        (PNG[:-1], "photo.cut-off"),
        (WEBP[:-1], "photo.cut-off"),
        (JPEG[:3], "photo.cut-off"),
    ],
)
def test_what_is_no_whole_picture_is_refused_whatever_its_header_says(city, incident, picture, code):
    before = len(files(city.data))
    answer = city.ask("POST", address(incident), raw=picture, headers={"Content-Type": "image/jpeg"})
    answer.expect_problem(422, code=code)
    assert len(files(city.data)) == before


def test_four_mebibytes_are_taken_and_one_byte_more_is_not(city, incident):
    largest = JPEG[:-2] + bytes(PHOTO_BYTES_MAX - len(JPEG)) + JPEG[-2:]
    assert attach(city, incident, largest).status == 201
    attach(city, incident, largest + b"\x00").expect_problem(413, code="body.too-large")


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"id": None}, 422, "id"),
        ({"id": "short"}, 422, "id"),
        ({"id": "with%20space"}, 422, "id"),
        ({"caption": None}, 422, "caption"),
        ({"caption": "%20"}, 422, "caption"),
        ({"caption": "x" * 401}, 422, "caption"),
        ({"takenAt": "yesterday"}, 422, "takenAt"),
        ({"task": "t99"}, 404, None),
    ],
)
def test_a_bad_word_about_the_picture_is_named(city, incident, changes, status, field):
    attach(city, incident, **changes).expect_problem(status, field=field)
    assert city.get(f"/api/incidents/{incident}").json["photos"] == []


def test_an_incident_that_is_not_there_takes_no_picture(city):
    attach(city, "I-999999").expect_problem(404)
    attach(city, "%2e%2e").expect_problem(404, 422)


def test_a_picture_sent_twice_is_one_and_an_id_of_something_else_is_refused(city, incident):
    command = str(uuid.uuid4())
    first, second = attach(city, incident, id=command), attach(city, incident, id=command)
    assert (first.status, second.status) == (201, 201)
    assert second.json == first.json | {"repeated": True}
    assert len(city.get(f"/api/incidents/{incident}").json["photos"]) == 1
    note = str(uuid.uuid4())
    assert city.post(f"/api/incidents/{incident}/commands", {"id": note, "type": "note", "text": "synthetic"}).status == 200
    attach(city, incident, id=note).expect_problem(409, code="command.duplicate")
    attach(city, opened(city), id=command).expect_problem(409, code="command.duplicate")


def test_nobody_without_a_right_brings_or_sees_a_picture(city, furnished):
    # Outside Beibei, whose commander has no part in it.
    incident = city.post("/api/incidents", report(point={"latitude": 29.40, "longitude": 106.54})).json["incident"]
    digest = attach(city, incident).json["digest"]
    stranger = Server.__new__(Server)
    stranger.port, stranger.cookie = city.port, None
    stranger.ask("POST", address(incident), raw=JPEG).expect_problem(401)
    stranger.sign_in("beibei")
    attach(stranger, incident).expect_problem(403)
    stranger.get(f"/api/incidents/{incident}/photos/{digest}?purpose=dispatch").expect_problem(403)
    stranger.csrf = "wrong"
    attach(stranger, incident).expect_problem(403, code="session.csrf")


def test_every_look_is_in_the_log_with_its_purpose(start, data):
    server = start(data).ready().sign_in()
    incident = opened(server)
    path = f"/api/incidents/{incident}/photos/{attach(server, incident).json['digest']}?purpose=dispatch"
    assert [looked_at(server, path)[0] for _ in range(2)] == [200, 200]
    assert server.stop() == 0
    assert len(events(data, "PhotoAttached")) == 1
    assert len(events(data, "PersonLookedAt")) == 2


def test_a_photo_outlives_a_restart_and_an_erased_one_is_gone(start, data):
    server = start(data).ready().sign_in()
    incident = opened(server)
    path = f"/api/incidents/{incident}/photos/{attach(server, incident).json['digest']}?purpose=dispatch"
    assert server.stop() == 0
    again = start(data).ready().sign_in()
    assert looked_at(again, path)[2] == JPEG
    key = again.get(f"/api/incidents/{incident}").json["photos"][0]["key"]
    erasure = {"id": str(uuid.uuid4()), "reason": "synthetic", "incident": incident}
    assert again.post(f"/api/persons/{key}/erase", erasure).json == {"erased": False, "waitsForSecondPerson": True}
    again.sign_in("beibei")
    assert again.post(f"/api/persons/{key}/erase", erasure | {"id": str(uuid.uuid4())}).json["erased"]
    again.sign_in()
    again.get(path).expect_problem(410, code="person.erased")
    assert again.get(f"/api/incidents/{incident}").json["photos"][0]["erased"]
    assert again.stop() == 0
    verified(data)


def test_a_full_disk_is_said_and_no_picture_is_acknowledged(start, data):
    """A file that may not grow stands in for a disk without room: the picture does not fit, the log's next line does."""
    server = start(data, file_bytes_max=3_000_000).ready().sign_in()
    incident = opened(server)
    large = JPEG[:-2] + bytes(3_500_000) + JPEG[-2:]
    command = str(uuid.uuid4())
    problem = attach(server, incident, large, id=command)
    problem.expect_problem(503, code="store.disk-full")
    assert problem.headers.get("Retry-After")
    assert server.get(f"/api/incidents/{incident}").json["photos"] == []
    assert files(data) == []
    assert attach(server, incident).status == 201
    assert server.stop() == 0
    again = start(data).ready().sign_in()
    assert attach(again, incident, large, id=command).json["repeated"] is False
    assert again.stop() == 0
    assert len(events(data, "PhotoAttached")) == 2
    verified(data)


def test_a_damaged_picture_is_not_handed_out(start, data):
    server = start(data).ready().sign_in()
    incident = opened(server)
    digest = attach(server, incident).json["digest"]
    path = f"/api/incidents/{incident}/photos/{digest}?purpose=dispatch"
    (file,) = files(data)
    assert file.name == digest
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    server.get(path).expect_problem(503, code="store.corrupt")
    file.unlink()
    server.get(path).expect_problem(503, code="store.corrupt")
    assert server.get("/healthz").status == 200


def test_half_a_file_of_a_crash_is_cleared_away_at_the_next_start(start, data):
    server = start(data).ready().sign_in()
    assert attach(server, opened(server)).status == 201
    assert server.stop() == 0
    (file,) = files(data)
    file.with_name(file.name + ".a1b2c3.part").write_bytes(b"half a picture")
    again = start(data).ready()
    assert files(data) == [file]
    assert again.stop() == 0
