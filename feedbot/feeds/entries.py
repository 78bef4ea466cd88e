"""Make an entry of an article, or say why it cannot be one; every field leaves here clean, nothing is raised.

The unit of failure is one entry: what cannot be rendered is left out of the feed, with its reason.
"""

from __future__ import annotations

import html as markup
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from feedbot.content.article import Article, Author
from feedbot.content.media_types import MIME, media_type
from feedbot.feeds.characters import ascii_address, clean, language_tag, one_line
from feedbot.feeds.feed import Attachment, Entry, EntryImage

TAG = re.compile("<[^<>]*>")
ROOM = re.compile(" +")
# The addr-spec that the W3C Feed Validator takes for a person's e-mail.
EMAIL = re.compile(r"[A-Za-z0-9_\-+.']+@([A-Za-z0-9-]+\.)+[A-Za-z0-9][A-Za-z0-9-]*")
# "Ada <ada@host>": nobody wants it there, and the W3C Feed Validator warns of it.
MAIL_IN_A_NAME = re.compile(r"<[^<>@\s]*@[^<>\s]*>")
DERIVED_TITLE_ROOM = 80  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutEntry:
    """An article that is not in the feed, and why, in words for a person."""

    uid: str
    address: str
    why: str


def entry(  # noqa: PLR0913  # what an entry is made of
    article: Article,
    uid: str,
    *,
    published: datetime,
    updated: datetime,
    html: str,
    image: EntryImage | None = None,
    attachments: tuple[Attachment, ...] = (),
    comments: str = "",
    footer: str = "",
) -> Entry | LeftOutEntry:
    """Make the entry of ``article``; ``html`` is its rendered body, still as its author wrote it.

    ``published`` and ``updated`` are the ledger's; ``comments`` is the address where readers answer;
    ``footer`` is HTML that the site adds to the body.
    """
    try:
        fitted = _fitted(html, article.address) + _fitted(footer, article.address, is_footer=True)
    except Exception as error:  # noqa: BLE001  # one bad article never costs the feed
        return LeftOutEntry(uid=uid, address=article.address, why=f"its HTML cannot be read: {error}")
    return tidy(
        Entry(
            uid=uid,
            address=article.address,
            title=article.title,
            published=published,
            updated=updated,
            language=article.language,
            authors=article.authors,
            categories=article.categories,
            tags=article.tags,
            summary=article.summary,
            html=fitted,
            image=image,
            attachments=attachments,
            comments=comments,
        )
    )


def tidy(entry: Entry) -> Entry | LeftOutEntry:
    """Clean every field of ``entry``; one that is clean already comes back equal."""
    uid, address = one_line(entry.uid), ascii_address(entry.address)
    if not uid:
        return LeftOutEntry(uid="", address=entry.address, why="it has no uid")
    if address is None:
        return LeftOutEntry(
            uid=uid,
            address="",
            why=f"its address {clean(entry.address)!r} is not an absolute http(s) address",
        )
    try:
        published, updated = instant(entry.published), instant(entry.updated)
    except (ValueError, OverflowError) as error:
        return LeftOutEntry(uid=uid, address=address, why=f"its date cannot be written: {error}")
    html = clean(entry.html).strip()
    summary = one_line(entry.summary)
    categories = _distinct(entry.categories)
    return replace(
        entry,
        uid=uid,
        address=address,
        title=one_line(entry.title) or _derived_title(summary, html, address),
        published=published,
        updated=max(published, updated),
        language=language_tag(entry.language),
        authors=tuple(author for raw in entry.authors if (author := tidy_author(raw)) is not None),
        categories=categories,
        tags=tuple(tag for tag in _distinct(entry.tags) if tag not in categories),
        summary=summary,
        html=html,
        image=_tidy_image(entry.image),
        attachments=_tidy_attachments(entry.attachments),
        comments=ascii_address(entry.comments) or "",
    )


def tidy_author(author: Author) -> Author | None:
    """Clean an author; None where no name is left, which every format asks for."""
    name = one_line(MAIL_IN_A_NAME.sub(" ", author.name))
    if not name:
        return None
    email = author.email.strip()
    return Author(
        name=name,
        email=email if EMAIL.fullmatch(email) else "",
        url=ascii_address(author.url) or "",
    )


def instant(moment: datetime) -> datetime:
    """Return ``moment`` in UTC and to the second, as the formats write it.

    Raises ValueError for a datetime without a zone, OverflowError for one beyond the calendar's ends.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def _fitted(html: str, address: str, *, is_footer: bool = False) -> str:
    if not html.strip():
        return ""
    from feedbot.feeds.html import fit  # noqa: PLC0415  # imported late: lxml and nh3 take 25 ms

    return fit(html, address, is_footer=is_footer)


def _derived_title(summary: str, html: str, address: str) -> str:
    """Return the first words of what there is; Atom and most readers want a title, and notes have none."""
    words = summary or ROOM.sub(" ", one_line(markup.unescape(TAG.sub(" ", html))))
    if not words:
        return address
    if len(words) <= DERIVED_TITLE_ROOM:
        return words
    head, _, _ = words[:DERIVED_TITLE_ROOM].rpartition(" ")
    return f"{head or words[:DERIVED_TITLE_ROOM]}…"


def _distinct(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for raw in terms if (term := one_line(raw))))


def _tidy_image(image: EntryImage | None) -> EntryImage | None:
    """Clean the picture; one without a usable address is no picture."""
    address = ascii_address(image.address) if image is not None else None
    if image is None or address is None:
        return None
    mime = image.mime.strip().lower()
    return EntryImage(
        address=address,
        mime=mime if MIME.fullmatch(mime) else "",
        size=_positive(image.size),
        width=_positive(image.width),
        height=_positive(image.height),
        alt=one_line(image.alt),
    )


def _tidy_attachments(attachments: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Clean the attachments; one without a usable address is none, and of one file there is one."""
    kept: dict[str, Attachment] = {}
    for raw in attachments:
        address = ascii_address(raw.address)
        if address is not None and address not in kept:
            kept[address] = Attachment(
                address=address,
                mime=media_type(address, raw.mime),
                size=_positive(raw.size),
                duration=_positive(raw.duration),
                title=one_line(raw.title),
            )
    return tuple(kept.values())


def _positive(number: int | None) -> int | None:
    return number if number is not None and number > 0 else None
