"""How feedbot logs: one line per event on stderr, control characters escaped, priorities for journald.

A traceback becomes part of the line: the exception and where it went, innermost first.
It holds neither source lines nor local variables, and known secrets are struck out of every line.
"""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TextIO

# C0, DEL, C1, the two Unicode line ends, and the marks that turn the reading direction (UTR 36, 3.2)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

# sd-daemon(3): the prefixes that journald reads as priorities
_PRIORITY = ((logging.ERROR, "<3>"), (logging.WARNING, "<4>"), (logging.INFO, "<6>"))


def one_line(text: str) -> str:
    """Write control characters as escapes, so that no text can fake a line or move a cursor."""
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def brief(error: BaseException) -> str:
    """Tell an exception and its causes in one line: type, message, and the way it took, innermost first."""
    told = one_line(f"{type(error).__name__}: {error}") + _way(error)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told if cause is None else f"{told}; because of {brief(cause)}"


def under_journal(environ: Mapping[str, str], descriptor: int) -> bool:
    """Say whether the descriptor is journald's: JOURNAL_STREAM names device and inode, systemd.exec(5)."""
    try:
        found = os.fstat(descriptor)
    except OSError:
        return False
    return environ.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


class LineFormatter(logging.Formatter):
    """Formats a record as one line; ``strike`` takes secrets out of it."""

    def __init__(self, *, journal: bool, strike: Callable[[str], str] = str) -> None:
        super().__init__()
        self._journal = journal
        self._strike = strike

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole line, without its end."""
        text = one_line(self._strike(record.getMessage()))
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text}: {self._strike(brief(record.exc_info[1]))}"
        if self._journal:
            return f"{_priority(record.levelno)}{text}"
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        return f"{moment} {record.levelname.lower()} {text}"


def set_up(
    stream: TextIO, *, journal: bool, level: int = logging.INFO, strike: Callable[[str], str] = str
) -> None:
    """Send all logging to the stream, in place of whatever was set up before.

    ``level`` is feedbot's own; libraries tell every step they take, so of them only warnings are kept.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter(journal=journal, strike=strike))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("feedbot").setLevel(level)


def _way(error: BaseException) -> str:
    steps = reversed(traceback.extract_tb(error.__traceback__))
    return "".join(f" < {PurePath(step.filename).name}:{step.lineno} {step.name}" for step in steps)


def _priority(level: int) -> str:
    return next((prefix for least, prefix in _PRIORITY if level >= least), "<7>")
