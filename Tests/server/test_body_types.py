"""Every door that takes a body, found in the server's own document: a body of the wrong shape is refused, never a fault."""

import json

import pytest
from conftest import Server, verified

TEXT_CHARACTERS = 1_048_576
# A path parameter that names nothing, in a form that every id takes.
NOTHING = "no-such-1"
# The sign-in page slows down whoever tries too often, and signing out ends the session of the test.
LEFT_OUT = {"/api/session"}
RAW = {
    "nothing": b"",
    "half": b"{",
    "null": b"null",
    "list": b"[]",
    "text": b'"text"',
    "number": b"7",
    "not utf-8": b"\xff\xfe\x00",
    "nul characters": b'{"id": "\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000", "type": "\\u0000", "name": "\\u0000"}',
    "deep": b"[" * 5_000,
    "twice": b"{}{}",
    "a huge number": b'{"id": 1e999999}',
}
VALUES = [None, True, -1, 1.5e300, "", "\u0000", "x" * 5_000, [], [[]], {}, {"zh": 7}]


@pytest.fixture(scope="module")
def city(furnished, tmp_path_factory):
    import shutil

    data = shutil.copytree(furnished, tmp_path_factory.mktemp("bodies") / "data")
    server = Server(data, "--rate-limit", "off").ready().sign_in()
    server.key = (data / "device-key.txt").read_text(encoding="utf-8")
    yield server
    assert server.ask("GET", "/healthz").status == 200, "the server did not go on"
    assert server.stop() == 0
    verified(data)
    server.log.close()


@pytest.fixture(scope="module")
def doors(city):
    """Method, path and the names of the body's fields, for every door with a body."""
    document = city.get("/api/openapi.json").json
    found = []
    for path, methods in document["paths"].items():
        for method, door in methods.items():
            content = door.get("requestBody", {}).get("content", {}).get("application/json")
            # What takes no JSON, such as a photo, has its own tests of bad input.
            if content and path not in LEFT_OUT:
                found.append((method.upper(), path.replace("{id}", NOTHING), fields(document, content["schema"])))
    assert len(found) > 10, "the document names the doors"
    return found


def fields(document, schema):
    if "$ref" in schema:
        return fields(document, document["components"]["schemas"][schema["$ref"].split("/")[-1]])
    inner = [name for part in schema.get("oneOf", []) + schema.get("anyOf", []) for name in fields(document, part)]
    return sorted({*schema.get("properties", {}), *inner})


def give(city, method, path, raw):
    """Devices speak with their key, people with their session."""
    path = path.replace("(no-such-1)", "('dz-gnss-01')").replace("{source}", "elsewhere")
    if not path.startswith("/sta/"):
        return city.ask(method, path, raw=raw)
    cookie, city.cookie = city.cookie, None
    try:
        return city.ask(method, path, raw=raw, headers={"Authorization": f"Bearer {city.key}"})
    finally:
        city.cookie = cookie


def refused(answer, what):
    assert 400 <= answer.status < 500, f"{what}: {answer.status} {answer.body[:300]}"
    assert answer.expect_problem(answer.status)["code"], what


@pytest.mark.parametrize("name", RAW)
def test_a_body_of_no_use_is_refused_at_every_door(city, doors, name):
    for method, path, _ in doors:
        # A list is what this door takes; an empty one asks for nothing and gets nothing.
        if name == "list" and path.endswith("/CreateObservations"):
            continue
        refused(give(city, method, path, RAW[name]), f"{name} at {method} {path}")


def test_a_text_of_a_million_characters_is_refused_at_every_door(city, doors):
    for method, path, names in doors:
        raw = json.dumps(dict.fromkeys(names or ["id"], "x" * TEXT_CHARACTERS)).encode()
        refused(give(city, method, path, raw), f"{method} {path}")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:12])
def test_a_value_of_the_wrong_type_in_every_field_is_refused_at_every_door(city, doors, value):
    for method, path, names in doors:
        raw = json.dumps(dict.fromkeys(names or ["id"], value)).encode()
        refused(give(city, method, path, raw), f"{value!r:.20} at {method} {path}")
