"""Open feedbot for a command: logging, configuration, store; the same first steps for every command."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedbot.cli.caller import Caller
from feedbot.scheduler.logs import set_up, under_journal
from feedbot.wiring.app import App, load_config, open_app
from feedbot.wiring.hands import Hands, real_hands


@contextmanager
def opened(caller: Caller, *, level: int = logging.WARNING) -> Iterator[App]:
    """Open the app by the caller's configuration, and close it in the end.

    Raises:
        ConfigError: the configuration has mistakes.
        StateError: the state cannot be opened.
    """
    hands = listening(caller, level=level)
    config = load_config(caller.config, hands)
    _become_owner(config.state)
    app = open_app(config, hands)
    with app.store:
        yield app


def listening(caller: Caller, *, level: int) -> Hands:
    """Set up logging as the caller wants it, and return the machine's hands."""
    hands = real_hands()
    level = logging.DEBUG if caller.verbose else level
    stream = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # while stderr would be
    journal = under_journal(hands.environ, stream.fileno())
    set_up(stream, journal=journal, level=level, strike=hands.strike)
    return hands


def _become_owner(folder: Path) -> None:
    """Work as the owner of the state folder where root calls, so that the daemon can still write there."""
    if os.geteuid() != 0:
        return
    with contextlib.suppress(FileNotFoundError):
        status = folder.stat()
        if status.st_uid != 0:
            os.setgroups([])
            os.setgid(status.st_gid)
            os.setuid(status.st_uid)


def person(hands: Hands) -> str:
    """Name who acts, for the history."""
    name = hands.environ.get("SUDO_USER") or hands.environ.get("USER") or str(os.getuid())
    return f"person:{name}"
