"""The conformance harness of X, against the fake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from feedbot.announcements.announcement import Announcement
from feedbot.networks.network import Network
from feedbot.networks.secret import Secret
from feedbot.networks.x import X, XSettings
from tests.networks.conformance import PATIENCE, Clock, Harness
from tests.servers.x import FakeX, Keys, running_x

KEYS = Keys()


@dataclass(frozen=True, slots=True, kw_only=True)
class XSite:
    """The fake with its account."""

    fake: FakeX

    @property
    def url(self) -> str:
        return self.fake.url

    def links(self) -> list[str]:
        return [link for post in self.fake.posts for link in re.findall(r"https?://\S+", post.asked)]

    def network(self, url: str, *, folder: Path, clock: Clock, login: bool) -> Network:
        return X(settings(url, login=login), clock=clock, timeout=PATIENCE)


def settings(url: str, *, login: bool = True, attach_image: bool = False) -> XSettings:
    """Return the settings of the fake's account."""
    return XSettings(
        consumer_key=Secret(KEYS.consumer_key),
        consumer_secret=Secret(KEYS.consumer_secret),
        access_token=Secret(KEYS.access_token if login else "1-canary-wrong-token"),
        access_token_secret=Secret(KEYS.access_token_secret),
        api=url,
        attach_image=attach_image,
    )


@contextmanager
def serve(folder: Path) -> Iterator[XSite]:
    with running_x() as fake:
        yield XSite(fake=fake)


def too_long(announcement: Announcement) -> Announcement:
    return replace(announcement, text=announcement.text + " and so on" * 30)


HARNESS = Harness(
    name="x",
    create=("POST", "/2/tweets"),
    serve=serve,
    unfit=too_long,
    canaries=("canary-",),
)
