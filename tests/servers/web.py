"""A web server on loopback that serves what a test puts into it, while it runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TYPES = {"css": "text/css", "js": "text/javascript"}


@dataclass
class Web:
    """Its pages by path; a text beginning with ``->`` redirects, an absent page is a 404."""

    address: str
    pages: dict[str, bytes] = field(default_factory=dict)


def _type(path: str, body: bytes) -> str:
    """Return what a page is: by its name, or else by whether it is HTML."""
    kind = TYPES.get(path.rpartition(".")[2])
    return kind or ("text/html" if b"<html" in body else "application/xml")


@contextmanager
def web() -> Iterator[Web]:
    """Serve until the block ends."""
    served = Web(address="")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = served.pages.get(self.path)
            if body is None:
                self.send_error(404)
                return
            if body.startswith(b"->"):
                self.send_response(301)
                self.send_header("Location", body[2:].decode())
                body = b""
            else:
                self.send_response(200)
                self.send_header("Content-Type", _type(self.path, body))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its signature
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
