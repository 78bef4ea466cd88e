"""``feedbot run`` as it runs: a process of its own, real signals, real notices of the kernel, real files.

Nothing is timed: each test waits for what must come, with a deadline that only a broken daemon meets.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from feedbot.deliveries.delivery import State
from tests.networks.harness_x import KEYS
from tests.scheduler.listening import Listening
from tests.servers.x import FakeX, running_x
from tests.sites import CONFIG, TestSite

pytestmark = pytest.mark.slow

PATIENCE = 30.0  # seconds
QUICK = CONFIG + "\n[daemon]\nquiet = 0.1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A daemon and the site that it serves."""

    process: subprocess.Popen[bytes]
    site: TestSite

    @property
    def log(self) -> str:
        return (self.site.folder / "log").read_text(encoding="utf-8")

    def until(self, what: Callable[[], object]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.02)

    def passes(self, reason: str = "") -> int:
        return self.log.count(f"pass done reason={reason}")

    def poke(self) -> None:
        """Ask for a pass and wait until it is over: whatever was there before is done."""
        before = self.passes("poke")
        self.process.send_signal(signal.SIGUSR1)
        self.until(lambda: self.passes("poke") > before)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def command(site: TestSite, *args: str) -> list[str]:
    return [sys.executable, "-m", "feedbot", "--config", str(site.file), *args]


def feedbot(site: TestSite, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(site, *args), capture_output=True, text=True, timeout=PATIENCE, check=False)


@contextmanager
def running(site: TestSite, **environ: str) -> Iterator[Running]:
    """Run the daemon until the block ends; the first pass is over when the block begins."""
    with (site.folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command(site, "run"), stdout=log, stderr=log, env={**os.environ, "TZ": "UTC", **environ}
        )
    daemon = Running(process=process, site=site)
    try:
        daemon.until(lambda: daemon.passes("start"))
        yield daemon
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    """Return a site with one article that every test knows."""
    made = TestSite(tmp_path, QUICK)
    made.write("old.md", "Vieux", "Ancien.")
    return made


def titles(site: TestSite) -> list[str]:
    feed = feedparser.parse(str(site.output / "atom.xml"))
    assert not feed.bozo
    return sorted(entry.title for entry in feed.entries)


def states(site: TestSite, account: str) -> list[State]:
    """Return the states of an account's deliveries, but of those that were never to be sent."""
    with site.open().store as store:
        rows = store.outbox.listing("essai.example", account=account)
    return sorted(row.state for row in rows if row.state is not State.SKIPPED)


def drop(site: TestSite, *names: str) -> None:
    """Put several articles into the content folder in one instant."""
    for name in names:
        site.write(f"../dropped/{name}.md", name)
    (site.folder / "dropped").rename(site.content / "dropped")


def test_a_day_in_the_life_of_a_daemon(site: TestSite) -> None:
    with running(site) as daemon:
        site.write("new.md", "Neuf", "Un texte.")
        daemon.until(lambda: titles(site) == ["Neuf", "Vieux"] and len(site.said()) == 1)
        site.write("new.md", "Neuf", "Un texte corrigé.")
        daemon.until(lambda: "corrigé" in (site.output / "atom.xml").read_text(encoding="utf-8"))
        site.write("new.md", "Neuf", "Un texte corrigé.", slug="autre")
        daemon.until(lambda: "https://essai.example/autre/" in (site.output / "atom.xml").read_text())
        (site.content / "new.md").rename(site.content / "renamed.md")
        (site.content / "old.md").touch()
        daemon.poke()
        assert titles(site) == ["Neuf", "Vieux"]
        (site.content / "renamed.md").unlink()
        daemon.until(lambda: titles(site) == ["Vieux"])
        drop(site, *(f"burst-{number}" for number in range(10)))
        daemon.until(lambda: len(titles(site)) == 11)
        daemon.poke()
        assert len(site.said()) == 1
        assert states(site, "page") == [*[State.HELD] * 10, State.POSTED]
        assert feedbot(site, "queue", "release", "burst-3.md").returncode == 0
        daemon.until(lambda: len(site.said()) == 2)
        assert daemon.stop() == 0
    assert daemon.log.splitlines()[-1].endswith("stopped")


def test_a_future_article_comes_out_at_its_moment_and_not_before(site: TestSite) -> None:
    with running(site) as daemon:
        moment = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=4)  # noqa: TID251  # the daemon's own
        site.write("later.md", "Demain", date=moment.isoformat())
        daemon.until(lambda: daemon.passes("content"))
        while "Demain" not in titles(site):
            before = datetime.now(UTC)  # noqa: TID251
            assert before < moment + timedelta(seconds=PATIENCE), daemon.log
            time.sleep(0.05)
        assert datetime.now(UTC) >= moment  # noqa: TID251
        daemon.until(lambda: len(site.said()) == 1)


def test_a_reload_takes_a_good_configuration_and_refuses_a_broken_one(site: TestSite) -> None:
    with running(site) as daemon:
        site.configure(QUICK.replace('title = "Essai"', "titel = 1"))
        daemon.process.send_signal(signal.SIGHUP)
        daemon.until(lambda: "configuration not reloaded, the old one stays" in daemon.log)
        assert 'did you mean "title"' in daemon.log
        site.write("new.md", "Neuf")
        daemon.until(lambda: len(site.said()) == 1)
        site.configure(QUICK.replace('title = "Essai"', 'title = "Autre nom"'))
        daemon.process.send_signal(signal.SIGHUP)
        daemon.until(lambda: daemon.passes("reload"))
        assert feedparser.parse(str(site.output / "rss.xml")).feed.title == "Autre nom"
        assert daemon.stop() == 0


def test_a_content_folder_may_go_and_come_back(site: TestSite) -> None:
    with running(site) as daemon:
        site.content.rename(site.folder / "away")
        daemon.until(lambda: "pass failed" in daemon.log)
        assert "there is no content folder" in daemon.log
        assert titles(site) == ["Vieux"]
        (site.folder / "away").rename(site.content)
        site.write("new.md", "Neuf")
        daemon.until(lambda: titles(site) == ["Neuf", "Vieux"] and len(site.said()) == 1)
        daemon.until(lambda: "passes work again" in daemon.log)


def test_a_content_folder_may_get_its_new_name_after_the_configuration_did(site: TestSite) -> None:
    with running(site) as daemon:
        (site.folder / "hugo.toml").write_text('contentDir = "articles"\n', encoding="utf-8")
        daemon.poke()
        assert "configuration not reloaded, the old one stays" in daemon.log
        site.content.rename(site.folder / "articles")
        daemon.until(lambda: "configuration reloaded" in daemon.log)
        (site.folder / "articles" / "new.md").write_text("---\ntitle: Neuf\ndate: 2026-05-02\n---\n")
        daemon.until(lambda: sorted(titles(site)) == ["Neuf", "Vieux"])
        assert daemon.stop() == 0


def test_one_site_in_trouble_does_not_stop_another(tmp_path: Path) -> None:
    first, other = TestSite(tmp_path / "a"), TestSite(tmp_path / "b", CONFIG.replace("essai", "autre"))
    for each in (first, other):
        each.file.rename(each.folder / "site.toml")
    both = TestSite(tmp_path, 'sites = ["a/site.toml", "b/site.toml"]\n[daemon]\nquiet = 0.1\n')
    with Listening(tmp_path) as manager, running(both, NOTIFY_SOCKET=manager.address) as daemon:
        shutil.rmtree(first.content)
        daemon.poke()
        assert "site essai.example could not be served: there is no content folder" in daemon.log
        other.write("new.md", "Neuf")
        daemon.until(lambda: titles(other) == ["Neuf"])
        first.content.mkdir()
        first.write("back.md", "Revenu")
        daemon.until(lambda: titles(first) == ["Revenu"])
        assert daemon.stop() == 0
    assert "STATUS=2 sites, 2 accounts, not served, see the log: essai.example" in manager.heard


def test_a_service_manager_hears_that_the_daemon_is_ready_alive_and_stopping(site: TestSite) -> None:
    with (
        Listening(site.folder) as manager,
        running(site, NOTIFY_SOCKET=manager.address, WATCHDOG_USEC="1000000") as daemon,
    ):
        daemon.poke()
        assert daemon.stop() == 0
    heard = manager.heard
    assert heard[0] == "READY=1\nSTATUS=starting"
    assert "STATUS=1 site, 1 account" in heard
    assert "WATCHDOG=1" in heard
    assert heard.index("STOPPING=1\nSTATUS=stopping") > heard.index("WATCHDOG=1")


# While a delivery is being sent: the fake reads its clock before it posts, so holding that holds the answer.


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """A fake X that answers a post only when it may."""

    fake: FakeX
    may_answer: threading.Event

    @property
    def asked(self) -> int:
        return sum(request.path == "/2/tweets" for request in tuple(self.fake.proxy.asked))


@pytest.fixture
def slow() -> Iterator[Slow]:
    may_answer = threading.Event()
    may_answer.set()

    def clock() -> datetime:
        may_answer.wait(PATIENCE)
        return datetime.now(UTC)  # noqa: TID251  # a server of its own keeps its own time

    with running_x(clock=clock) as fake:
        try:
            yield Slow(fake=fake, may_answer=may_answer)
        finally:
            may_answer.set()


@pytest.fixture
def posting(site: TestSite, slow: Slow) -> TestSite:
    """Return the site with an account on the slow network beside its own."""
    site.configure(
        QUICK
        + f"""
[accounts.oiseau]
network = "x"
api = "{slow.fake.url}"
wait_until_live = false
consumer_key = {{ env = "CK" }}
consumer_secret = {{ env = "CS" }}
access_token = {{ env = "AT" }}
access_token_secret = {{ env = "AS" }}
"""
    )
    return site


LOGIN = {
    "CK": KEYS.consumer_key,
    "CS": KEYS.consumer_secret,
    "AT": KEYS.access_token,
    "AS": KEYS.access_token_secret,
}


def test_there_is_one_daemon_and_a_manual_publish_beside_it_waits_for_its_turn(
    posting: TestSite, slow: Slow
) -> None:
    with running(posting, **LOGIN) as daemon:
        second = feedbot(posting, "run")
        assert second.returncode == 75
        assert f"PID {daemon.process.pid}" in second.stderr
        slow.may_answer.clear()
        posting.write("un.md", "Un")
        daemon.until(lambda: slow.asked)
        publish = subprocess.Popen(command(posting, "--quiet", "publish"), env={**os.environ, **LOGIN})
        daemon.until(lambda: _has_open(publish.pid, posting.folder / ".feedbot" / "pass.lock"))
        assert publish.poll() is None
        slow.may_answer.set()
        assert publish.wait(PATIENCE) == 0
        daemon.poke()
    assert (slow.asked, len(slow.fake.posts), len(posting.said())) == (1, 1, 1)


def test_sigterm_finishes_what_is_being_sent_and_hands_back_the_rest(posting: TestSite, slow: Slow) -> None:
    with running(posting, **LOGIN) as daemon:
        slow.may_answer.clear()
        drop(posting, "un", "deux", "trois")
        daemon.until(lambda: slow.asked)
        daemon.process.send_signal(signal.SIGTERM)
        assert daemon.process.poll() is None
        slow.may_answer.set()
        assert daemon.process.wait(PATIENCE) == 0
    assert (slow.asked, len(slow.fake.posts)) == (1, 1)
    assert states(posting, "oiseau") == [State.POSTED, State.WAITING, State.WAITING]
    with running(posting, **LOGIN) as daemon:
        daemon.until(lambda: len(slow.fake.posts) == 3)
        assert daemon.stop() == 0
    assert slow.asked == 3


def test_a_second_sigterm_leaves_at_once_and_what_was_being_sent_is_in_doubt(
    posting: TestSite, slow: Slow
) -> None:
    with running(posting, **LOGIN) as daemon:
        slow.may_answer.clear()
        posting.write("un.md", "Un")
        daemon.until(lambda: slow.asked)
        daemon.process.send_signal(signal.SIGTERM)
        daemon.until(lambda: _is_default(daemon.process.pid, signal.SIGTERM))
        daemon.process.send_signal(signal.SIGTERM)
        assert daemon.process.wait(PATIENCE) == -signal.SIGTERM
    slow.may_answer.set()
    assert states(posting, "oiseau") == [State.SENDING]
    subprocess.run(
        command(posting, "publish"),
        env={**os.environ, **LOGIN},
        timeout=PATIENCE,
        check=False,
        capture_output=True,
    )
    assert states(posting, "oiseau") == [State.UNKNOWN]
    assert slow.asked == 1


def _is_default(pid: int, number: signal.Signals) -> bool:
    """Say whether a process catches a signal no more; proc_pid_status(5), SigCgt."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return not int(caught, 16) >> (number - 1) & 1


def _has_open(pid: int, file: Path) -> bool:
    """Say whether a process has a file open; proc_pid_fd(5)."""
    opened = Path(f"/proc/{pid}/fd")
    return any(os.path.realpath(descriptor) == str(file) for descriptor in opened.iterdir())
