"""What the conformance suite needs of a network: a harness that runs its server and builds it.

The suite puts a ``CuttingProxy`` between the network and the server; the harness knows nothing of it.
A new network is one more harness in ``test_conformance.HARNESSES``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from feedbot.announcements.announcement import Announcement, Card
from feedbot.networks.network import DeliveryKey, Finding, Frozen, Network, Outcome
from tests.servers.cutting_proxy import CuttingProxy

PATIENCE = 1.0  # seconds that a network under test waits for an answer in all

Clock = Callable[[], datetime]


class Site(Protocol):
    """One running server with an account, as its own operator sees it."""

    @property
    def url(self) -> str:
        """Its address; "" where there is no server at all."""

    def links(self) -> list[str]:
        """Return the article address of every post that is there, one per post, asked past the network."""

    def network(self, url: str, *, folder: Path, clock: Clock, login: bool) -> Network:
        """Build the account's network, to be reached at ``url``, with ``PATIENCE`` as its time-out.

        Without ``login`` its secrets are well formed and wrong.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Harness:
    """How to run and use one network."""

    name: str  # as in the registry
    create: tuple[str, str]  # method and path of the call that posts; ("", "") where none is made
    serve: Callable[[Path], AbstractContextManager[Site]]  # runs the server with its data in an empty folder
    unfit: Callable[[Announcement], Announcement] | None  # words it so that the server refuses it for good
    canaries: tuple[str, ...]  # secrets, or pieces of them, that must show nowhere
    reads_back: bool = True  # `find` can prove presence and absence


_NUMBERS = itertools.count(1)


def real_time() -> datetime:
    """Return the time; real servers compare with their own."""
    return datetime.now(UTC)  # noqa: TID251  # the servers of these tests keep real time


def an_announcement(link: str) -> Announcement:
    """Return what feedbot would say of an article at this address."""
    text = f"Café Zürich opens – what is new 🥐\n\n{link}\n\n#Zürich #CoffeeCulture"
    return Announcement(
        uid=f"tag:atelier.example,2026:{link.rsplit('/', 1)[-1]}",
        account="test",
        text=text,
        length=len(text),
        room=280,
        hashtags=("Zürich", "CoffeeCulture"),
        hidden_tags=(),
        left_out=(),
        card=Card(address=link, title="Café Zürich opens", description="What is new."),
        language="en",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """One network at one server with a proxy between them, one article, and all that was said of it."""

    harness: Harness
    site: Site
    proxy: CuttingProxy | None
    folder: Path
    link: str = field(default_factory=lambda: f"https://atelier.example/posts/cafe-{next(_NUMBERS)}/")
    said: list[object] = field(default_factory=list)

    def network(self, *, login: bool = True, url: str | None = None) -> Network:
        """Build the network behind the proxy, or at another address."""
        reached = url if url is not None else (self.proxy.url if self.proxy else self.site.url)
        return self.site.network(reached, folder=self.folder, clock=real_time, login=login)

    @property
    def announcement(self) -> Announcement:
        return an_announcement(self.link)

    @property
    def key(self) -> DeliveryKey:
        planned = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
        return DeliveryKey(text=f"atelier {self.link} test announce", planned=planned)

    def posts(self) -> int:
        """Count the posts about the article, as the server's operator sees them."""
        return self.site.links().count(self.link)

    def prepare(self, network: Network) -> Frozen:
        """Prepare the article's announcement, which must work."""
        frozen = network.prepare(self.announcement, self.key, real_time())
        self.said.append(frozen)
        assert isinstance(frozen, Frozen), frozen
        return frozen

    def post(
        self, network: Network, announcement: Announcement | None = None, *, may_write: bool = True
    ) -> Outcome:
        """Prepare and send, as far as it goes."""
        frozen = network.prepare(announcement or self.announcement, self.key, real_time())
        self.said.append(frozen)
        return self.send(network, frozen, may_write=may_write) if isinstance(frozen, Frozen) else frozen

    def send(self, network: Network, frozen: Frozen, *, may_write: bool = True) -> Outcome:
        """Send a frozen request."""
        outcome = network.send(frozen, lambda: may_write)
        self.said.append(outcome)
        return outcome

    def find(self, network: Network, frozen: Frozen) -> Finding:
        """Read back."""
        finding = network.find(frozen)
        self.said.append(finding)
        return finding


@contextmanager
def between(site: Site) -> Iterator[CuttingProxy | None]:
    """Put a proxy in front of a site, where there is a server at all."""
    if not site.url:
        yield None
        return
    with CuttingProxy(site.url) as proxy:
        yield proxy
