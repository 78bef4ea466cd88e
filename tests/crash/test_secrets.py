"""Whatever feedbot says, logs, serves or remembers, in good days and bad: no secret is in it."""

from __future__ import annotations

import io
import json
import logging
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import pytest

from feedbot.networks.http import call
from feedbot.networks.network import AccountStatus, Frozen, Network, Outcome
from feedbot.scheduler.logs import LineFormatter
from tests.crash.conftest import Prepared
from tests.crash.services import Service
from tests.crash.stage import SITE, Stage, hands, opened, publish, set_up
from tests.crash.test_failures import JSON, SAID
from tests.servers.cutting_proxy import Answer, Fault

pytestmark = [pytest.mark.slow, pytest.mark.real]

NAMES = ("x", "mastodon", "bluesky")
ROUNDS: tuple[tuple[Answer | Fault, ...], ...] = (
    (Answer(status=500, headers=JSON, body=SAID), Answer(status=400, headers=JSON, body=SAID), Fault.CUT),
    (Fault.GARBLE, Fault.DROP, Answer(status=401, headers=JSON, body=SAID)),
    (Answer(status=429, headers={"Retry-After": "2"}),),
    (),
)
ASKING = (
    ("check", "--online"),
    ("check", "--online", "--json"),
    ("plan",),
    ("plan", "--json"),
    ("status",),
    ("status", "--json"),
    ("why", "news-0-0"),
    ("why", "news-0-0", "--json"),
    ("queue", "list", "--all", "--json"),
    ("publish", "--dry-run"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One site with an account on every network that has secrets."""

    stage: Stage
    services: tuple[Service, ...]

    @property
    def session(self) -> Path:
        (found,) = self.stage.state.rglob("bluesky-session.json")
        return found

    @property
    def canaries(self) -> list[str]:
        """Return every secret that was given, and those that Bluesky gave in turn."""
        given = [secret for service in self.services for secret in service.secrets.values()]
        session = json.loads(self.session.read_text(encoding="utf-8"))
        return [*given, session["accessJwt"], session["refreshJwt"]]

    def found_on_disk(self) -> list[tuple[str, str]]:
        """Return each file in which a secret lies, beside the two places for them."""
        files = [path for path in self.stage.folder.rglob("*") if path.is_file()]
        elsewhere = [path for path in files if path.parent.name != "secrets" and path != self.session]
        return [
            (str(path), canary)
            for path in elsewhere
            for canary in self.canaries
            if canary.encode() in path.read_bytes()
        ]


@pytest.fixture
def scene(prepare: Callable[[str], Prepared], tmp_path: Path) -> Scene:
    services = tuple(prepare(name).service for name in NAMES)
    accounts = "".join(f"\n[accounts.on-{service.name}]\n{service.account}\n" for service in services)
    secrets = {name: text for service in services for name, text in service.secrets.items()}
    return Scene(stage=set_up(tmp_path / "site", accounts, secrets), services=services)


@contextmanager
def logged(strike: Callable[[str], str]) -> Iterator[io.StringIO]:
    """Listen to all logging at DEBUG, written as feedbot writes it."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(LineFormatter(journal=False, strike=strike))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield told
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def test_no_command_tells_a_secret_whatever_fails(scene: Scene) -> None:
    told = []
    for number, faults in enumerate(ROUNDS):
        for each, fault in enumerate(faults):
            scene.stage.write(f"news-{number}-{each}")
            for service in scene.services:
                service.proxy.next(*service.create, fault)
        as_json = ("--json",) if number % 2 else ()
        told.append(scene.stage.command("--verbose", "publish", *as_json))
    told += [scene.stage.command("--verbose", *asked) for asked in ASKING]
    said = "\n".join(f"{one.args} {one.stdout}\n{one.stderr}" for one in told)
    assert "too many requests" in said  # what fails was heard of
    assert all(one.returncode != 70 for one in told), said
    assert [canary for canary in scene.canaries if canary in said] == []
    assert scene.found_on_disk() == []
    assert stat.S_IMODE(scene.session.stat().st_mode) == 0o600
    given = [secret for service in scene.services for secret in service.secrets.values()]
    assert not any(secret in scene.session.read_text(encoding="utf-8") for secret in given)
    for service in scene.services:
        service.proxy.clear()


class Broken:
    """An account whose adapter has a bug, in the middle of a call, its secrets in hand."""

    def __init__(self, network: Network, secret: str) -> None:
        self._network = network
        self._headers = {"Authorization": f"Bearer {secret}"}
        self.limits = network.limits
        self.prepare = network.prepare
        self.find = network.find

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> Outcome:
        call("GET", "http://127.0.0.1:9", headers=self._headers, may_write=may_write)
        raise KeyError(f"no such header in {self._headers}")

    def check(self) -> AccountStatus:
        raise RuntimeError("the adapter is broken")


def test_no_bug_of_ours_tells_a_secret(scene: Scene) -> None:
    def failing(url: str) -> NoReturn:
        raise OSError(f"no way to {url}")

    scene.stage.write("news")
    broken_hands = replace(hands(scene.stage.clock), fetch=failing)
    with logged(broken_hands.strike) as told:
        with opened(scene.stage.config, broken_hands) as app:
            built = app.networks[SITE]
            networks: dict[str, Network] = {
                f"on-{service.name}": Broken(
                    built[f"on-{service.name}"], next(iter(service.secrets.values()))
                )
                for service in scene.services
            }
            publish(app, networks)
        config = scene.stage.config.read_text(encoding="utf-8")
        scene.stage.config.write_text(config.replace("wait_until_live = false", ""), encoding="utf-8")
        scene.stage.write("more-news")
        with opened(scene.stage.config, broken_hands) as app:
            publish(app)
    said = told.getvalue()
    assert "no such header in {'Authorization': 'Bearer (secret)'}" in said
    assert "OSError: no way to https://atelier.example/more-news/" in said
    assert [canary for canary in scene.canaries if canary in said] == []
    assert scene.found_on_disk() == []


def test_a_server_that_repeats_what_it_was_told_makes_no_secret_known(scene: Scene) -> None:
    scene.stage.write("news")
    for service in scene.services:
        words = json.dumps({"error": "bad", "message": "bad", "detail": "bad"})
        words = words.replace("bad", " and ".join(service.secrets.values()))
        for status in (401, 400):
            service.proxy.next(*service.create, Answer(status=status, headers=JSON, body=words.encode()))
    with logged(str) as told:
        scene.stage.publish()
        scene.stage.publish()
    asked = (scene.stage.command("status"), scene.stage.command("why", "news"))
    said = told.getvalue() + "".join(one.stdout + one.stderr for one in asked)
    assert "(secret)" in said
    assert [canary for canary in scene.canaries if canary in said] == []
    assert scene.found_on_disk() == []
    for service in scene.services:
        service.proxy.clear()
