"""Hubs hear of each change of a feed once, and only when its public copy is the new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random

import pytest

from feedbot.deliveries.world import World
from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.listing import ListedFeed, ListedFile
from feedbot.hubs.ping import Ping, Topic
from feedbot.hubs.websub import PostForm, post_form
from feedbot.networks.page import fetch_document
from feedbot.publishing.pinging import MOST_IN_A_PASS, ping_hubs, topics
from feedbot.store.ledger import FeedRecord
from feedbot.store.store import Store, open_store
from tests.servers.hub import Hub, Manner, hub
from tests.servers.process import free_port
from tests.servers.web import Web, web

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SITE = "essai"
OLD, NEW = b"<rss>old</rss>", b"<rss>new</rss>"


class KilledError(Exception):
    """The process ends here."""


@dataclass
class Publisher:
    """A site whose feeds lie in memory; each pass opens the store anew, as a process would."""

    folder: Path
    public: Web
    hubs: tuple[str, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    now: datetime = NOON
    fails_at: str = ""
    post: PostForm = post_form
    dice: Callable[[], float] = lambda: 0.5

    def topic(self, file: str) -> str:
        return f"{self.public.address}/{file}"

    def deploy(self) -> None:
        for file, data in self.files.items():
            self.public.pages[f"/{file}"] = data

    def make_pass(self) -> tuple[Ping, ...]:
        wanted = [
            Topic(address=self.topic(file), file=file, sha256=sha256(data).hexdigest(), hubs=self.hubs)
            for file, data in self.files.items()
        ]
        with self.store() as store:
            return ping_hubs(
                SITE, wanted, pings=store.pings, fetch=fetch_document, post=self.post, world=self.world()
            )

    def passes(self, span: timedelta) -> None:
        """Make a pass whenever one is due, as the daemon does."""
        end = self.now + span
        self.make_pass()
        while (due := self.next_due()) is not None and due <= end:
            self.now = max(due, self.now)
            self.make_pass()
        self.now = end

    def store(self) -> Store:
        return open_store("", self.folder)

    def next_due(self) -> datetime | None:
        with self.store() as store:
            return store.pings.next_due(SITE)

    def rows(self) -> tuple[Ping, ...]:
        with self.store() as store:
            return store.pings.of(SITE)

    def world(self, *, stopping: Callable[[], bool] = lambda: False) -> World:
        ticks = count()
        return World(
            clock=lambda: self.now + timedelta(milliseconds=next(ticks)),
            boottime=self.now.timestamp,
            dice=self.dice,
            failpoint=self._failpoint,
            stopping=stopping,
            alive=lambda: None,
            owner="test",
        )

    def _failpoint(self, name: str) -> None:
        if name == self.fails_at:
            raise KilledError


@pytest.fixture
def listener() -> Iterator[Hub]:
    with hub() as running:
        yield running
        assert running.faults == []


@pytest.fixture
def publisher(tmp_path: Path, listener: Hub) -> Iterator[Publisher]:
    with web() as public:
        yield Publisher(folder=tmp_path, public=public, hubs=(listener.address,), files={"rss.xml": OLD})


def test_a_first_pass_tells_the_hub_once(publisher: Publisher, listener: Hub) -> None:
    publisher.deploy()
    publisher.passes(timedelta(days=5))
    publisher.passes(timedelta(days=5))
    assert listener.taken == {publisher.topic("rss.xml"): [OLD]}
    assert publisher.next_due() is None


def test_a_change_is_told_once_and_only_when_it_is_public(publisher: Publisher, listener: Hub) -> None:
    publisher.deploy()
    publisher.make_pass()
    publisher.files["rss.xml"] = NEW
    publisher.passes(timedelta(minutes=5))
    assert listener.asked == [publisher.topic("rss.xml")]  # of the old bytes
    (row,) = publisher.rows()
    assert row.reason == f"{publisher.topic('rss.xml')} is not the newest rss.xml yet"
    publisher.deploy()
    publisher.passes(timedelta(days=5))
    assert listener.taken == {publisher.topic("rss.xml"): [OLD, NEW]}


def test_each_changed_feed_is_told_to_each_hub(publisher: Publisher, listener: Hub) -> None:
    with hub() as other:
        publisher.files = {"rss.xml": OLD, "atom.xml": OLD, "feed.json": OLD}
        publisher.hubs = (listener.address, other.address)
        publisher.deploy()
        publisher.make_pass()
        publisher.files["atom.xml"] = NEW
        publisher.deploy()
        publisher.passes(timedelta(hours=1))
        for one in (listener, other):
            assert one.taken == {
                publisher.topic("rss.xml"): [OLD],
                publisher.topic("atom.xml"): [OLD, NEW],
                publisher.topic("feed.json"): [OLD],
            }


def test_a_new_hub_is_told_of_what_is_there(publisher: Publisher, listener: Hub) -> None:
    publisher.deploy()
    publisher.make_pass()
    with hub() as other:
        publisher.hubs = (listener.address, other.address)
        publisher.make_pass()
        assert other.taken == {publisher.topic("rss.xml"): [OLD]}
    assert listener.taken == {publisher.topic("rss.xml"): [OLD]}


def test_a_hub_that_is_named_no_more_is_forgotten(publisher: Publisher, listener: Hub) -> None:
    publisher.deploy()
    publisher.make_pass()
    publisher.hubs = ()
    publisher.make_pass()
    assert publisher.rows() == ()
    assert len(listener.asked) == 1


def test_feeds_that_are_not_public_yet_are_looked_at_again_together(publisher: Publisher) -> None:
    publisher.dice = Random(1).random
    publisher.files = {f"tags/{number}.xml": OLD for number in range(20)}
    for _ in range(3):
        publisher.make_pass()
        assert len({row.due_at for row in publisher.rows()}) == 1
        due = publisher.next_due()
        assert due is not None
        publisher.now = due


def test_a_redirect_is_followed_and_its_bytes_count(publisher: Publisher, listener: Hub) -> None:
    publisher.public.pages["/rss.xml"] = b"->/moved.xml"
    publisher.make_pass()
    assert listener.asked == []
    publisher.public.pages["/moved.xml"] = OLD
    publisher.passes(timedelta(minutes=1))
    assert listener.taken == {publisher.topic("rss.xml"): [OLD]}


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        pytest.param(Manner(500), "answered 500", id="500"),
        pytest.param(Manner(503, body=b"later"), "answered 503: later", id="503"),
        pytest.param(Manner(429, (("Retry-After", "3"),)), "answered 429", id="429"),
        pytest.param(Manner(cut=True), "Server disconnected", id="a connection cut"),
    ],
)
def test_a_hub_that_fails_is_told_later(
    publisher: Publisher, listener: Hub, first: Manner, reason: str
) -> None:
    listener.manners = [first, first, Manner(202)]
    publisher.deploy()
    (row,) = publisher.make_pass()
    assert reason in row.reason
    publisher.passes(timedelta(minutes=30))
    assert listener.taken == {publisher.topic("rss.xml"): [OLD]}
    assert len(listener.asked) == 3


def test_a_hub_that_says_nothing_is_told_later(publisher: Publisher, listener: Hub) -> None:
    listener.manners = [Manner(slow=True), Manner()]
    publisher.post = partial(post_form, total=0.3)
    publisher.deploy()
    (row,) = publisher.make_pass()
    assert "no whole answer within 0.3 seconds" in row.reason
    publisher.post = post_form
    publisher.passes(timedelta(minutes=5))
    assert listener.taken == {publisher.topic("rss.xml"): [OLD]}


def test_a_busy_hub_is_left_alone_for_as_long_as_it_asks(publisher: Publisher, listener: Hub) -> None:
    listener.manners = [Manner(429, (("Retry-After", "7200"),)), Manner()]
    publisher.deploy()
    publisher.passes(timedelta(minutes=119))
    assert len(listener.asked) == 1
    publisher.passes(timedelta(minutes=20))
    assert listener.taken == {publisher.topic("rss.xml"): [OLD]}


def test_a_busy_hub_is_not_asked_for_the_other_feeds_either(publisher: Publisher, listener: Hub) -> None:
    listener.manners = [Manner(503), Manner()]
    publisher.files = {"rss.xml": OLD, "atom.xml": OLD}
    publisher.deploy()
    publisher.make_pass()
    assert len(listener.asked) == 1
    publisher.passes(timedelta(minutes=5))
    assert len(listener.taken) == 2


def test_a_hub_that_is_down_is_told_when_it_is_up(publisher: Publisher, listener: Hub) -> None:
    publisher.hubs = (f"http://127.0.0.1:{free_port()}/",)
    publisher.deploy()
    publisher.make_pass()
    (row,) = publisher.rows()
    assert row.attempts == 1
    with publisher.store() as store:  # the same hub, back again at another port
        store.pings.settle(row, replace(row, hub=listener.address))
    publisher.hubs = (listener.address,)
    publisher.passes(timedelta(minutes=5))
    assert listener.taken == {publisher.topic("rss.xml"): [OLD]}


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        pytest.param(Manner(400, body=b"no such\ntopic\x1b"), "answered 400: no such topic", id="400"),
        pytest.param(
            Manner(308, (("Location", "https://new.example/hub"),)),
            "has moved to https://new.example/hub",
            id="308",
        ),
    ],
)
def test_a_hub_that_refuses_is_asked_rarely_and_given_up(
    publisher: Publisher, listener: Hub, manner: Manner, reason: str
) -> None:
    listener.manners = [manner]
    publisher.deploy()
    publisher.make_pass()
    (row,) = publisher.rows()
    assert reason in row.reason
    publisher.passes(timedelta(days=10))
    (row,) = publisher.rows()
    assert row.is_given_up
    assert len(listener.asked) <= 8


def test_a_copy_that_never_comes_is_given_up_until_the_next_change(
    publisher: Publisher, listener: Hub
) -> None:
    publisher.passes(timedelta(days=5))
    (row,) = publisher.rows()
    assert row.is_given_up
    assert "answers 404" in row.reason
    publisher.files["rss.xml"] = NEW
    publisher.deploy()
    publisher.make_pass()
    assert listener.taken == {publisher.topic("rss.xml"): [NEW]}


@pytest.mark.parametrize(
    ("point", "tellings"),
    [("after_planning_pings", 1), ("before_telling_hub", 1), ("after_telling_hub", 2)],
)
def test_a_pass_that_is_killed_loses_no_ping(
    publisher: Publisher, listener: Hub, point: str, tellings: int
) -> None:
    publisher.deploy()
    publisher.fails_at = point
    with pytest.raises(KilledError):
        publisher.make_pass()
    publisher.fails_at = ""
    publisher.passes(timedelta(days=5))
    assert listener.taken == {publisher.topic("rss.xml"): [OLD] * tellings}  # a second one is harmless


def test_a_host_that_does_not_answer_is_asked_once_in_a_pass(publisher: Publisher) -> None:
    publisher.files = {"rss.xml": OLD, "atom.xml": OLD}
    publisher.public.address = f"http://127.0.0.1:{free_port()}"
    first, second = publisher.make_pass()
    assert first.reason == second.reason
    assert first.looks == second.looks == 1


def test_a_pass_tells_of_some_feeds_and_the_next_of_more(publisher: Publisher, listener: Hub) -> None:
    publisher.files = {f"tag-{number}.xml": OLD for number in range(MOST_IN_A_PASS + 1)}
    publisher.deploy()
    assert len(publisher.make_pass()) == MOST_IN_A_PASS
    assert publisher.next_due() == NOON
    assert len(publisher.make_pass()) == 1
    assert len(listener.taken) == MOST_IN_A_PASS + 1


def test_a_pass_that_is_to_stop_leaves_the_rest_for_the_next(publisher: Publisher, listener: Hub) -> None:
    publisher.deploy()
    with publisher.store() as store:
        topic = Topic(address=publisher.topic("rss.xml"), file="rss.xml", sha256="1", hubs=publisher.hubs)
        world = publisher.world(stopping=lambda: True)
        done = ping_hubs(SITE, [topic], pings=store.pings, fetch=fetch_document, post=post_form, world=world)
    assert done == ()
    assert publisher.next_due() == NOON
    assert listener.asked == []


def test_topics_are_the_files_of_feeds_with_hubs_as_they_were_written() -> None:
    def listed(*files: str, hubs: tuple[str, ...]) -> ListedFeed:
        return ListedFeed(
            title="",
            description="",
            language="",
            home="",
            hubs=hubs,
            entries=1,
            files=tuple(
                ListedFile(format=FeedFormat.RSS, file=file, address=f"https://e.example/{file}")
                for file in files
            ),
        )

    record = FeedRecord(file="a.xml", made_of="", sha256="1", stamp="", updated=NOON)
    feeds = [listed("a.xml", "failed.xml", hubs=("https://hub.example/",)), listed("b.xml", hubs=())]
    assert topics(feeds, {"a.xml": record, "b.xml": replace(record, file="b.xml")}) == (
        Topic(address="https://e.example/a.xml", file="a.xml", sha256="1", hubs=("https://hub.example/",)),
    )
