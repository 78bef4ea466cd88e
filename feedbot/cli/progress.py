"""A progress bar on a terminal, for work that takes long enough to need one; silent everywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

PATIENCE = 0.3  # seconds before a bar appears


@contextmanager
def reading_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that takes (articles done, articles to do) and shows a bar where a person watches."""
    began = time.monotonic()
    update: Callable[[int, int], None] | None = None
    with ExitStack() as stack:

        def show(done: int, total: int) -> None:
            nonlocal update
            if update is None and sys.stderr.isatty() and time.monotonic() - began > PATIENCE:
                update = stack.enter_context(_bar(what))
            if update is not None:
                update(done, total)

        yield show


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console  # noqa: PLC0415  # imported late: 60 ms
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
