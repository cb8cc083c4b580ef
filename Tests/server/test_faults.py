"""What fails under the running server: the disk, another program, damaged files, a taken port. Nothing acknowledged is lost."""

import os
import pathlib
import resource
import shutil
import socket
import sqlite3
import subprocess
import time

import pytest
from conftest import CHONGQING, START_SECONDS, bayu, report, verified

FILL_REQUESTS_MAX = 4_000
RECOVERY_SECONDS = 30


def fill(server):
    """Reports until one is refused: (what was acknowledged, the refusal)."""
    acknowledged = []
    for _ in range(FILL_REQUESTS_MAX):
        answer = server.post("/api/reports", report(title={"zh": "字" * 300, "en": "x" * 900}))
        if answer.status != 201:
            return acknowledged, answer
        acknowledged.append(answer.json)
    raise AssertionError("the disk never became full")


def reported(data):
    """The alerts that the log holds."""
    code, lines, errors = bayu("export-log", "--data", data)
    assert code == 0, errors
    return {line.split('"stream":"alert/')[1].split('"')[0] for line in lines.splitlines() if '"stream":"alert/' in line}


def test_a_full_disk_refuses_and_loses_nothing(start, data):
    """A file that may not grow stands in for a disk without room: every write past it fails."""
    server = start(data, "--rate-limit", "off", file_bytes_max=1_500_000).ready().sign_in()
    acknowledged, refused = fill(server)
    assert acknowledged
    problem = refused.expect_problem(503)
    assert problem["code"].startswith("store."), problem
    assert refused.headers.get("Retry-After")
    assert server.get("/healthz").status == 200
    assert server.get("/api/board").status == 200
    server.stop()
    assert verified(data) >= len(acknowledged)
    assert {one["alert"] for one in acknowledged} <= reported(data)
    again = start(data, "--rate-limit", "off").ready().sign_in()
    assert again.post("/api/reports", report()).status == 201


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_small_disk_that_is_emptied_takes_reports_again(start, data, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(small)], check=False, capture_output=True, timeout=20)
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount a tmpfs")
    try:
        filling = small / "filling"
        home = pathlib.Path(shutil.copytree(data, small / "data"))
        filling.write_bytes(b"x" * 4_000_000)
        server = start(home, "--rate-limit", "off").ready().sign_in()
        acknowledged, refused = fill(server)
        problem = refused.expect_problem(503)
        assert problem["code"] == "store.disk-full" and "free space" in problem["detail"].lower(), problem
        filling.unlink()
        until = time.monotonic() + RECOVERY_SECONDS
        while server.post("/api/reports", report()).status != 201:
            assert time.monotonic() < until, "the server does not recover although there is room again"
            time.sleep(0.5)
        assert server.stop() == 0
        assert {one["alert"] for one in acknowledged} <= reported(home)
        verified(home)
    finally:
        for running in (server,) if "server" in locals() else ():
            running.stop()
        subprocess.run(["umount", "-l", str(small)], check=False, timeout=20)


def test_a_database_that_another_program_locks_is_said_and_taken_up_again(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in()
    first = server.post("/api/reports", report())
    assert first.status == 201
    other = sqlite3.connect(data / "log.sqlite", isolation_level=None, timeout=5)
    try:
        other.execute("BEGIN EXCLUSIVE")
        problem = server.post("/api/reports", report()).expect_problem(503)
        assert problem["code"] in ("store.locked", "store.failed"), problem
        assert server.get("/healthz").status == 200
    finally:
        other.rollback()
        other.close()
    until = time.monotonic() + RECOVERY_SECONDS
    while (again := server.post("/api/reports", report())).status != 201:
        assert time.monotonic() < until, f"the server does not recover: {again.body}"
        time.sleep(0.5)
    assert server.stop() == 0
    assert {first.json["alert"], again.json["alert"]} <= reported(data)
    verified(data)


def test_two_servers_on_one_directory_are_refused(start, data):
    start(data).ready()
    second = start(data)
    assert second.ended() == 1
    assert "another Bayu is using the data directory" in second.said()


def with_events(start, data):
    server = start(data, "--rate-limit", "off").ready().sign_in()
    for _ in range(40):
        assert server.post("/api/reports", report()).status == 201
    assert server.stop() == 0
    return data


@pytest.mark.parametrize("what", ["bytes in the middle", "the head of the file", "a cut file", "another program's file"])
def test_a_damaged_log_is_refused_at_the_start_with_what_to_do(start, data, what):
    with_events(start, data)
    file = data / "log.sqlite"
    whole = bytearray(file.read_bytes())
    match what:
        case "bytes in the middle":
            assert b'"title"' in whole
            whole = whole.replace(b'"title"', b'"TITLE"')
        case "the head of the file":
            whole[0:64] = bytes(64)
        case "a cut file":
            whole = whole[: len(whole) // 2]
        case _:
            whole = None
            file.unlink()
            other = sqlite3.connect(file)
            other.execute("CREATE TABLE mine (a)")
            other.commit()
            other.close()
    if whole is not None:
        file.write_bytes(whole)
    for name in ("log.sqlite-wal", "log.sqlite-shm"):
        (data / name).unlink(missing_ok=True)
    code, said, errors = bayu("verify-log", "--data", data)
    assert code == 1, said
    assert errors.startswith("bayu: ") and len(errors) > 40, errors
    if what == "bytes in the middle":
        # A start looks at what came after its last snapshot; the whole chain is the work of verify-log, which has found it.
        return
    server = start(data)
    assert server.ended() == 1, server.said()
    assert "log.sqlite" in server.said() and ("verify-log" in server.said() or "--data" in server.said()), server.said()


@pytest.mark.parametrize("name", ["accounts.sqlite", "keys.sqlite", "readings.sqlite"])
def test_a_damaged_store_beside_the_log_is_named(start, data, name):
    with_events(start, data)
    for ending in ("-wal", "-shm"):
        (data / (name + ending)).unlink(missing_ok=True)
    (data / name).write_bytes(b"this is no database, and long enough to be read as one " * 200)
    server = start(data)
    assert server.ended() == 1
    assert name in server.said(), server.said()
    assert "Fatal error" not in server.said()


def city_copy(tmp_path):
    return pathlib.Path(shutil.copytree(CHONGQING, tmp_path / "city"))


def test_a_missing_city_file_is_named_and_the_server_does_not_start(start, data, tmp_path):
    city = city_copy(tmp_path)
    (city / "posts.yaml").unlink()
    server = start(data, city=city)
    assert server.ended() == 1
    assert "posts.yaml:1: this file is missing" in server.said() and "bayu city check" in server.said()
    nowhere = start(data, city=tmp_path / "nowhere")
    assert nowhere.ended() == 1
    assert "nowhere" in nowhere.said()


def test_broken_yaml_is_named_with_its_line(start, data, tmp_path):
    city = city_copy(tmp_path)
    text = (city / "kinds.yaml").read_text(encoding="utf-8")
    (city / "kinds.yaml").write_text(text + "\n  - {id: [\n", encoding="utf-8")
    server = start(data, city=city)
    assert server.ended() == 1
    assert "kinds.yaml:" in server.said()
    assert bayu("city", "check", city)[0] == 1


def test_a_rule_that_cannot_be_built_is_named_with_its_line(start, data, tmp_path):
    city = city_copy(tmp_path)
    text = (city / "rules.yaml").read_text(encoding="utf-8")
    (city / "rules.yaml").write_text(text.replace("type: silence", "type: telepathy", 1), encoding="utf-8")
    line = next(i for i, row in enumerate(text.splitlines(), 1) if row.strip() == "- id: diaozui-silence")
    code, said, _ = bayu("city", "check", city)
    assert code == 1 and f"rules.yaml:{line}: rule `diaozui-silence`" in said, said
    server = start(data, city=city)
    assert server.ended() == 1
    assert "telepathy" in server.said() or "diaozui-silence" in server.said()


def test_a_port_in_use_ends_the_start_with_the_reason(start, data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start(data, "--port", taken.getsockname()[1])
        assert server.ended() not in (0, None)
        said = server.said()
    assert "in use" in said and "--port" in said, said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--bind", "0.0.0.0"), "--tls-cert"),
        (("--bind", "0.0.0.0", "--behind-proxy", "--scenario", "day-of-the-city"), "published password"),
        (("--tls-cert", "only.pem"), "go together"),
        (("--tls-cert", "no-cert.pem", "--tls-key", "no-key.pem"), "--tls-cert"),
        (("--scenario", "doomsday"), "has no scenario doomsday"),
        (("--port", "70000"), "--port"),
    ],
)
def test_a_start_that_must_not_be_is_refused_with_what_to_do(start, data, options, says):
    server = start(data, *options)
    assert server.ended() not in (0, None)
    assert says in server.said(), server.said()


def test_a_data_directory_that_cannot_be_made_is_named(start, tmp_path):
    (tmp_path / "file").write_text("not a directory", encoding="utf-8")
    code, _, errors = bayu("serve", "--city", CHONGQING, "--data", tmp_path / "file" / "data", "--port", 0, seconds=START_SECONDS)
    assert code == 1
    assert "data directory" in errors, errors


CONNECTIONS_MAX = 4_096


def test_past_its_bound_a_new_connection_waits_until_another_has_ended(start, data):
    """Thousands of idle connections do not end the program, and nobody else is shut out for good."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = CONNECTIONS_MAX + 512
    if hard != resource.RLIM_INFINITY and hard < needed:
        pytest.skip(f"this machine allows {hard} open files; the test needs {needed}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, needed), hard))
    server, held = start(data).ready(), []
    try:
        for _ in range(CONNECTIONS_MAX):
            held.append(socket.create_connection(("127.0.0.1", server.port), timeout=20))
        # The last one is answered: the bound itself is still inside.
        held[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
        assert b"200" in held[-1].recv(64)
        late = socket.create_connection(("127.0.0.1", server.port), timeout=0.5)
        held.append(late)
        late.sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
        with pytest.raises(TimeoutError):
            late.recv(64)
        held.pop(0).close()
        late.settimeout(20)
        assert b"200" in late.recv(64)
    finally:
        for one in held:
            one.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
