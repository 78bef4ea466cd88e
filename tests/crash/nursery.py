"""Children in numbers: each is forked from one process that has everything imported, so it costs no second.

A fork of a process that runs no thread is as good as a fresh start, and dies as really.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.context import ForkServerContext

from tests.crash import child

PATIENCE = 60.0  # seconds until a child that neither ends nor dies counts as stuck
# What a pass imports late, and what a forked child asks for again by name.
IMPORTS = (
    "pytest",
    "tests.crash.child",
    "tests.crash.cut_short",
    "feedbot.announcements.house_limits",
    "feedbot.content.reader",
    "feedbot.feeds.checks",
    "feedbot.feeds.html",
    "feedbot.feeds.json_feed",
    "feedbot.feeds.rss_atom",
    "feedbot.feeds.stylesheet",
    "feedbot.publishing.entry_making",
    "feedbot.networks.x_session",
    "feedbot.store.store",
    "httpx2",
    "mdit_py_plugins.footnote",
    "sqlalchemy.dialects.sqlite",
    "tweepy",
)


class Nursery:
    """Starts children and tells how they ended."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("forkserver")
        assert isinstance(context, ForkServerContext)
        context.set_forkserver_preload(list(IMPORTS))
        self._context = context

    def bear(
        self,
        arguments: Sequence[str],
        *,
        ready: Callable[[Callable[[], None]], None] = lambda _kill: None,
        main: Callable[[Sequence[str]], int] = child.main,
    ) -> int:
        """Run a child; return its exit status, negative for a signal. ``ready`` is given how to kill it."""
        process = self._context.Process(target=main, args=(arguments,))
        ready(lambda: _kill(process))
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise AssertionError("the child neither ended nor died")
        return process.exitcode


def _kill(process: multiprocessing.process.BaseProcess) -> None:
    with suppress(ValueError):
        process.kill()
