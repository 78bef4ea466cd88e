"""What every test leaves as it found it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from feedbot.networks.secret import TALKATIVE


@pytest.fixture(autouse=True)
def _loggers_of_libraries() -> Iterator[None]:
    """Give each library's logger its level back: tests that turn them up would be heard in later ones."""
    before = {name: logging.getLogger(name).level for name in TALKATIVE}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
