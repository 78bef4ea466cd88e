"""The cutting proxy does to a conversation what each fault says, and counts what the server saw."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2
import pytest

from tests.servers.cutting_proxy import Answer, CuttingProxy, Fault


class _Echo(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def proxy() -> Iterator[CuttingProxy]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    with CuttingProxy(f"http://127.0.0.1:{server.server_address[1]}") as between:
        yield between
    server.shutdown()
    server.server_close()
    thread.join()


def _post(proxy: CuttingProxy) -> httpx2.Response:
    return httpx2.post(f"{proxy.url}/api/notes?x=1", content=b"hello", timeout=httpx2.Timeout(0.3))


def test_without_a_rule_everything_passes(proxy: CuttingProxy) -> None:
    answer = _post(proxy)
    assert (answer.status_code, answer.content) == (201, b"hello")
    assert [(asked.path, asked.query, asked.body) for asked in proxy.asked] == [
        ("/api/notes", "x=1", b"hello")
    ]


@pytest.mark.parametrize(
    ("fault", "error", "forwarded"),
    [
        (Fault.DROP, httpx2.RemoteProtocolError, False),
        (Fault.SILENCE, httpx2.ReadTimeout, False),
        (Fault.CUT, httpx2.RemoteProtocolError, True),
        (Fault.HALF, httpx2.RemoteProtocolError, True),
        (Fault.HUSH, httpx2.ReadTimeout, True),
    ],
)
def test_a_lost_answer_is_lost_and_only_the_forwarded_request_was_seen(
    proxy: CuttingProxy, fault: Fault, error: type[Exception], *, forwarded: bool
) -> None:
    proxy.next("POST", "/api/*", fault)
    with pytest.raises(error):
        _post(proxy)
    assert proxy.count("POST", "/api/notes", forwarded=True) == forwarded
    assert proxy.count("POST", "/api/notes", forwarded=False) == (not forwarded)


def test_garbage_arrives_in_place_of_the_answer(proxy: CuttingProxy) -> None:
    proxy.next("POST", "/api/notes", Fault.GARBLE)
    answer = _post(proxy)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html")
    assert proxy.count("POST", "/api/notes") == 1


@pytest.mark.parametrize("made", [True, False])
def test_an_own_answer_may_come_after_the_deed_or_instead_of_it(proxy: CuttingProxy, *, made: bool) -> None:
    proxy.next("POST", "/api/notes", Answer(status=502, headers={"X-From": "proxy"}, made=made))
    answer = _post(proxy)
    assert (answer.status_code, answer.headers["X-From"]) == (502, "proxy")
    assert proxy.count("POST", "/api/notes") == made


def test_a_rule_is_used_up_and_touches_nothing_else(proxy: CuttingProxy) -> None:
    proxy.next("POST", "/api/notes", Answer(status=500), times=2)
    proxy.next("GET", "/api/notes", Answer(status=500))
    proxy.next("POST", "/other", Answer(status=500))
    assert [_post(proxy).status_code for _ in range(3)] == [500, 500, 201]
