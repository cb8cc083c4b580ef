"""TLS and HTTP/2 as an operator sets them up."""

import subprocess
import time

import pytest
from conftest import START_SECONDS


@pytest.fixture
def certificate(tmp_path):
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", cert],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return cert, key


def curl(server, certificate, *options):
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--max-time", "10", "--cacert", certificate, *options, f"https://localhost:{server.port}/healthz"],
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.mark.parametrize(("option", "version"), [("--http2", "2"), ("--http1.1", "1.1")])
def test_a_certificate_serves_both_versions_of_http(start, data, certificate, option, version):
    cert, key = certificate
    server = start(data, "--tls-cert", cert, "--tls-key", key)
    until = time.monotonic() + START_SECONDS
    while True:
        code, said = curl(server, cert, option, "--write-out", " %{http_version}")
        if code == 0:
            break
        assert server.process.poll() is None and time.monotonic() < until, server.said()
        time.sleep(0.2)
    assert said.split() == ["ok", version]


def test_plain_http_on_a_tls_port_is_no_answer(start, data, certificate):
    cert, key = certificate
    server = start(data, "--tls-cert", cert, "--tls-key", key)
    until = time.monotonic() + START_SECONDS
    while curl(server, cert)[0] != 0:
        assert server.process.poll() is None and time.monotonic() < until, server.said()
        time.sleep(0.2)
    with pytest.raises(Exception):
        server.ask("GET", "/healthz")
    assert server.process.poll() is None


def test_a_file_that_is_no_certificate_is_named(start, data, tmp_path):
    (tmp_path / "cert.pem").write_text("no certificate", encoding="utf-8")
    (tmp_path / "key.pem").write_text("no key", encoding="utf-8")
    server = start(data, "--tls-cert", tmp_path / "cert.pem", "--tls-key", tmp_path / "key.pem")
    assert server.ended() == 1
    assert "--tls-cert" in server.said()
