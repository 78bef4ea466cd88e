"""A WebSub hub on loopback: it takes publishes, fetches each topic back at once, and counts."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass(frozen=True, slots=True)
class Manner:
    """How the hub answers once it has read the request; ``cut`` ends the connection without a word."""

    status: int = 204
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    cut: bool = False
    slow: bool = False  # says nothing before the server closes


@dataclass
class Hub:
    """What it heard; ``manners`` are the next answers, the last of them for good."""

    address: str
    manners: list[Manner] = field(default_factory=lambda: [Manner()])
    asked: list[str] = field(default_factory=list)  # topics, of every publish
    taken: dict[str, list[bytes]] = field(default_factory=dict)  # what it fetched when it took one, by topic
    faults: list[str] = field(default_factory=list)  # what no publisher may send

    def next_manner(self) -> Manner:
        return self.manners.pop(0) if len(self.manners) > 1 else self.manners[0]


@contextmanager
def hub() -> Iterator[Hub]:
    """Serve until the block ends."""
    served = Hub(address="")
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            topic = _topic(served, self.headers.get("Content-Type", ""), body)
            manner = served.next_manner()
            if topic:
                served.asked.append(topic)
            if manner.slow:
                closing.wait()
            if manner.cut or manner.slow:
                return
            if topic and 200 <= manner.status < 300:
                with urllib.request.urlopen(topic, timeout=5) as answer:
                    served.taken.setdefault(topic, []).append(answer.read())
            self.send_response(manner.status if topic else 400)
            for name, value in manner.headers:
                self.send_header(name, value)
            if manner.status != 204:
                self.send_header("Content-Length", str(len(manner.body)))
            self.end_headers()
            self.wfile.write(manner.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its signature
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.address = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield served
        finally:
            closing.set()
            server.shutdown()
            thread.join()


def _topic(served: Hub, kind: str, body: bytes) -> str:
    """Return the topic of a valid publish, as the hubs of PubSubHubbub and those of WebSub check it."""
    form = parse_qs(body.decode("ascii"), strict_parsing=True)
    if kind != "application/x-www-form-urlencoded":
        served.faults.append(f"Content-Type {kind}")
    if form.get("hub.mode") != ["publish"]:
        served.faults.append(f"hub.mode {form.get('hub.mode')}")
    if len(form.get("hub.url", ())) != 1 or form.get("hub.url") != form.get("hub.topic"):
        served.faults.append(f"hub.url {form.get('hub.url')}, hub.topic {form.get('hub.topic')}")
    return form.get("hub.url", [""])[0] if not served.faults else ""
