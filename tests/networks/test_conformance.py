"""One suite that every network passes: what an answer proves, what is read back, what stays secret."""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from feedbot.networks.network import (
    Absent,
    CannotTell,
    Found,
    NotSent,
    Posted,
    Refused,
    Trouble,
    Unknown,
)
from feedbot.networks.registry import NETWORKS
from tests.networks import harness_bluesky, harness_local, harness_mastodon, harness_x
from tests.networks.conformance import Bench, Harness, Site, between, real_time
from tests.servers.cutting_proxy import Answer, Fault
from tests.servers.process import free_port

HARNESSES: tuple[Harness, ...] = (
    harness_local.HARNESS,
    harness_x.HARNESS,
    harness_mastodon.HARNESS,
    harness_mastodon.HARNESS_ON_SNAC,
    harness_bluesky.HARNESS,
)
OURS = ("local", "x")  # the others talk to a real part


def over(harnesses: Iterable[Harness]) -> pytest.MarkDecorator:
    """Make a test run once for each of these."""
    return pytest.mark.parametrize(
        "harness",
        [
            pytest.param(harness, id=harness.name, marks=() if harness.name in OURS else pytest.mark.real)
            for harness in harnesses
        ],
    )


any_network = over(HARNESSES)
any_remote = over(harness for harness in HARNESSES if harness.create != ("", ""))
any_that_refuses = over(harness for harness in HARNESSES if harness.unfit is not None)

JSON = {"Content-Type": "application/json"}
MADE = (Fault.CUT, Fault.HALF, Fault.HUSH, Fault.DRIP, Fault.GARBLE, Answer(status=500, made=True))
NOT_MADE = (
    Fault.DROP,
    Fault.SILENCE,
    Answer(status=500, headers={"Content-Type": "text/html"}, body=b"<h1>Oops \x1b[31m</h1>"),
    Answer(status=502, headers=JSON, body=b'{"error": "bad gateway"}'),
    Answer(status=503, headers={"Retry-After": "5"}),
    Answer(status=404, headers={"Content-Type": "text/html"}, body=b"<h1>Not here</h1>"),
    Answer(status=408),
    Answer(status=200, headers=JSON, body=b"{}"),
    Answer(status=200, headers=JSON, body=b"[1, [2"),
    Answer(status=200, headers=JSON, body=b'{"id": "../x", "uri": "http://[", "data": {"id": 7}}'),
    Answer(status=201, headers=JSON, body=b'["data"]'),
)


def named(fault: Fault | Answer) -> str:
    return fault.value if isinstance(fault, Fault) else f"{fault.status}-{fault.body[:8]!r}"


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Harness], Site]]:
    """Start a harness's server at its first use, and keep it running over the tests of this file."""
    running: dict[str, Site] = {}
    with ExitStack() as stack:

        def started(harness: Harness) -> Site:
            if harness.name not in running:
                folder = tmp_path_factory.mktemp(harness.name)
                running[harness.name] = stack.enter_context(harness.serve(folder))
            return running[harness.name]

        yield started


@pytest.fixture
def bench(
    harness: Harness,
    start: Callable[[Harness], Site],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> Iterator[Bench]:
    """Lay out one network; whatever was said, frozen or logged at DEBUG must hold no secret."""
    caplog.set_level(logging.DEBUG)
    site = start(harness)
    with between(site) as proxy:
        bench = Bench(harness=harness, site=site, proxy=proxy, folder=tmp_path)
        yield bench
    told = "\n".join([*map(repr, bench.said), caplog.text])
    assert [canary for canary in harness.canaries if canary in told] == []


def test_every_registered_network_is_here() -> None:
    assert {harness.name.split()[0] for harness in HARNESSES} == set(NETWORKS)
    assert {name: entry.name for name, entry in NETWORKS.items()} == {name: name for name in NETWORKS}


@any_network
def test_a_healthy_network_posts_once_and_finds_it_again(bench: Bench) -> None:
    network = bench.network()
    frozen = bench.prepare(network)
    assert bench.posts() == 0
    outcome = bench.send(network, frozen)
    assert isinstance(outcome, Posted), outcome
    assert outcome.id
    assert outcome.url.startswith(("http", "file:"))
    assert bench.posts() == 1
    if bench.harness.reads_back:
        assert bench.find(bench.network(), frozen) == Found(id=outcome.id, url=outcome.url)


@any_network
def test_the_frozen_request_is_json_that_says_what_the_announcement_says(bench: Bench) -> None:
    frozen = bench.prepare(bench.network())
    request = json.dumps(json.loads(frozen.request), ensure_ascii=False)
    assert json.dumps(bench.announcement.text, ensure_ascii=False) in request
    assert frozen.link == bench.link
    assert abs((frozen.made - real_time()).total_seconds()) < 60


@any_network
def test_limits_count_a_text_and_its_hashtags(bench: Bench) -> None:
    limits = bench.network().limits()
    assert 0 < limits.measure(bench.announcement.text) <= limits.room
    assert set(limits.linked_tags(bench.announcement.text)) == {"Zürich", "CoffeeCulture"}


@any_network
def test_after_a_no_not_a_byte_leaves(bench: Bench) -> None:
    outcome = bench.post(bench.network(), may_write=False)
    assert isinstance(outcome, NotSent), outcome
    assert outcome.account is None
    assert bench.posts() == 0
    if bench.proxy is not None:
        assert bench.proxy.count(*bench.harness.create) == 0


@any_network
def test_what_was_never_sent_is_absent(bench: Bench) -> None:
    network = bench.network()
    finding = bench.find(network, bench.prepare(network))
    assert isinstance(finding, Absent if bench.harness.reads_back else CannotTell), finding


@any_network
def test_a_request_that_may_be_sent_again_makes_one_post(bench: Bench) -> None:
    network = bench.network()
    frozen = bench.prepare(network)
    first = bench.send(network, frozen)
    if frozen.replay_until is None:
        return
    assert bench.send(bench.network(), frozen) == first
    assert bench.posts() == 1


@any_remote
@pytest.mark.parametrize("fault", MADE, ids=named)
def test_a_post_whose_answer_is_lost_is_unknown_and_found(bench: Bench, fault: Fault | Answer) -> None:
    network = bench.network()
    frozen = bench.prepare(network)
    assert bench.proxy is not None
    bench.proxy.next(*bench.harness.create, fault)
    outcome = bench.send(network, frozen)
    assert isinstance(outcome, Unknown), outcome
    assert outcome.why
    assert bench.posts() == 1
    if bench.harness.reads_back:
        assert isinstance(bench.find(bench.network(), frozen), Found)
    if frozen.replay_until is not None:
        assert isinstance(bench.send(bench.network(), frozen), Posted)
        assert bench.posts() == 1


@any_remote
@pytest.mark.parametrize("fault", NOT_MADE, ids=named)
def test_a_doubtful_answer_is_unknown_and_what_was_not_made_is_absent(
    bench: Bench, fault: Fault | Answer
) -> None:
    network = bench.network()
    frozen = bench.prepare(network)
    assert bench.proxy is not None
    bench.proxy.next(*bench.harness.create, fault)
    outcome = bench.send(network, frozen)
    assert isinstance(outcome, Unknown), outcome
    assert outcome.why.isprintable()
    assert bench.posts() == 0
    if bench.harness.reads_back:
        assert isinstance(bench.find(network, frozen), Absent)


@any_remote
def test_too_many_requests_is_not_sent_until_the_network_says(bench: Bench) -> None:
    network = bench.network()
    frozen = bench.prepare(network)
    assert bench.proxy is not None
    bench.proxy.next(*bench.harness.create, Answer(status=429, headers={"Retry-After": "77"}, body=b"{}"))
    outcome = bench.send(network, frozen)
    assert isinstance(outcome, NotSent), outcome
    assert (outcome.retry_after, outcome.account) == (77, Trouble.BUSY)
    assert bench.posts() == 0


@any_remote
def test_a_wrong_login_is_the_account_s_trouble(bench: Bench) -> None:
    outcome = bench.post(bench.network(login=False))
    assert isinstance(outcome, NotSent), outcome
    assert outcome.account == Trouble.LOGIN
    assert outcome.why
    assert bench.posts() == 0


@any_that_refuses
def test_a_refused_text_comes_with_its_repair(bench: Bench) -> None:
    assert bench.harness.unfit is not None
    outcome = bench.post(bench.network(), bench.harness.unfit(bench.announcement))
    assert isinstance(outcome, Refused), outcome
    assert outcome.why
    assert outcome.repair
    assert bench.posts() == 0


@any_remote
def test_a_closed_port_is_not_sent(bench: Bench) -> None:
    frozen = bench.prepare(bench.network())
    outcome = bench.send(bench.network(url=f"http://127.0.0.1:{free_port()}"), frozen)
    assert isinstance(outcome, NotSent), outcome
    assert outcome.account is None


@any_remote
def test_a_server_that_hangs_up_before_reading_proves_nothing(bench: Bench) -> None:
    frozen = bench.prepare(bench.network())
    with hanging_up() as url:
        outcome = bench.send(bench.network(url=url), frozen)
    assert isinstance(outcome, Unknown | NotSent), outcome
    assert bench.posts() == 0


@any_remote
def test_a_network_that_cannot_be_read_cannot_tell(bench: Bench) -> None:
    frozen = bench.prepare(bench.network())
    finding = bench.find(bench.network(url=f"http://127.0.0.1:{free_port()}"), frozen)
    assert isinstance(finding, CannotTell)
    assert finding.why


@any_remote
def test_a_network_that_answers_garbage_cannot_tell(bench: Bench) -> None:
    network = bench.network()
    frozen = bench.prepare(network)
    assert bench.proxy is not None
    for answer in (Answer(status=500), Answer(status=200, headers=JSON, body=b"{}"), Fault.GARBLE):
        bench.proxy.next("GET", "*", answer, times=1)
        assert isinstance(bench.find(network, frozen), CannotTell)
        bench.proxy.clear()


@any_network
def test_a_look_says_who_the_account_is_and_posts_nothing(bench: Bench) -> None:
    status = bench.network().check()
    bench.said.append(status)
    assert status.ok, status
    assert status.who
    assert status.says
    assert bench.posts() == 0


@any_remote
def test_a_look_with_a_wrong_login_says_so(bench: Bench) -> None:
    status = bench.network(login=False).check()
    bench.said.append(status)
    assert not status.ok
    assert status.trouble == Trouble.LOGIN
    assert status.says


@any_remote
def test_a_look_at_a_dead_server_blames_nobody(bench: Bench) -> None:
    status = bench.network(url=f"http://127.0.0.1:{free_port()}").check()
    bench.said.append(status)
    assert not status.ok
    assert status.trouble is None
    assert status.says


@contextmanager
def hanging_up() -> Iterator[str]:
    """Take connections and close each before a byte is read."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    server.accept()[0].close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
