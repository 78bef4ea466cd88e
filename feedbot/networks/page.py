"""A public page, as anybody sees it: read without a login, following a few redirects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

MOST_REDIRECTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A public page as it answered in the end, after redirects."""

    status: int
    html: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTrouble:
    """No page: why, in words for a person."""

    why: str


FetchPage: TypeAlias = Callable[[str], Page | PageTrouble]


def fetch_page(url: str, *, total: float = 10.0) -> Page | PageTrouble:
    """Read a public page, following up to three redirects that keep the scheme or turn to https.

    ``total`` is in seconds, for each of the up to four requests.
    """
    from feedbot.networks import http  # noqa: PLC0415  # imported late: 20 ms

    for _ in range(MOST_REDIRECTS + 1):
        match http.call("GET", url, headers={"Accept": "text/html,*/*;q=0.5"}, total=total):
            case http.Answer(status=301 | 302 | 303 | 307 | 308, headers={"location": target}):
                onward = _onward(url, target)
                if onward is None:
                    return PageTrouble(why=f"{http.plain(url)} redirects to {http.plain(target)}")
                url = onward
            case http.Answer() as answer:
                return Page(status=answer.status, html=answer.text(), address=url)
            case http.NotReached(why=why) | http.NoAnswer(why=why):
                return PageTrouble(why=why)
    return PageTrouble(why=f"{http.plain(url)}: more than {MOST_REDIRECTS} redirects")


def _onward(url: str, target: str) -> str | None:
    """Return where a redirect leads; None where it leaves the web, or https for http."""
    try:
        onward = urljoin(url, target)
        before, after = urlsplit(url).scheme, urlsplit(onward).scheme
    except ValueError:
        return None
    return onward if after == "https" or before == after == "http" else None
