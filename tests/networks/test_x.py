"""X's own manners, at a fake that keeps X's rules: signatures, t.co, prices, duplicates, limits."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from feedbot.announcements.announcement import Announcement, CardImage
from feedbot.networks.network import (
    Absent,
    CannotTell,
    DeliveryKey,
    Found,
    Frozen,
    NotSent,
    Outcome,
    Posted,
    Refused,
    Trouble,
    Unknown,
)
from feedbot.networks.secret import Secret
from feedbot.networks.x import X
from tests.networks.conformance import an_announcement
from tests.networks.harness_x import settings
from tests.servers.cutting_proxy import Answer, Fault
from tests.servers.process import free_port, listens, running
from tests.servers.x import SPEC, FakeX, against_spec, running_x

LINK = "https://www.ateliernord.com/posts/café-&-thé/?a=1&b=2"  # a domain that X links
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = DeliveryKey(text="atelier café x announce", planned=NOW)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
CREATE = ("POST", "/2/tweets")


class Clock:
    """A hand-wound clock that starts at the real time, for signatures carry that."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)  # noqa: TID251  # tweepy signs with the real time

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fake(clock: Clock) -> Iterator[FakeX]:
    with running_x(clock=clock) as server:
        yield server


@pytest.fixture
def x(fake: FakeX, clock: Clock) -> X:
    return X(settings(fake.url), clock=clock, timeout=5)


def prepared(x: X, clock: Clock, announcement: Announcement | None = None) -> Frozen:
    frozen = x.prepare(announcement or an_announcement(LINK), KEY, clock())
    assert isinstance(frozen, Frozen), frozen
    return frozen


def sent(x: X, frozen: Frozen) -> Outcome:
    return x.send(frozen, lambda: True)


def test_a_post_has_its_address_on_x_and_costs_twenty_cents(x: X, fake: FakeX, clock: Clock) -> None:
    outcome = sent(x, prepared(x, clock))
    identity = fake.posts[0].id
    assert outcome == Posted(id=identity, url=f"https://x.com/i/web/status/{identity}")
    assert fake.spent == 0.20


def test_a_post_is_found_behind_its_t_co_link(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    sent(x, frozen)
    assert LINK not in fake.posts[0].shown()["text"]
    assert isinstance(x.find(frozen), Found)


def test_a_post_is_found_by_an_address_that_x_did_not_take_for_a_link(
    x: X, fake: FakeX, clock: Clock
) -> None:
    frozen = prepared(x, clock, an_announcement("https://intern.example/a&b/"))
    sent(x, frozen)
    assert fake.posts[0].shown()["entities"]["urls"] == []
    assert isinstance(x.find(frozen), Found)


def test_a_post_is_found_on_a_later_page(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    sent(x, frozen)
    for number in range(3):
        sent(x, prepared(x, clock, an_announcement(f"https://ateliernord.com/{number}/")))
    fake.page_size = 1
    assert isinstance(x.find(frozen), Found)


def test_an_account_too_busy_to_be_read_cannot_tell(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    for number in range(6):
        sent(x, prepared(x, clock, an_announcement(f"https://ateliernord.com/{number}/")))
    fake.page_size = 1
    assert isinstance(x.find(frozen), CannotTell)
    fake.page_size = 2
    assert x.find(frozen) == Absent()


def test_a_post_older_than_the_request_is_another_one(x: X, clock: Clock) -> None:
    sent(x, prepared(x, clock))
    later = replace(prepared(x, clock), made=clock() + timedelta(minutes=3))
    assert x.find(later) == Absent()


def test_a_text_without_the_link_can_never_be_proved_absent(x: X, clock: Clock) -> None:
    announcement = replace(an_announcement(LINK), text="No link today")
    assert isinstance(x.find(prepared(x, clock, announcement)), CannotTell)


def test_a_duplicate_is_doubt_and_reading_back_finds_the_first(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    first = sent(x, frozen)
    outcome = sent(x, frozen)
    assert isinstance(outcome, Unknown)
    assert "duplicate" in outcome.why
    assert isinstance(first, Posted)
    assert x.find(frozen) == Found(id=first.id, url=first.url)
    assert len(fake.posts) == 1


def test_out_of_credit_is_the_account_s_trouble(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    fake.credit = 0
    outcome = sent(x, frozen)
    assert isinstance(outcome, NotSent)
    assert outcome.account == Trouble.CREDIT
    assert x.check().trouble == Trouble.CREDIT


def test_a_suspended_account_is_the_account_s_trouble(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    fake.suspended = True
    outcome = sent(x, frozen)
    assert isinstance(outcome, NotSent)
    assert outcome.account == Trouble.SUSPENDED


def test_a_full_window_asks_to_wait_until_its_reset(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    x.send(frozen, lambda: True)
    fake.posts *= 100
    outcome = sent(x, prepared(x, clock, an_announcement("https://ateliernord.com/other/")))
    assert isinstance(outcome, NotSent)
    assert outcome.account == Trouble.BUSY
    assert outcome.retry_after == pytest.approx(900, abs=1)


def test_keys_that_may_only_read_are_found_by_a_look(x: X, fake: FakeX) -> None:
    assert x.check().ok
    fake.access = "read"
    status = x.check()
    assert (status.ok, status.trouble) == (False, Trouble.LOGIN)
    assert "Read and write" in status.says


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(status=429, headers={"x-rate-limit-reset": "soon"}, body=b"[]"), NotSent),
        (Answer(status=403, body=b"[]"), Unknown),
        (Answer(status=403, body=b"<h1>Blocked by somebody in between</h1>"), Unknown),
        (Answer(status=401, body=b"<h1>Log in to the hotel's network</h1>"), Unknown),
        (Answer(status=400, body=b'{"errors": "none"}'), Refused),
        (Answer(status=403, body=b'{"errors": [7], "detail": "You may not say this."}'), Refused),
        (Answer(status=403, body=b'{"reason": "client-not-enrolled"}'), NotSent),
        (Answer(status=302, headers={"Location": "http://127.0.0.1:9/"}), Unknown),
        (Answer(status=204), Unknown),
        (Answer(status=201, body=b'{"data": {"id": "../../x"}}'), Unknown),
        (Answer(status=201, body=b'{"data": {"id": 17}}'), Unknown),
        (Answer(status=201, body=b'{"data": {"id": "' + b"1" * 20 + b'"}}'), Unknown),
        (Answer(status=500, body=b'{"errors": {"a": 1}}'), Unknown),
        (Answer(status=200, headers={"Content-Encoding": "gzip"}, body=b"no gzip"), Unknown),
    ],
)
def test_strange_answers_prove_what_they_prove(
    x: X, fake: FakeX, clock: Clock, answer: Answer, kind: type[Outcome]
) -> None:
    frozen = prepared(x, clock)
    fake.proxy.next(*CREATE, answer)
    assert isinstance(sent(x, frozen), kind)
    assert len(fake.proxy.asked) == 1


def test_a_huge_answer_is_not_read_to_its_end(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    fake.proxy.next(*CREATE, Answer(status=201, body=b" " * 5_000_000))
    assert isinstance(sent(x, frozen), Unknown)


def test_a_timeline_that_admits_errors_cannot_tell(x: X, fake: FakeX, clock: Clock) -> None:
    frozen = prepared(x, clock)
    for body in (
        b'{"meta": {"result_count": 0}, "errors": [{"title": "Partial"}]}',
        b'{"meta": {"result_count": 3}, "data": []}',
        b'{"data": []}',
        b'{"meta": {"result_count": 1}, "data": ["x"]}',
    ):
        fake.proxy.next("GET", "*/tweets", Answer(status=200, body=body))
        assert isinstance(x.find(frozen), CannotTell)
    fake.proxy.next("GET", "*/tweets", Answer(status=200, body=b'{"meta": {"result_count": 0}}'))
    assert x.find(frozen) == Absent()


def with_image(folder: Path, content: bytes = PNG, alt: str = "A cup of coffee") -> Announcement:
    file = folder / "cover.png"
    file.write_bytes(content)
    announcement = an_announcement(LINK)
    image = CardImage(address="https://ateliernord.com/cover.png", alt=alt, file=file)
    return replace(announcement, card=replace(announcement.card, image=image))


@pytest.fixture
def x_with_images(fake: FakeX, clock: Clock) -> X:
    return X(settings(fake.url, attach_image=True), clock=clock, timeout=5)


def test_an_image_is_uploaded_with_its_description_when_wanted(
    x_with_images: X, fake: FakeX, clock: Clock, tmp_path: Path
) -> None:
    outcome = sent(x_with_images, prepared(x_with_images, clock, with_image(tmp_path)))
    assert isinstance(outcome, Posted)
    assert fake.posts[0].media == tuple(fake.media)
    assert list(fake.media.values()) == ["A cup of coffee"]


def test_an_image_is_not_uploaded_unless_wanted(x: X, fake: FakeX, clock: Clock, tmp_path: Path) -> None:
    prepared(x, clock, with_image(tmp_path))
    assert fake.media == {}


@pytest.mark.parametrize("content", [b"", b"<svg/>", PNG + bytes(5_000_000)])
def test_what_x_takes_for_no_picture_is_left_out(
    x_with_images: X, fake: FakeX, clock: Clock, tmp_path: Path, content: bytes
) -> None:
    frozen = prepared(x_with_images, clock, with_image(tmp_path, content))
    assert "media" not in json.loads(frozen.request)
    assert fake.media == {}


@pytest.mark.parametrize("path", ["/2/media/upload", "/2/media/metadata"])
@pytest.mark.parametrize(
    "fault", [Fault.DROP, Fault.CUT, Fault.GARBLE, Answer(status=500), Answer(status=429)]
)
def test_a_failed_upload_is_not_sent(
    x_with_images: X, fake: FakeX, clock: Clock, tmp_path: Path, path: str, fault: Fault | Answer
) -> None:
    fake.proxy.next("POST", path, fault)
    assert isinstance(x_with_images.prepare(with_image(tmp_path), KEY, clock()), NotSent)
    assert fake.posts == []


def test_a_refused_upload_is_refused(x_with_images: X, fake: FakeX, clock: Clock, tmp_path: Path) -> None:
    body = b'{"detail": "The media is broken."}'
    fake.proxy.next("POST", "/2/media/upload", Answer(status=400, body=body))
    outcome = x_with_images.prepare(with_image(tmp_path), KEY, clock())
    assert isinstance(outcome, Refused)
    assert "broken" in outcome.why


def test_no_proxy_of_the_environment_is_used(x: X, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert isinstance(sent(x, prepared(x, clock)), Posted)


def test_a_server_without_tls_proves_that_nothing_left(fake: FakeX, clock: Clock) -> None:
    x = X(settings(fake.url.replace("http:", "https:")), clock=clock, timeout=5)
    assert isinstance(sent(x, prepared(x, clock)), NotSent)
    assert fake.proxy.asked == []


def test_may_write_is_asked_once_when_the_connection_stands(x: X, fake: FakeX, clock: Clock) -> None:
    asked: list[int] = []

    def may_write() -> bool:
        asked.append(len(fake.proxy.asked))
        return True

    x.send(prepared(x, clock), may_write)
    assert asked == [0]
    asked.clear()
    X(settings(f"http://127.0.0.1:{free_port()}"), clock=clock).send(prepared(x, clock), may_write)
    assert asked == []


def test_what_may_write_raises_is_not_swallowed(x: X, fake: FakeX, clock: Clock) -> None:
    def broken() -> bool:
        raise LookupError("the store is gone")

    with pytest.raises(LookupError):
        x.send(prepared(x, clock), broken)
    assert fake.posts == []


def test_several_accounts_post_at_once_without_mixing_their_answers(x: X, fake: FakeX, clock: Clock) -> None:
    links = [f"https://ateliernord.com/at-once/{number}/" for number in range(8)]
    outcomes: dict[str, Outcome] = {}

    def post(link: str) -> None:
        outcomes[link] = sent(x, prepared(x, clock, an_announcement(link)))

    threads = [threading.Thread(target=post, args=(link,)) for link in links]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked = {post.id: post.asked for post in fake.posts}
    for link in links:
        outcome = outcomes[link]
        assert isinstance(outcome, Posted)
        assert link in asked[outcome.id]


@pytest.mark.parametrize("secret", ["canary\r\nX: 1", "canary é", "canary\x00"])
def test_keys_of_any_shape_stay_secret(
    fake: FakeX, clock: Clock, caplog: pytest.LogCaptureFixture, secret: str
) -> None:
    caplog.set_level(logging.DEBUG)
    odd = Secret(secret)
    keys = replace(settings(fake.url), consumer_key=odd, consumer_secret=odd, access_token=odd)
    x = X(replace(keys, access_token_secret=odd), clock=clock)
    outcome = sent(x, prepared(x, clock))
    assert isinstance(outcome, NotSent)
    assert outcome.account == Trouble.LOGIN
    assert "canary" not in repr(outcome) + caplog.text + repr(x)


def test_the_fake_refuses_a_forged_signature(fake: FakeX, clock: Clock) -> None:
    forged = replace(settings(fake.url), consumer_secret=Secret("guessed"))
    x = X(forged, clock=clock)
    assert isinstance(sent(x, prepared(x, clock)), NotSent)
    assert fake.posts == []


@pytest.mark.skipif(not SPEC.is_file(), reason=f"contract spec {SPEC.name} not found in ../shared/specs")
def test_what_is_sent_and_what_the_fake_answers_keep_to_the_specification(
    x_with_images: X, fake: FakeX, clock: Clock, tmp_path: Path
) -> None:
    frozen = prepared(x_with_images, clock, with_image(tmp_path))
    assert against_spec(json.loads(frozen.request), "CreatePostsRequest") == ""
    assert against_spec({"text": "x", "language": "en"}, "CreatePostsRequest") != ""
    assert isinstance(sent(x_with_images, frozen), Posted)
    page = fake._timeline({"tweet.fields": "created_at,entities,text"})
    assert page.body["meta"]["result_count"] == 1
    assert against_spec(page.body, "GetUsersPostsResponse") == ""


@pytest.mark.slow
def test_the_fake_runs_as_a_program_that_spoils_requests_on_demand(clock: Clock, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "tests.servers.x", str(port)]
    with running(command, log=tmp_path / "log", ready=lambda: listens(port)):
        url = f"http://127.0.0.1:{port}"
        httpx2.post(f"{url}/_fake/faults", json={"method": "POST", "path": "/2/tweets", "fault": "cut"})
        x = X(settings(url), clock=clock, timeout=5)
        frozen = prepared(x, clock)
        assert isinstance(sent(x, frozen), Unknown)
        assert isinstance(x.find(frozen), Found)
        assert len(httpx2.get(f"{url}/_fake/posts").json()["posts"]) == 1
