"""Whether a post is among an account's posts, from pages that a Mastodon API server sent. Pure.

Absence is proved only when the pages reach back to an hour before the post was made, or the list has ended.
A post with the same link that is a little too old proves nothing: it may be ours, and a clock wrong.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any, TypeAlias

from feedbot.networks.addresses import same_address
from feedbot.networks.answers import web_address
from feedbot.networks.network import Absent, CannotTell, Finding, Found

CLOCKS_DIFFER = timedelta(minutes=2)  # between our clock and the server's, where both are right
LOOK_BACK = timedelta(hours=1)  # where one of them is wrong
NEVER_OURS = timedelta(days=1)  # a post that much older is another one about the same article
WHOLE_LIST = 20  # asked for 40, no server sends less than this while it has more

Page: TypeAlias = Sequence[Any]  # a parsed answer: nothing in it is known to be what it should be

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post as the server shows it."""

    id: str
    url: str
    created: datetime
    links: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MorePages:
    """Not decided by these pages: ask for what is older than ``before``."""

    before: str


def look(pages: Sequence[Page], link: str, made: datetime) -> Finding | MorePages:
    """Look for a post about ``link`` made at ``made`` or later; the pages come newest first."""
    posts = [post_of(item) for page in pages for item in page]
    known = [post for post in posts if post is not None]
    if len(known) < len(posts):
        return CannotTell(why="the server's list of posts holds some that cannot be read")
    about = [post for post in known if any(same_address(link, found) for found in post.links)]
    for post in about:
        if post.created >= made - CLOCKS_DIFFER:
            return Found(id=post.id, url=post.url)
    if any(post.created >= made - NEVER_OURS for post in about):
        return CannotTell(why="a post with this link is there, but it seems older than this delivery's")
    if (known and known[-1].created < made - LOOK_BACK) or _ended(pages):
        return Absent()
    return MorePages(before=known[-1].id)


def post_of(item: object) -> Post | None:
    """Read one status; None where it lacks a usable id or date."""
    if not isinstance(item, dict):
        return None
    identity, created = post_id(item), _moment(item.get("created_at"))
    if not identity or created is None:
        return None
    content = item.get("content")
    links = frozenset(links_in(content if isinstance(content, str) else ""))
    return Post(id=identity, url=address_of(item), created=created, links=links)


def post_id(status: dict[str, Any]) -> str:
    """Return a status's id if it is one; "" for anything that could not be stored and shown."""
    identity = status.get("id")
    return identity if isinstance(identity, str) and _ID.fullmatch(identity) else ""


def address_of(status: dict[str, Any]) -> str:
    """Return the page of a status, for people; "" where the server names none."""
    return web_address(status.get("url")) or web_address(status.get("uri"))


def links_in(content: str) -> Iterator[str]:
    """Yield the addresses in a status: what is linked, and what stands there as text."""
    reader = _Links()
    with contextlib.suppress(AssertionError):  # html.parser asserts that a "<![" begins something it knows
        reader.feed(content)
        reader.close()
    yield from reader.hrefs
    yield from (word for word in "".join(reader.text).split() if "://" in word)


class _Links(HTMLParser):
    """Mastodon hides parts of a long address in spans; its ``href`` is whole."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hrefs: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "br", "div"}:
            self.text.append(" ")
        self.hrefs += [value for name, value in attrs if tag == "a" and name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _ended(pages: Sequence[Page]) -> bool:
    """Say whether there are no older posts: an empty page, or a short list that a server repeats as it is."""
    if not pages[-1]:
        return True
    repeats = len(pages) > 1 and _ids(pages[-1]) == _ids(pages[-2])
    return repeats and len(pages[-1]) < WHOLE_LIST


def _ids(page: Page) -> list[object]:
    return [item.get("id") if isinstance(item, dict) else None for item in page]


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
