"""Get the bytes of a feed that is live, from its address or from a file; does not look into them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from feedbot.errors import FeedbotError
from feedbot.feeds.live_feed import LARGEST_FEED
from feedbot.networks.page import FetchDocument, PageTrouble

OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSource:
    """What was found, and where; a file has no address."""

    data: bytes
    name: str  # for a person
    address: str = ""


def obtain(source: str, fetch: FetchDocument, *, cwd: Path) -> LiveSource:
    """Fetch an address, or read a file whole; one byte more than the largest feed tells that it is larger.

    Raises:
        FeedbotError: It cannot be had.
    """
    if source.lower().startswith(("http://", "https://")):
        return _fetched(source, fetch)
    return _read(source, cwd / source)


def _fetched(source: str, fetch: FetchDocument) -> LiveSource:
    found = fetch(source, LARGEST_FEED)
    if isinstance(found, PageTrouble):
        raise FeedbotError(f"{source} cannot be read: {found.why}")
    if found.status != OK:
        raise FeedbotError(f"{found.address} answered {found.status}: there is no feed at this address")
    return LiveSource(data=found.data, name=found.address, address=found.address)


def _read(source: str, file: Path) -> LiveSource:
    try:
        if not file.is_file():  # a pipe or a device would be waited for
            raise FeedbotError(f"there is no file {source}; an address begins with https://")
        with file.open("rb") as opened:
            return LiveSource(data=opened.read(LARGEST_FEED + 1), name=source)
    except OSError as error:
        raise FeedbotError(f"{source} cannot be read: {error.strerror}") from error
