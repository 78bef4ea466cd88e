"""A host of static files on loopback, as good or as bad as a test wants it, file by file."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODIFIED = "Mon, 04 May 2026 12:00:00 GMT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One file and how it is served; a good host's manners where nothing else is said."""

    data: bytes = b""
    kind: str = "application/xml; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    etag: bool = True
    last_modified: bool = True
    asks: bool = True  # answers 304
    packs: bool = True
    packed: bytes | None = None  # what gzip would unpack to; None: the same

    @property
    def unpacked(self) -> bytes:
        return self.data if self.packed is None else self.packed

    def answer(self, data: bytes, *, packed: bool) -> dict[str, str]:
        """Return the headers that go with the bytes."""
        headers = {
            "Content-Length": str(len(data)),
            "Content-Type": self.kind,
            "Content-Encoding": "gzip" if packed else "",
            "ETag": f'"{sha256(data).hexdigest()[:16]}"' if self.etag else "",
            "Last-Modified": MODIFIED if self.last_modified else "",
        }
        return {name: value for name, value in headers.items() if value} | dict(self.headers)


@dataclass
class StaticHost:
    """Its files by path, and every request that it got."""

    address: str
    server: str = "nginx/1.26.2"
    files: dict[str, Served] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


ABSENT = Served(status=404, kind="text/html", data=b"<html>", etag=False, last_modified=False)


@contextmanager
def static_host() -> Iterator[StaticHost]:
    """Serve until the block ends."""
    host = StaticHost(address="")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host)) as server:
        host.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, host: StaticHost, *connection: Any) -> None:
        self.host = host
        super().__init__(*connection)

    def do_GET(self) -> None:
        asked = {name.lower(): value for name, value in self.headers.items()}
        self.host.requests.append((self.path, asked))
        served = self.host.files.get(self.path, ABSENT)
        packed = served.packs and "gzip" in asked.get("accept-encoding", "")
        data = gzip.compress(served.unpacked, mtime=0) if packed else served.data
        headers = served.answer(data, packed=packed) | {"Server": self.host.server}
        unchanged = served.asks and _unchanged(asked, headers)
        self.send_response_only(304 if unchanged else served.status)
        for name, value in headers.items() if not unchanged else ():
            self.send_header(name, value)
        self.end_headers()
        if not unchanged:
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its signature
        """Say nothing."""


def _unchanged(asked: dict[str, str], headers: dict[str, str]) -> bool:
    if "if-none-match" in asked:
        return asked["if-none-match"] == headers.get("ETag")
    return "if-modified-since" in asked and asked["if-modified-since"] == headers.get("Last-Modified")
