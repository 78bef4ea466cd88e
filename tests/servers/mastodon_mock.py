"""A stateful Mastodon API server (PyPI ``mastodon_mock``) on loopback; it keeps idempotency keys.

Its own faults never make the post; for "made, but the answer is lost" put a cutting proxy in front of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from tests.servers.parts import need
from tests.servers.process import free_port, listens, running


@dataclass(frozen=True, slots=True, kw_only=True)
class MastodonMock:
    """A running server with one account."""

    url: str
    token: str = "mock_token"

    def reset(self) -> None:
        """Forget all posts, keys and faults."""
        self._call("POST", "/api/v1/_mock/reset")

    def posts(self) -> list[dict[str, Any]]:
        """Return the account's posts, newest first."""
        me = self._call("GET", "/api/v1/accounts/verify_credentials").json()["id"]
        posts: list[dict[str, Any]] = self._call("GET", f"/api/v1/accounts/{me}/statuses?limit=40").json()
        return posts

    def fault(self, *, method: str, path: str, effect: dict[str, Any], count: int = 1) -> None:
        """Answer the next ``count`` matching requests wrongly; nothing is made."""
        match = {"methods": [method], "path": path}
        self._call("POST", "/api/v1/_mock/faults", json={"match": match, "effect": effect, "count": count})

    def _call(self, method: str, path: str, json: Any = None) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = httpx2.request(method, self.url + path, json=json, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer


@contextlib.contextmanager
def running_mastodon_mock(folder: Path) -> Iterator[MastodonMock]:
    """Start a server whose posts live in memory; ``folder`` takes its log. Ends with the block."""
    port = free_port()
    command = [str(need("mastodon_mock")), "serve", "--in-memory", "--host", "127.0.0.1", "--port", str(port)]
    with running(command, log=folder / "log", ready=lambda: listens(port)):
        yield MastodonMock(url=f"http://127.0.0.1:{port}")
