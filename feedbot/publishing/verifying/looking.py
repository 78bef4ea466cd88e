"""Ask for a public file as a reader does: plain, compressed, and whether it changed; judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urljoin, urlsplit

from feedbot.networks.page import PageTrouble
from feedbot.publishing.verifying.finding import Hop, PublicCopy, Reply

if TYPE_CHECKING:
    from feedbot.networks import http

GetOnce: TypeAlias = "Callable[[str, Mapping[str, str]], http.Answer | PageTrouble]"

MOST_REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
OK = 200
ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, application/json;q=0.9, */*;q=0.5"
)


def look(address: str, get: GetOnce) -> PublicCopy:
    """Follow an address to its file, then ask for the file twice more."""
    hops: tuple[Hop, ...] = ()
    for _ in range(MOST_REDIRECTS + 1):
        here = hops[-1].target if hops else address
        found = _get(here, get, "identity")
        if isinstance(found, PageTrouble):
            return PublicCopy(address=address, hops=hops, trouble=found.why, silent=not found.answered)
        if found.status not in MOVED or not found.header("location"):
            return _asked_again(PublicCopy(address=address, hops=hops, plain=found), get)
        target = _onward(here, found.header("location"))
        if target is None:
            return PublicCopy(
                address=address, hops=hops, trouble=f"it redirects to {found.header('location')}"
            )
        hops = (*hops, Hop(status=found.status, target=target))
    return PublicCopy(address=address, hops=hops, trouble=f"more than {MOST_REDIRECTS} redirects")


def _asked_again(copy: PublicCopy, get: GetOnce) -> PublicCopy:
    if copy.plain is None or copy.plain.status != OK:
        return copy
    packed = _answer(_get(copy.final, get, "gzip"))
    known = _conditions(packed or copy.plain)
    again = _answer(_get(copy.final, get, "gzip", known)) if known else None
    return PublicCopy(address=copy.address, hops=copy.hops, plain=copy.plain, packed=packed, again=again)


def _conditions(reply: Reply) -> dict[str, str]:
    pairs = (("If-None-Match", reply.header("etag")), ("If-Modified-Since", reply.header("last-modified")))
    return {name: value for name, value in pairs if value}


def _get(
    address: str, get: GetOnce, encoding: str, more: Mapping[str, str] | None = None
) -> Reply | PageTrouble:
    found = get(address, {"Accept": ACCEPT, "Accept-Encoding": encoding, **(more or {})})
    if isinstance(found, PageTrouble):
        return found
    return Reply(status=found.status, headers=found.headers, body=found.body)


def _answer(found: Reply | PageTrouble) -> Reply | None:
    return None if isinstance(found, PageTrouble) else found


def _onward(address: str, location: str) -> str | None:
    """Return where a redirect leads; None where it leaves the web."""
    try:
        target = urljoin(address, location)
        return target if urlsplit(target).scheme in {"http", "https"} else None
    except ValueError:
        return None
