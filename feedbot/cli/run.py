"""``feedbot run``: the daemon."""

from __future__ import annotations

import logging
import signal

import click

from feedbot.cli.caller import Caller
from feedbot.cli.opening import opened


@click.command()
@click.pass_obj
def command(caller: Caller) -> int:
    """Watch the content folder and publish until stopped.

    SIGTERM finishes what is being sent and hands back the rest; SIGHUP reads the configuration again;
    SIGUSR1 makes a pass now.
    """
    from feedbot.store.locks import daemon_lock  # noqa: PLC0415  # imported late, like the next
    from feedbot.wiring.daemon import make_daemon  # noqa: PLC0415

    # A poke from another command finds this process by its lock; until the loop listens, it must not end it.
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    level = logging.WARNING if caller.quiet else logging.INFO
    with opened(caller, level=level, passes=True) as app, daemon_lock(app.config.state):
        return make_daemon(app, caller.config).run()
