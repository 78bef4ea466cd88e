"""Manners of Bluesky beyond the conformance suite, against a real PDS, read back by an independent client."""

from __future__ import annotations

import contextlib
import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from feedbot.announcements.announcement import Announcement, CardImage
from feedbot.networks.bluesky import Bluesky
from feedbot.networks.bluesky_session import BlueskySettings
from feedbot.networks.entry import OptionValue
from feedbot.networks.network import (
    CannotTell,
    DeliveryKey,
    Frozen,
    NotSent,
    Posted,
    Refused,
    Trouble,
    Unknown,
)
from feedbot.networks.registry import NETWORKS
from feedbot.networks.secret import Secret
from feedbot.networks.session_file import SessionFile
from tests.networks.conformance import an_announcement, real_time
from tests.servers.cutting_proxy import Answer, CuttingProxy, Fault
from tests.servers.pds import Pds, PdsAccount, running_pds

pytestmark = pytest.mark.real

LINK = "https://atelier.example/posts/cafe/"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
CREATE = "/xrpc/com.atproto.server.createSession"
REFRESH = "/xrpc/com.atproto.server.refreshSession"
CONFIRM = "/xrpc/com.atproto.server.getSession"
WRITE = "/xrpc/com.atproto.repo.putRecord"
UPLOAD = "/xrpc/com.atproto.repo.uploadBlob"


@pytest.fixture
def account(pds: Pds) -> PdsAccount:
    return pds.new_account()


@pytest.fixture
def proxy(pds: Pds) -> Iterator[CuttingProxy]:
    with CuttingProxy(pds.url) as between:
        yield between


@pytest.fixture
def sessions(tmp_path: Path) -> SessionFile:
    return SessionFile(path=tmp_path / "session.json")


def _network(
    account: PdsAccount, server: Pds | CuttingProxy, sessions: SessionFile, *, password: str = ""
) -> Bluesky:
    settings = BlueskySettings(
        handle=account.handle, app_password=Secret(password or account.password), server=server.url
    )
    return Bluesky(settings, sessions, clock=real_time, timeout=10)


def _frozen(network: Bluesky, announcement: Announcement | None = None, key: str = "key") -> Frozen:
    name = DeliveryKey(text=key, planned=real_time().replace(microsecond=0, second=0))
    frozen = network.prepare(announcement or an_announcement(LINK), name, real_time())
    assert isinstance(frozen, Frozen), frozen
    return frozen


def _pictured(folder: Path, content: bytes) -> Announcement:
    file = folder / "picture"
    file.write_bytes(content)
    announcement = an_announcement(LINK)
    image = CardImage(address="https://atelier.example/p.png", alt="", file=file)
    return replace(announcement, card=replace(announcement.card, image=image))


def _thumb(frozen: Frozen) -> dict[str, Any] | None:
    thumb: dict[str, Any] | None = json.loads(frozen.request)["record"]["embed"]["external"].get("thumb")
    return thumb


def test_an_independent_client_reads_what_was_meant(
    pds: Pds, account: PdsAccount, sessions: SessionFile, tmp_path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the client's own models
        from atproto import Client, Request  # noqa: PLC0415  # imported late: 1.2 s

    network = _network(account, pds, sessions)
    announcement = replace(_pictured(tmp_path, PNG), language="de", hidden_tags=("Röstung", "Kaffee"))
    frozen = _frozen(network, announcement)
    posted = network.send(frozen, lambda: True)
    assert isinstance(posted, Posted), posted
    assert posted.url == f"https://bsky.app/profile/{account.handle}/post/{frozen.key}"

    with contextlib.closing(Request()) as wire:
        client = Client(base_url=f"{pds.url}/xrpc", request=wire)
        client.login(account.handle, account.password, fetch_bsky_profile=False)
        post = client.app.bsky.feed.post.get(account.did, frozen.key)
        cid = post.value.embed.external.thumb.ref.link
        blob = client.com.atproto.sync.get_blob({"did": account.did, "cid": cid})
    assert post.uri == posted.id
    record = post.value
    raw = record.text.encode()
    shown = [raw[facet.index.byte_start : facet.index.byte_end].decode() for facet in record.facets]
    assert shown == [LINK, "#Zürich", "#CoffeeCulture"]
    assert [getattr(facet.features[0], "tag", None) for facet in record.facets] == [
        None,
        "Zürich",
        "CoffeeCulture",
    ]
    assert (record.text, record.langs, record.tags) == (announcement.text, ["de"], ["Röstung", "Kaffee"])
    external = record.embed.external
    assert (external.uri, external.title) == (LINK, "Café Zürich opens")
    assert (external.thumb.mime_type, external.thumb.size) == ("image/png", len(PNG))
    assert blob == PNG


def test_the_same_request_twice_is_one_post(pds: Pds, account: PdsAccount, sessions: SessionFile) -> None:
    network = _network(account, pds, sessions)
    frozen = _frozen(network)
    first = network.send(frozen, lambda: True)
    assert isinstance(first, Posted)
    assert network.send(frozen, lambda: True) == first
    assert len(pds.posts(account.did)) == 1


def test_a_delivery_that_was_worded_anew_meets_its_earlier_post(
    pds: Pds, account: PdsAccount, sessions: SessionFile
) -> None:
    network = _network(account, pds, sessions)
    first = network.send(_frozen(network), lambda: True)
    reworded = _frozen(network, replace(an_announcement(LINK), text=f"Other words {LINK}"))
    assert isinstance(first, Posted)
    assert network.send(reworded, lambda: True) == first
    assert [post["value"]["text"] for post in pds.posts(account.did)] == [an_announcement(LINK).text]


def test_a_key_that_another_article_holds_is_never_taken_for_ours(
    pds: Pds, account: PdsAccount, sessions: SessionFile
) -> None:
    network = _network(account, pds, sessions)
    network.send(_frozen(network, key="same"), lambda: True)
    other = _frozen(network, an_announcement("https://atelier.example/posts/other/"), key="same")
    assert isinstance(network.send(other, lambda: True), Unknown)
    assert isinstance(network.find(other), CannotTell)
    assert len(pds.posts(account.did)) == 1


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBP" + bytes(99), "image/webp"),
        (PNG + bytes(1_000_000 - len(PNG)), "image/png"),
        (PNG + bytes(1_000_001 - len(PNG)), None),
        (b"<svg/>", None),
        (b"", None),
    ],
    ids=["png", "jpeg", "webp", "largest", "too-large", "svg", "empty"],
)
def test_a_card_has_a_thumb_where_the_picture_is_one_and_small_enough(
    pds: Pds, account: PdsAccount, sessions: SessionFile, tmp_path: Path, content: bytes, mime: str | None
) -> None:
    network = _network(account, pds, sessions)
    frozen = _frozen(network, _pictured(tmp_path, content))
    thumb = _thumb(frozen)
    assert (thumb and thumb["mimeType"]) == mime
    assert isinstance(network.send(frozen, lambda: True), Posted)


def test_a_picture_that_is_refused_is_left_out_and_one_that_is_lost_is_tried_later(
    account: PdsAccount, proxy: CuttingProxy, sessions: SessionFile, tmp_path: Path
) -> None:
    network = _network(account, proxy, sessions)
    body = b'{"error":"BlobTooLarge","message":"no"}'
    proxy.next("POST", UPLOAD, Answer(status=400, headers={"Content-Type": "application/json"}, body=body))
    assert _thumb(_frozen(network, _pictured(tmp_path, PNG))) is None
    proxy.next("POST", UPLOAD, Fault.CUT)
    name = DeliveryKey(text="key", planned=real_time())
    assert isinstance(network.prepare(_pictured(tmp_path, PNG), name, real_time()), NotSent)


def test_who_logs_in_by_mail_address_keeps_it_out_of_the_post_s_address(
    pds: Pds, account: PdsAccount, sessions: SessionFile
) -> None:
    network = _network(replace(account, handle=f"{account.handle}@example.org"), pds, sessions)
    frozen = _frozen(network)
    posted = network.send(frozen, lambda: True)
    assert isinstance(posted, Posted)
    assert posted.url == f"https://bsky.app/profile/{account.did}/post/{frozen.key}"


def test_a_session_is_used_again_after_a_restart(
    account: PdsAccount, proxy: CuttingProxy, sessions: SessionFile
) -> None:
    for _ in range(3):
        assert _network(account, proxy, sessions).check().ok
    assert proxy.count("POST", CREATE) == 1
    assert proxy.count("POST", REFRESH) == 0


def test_an_expired_session_is_refreshed_and_the_new_tokens_are_kept(
    account: PdsAccount, proxy: CuttingProxy, sessions: SessionFile
) -> None:
    assert _network(account, proxy, sessions).check().ok
    saved = json.loads(sessions.load())
    sessions.save(json.dumps(saved | {"accessJwt": "expired"}))
    assert _network(account, proxy, sessions).check().ok
    assert (proxy.count("POST", CREATE), proxy.count("POST", REFRESH)) == (1, 1)
    assert json.loads(sessions.load())["accessJwt"] not in {"expired", ""}
    assert json.loads(sessions.load())["refreshJwt"] != saved["refreshJwt"]


@pytest.mark.parametrize("saved", ["no json", "[]", "{}", '{"did": 7}'])
def test_a_saved_session_that_cannot_be_used_is_replaced(
    pds: Pds, account: PdsAccount, sessions: SessionFile, saved: str
) -> None:
    sessions.save(saved)
    assert _network(account, pds, sessions).check().ok
    assert json.loads(sessions.load())["handle"] == account.handle


def test_a_session_of_two_dead_tokens_ends_in_a_new_one(
    account: PdsAccount, proxy: CuttingProxy, sessions: SessionFile
) -> None:
    assert _network(account, proxy, sessions).check().ok
    saved = json.loads(sessions.load())
    sessions.save(json.dumps(saved | {"accessJwt": "dead", "refreshJwt": "dead"}))
    assert _network(account, proxy, sessions).check().ok
    assert proxy.count("POST", CREATE) == 2


def test_another_account_s_session_is_not_used(pds: Pds, account: PdsAccount, sessions: SessionFile) -> None:
    other = pds.new_account()
    assert _network(account, pds, sessions).check().who == f"@{account.handle}"
    assert _network(other, pds, sessions).check().who == f"@{other.handle}"


def test_a_post_written_for_another_account_is_refused(
    pds: Pds, account: PdsAccount, sessions: SessionFile
) -> None:
    frozen = _frozen(_network(account, pds, sessions))
    other = pds.new_account()
    assert isinstance(_network(other, pds, sessions).send(frozen, lambda: True), Refused)
    assert pds.posts(account.did) == pds.posts(other.did) == []


def test_a_session_that_runs_out_between_look_and_write_is_tried_again_soon(
    account: PdsAccount, proxy: CuttingProxy, sessions: SessionFile
) -> None:
    network = _network(account, proxy, sessions)
    frozen = _frozen(network)
    expired = Answer(status=400, body=b'{"error":"ExpiredToken","message":"Token has expired"}')
    proxy.next("POST", WRITE, expired)
    outcome = network.send(frozen, lambda: True)
    assert isinstance(outcome, NotSent)
    assert outcome.account is None
    assert isinstance(network.send(frozen, lambda: True), Posted)


def test_a_suspended_account_is_told_from_a_wrong_password(
    pds: Pds, account: PdsAccount, sessions: SessionFile
) -> None:
    network = _network(account, pds, sessions)
    frozen = _frozen(network)
    pds.take_down(account.did)
    outcome = network.send(frozen, lambda: True)
    assert isinstance(outcome, NotSent)
    assert outcome.account == Trouble.SUSPENDED
    assert network.check().trouble == Trouble.SUSPENDED
    pds.take_down(account.did, applied=False)
    assert isinstance(network.send(frozen, lambda: True), Posted)


def test_a_deactivated_account_posts_nothing(pds: Pds, account: PdsAccount, sessions: SessionFile) -> None:
    network = _network(account, pds, sessions)
    frozen = _frozen(network)
    pds.deactivate(account.handle)
    for known in (network, _network(account, pds, SessionFile(path=sessions.path.with_name("fresh")))):
        outcome = known.send(frozen, lambda: True)
        assert isinstance(outcome, NotSent)
        assert outcome.account == Trouble.SUSPENDED


def test_a_wrong_password_is_named_and_never_shown(
    pds: Pds, account: PdsAccount, sessions: SessionFile
) -> None:
    status = _network(account, pds, sessions, password="abcd-efgh-wrong").check()
    assert status.trouble == Trouble.LOGIN
    assert "app password" in status.says
    assert "abcd-efgh" not in repr(status)
    assert sessions.load() == ""


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=200, headers={"Content-Type": "text/html"}, body=b"<h1>Hello</h1>"),
        Answer(status=200, body=b"[]"),
        Answer(status=200, body=b'{"did":"did:plc:x","handle":"h","accessJwt":"a\\u00e9","refreshJwt":"b"}'),
        Answer(
            status=200, body=b'{"did":"did:plc:x","handle":"h","accessJwt":"a\\r\\nX: y","refreshJwt":"b"}'
        ),
        Answer(
            status=200, body=b'{"did":"did:plc:x","handle":"\\u001b[31m","accessJwt":"a","refreshJwt":"b"}'
        ),
        Answer(status=200, body=b'{"did":"../x","handle":"h","accessJwt":"a","refreshJwt":"b"}'),
        Answer(status=404, headers={"Content-Type": "text/html"}, body=b"<h1>No</h1>"),
        Answer(status=502),
        Fault.CUT,
    ],
)
def test_a_server_that_is_no_pds_is_nobody_s_fault_and_nothing_is_kept(
    account: PdsAccount, proxy: CuttingProxy, sessions: SessionFile, answer: Answer | Fault
) -> None:
    proxy.next("POST", CREATE, answer)
    status = _network(account, proxy, sessions).check()
    assert (status.ok, status.trouble) == (False, None)
    assert status.says.isprintable()
    assert sessions.load() == ""


def test_a_session_that_cannot_be_kept_serves_this_process(
    account: PdsAccount, proxy: CuttingProxy, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    network = _network(account, proxy, SessionFile(path=tmp_path / "file" / "session.json"))
    assert isinstance(network.send(_frozen(network), lambda: True), Posted)
    assert proxy.count("POST", CREATE) == 1


def test_a_handle_may_be_written_with_its_at_sign(
    pds: Pds, account: PdsAccount, sessions: SessionFile
) -> None:
    written = replace(account, handle=f"@{account.handle}")
    assert _network(written, pds, sessions).check().who == f"@{account.handle}"


@pytest.mark.slow
def test_a_real_rate_limit_says_until_when(tmp_path: Path) -> None:
    with running_pds(tmp_path, rate_limits=True) as limited:
        account = limited.new_account()
        fresh = SessionFile(path=tmp_path / "session.json")
        stranger = _network(account, limited, fresh, password="wrong")
        troubles = [stranger.check().trouble for _ in range(31)]
        assert troubles == [Trouble.LOGIN] * 30 + [Trouble.BUSY]
        name = DeliveryKey(text="key", planned=real_time())
        outcome = _network(account, limited, fresh).prepare(an_announcement(LINK), name, real_time())
        assert isinstance(outcome, NotSent)
        assert outcome.retry_after is not None
        assert 1 <= outcome.retry_after <= 300


def test_the_registry_s_line_builds_an_account_that_keeps_its_session_in_its_folder(
    pds: Pds, account: PdsAccount, tmp_path: Path
) -> None:
    options: dict[str, OptionValue] = {
        "handle": account.handle,
        "app_password": Secret(account.password),
        "server": f"{pds.url}/",
    }
    network = NETWORKS["bluesky"].build(options, clock=real_time, folder=tmp_path / "state")
    assert network.check().ok
    assert [file.stat().st_mode & 0o777 for file in (tmp_path / "state").iterdir()] == [0o600]
