"""Both HTTP clients over TLS, as in production: the witness sees the socket, and the deadline cuts it."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from feedbot.networks.http import Answer, NoAnswer, NotReached, _trust, call
from feedbot.networks.wire import HeldBackError, Wire, deadline
from feedbot.networks.x_session import _Adapter

CLOSING = threading.Event()


class Conversation(BaseHTTPRequestHandler):
    """Answers ``/`` at once; at any other path it drips a header without end."""

    def do_GET(self) -> None:
        if self.path == "/":
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")
            return
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
            while not CLOSING.wait(0.02):
                self.wfile.write(b".")
        except OSError:
            return

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for localhost that signs itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(file), "-out", f"{file}.crt"]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + Path(f"{file}.crt").read_bytes())
    return file


@pytest.fixture
def url(certificate: Path) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Conversation)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    CLOSING.clear()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"https://localhost:{server.server_address[1]}"
    CLOSING.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def trusted(certificate: Path) -> Path:
    _trust().load_verify_locations(certificate)
    return certificate


def prepared() -> requests.PreparedRequest:
    return requests.Request("GET", "https://api.twitter.com/").prepare()


def test_a_call_over_tls_is_answered(url: str, trusted: Path) -> None:
    answer = call("GET", url)
    assert isinstance(answer, Answer)
    assert answer.body == b"ok"


def test_a_drip_over_tls_ends_with_the_deadline(url: str, trusted: Path) -> None:
    assert isinstance(call("GET", f"{url}/drip", total=0.3), NoAnswer)


def test_a_no_over_tls_keeps_the_request_back(url: str, trusted: Path) -> None:
    assert isinstance(call("GET", url, may_write=lambda: False), NotReached)


def test_x_over_tls_is_answered_and_seen_to_begin(url: str, certificate: Path) -> None:
    wire = Wire()
    adapter = _Adapter(wire, api=url, total=5)
    adapter.send(prepared(), verify=str(certificate))
    assert wire.began
    assert adapter.answer is not None
    assert adapter.answer.body == b"ok"


def test_x_with_a_certificate_that_nobody_trusts_never_begins(url: str) -> None:
    wire = Wire()
    with pytest.raises(requests.exceptions.SSLError):
        _Adapter(wire, api=url, total=5).send(prepared(), verify=True)
    assert not wire.began


def test_x_over_tls_asks_before_the_first_byte(url: str, certificate: Path) -> None:
    wire = Wire(lambda: False)
    with pytest.raises(HeldBackError):
        _Adapter(wire, api=url, total=5).send(prepared(), verify=str(certificate))
    assert not wire.began


def test_x_dripping_over_tls_ends_with_the_deadline(url: str, certificate: Path) -> None:
    wire = Wire()
    with suppress(requests.RequestException), deadline(0.3, wire):  # http.client may take the cut for an end
        _Adapter(wire, api=f"{url}/drip", total=5).send(prepared(), verify=str(certificate))
    assert wire.began
    assert wire.expired
