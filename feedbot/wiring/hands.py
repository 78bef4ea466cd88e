"""What feedbot takes from the world, as one value; nothing below this floor reads a clock or throws dice."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from feedbot.hubs.websub import PostForm, post_form
from feedbot.networks.page import FetchDocument, FetchPage, fetch_copy, fetch_document, fetch_page, get_once
from feedbot.networks.secret import Strike
from feedbot.publishing.verifying.looking import GetOnce


def no_failpoint(_name: str) -> None:
    """Go on: nothing fails on purpose outside tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """What feedbot takes from the world; tests give their own."""

    now: Callable[[], datetime]
    boottime: Callable[[], float]
    dice: Callable[[], float]
    environ: Mapping[str, str]
    cwd: Path
    pid: int
    host: str
    fetch: FetchPage = fetch_page
    fetch_document: FetchDocument = fetch_document
    fetch_copy: FetchDocument = fetch_copy
    get_once: GetOnce = get_once
    post_form: PostForm = post_form
    failpoint: Callable[[str], None] = no_failpoint
    strike: Strike = field(default_factory=Strike)  # learns every secret that is fetched

    @property
    def owner(self) -> str:
        """Return the name of this process on its leases."""
        return f"{self.host}:{self.pid}"


def real_hands() -> Hands:
    """Return the machine's own clocks, dice and environment."""
    return Hands(
        now=lambda: datetime.now(UTC),  # noqa: TID251  # the one place that reads a clock
        boottime=lambda: time.clock_gettime(time.CLOCK_BOOTTIME),
        dice=random.random,  # noqa: TID251  # the one place that throws dice
        environ=os.environ,
        cwd=Path.cwd(),
        pid=os.getpid(),
        host=os.uname().nodename,
    )
