"""What is public on the web, as anybody sees it: read without a login, following a few redirects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from feedbot.networks import http

MOST_REDIRECTS = 3
MOST_OF_A_PAGE = 1 << 20  # bytes
MOST_OF_A_FILE = 20 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A public page as it answered in the end, after redirects."""

    status: int
    html: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Anything public, byte by byte, as it answered in the end, after redirects."""

    status: int
    data: bytes
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTrouble:
    """No page: why, in words for a person."""

    why: str
    answered: bool = False  # the host did, but leads on to where nothing can be read


FetchPage: TypeAlias = Callable[[str], Page | PageTrouble]
FetchDocument: TypeAlias = Callable[[str, int], Document | PageTrouble]


def fetch_page(url: str, *, total: float = 10.0) -> Page | PageTrouble:
    """Read a public page, following up to three redirects that keep the scheme or turn to https.

    ``total`` is in seconds, for each of the up to four requests.
    """
    found = _fetch(url, accept="text/html,*/*;q=0.5", most_bytes=MOST_OF_A_PAGE, total=total)
    if isinstance(found, PageTrouble):
        return found
    answer, address = found
    return Page(status=answer.status, html=answer.text(), address=address)


def fetch_document(url: str, most_bytes: int, *, total: float = 60.0) -> Document | PageTrouble:
    """Read what is at an address; of what is longer than ``most_bytes``, one byte more than these."""
    found = _fetch(url, accept="*/*", most_bytes=most_bytes + 1, total=total)
    if isinstance(found, PageTrouble):
        return found
    answer, address = found
    return Document(status=answer.status, data=answer.body, address=address)


def fetch_copy(url: str, most_bytes: int) -> Document | PageTrouble:
    """Read our own file where it is public, as ``fetch_document``, but without keeping a pass for long."""
    return fetch_document(url, most_bytes, total=15.0)


def get_once(url: str, headers: Mapping[str, str], *, total: float = 20.0) -> http.Answer | PageTrouble:
    """Ask for anything public, and take the first answer, a redirect too."""
    from feedbot.networks import http  # noqa: PLC0415  # imported late: 20 ms

    match http.call("GET", url, headers=headers, total=total, most_bytes=MOST_OF_A_FILE):
        case http.Answer() as answer:
            return answer
        case http.NotReached(why=why) | http.NoAnswer(why=why):
            return PageTrouble(why=why)


def _fetch(url: str, *, accept: str, most_bytes: int, total: float) -> tuple[http.Answer, str] | PageTrouble:
    """Return the answer in the end and the address that gave it."""
    from feedbot.networks import http  # noqa: PLC0415  # imported late: 20 ms

    for _ in range(MOST_REDIRECTS + 1):
        match http.call("GET", url, headers={"Accept": accept}, total=total, most_bytes=most_bytes):
            case http.Answer(status=301 | 302 | 303 | 307 | 308, headers={"location": target}):
                onward = _onward(url, target)
                if onward is None:
                    why = f"{http.plain(url)} redirects to {http.plain(target)}"
                    return PageTrouble(why=why, answered=True)
                url = onward
            case http.Answer() as answer:
                return answer, url
            case http.NotReached(why=why) | http.NoAnswer(why=why):
                return PageTrouble(why=why)
    return PageTrouble(why=f"{http.plain(url)}: more than {MOST_REDIRECTS} redirects", answered=True)


def _onward(url: str, target: str) -> str | None:
    """Return where a redirect leads; None where it leaves the web, or https for http."""
    try:
        onward = urljoin(url, target)
        before, after = urlsplit(url).scheme, urlsplit(onward).scheme
    except ValueError:
        return None
    return onward if after == "https" or before == after == "http" else None
