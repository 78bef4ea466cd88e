"""What verifying the public feeds finds, and what an address answered; values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a finding means for readers."""

    WRONG = "wrong"  # some readers get nothing, the wrong thing, or all of it again each time
    HINT = "hint"  # works, and could be better


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding about one public address."""

    code: str  # for example "content-type"
    severity: Severity
    what: str  # what was seen, in one sentence without the address
    repair: str  # what to do, in one sentence
    lines: tuple[str, ...] = ()  # to paste into the host's configuration or a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer of a host; header names are lower case, the body is unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header's value; "" where it is absent."""
        return self.headers.get(name, "").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect."""

    status: int
    target: str  # absolute

    @property
    def is_permanent(self) -> bool:
        """Say whether readers are to remember the new address."""
        return self.status in {301, 308}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCopy:
    """What a reader gets at an address: the file in the end, packed, and when it asks whether it changed."""

    address: str
    hops: tuple[Hop, ...] = ()
    plain: Reply | None = None  # None: nothing answered
    packed: Reply | None = None  # asked for with gzip; None: not asked
    again: Reply | None = None  # asked for by ETag or Last-Modified
    trouble: str = ""  # why nothing could be read
    silent: bool = False  # the host did not answer at all

    @property
    def final(self) -> str:
        """Return the address that answered in the end."""
        return self.hops[-1].target if self.hops else self.address


def wrong(code: str, what: str, repair: str, lines: tuple[str, ...] = ()) -> Finding:
    """Return a finding that is to be mended."""
    return Finding(code=code, severity=Severity.WRONG, what=what, repair=repair, lines=lines)


def hint(code: str, what: str, repair: str, lines: tuple[str, ...] = ()) -> Finding:
    """Return a finding that is worth knowing."""
    return Finding(code=code, severity=Severity.HINT, what=what, repair=repair, lines=lines)
