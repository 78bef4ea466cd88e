"""What every test leaves as it found it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from feedbot.networks.secret import TALKATIVE

# No test is timed: a busy machine may be slow in drawing an example, and in running it.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _loggers_of_libraries() -> Iterator[None]:
    """Give each library's logger its level back: tests that turn them up would be heard in later ones."""
    before = {name: logging.getLogger(name).level for name in TALKATIVE}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
