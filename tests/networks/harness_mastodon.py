"""The conformance harnesses of the Mastodon API: one server keeps idempotency keys, one ignores them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from feedbot.announcements.announcement import Announcement
from feedbot.networks.mastodon import Mastodon, MastodonSettings
from feedbot.networks.network import Network
from feedbot.networks.secret import Secret
from tests.networks.conformance import PATIENCE, Clock, Harness
from tests.servers.mastodon_mock import MastodonMock, running_mastodon_mock
from tests.servers.snac import Snac, running_snac


@dataclass(frozen=True, slots=True, kw_only=True)
class MastodonSite:
    """A server that speaks the Mastodon API, with one account."""

    server: MastodonMock | Snac

    @property
    def url(self) -> str:
        return self.server.url

    def links(self) -> list[str]:
        return [link for post in self.server.posts() for link in article_links(post)]

    def network(self, url: str, *, folder: Path, clock: Clock, login: bool) -> Network:
        token = Secret(self.server.token if login else "wrong-token")
        settings = MastodonSettings(server=url, token=token)
        return Mastodon(settings, clock=clock, timeout=PATIENCE, wait=lambda _: None)


def article_links(post: dict[str, Any]) -> set[str]:
    """Return what a post links to beside hashtags and people of its own server."""
    links = re.findall(r'<a href="([^"]*)"', post["content"])
    return {html.unescape(link) for link in links if "atelier.example" in link}


def too_long(announcement: Announcement) -> Announcement:
    return replace(announcement, text=announcement.text + "long " * 100)


@contextmanager
def serve_mastodon_mock(folder: Path) -> Iterator[MastodonSite]:
    with running_mastodon_mock(folder) as server:
        yield MastodonSite(server=server)


@contextmanager
def serve_snac(folder: Path) -> Iterator[MastodonSite]:
    with running_snac(folder) as server:
        yield MastodonSite(server=server)


HARNESS = Harness(
    name="mastodon",
    create=("POST", "/api/v1/statuses"),
    serve=serve_mastodon_mock,
    unfit=too_long,
    canaries=("mock_token", "Bearer"),
)
HARNESS_ON_SNAC = replace(
    HARNESS, name="mastodon on snac", serve=serve_snac, unfit=None, canaries=("Bearer",)
)
