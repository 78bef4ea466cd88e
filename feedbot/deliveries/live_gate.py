"""Is the article's page live, and is it the new page? Judge an answer; fetches nothing.

Networks cache the card of the first visit for good.
So nothing is announced before the page answers 200 and says that it is this article:
by its canonical address or ``og:url``, else by a title that holds the article's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The page is there, and it is the article's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLive:
    """The page is not there, or is another page."""

    why: str


def judge(*, status: int, html: str, address: str, title: str) -> Live | NotLive:
    """Say whether an answer from ``address`` is the live page of the article with this title."""
    if status != 200:
        return NotLive(why=f"{address} answers {status}")
    page = _Head()
    page.feed(html)
    if any(_same_address(claimed, address) for claimed in page.addresses):
        return Live()
    if _plain(title) and any(_plain(title) in _plain(found) for found in page.titles):
        return Live()
    names = " or ".join(sorted({claimed for claimed in page.addresses if claimed})) or "no canonical address"
    return NotLive(why=f"{address} answers, but it is not this article's page (it names {names})")


class _Head(HTMLParser):
    """Collects what a page says of itself: canonical, og:url, title, og:title and first headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self.titles: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self.addresses.append(values.get("href", ""))
        elif tag == "meta" and values.get("property") == "og:url":
            self.addresses.append(values.get("content", ""))
        elif tag == "meta" and values.get("property") == "og:title":
            self.titles.append(values.get("content", ""))
        elif tag in {"title", "h1"}:
            self._inside = tag
            self.titles.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.titles[-1] += data


def _same_address(one: str, other: str) -> bool:
    return _canonical(one) == _canonical(other)


def _canonical(address: str) -> tuple[str, str, str]:
    """Return what must be equal: not the scheme, the final slash, the escapes' spelling or the fragment."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return "", address, ""
    return host, unquote(parts.path).rstrip("/"), parts.query


def _plain(text: str) -> str:
    """Fold what a template or typography may change: case, white space, quotes, dashes."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", text).strip()
