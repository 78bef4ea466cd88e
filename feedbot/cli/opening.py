"""Open feedbot for a command: logging, configuration, store; the same first steps for every command."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedbot.cli.caller import Caller
from feedbot.errors import LockedError
from feedbot.scheduler.logs import set_up, under_journal
from feedbot.wiring.app import App, load_config, open_app
from feedbot.wiring.hands import Hands, real_hands


@contextmanager
def opened(
    caller: Caller, hands: Hands | None = None, *, level: int = logging.WARNING, passes: bool = False
) -> Iterator[App]:
    """Open the app by the caller's configuration, and close it in the end; ``passes`` says to make some.

    Raises:
        LockedError: passes over this state are the service's alone.
        ConfigError: the configuration has mistakes.
        StateError: the state cannot be opened.
    """
    hands = hands or real_hands()
    _listen(caller, hands, level=level)
    config = load_config(caller.config, hands)
    if not _may_make_passes(config.state) and passes:
        raise LockedError(
            f"{config.state} is the service's own, and so are passes over it; to have one made now: "
            "systemctl kill -s USR1 --kill-whom=main feedbot"
        )
    app = open_app(config, hands)
    with app.store:
        yield app


def _listen(caller: Caller, hands: Hands, *, level: int) -> None:
    """Set up logging as the caller wants it."""
    level = logging.DEBUG if caller.verbose else level
    stream = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # while stderr would be
    journal = under_journal(hands.environ, stream.fileno())
    set_up(stream, journal=journal, level=level, strike=hands.strike)


def _may_make_passes(folder: Path) -> bool:
    """Work as the owner of the state folder where root calls, so that the daemon can still write there.

    The folder of a service with a dynamic user lies where only root and the service get to
    (systemd.exec(5), DynamicUser=). There root stays root, which is fine for reading and for rows:
    SQLite gives the files that it makes to the database's owner. What a pass writes would be root's.
    """
    owner = folder.stat() if os.geteuid() == 0 and folder.exists() else None
    if owner is None or owner.st_uid == 0:
        return True
    os.setgroups([])
    os.setegid(owner.st_gid)
    os.seteuid(owner.st_uid)
    reachable = os.access(folder, os.W_OK, effective_ids=True)
    os.seteuid(0)
    os.setegid(0)
    if reachable:
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)
    return reachable


def person(hands: Hands) -> str:
    """Name who acts, for the history."""
    name = hands.environ.get("SUDO_USER") or hands.environ.get("USER") or str(os.getuid())
    return f"person:{name}"
