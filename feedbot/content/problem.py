"""A problem: what is wrong with one file, where, and how to mend it; never raised, always carried along."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a problem does to its article."""

    HELD = "held"  # kept back until a person mends the file
    WITHHELD = "withheld"  # kept back on purpose: draft, private, expired, future
    WARNING = "warning"  # goes on, but not as written
    NOTICE = "notice"  # goes on, worth knowing


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding in one content file; lines and columns count from 1."""

    code: str  # for example "yaml-colon"; ``codes`` explains every one
    severity: Severity
    path: str  # below the content folder, with "/"
    line: int | None = None
    column: int | None = None
    what: str  # what was read, in one sentence
    repair: str  # what to write instead, in one sentence; "" where nothing need be done


def held(
    code: str, path: str, *, what: str, repair: str, line: int | None = None, column: int | None = None
) -> Problem:
    """Return a problem that keeps its file back."""
    return Problem(
        code=code, severity=Severity.HELD, path=path, line=line, column=column, what=what, repair=repair
    )


def warning(code: str, path: str, *, what: str, repair: str = "", line: int | None = None) -> Problem:
    """Return a problem in spite of which its file goes on."""
    return Problem(code=code, severity=Severity.WARNING, path=path, line=line, what=what, repair=repair)


def notice(code: str, path: str, *, what: str, repair: str = "", line: int | None = None) -> Problem:
    """Return something worth knowing."""
    return Problem(code=code, severity=Severity.NOTICE, path=path, line=line, what=what, repair=repair)
