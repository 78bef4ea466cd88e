"""The shipped units under a real systemd: installed, started, reloaded, hung, stopped as users do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.parts import need
from tests.systemd.machine import Machine, installed

pytestmark = [pytest.mark.real, pytest.mark.slow]

CONFIG = """
[site]
title = "Atelier"
url = "https://atelier.example"
root = "/srv/site"
generator = "plain"

[announce]
wait_until_live = false

[accounts.wall]
network = "local"

[store]
url = { credential = "feedbot_store" }
"""
ARTICLE = "---\ntitle: {title}\ndate: 2026-01-0{day}\n---\nA body.\n"
FILES = {
    "etc/feedbot/feedbot.toml": CONFIG,
    # What the daemon can only know from its credential: the name of its database.
    "etc/feedbot/credentials/store": "sqlite:////var/lib/feedbot/named-by-credential.db",
    "srv/site/content/old.md": ARTICLE.format(title="Old", day=1),
    "srv/site/public/index.html": "",
    "etc/systemd/system/feedbot.service.d/site.conf": (
        "[Service]\nSupplementaryGroups=www-data\nReadWritePaths=/srv/site/public\nRestartSec=100ms\n"
    ),
}


@pytest.fixture(scope="session")
def venv() -> Path:
    need("systemd")
    return installed()


@contextmanager
def machine(folder: Path, venv: Path, files: Mapping[str, str]) -> Iterator[Machine]:
    with Machine(folder, venv, {**FILES, **files}) as booted:
        booted.must("chgrp", "www-data", "/srv/site/public")
        booted.must("chmod", "2775", "/srv/site/public")
        yield booted


@pytest.fixture
def host(tmp_path: Path, venv: Path) -> Iterator[Machine]:
    with machine(tmp_path, venv, {}) as booted:
        yield booted


@pytest.fixture
def running(host: Machine) -> Machine:
    host.must("systemctl", "start", "feedbot")
    host.eventually(lambda: status(host) == "1 site, 1 account")
    return host


def status(host: Machine) -> str:
    return host.show("feedbot", "StatusText")


def test_it_is_ready_with_its_state_its_secret_and_no_privileges(running: Machine) -> None:
    assert running.show("feedbot", "ActiveState") == "active"
    assert running.read("/var/lib/feedbot/named-by-credential.db").startswith("SQLite format 3")
    process = running.read(f"/proc/{running.show('feedbot', 'MainPID')}/status")
    facts = dict(line.split(":\t", 1) for line in process.splitlines() if ":\t" in line)
    assert int(facts["Uid"].split()[0]) >= 61184  # the range of DynamicUser
    assert (facts["CapBnd"], facts["NoNewPrivs"], facts["Seccomp"]) == ("0" * 16, "1", "2")
    assert running.must("stat", "-c", "%a %U", "/var/lib/feedbot/") == "700 feedbot"


def test_the_web_server_may_read_the_feeds_that_it_writes(running: Machine) -> None:
    assert "<title>Old</title>" in running.read("/srv/site/public/rss.xml")
    assert running.must("stat", "-c", "%a %G", "/srv/site/public/rss.xml") == "644 www-data"


def test_an_article_that_is_saved_while_it_runs_is_announced(running: Machine) -> None:
    running.write("/srv/site/content/new.md", ARTICLE.format(title="Brand new", day=2))
    running.eventually(lambda: "<title>Brand new</title>" in running.read("/srv/site/public/rss.xml"))
    running.eventually(
        lambda: "Brand new" in running.run("grep", "-rh", "Brand new", "/var/lib/feedbot/").stdout
    )


def test_root_looks_at_the_services_state_and_leaves_its_passes_to_it(tmp_path: Path, venv: Path) -> None:
    feedbot = (f"{venv}/bin/feedbot", "--config", "/etc/feedbot/feedbot.toml")
    config = CONFIG[: CONFIG.index("[store]")]
    with machine(tmp_path, venv, {"etc/feedbot/feedbot.toml": config}) as host:
        host.must("systemctl", "start", "feedbot")
        host.eventually(lambda: status(host) == "1 site, 1 account")
        told = host.must(*feedbot, "status")
        assert f"running (PID {host.show('feedbot', 'MainPID')})" in told
        assert "wall         1 skipped" in told
        refused = host.run(*feedbot, "publish")
        assert (refused.returncode, "systemctl kill -s USR1" in refused.stderr) == (75, True)
        host.must(*feedbot, "queue", "release", "old.md")
        host.eventually(lambda: "1 posted" in host.must(*feedbot, "status"))
        owners = host.must("find", "/var/lib/feedbot/", "-user", "root")
        assert owners.strip() == ""


def test_a_reload_takes_a_good_configuration_and_refuses_a_broken_one(running: Machine) -> None:
    more = CONFIG.replace("[store]", '[accounts.other-wall]\nnetwork = "local"\n\n[store]')
    running.write("/etc/feedbot/feedbot.toml", more)
    running.must("systemctl", "reload", "feedbot")
    running.eventually(lambda: status(running) == "1 site, 2 accounts")
    process = running.show("feedbot", "MainPID")

    running.write("/etc/feedbot/feedbot.toml", more.replace("title", "titel"))
    running.must("systemctl", "reload", "feedbot")
    running.eventually(lambda: status(running).startswith("NOT RELOADED, the old configuration stays: "))
    assert "feedbot.toml" in status(running)
    assert status(running).endswith("| 1 site, 2 accounts")
    assert "did you mean" in running.read("/run/err.feedbot")

    running.write("/etc/feedbot/feedbot.toml", CONFIG)
    running.must("systemctl", "reload", "feedbot")
    running.eventually(lambda: status(running) == "1 site, 1 account")
    assert running.show("feedbot", "MainPID") == process


def test_it_stops_in_order_and_in_time(running: Machine) -> None:
    running.must("systemctl", "stop", "feedbot")
    assert [running.show("feedbot", p) for p in ("Result", "ExecMainStatus", "ActiveState")] == [
        "success",
        "0",
        "inactive",
    ]


def test_a_daemon_that_hangs_is_ended_and_started_again(tmp_path: Path, venv: Path) -> None:
    hasty = {"etc/systemd/system/feedbot.service.d/hasty.conf": "[Service]\nWatchdogSec=2s\n"}
    with machine(tmp_path, venv, hasty) as host:
        host.must("systemctl", "start", "feedbot")
        before = host.show("feedbot", "MainPID")
        # Left alone for longer than the watchdog waits, it lives: the loop itself answers.
        host.must("sleep", "3")
        assert (host.show("feedbot", "MainPID"), host.show("feedbot", "NRestarts")) == (before, "0")
        host.must("kill", "-STOP", before)
        host.eventually(lambda: host.show("feedbot", "NRestarts") == "1")
        host.eventually(lambda: status(host) == "1 site, 1 account")
        assert host.show("feedbot", "MainPID") not in {before, "0"}


def test_a_broken_configuration_is_not_tried_again_and_again(tmp_path: Path, venv: Path) -> None:
    with machine(tmp_path, venv, {"etc/feedbot/feedbot.toml": "[site\n"}) as host:
        assert host.run("systemctl", "start", "feedbot").returncode != 0
        host.eventually(lambda: host.show("feedbot", "SubState") == "failed")
        host.must("sleep", "0.3")  # longer than RestartSec
        assert [host.show("feedbot", p) for p in ("ExecMainStatus", "NRestarts", "SubState")] == [
            "78",
            "0",
            "failed",
        ]
        assert "feedbot.toml:1" in host.read("/run/err.feedbot")


def test_each_tenant_has_a_service_a_user_and_a_state_of_its_own(tmp_path: Path, venv: Path) -> None:
    files = {
        f"{path}": text
        for name in ("ada", "bob")
        for path, text in (
            (f"etc/feedbot/{name}.toml", CONFIG.replace("/srv/site", f"/srv/{name}")),
            (f"etc/feedbot/credentials-{name}/store", f"sqlite:////var/lib/feedbot-{name}/own.db"),
            (f"srv/{name}/content/a.md", ARTICLE.format(title=name, day=1)),
            (f"srv/{name}/public/index.html", ""),
            (
                f"etc/systemd/system/feedbot@{name}.service.d/site.conf",
                f"[Service]\nSupplementaryGroups=www-data\nReadWritePaths=/srv/{name}/public\n",
            ),
        )
    }
    with machine(tmp_path, venv, files) as host:
        for name in ("ada", "bob"):
            host.must("chgrp", "www-data", f"/srv/{name}/public")
            host.must("chmod", "2775", f"/srv/{name}/public")
            host.must("systemctl", "start", f"feedbot@{name}")
        users = {host.must("stat", "-c", "%u", f"/var/lib/feedbot-{name}/own.db") for name in ("ada", "bob")}
        assert len(users) == 2


def test_the_timer_makes_a_pass_without_a_daemon(tmp_path: Path, venv: Path) -> None:
    often = "[Timer]\nOnCalendar=\nOnActiveSec=100ms\nRandomizedDelaySec=0\nAccuracySec=10ms\n"
    files = {
        "etc/systemd/system/feedbot-publish.timer.d/often.conf": f"[Unit]\nDefaultDependencies=no\n{often}",
        "etc/systemd/system/feedbot-publish.service.d/site.conf": FILES[
            "etc/systemd/system/feedbot.service.d/site.conf"
        ].replace("RestartSec=100ms\n", ""),
    }
    with machine(tmp_path, venv, files) as host:
        host.must("systemctl", "start", "feedbot-publish.timer")
        host.eventually(lambda: "<title>Old</title>" in host.read("/srv/site/public/rss.xml"))
        host.eventually(lambda: host.show("feedbot-publish.service", "ActiveState") == "inactive")
        assert host.show("feedbot-publish.service", "Result") == "success"
