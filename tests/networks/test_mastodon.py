"""Manners of the Mastodon API beyond the conformance suite, against mastodon_mock and snac2."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedbot.announcements.announcement import Announcement, CardImage
from feedbot.networks.entry import OptionValue
from feedbot.networks.mastodon import Mastodon, MastodonSettings
from feedbot.networks.network import (
    Absent,
    CannotTell,
    DeliveryKey,
    Found,
    Frozen,
    NotSent,
    Posted,
    Refused,
    Trouble,
)
from feedbot.networks.registry import NETWORKS
from feedbot.networks.secret import Secret
from tests.networks.conformance import an_announcement, real_time
from tests.servers.cutting_proxy import Answer, CuttingProxy
from tests.servers.mastodon_mock import MastodonMock
from tests.servers.snac import Snac

pytestmark = pytest.mark.real

LINK = "https://atelier.example/posts/cafe/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def server(mastodon_mock: MastodonMock) -> Iterator[MastodonMock]:
    mastodon_mock.reset()
    yield mastodon_mock
    mastodon_mock.reset()


def _network(server: MastodonMock | Snac, url: str = "", **settings: Any) -> Mastodon:
    whole = MastodonSettings(server=url or server.url, token=Secret(server.token), **settings)
    return Mastodon(whole, clock=real_time, timeout=5, wait=lambda _: None)


def _key(text: str = "atelier cafe bot announce") -> DeliveryKey:
    return DeliveryKey(text=text, planned=real_time())


def _frozen(network: Mastodon, announcement: Announcement | None = None, key: str = "key") -> Frozen:
    frozen = network.prepare(announcement or an_announcement(LINK), _key(key), real_time())
    assert isinstance(frozen, Frozen), frozen
    return frozen


def _pictured(folder: Path, content: bytes = PNG) -> Announcement:
    file = folder / "café.png"
    file.write_bytes(content)
    image = CardImage(address="https://atelier.example/café.png", alt="Ein Café – schön", file=file)
    announcement = an_announcement(LINK)
    return replace(announcement, card=replace(announcement.card, image=image))


def test_language_visibility_and_warning_arrive(server: MastodonMock) -> None:
    network = _network(server, visibility="unlisted")
    announcement = replace(an_announcement(LINK), language="fr-CA", warning="Spoiler")
    assert isinstance(network.send(_frozen(network, announcement), lambda: True), Posted)
    [post] = server.posts()
    assert (post["language"], post["visibility"], post["spoiler_text"]) == ("fr", "unlisted", "Spoiler")
    assert post["sensitive"] is True


def test_the_instance_s_own_numbers_limit_the_text_and_are_asked_once(server: MastodonMock) -> None:
    with CuttingProxy(server.url) as proxy:
        network = _network(server, proxy.url)
        body = b'{"configuration":{"statuses":{"max_characters":77,"characters_reserved_per_url":5}}}'
        proxy.next("GET", "/api/v2/instance", Answer(status=200, headers=JSON, body=body))
        limits = network.limits()
        assert (limits.room, limits.measure("see https://a.example/long/long/long")) == (77, 9)
        assert network.limits().room == 77
        assert len(proxy.asked) == 1


def test_a_server_that_cannot_be_asked_is_asked_again_after_a_minute(server: MastodonMock) -> None:
    moments = [real_time()]
    with CuttingProxy(server.url) as proxy:
        settings = MastodonSettings(server=proxy.url, token=Secret(server.token))
        network = Mastodon(settings, clock=lambda: moments[-1], timeout=5)
        proxy.next("GET", "/api/*/instance", Answer(status=503), times=2)
        assert network.limits().room == 500
        assert _frozen(network).replay_until is None
        assert len(proxy.asked) == 2
        moments.append(moments[0] + timedelta(minutes=1))
        assert _frozen(network).replay_until is not None


def test_a_token_that_may_only_read_is_trouble_before_the_first_post(server: MastodonMock) -> None:
    with CuttingProxy(server.url) as proxy:
        app = Answer(status=200, headers=JSON, body=b'{"name":"feedbot","scopes":["read"]}')
        proxy.next("GET", "/api/v1/apps/verify_credentials", app)
        status = _network(server, proxy.url).check()
        assert (status.ok, status.trouble) == (False, Trouble.LOGIN)
        assert "write:statuses" in status.says


@pytest.mark.parametrize(
    ("written", "sent"), [("fr-CA", "fr"), ("DE", "de"), ("gsw", "gsw"), ("français", None), ("", None)]
)
def test_a_language_goes_along_where_it_is_one(server: MastodonMock, written: str, sent: str | None) -> None:
    frozen = _frozen(_network(server), replace(an_announcement(LINK), language=written))
    assert json.loads(frozen.request).get("language") == sent


def test_a_key_is_trusted_for_less_than_an_hour_where_the_server_keeps_it(server: MastodonMock) -> None:
    frozen = _frozen(_network(server))
    assert frozen.replay_until == frozen.made + timedelta(minutes=50)


def test_deliveries_have_keys_of_their_own(server: MastodonMock) -> None:
    network = _network(server)
    keys = {_frozen(network, key=text).key for text in ("a", "b", "a")}
    assert len(keys) == 2
    assert all(len(key) == 64 and key.isalnum() for key in keys)


def test_without_api_versions_the_key_is_not_trusted_and_reading_back_finds_the_post(snac: Snac) -> None:
    link = "https://atelier.example/posts/only-on-snac/?a=1&b=2"
    network = _network(snac)
    announcement = replace(an_announcement(link), text=f"New: {link}")
    frozen = _frozen(network, announcement)
    assert frozen.replay_until is None
    assert network.find(frozen) == Absent()
    posted = network.send(frozen, lambda: True)
    assert isinstance(posted, Posted)
    assert network.find(frozen) == Found(id=posted.id, url=posted.url)


def test_older_pages_are_read_until_the_post_is_found(server: MastodonMock) -> None:
    network = _network(server)
    frozen = _frozen(network)
    posted = network.send(frozen, lambda: True)
    assert isinstance(posted, Posted)
    for number in range(45):
        other = replace(an_announcement(LINK), text=f"another {number}")
        network.send(_frozen(network, other, key=str(number)), lambda: True)
    assert network.find(frozen) == Found(id=posted.id, url=posted.url)
    later = replace(frozen, made=frozen.made + timedelta(minutes=10))
    assert isinstance(network.find(later), CannotTell)  # seems too old to be ours: a clock may be wrong
    assert network.find(replace(frozen, made=frozen.made + timedelta(days=2))) == Absent()


def test_a_post_without_its_link_cannot_be_recognised(server: MastodonMock) -> None:
    network = _network(server)
    frozen = _frozen(network, replace(an_announcement(LINK), text="no address here"))
    assert isinstance(network.find(frozen), CannotTell)


def test_an_image_is_attached_with_its_description_where_that_is_wanted(
    server: MastodonMock, tmp_path: Path
) -> None:
    network = _network(server, attach_image=True)
    network.send(_frozen(network, _pictured(tmp_path)), lambda: True)
    [post] = server.posts()
    assert [media["description"] for media in post["media_attachments"]] == ["Ein Café – schön"]


def test_an_image_that_is_still_worked_on_is_waited_for(server: MastodonMock, tmp_path: Path) -> None:
    with CuttingProxy(server.url) as proxy:
        network = _network(server, proxy.url, attach_image=True)
        proxy.next("POST", "/api/v2/media", Answer(status=202, headers=JSON, body=b'{"id":"71"}'))
        proxy.next("GET", "/api/v1/media/71", Answer(status=206, headers=JSON, body=b'{"id":"71"}'), times=2)
        proxy.next("GET", "/api/v1/media/71", Answer(status=200, headers=JSON, body=b'{"id":"71"}'))
        assert '"media_ids": ["71"]' in _frozen(network, _pictured(tmp_path)).request
        assert proxy.count("GET", "/api/v1/media/71", forwarded=False) == 3


def test_an_image_that_is_worked_on_for_ever_is_tried_later(server: MastodonMock, tmp_path: Path) -> None:
    with CuttingProxy(server.url) as proxy:
        network = _network(server, proxy.url, attach_image=True)
        proxy.next("POST", "/api/v2/media", Answer(status=202, headers=JSON, body=b'{"id":"71"}'))
        proxy.next("GET", "/api/v1/media/71", Answer(status=206, headers=JSON), times=99)
        outcome = network.prepare(_pictured(tmp_path), _key(), real_time())
        assert isinstance(outcome, NotSent)
        assert outcome.retry_after


@pytest.mark.parametrize("content", [b"", b"no picture", b"<svg/>"])
def test_what_is_no_picture_is_not_uploaded(server: MastodonMock, tmp_path: Path, content: bytes) -> None:
    with CuttingProxy(server.url) as proxy:
        network = _network(server, proxy.url, attach_image=True)
        assert "media_ids" not in _frozen(network, _pictured(tmp_path, content)).request
        assert proxy.count("POST", "/api/v2/media") == 0


def test_an_image_that_the_server_refuses_is_left_out(server: MastodonMock, tmp_path: Path) -> None:
    effect = {"type": "status", "status": 422}
    server.fault(method="POST", path="/api/v2/media", effect=effect)
    network = _network(server, attach_image=True)
    assert "media_ids" not in _frozen(network, _pictured(tmp_path)).request


def test_the_server_s_own_refusals_are_told_apart(server: MastodonMock) -> None:
    network = _network(server)
    frozen = _frozen(network)
    reset = (datetime.now(UTC) + timedelta(seconds=120)).isoformat()  # noqa: TID251  # the mock keeps real time
    headers = {"X-RateLimit-Reset": reset}
    server.fault(method="POST", path="/api/v1/statuses", effect={"type": "ratelimit", "headers": headers})
    busy = network.send(frozen, lambda: True)
    assert isinstance(busy, NotSent), busy
    assert busy.account == Trouble.BUSY
    assert busy.retry_after is not None
    refused = network.send(_frozen(network, replace(an_announcement(LINK), text="")), lambda: True)
    assert isinstance(refused, Refused)
    assert server.posts() == []


@pytest.mark.parametrize("path", ["/nowhere", "/@testuser"])
def test_an_address_that_is_no_api_asks_whether_the_server_is_right(server: MastodonMock, path: str) -> None:
    status = _network(server, server.url + path).check()
    assert not status.ok
    assert status.trouble is None
    assert server.url.split("//")[1].split(":")[0] in status.says


def test_the_account_is_named_with_its_server(server: MastodonMock) -> None:
    assert _network(server).check().who == "@testuser@127.0.0.1"


def test_the_registry_s_line_builds_an_account(tmp_path: Path) -> None:
    options: dict[str, OptionValue] = {
        "server": "https://social.example/",
        "token": Secret("t"),
        "visibility": "private",
    }
    assert isinstance(NETWORKS["mastodon"].build(options, clock=real_time, folder=tmp_path), Mastodon)
    assert not list(tmp_path.iterdir())
