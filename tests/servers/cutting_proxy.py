"""A proxy on loopback that forwards HTTP to a real server and, where a rule says so, cuts the conversation.

It makes what no server offers by itself: a post that was made while its answer was lost.
It never changes a request that it forwards, and forwards each one once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from select import select
from types import TracebackType
from typing import Any, Self, TypeAlias
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Fault(StrEnum):
    """What goes wrong with one conversation, and how far it got before."""

    DROP = "drop"  # the connection is closed once the request is read; the server never sees it
    SILENCE = "silence"  # nobody ever answers; the server never sees the request
    CUT = "cut"  # the server did it; the connection is closed without a byte of its answer
    HALF = "half"  # the server did it; half of its answer arrives
    HUSH = "hush"  # the server did it; nobody ever answers
    DRIP = (
        "drip"  # the server did it; its answer arrives a byte at a time, too slowly to be worth waiting for
    )
    GARBLE = "garble"  # the server did it; a page of HTML with status 200 arrives in its stead

    @property
    def forwards(self) -> bool:
        """Say whether the server sees the request."""
        return self not in {Fault.DROP, Fault.SILENCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of our own; with ``made`` the server does what was asked first."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    made: bool = False

    @property
    def forwards(self) -> bool:
        """Say whether the server sees the request."""
        return self.made


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """The client dies, by ``kill``, once its request is read; with ``made`` the server does it first."""

    kill: Callable[[], None]
    made: bool = False

    @property
    def forwards(self) -> bool:
        """Say whether the server sees the request."""
        return self.made


Spoiling: TypeAlias = Fault | Answer | Death


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The next ``times`` requests of this method and path (``*`` for a piece of it) go wrong."""

    method: str
    path: str
    fault: Spoiling
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came in, and whether it was forwarded."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    forwarded: bool


class CuttingProxy:
    """A proxy in front of one server, running while entered; ``asked`` holds each request, oldest first."""

    def __init__(self, upstream: str, *, port: int = 0) -> None:
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._upstream = urlsplit(upstream)
        self._rules: list[Rule] = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """Return the address that a client is given."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def next(self, method: str, path: str, fault: Spoiling, *, times: int = 1) -> None:
        """Let the next requests of this method and path go wrong; earlier rules are used up first."""
        with self._lock:
            self._rules.append(Rule(method=method, path=path, fault=fault, times=times))

    def clear(self) -> None:
        """Forget all rules and what was asked."""
        with self._lock:
            self._rules.clear()
            self.asked.clear()

    def count(self, method: str, path: str, *, forwarded: bool = True) -> int:
        """Count the requests of a method and path that the server saw (or, with False, never saw)."""
        return sum(
            asked.method == method and fnmatchcase(asked.path, path) and asked.forwarded is forwarded
            for asked in tuple(self.asked)
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Spoiling | None:
        """Note a request and use up the rule for it."""
        path, _, query = target.partition("?")
        with self._lock:
            fault = self._use_rule(method, path)
            forwarded = fault is None or fault.forwards
            self.asked.append(
                Asked(method=method, path=path, query=query, headers=headers, body=body, forwarded=forwarded)
            )
        return fault

    def forward(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Ask the server behind, over a connection of its own."""
        connection = HTTPConnection(self._upstream.hostname or "", self._upstream.port, timeout=60)
        try:
            passed = {
                name: value for name, value in headers.items() if name.lower() not in {"host", "connection"}
            }
            connection.request(method, target, body=body or None, headers={**passed, "Connection": "close"})
            answer = connection.getresponse()
            kept = {name: value for name, value in answer.getheaders() if name.lower() not in HOP_BY_HOP}
            return Answer(status=answer.status, headers=kept, body=answer.read(), made=True)
        finally:
            connection.close()

    def _use_rule(self, method: str, path: str) -> Spoiling | None:
        for place, rule in enumerate(self._rules):
            if rule.method == method and fnmatchcase(path, rule.path):
                left = rule.times - 1
                again = Rule(method=rule.method, path=rule.path, fault=rule.fault, times=left)
                self._rules[place : place + 1] = [again] if left else []
                return rule.fault
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for each conversation, so none outlives its test
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], proxy: CuttingProxy) -> None:
        self.proxy = proxy
        super().__init__(address, _Conversation)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that leaves is what faults are about."""


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    server: _Server

    def do_any(self) -> None:
        """Read one request, and forward or spoil it; one request per connection."""
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = (self.command, self.path, dict(self.headers.items()), body)
        proxy = self.server.proxy
        fault = proxy.take(*asked)
        answer = proxy.forward(*asked) if fault is None or fault.forwards else Answer(status=0)
        if isinstance(fault, Answer):
            self._send(fault)
        elif isinstance(fault, Death):
            fault.kill()
        elif fault is None:
            self._send(answer)
        else:
            self._spoil(fault, answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_any  # noqa: N815  # http.server's names

    def log_message(self, *args: Any) -> None:
        """Keep quiet; ``asked`` tells what came in."""

    def _spoil(self, fault: Fault, answer: Answer) -> None:
        match fault:
            case Fault.DROP | Fault.CUT:
                return
            case Fault.SILENCE | Fault.HUSH:
                self._hold()
            case Fault.HALF:
                self._send(answer, share=0.5)
            case Fault.DRIP:
                self._drip(answer)
            case Fault.GARBLE:
                page = b"<!doctype html><title>Welcome to the hotel's wireless network</title>"
                self._send(Answer(status=200, headers={"Content-Type": "text/html"}, body=page))

    def _send(self, answer: Answer, *, share: float = 1.0) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[: int(len(answer.body) * share)])

    def _drip(self, answer: Answer) -> None:
        """Send the status, then a header without end, until the client leaves or the proxy closes."""
        self.wfile.write(f"HTTP/1.1 {answer.status} OK\r\nX-Drip: ".encode())
        while not self.server.proxy.closing.wait(0.05):
            self.wfile.write(b".")
            if select([self.connection], [], [], 0)[0]:
                return

    def _hold(self) -> None:
        """Wait until the client leaves (its connection becomes readable) or the proxy closes."""
        while not self.server.proxy.closing.is_set():
            if select([self.connection], [], [], 0.05)[0]:
                return
