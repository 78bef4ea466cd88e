"""The conformance harness of Bluesky: a real PDS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from feedbot.announcements.announcement import Announcement
from feedbot.networks.bluesky import Bluesky
from feedbot.networks.bluesky_session import BlueskySettings
from feedbot.networks.network import Network
from feedbot.networks.secret import Secret
from feedbot.networks.session_file import SessionFile
from tests.networks.conformance import PATIENCE, Clock, Harness
from tests.servers.pds import MAIN_PASSWORD, Pds, PdsAccount, running_pds


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsSite:
    """A PDS with one account."""

    pds: Pds
    account: PdsAccount

    @property
    def url(self) -> str:
        return self.pds.url

    def links(self) -> list[str]:
        return [post["value"]["embed"]["external"]["uri"] for post in self.pds.posts(self.account.did)]

    def network(self, url: str, *, folder: Path, clock: Clock, login: bool) -> Network:
        settings = BlueskySettings(
            handle=self.account.handle,
            app_password=Secret(MAIN_PASSWORD if login else "wrong-password"),
            server=url,
        )
        sessions = SessionFile(path=folder / "session.json")
        return Bluesky(settings, sessions, clock=clock, timeout=PATIENCE)


def too_long(announcement: Announcement) -> Announcement:
    return replace(announcement, text=announcement.text + "long " * 60)


@contextmanager
def serve(folder: Path) -> Iterator[PdsSite]:
    with running_pds(folder) as pds:
        yield PdsSite(pds=pds, account=pds.new_account())


HARNESS = Harness(
    name="bluesky",
    create=("POST", "/xrpc/com.atproto.repo.putRecord"),
    serve=serve,
    unfit=too_long,
    canaries=(MAIN_PASSWORD, "eyJ"),  # each token is a JWT, which begins with its header's "{"
)
