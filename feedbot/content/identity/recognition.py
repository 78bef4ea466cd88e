"""Who is this article? Compare what the ledger knows with what is out now; pure, and never re-mints a uid.

A uid is minted once, when an article is first seen published:
the id that its file gives it, else the one by which a live feed has it (adopted), else a tag URI.
After that only these rules speak, in this order (``pairing`` has them as keys):

1. the same front-matter id
2. the same path with the same body
3. the same body where the old path is gone, or holds the body of another article: a rename, a move, a swap
4. the same path: an edit, a new slug, a new date; of a file parted in two, the half that kept its name
5. the same path but for case or the composition of accents, where the old one is gone
6. the same body where the old path is another article's now, or a draft's
7. the same address, however it is spelled; where a live feed told only that, with any ending
8. where a file vanished and another appeared in one pass: the same title on the same day
9. or else the same instant, if it has a time of day: retitled or rewritten, and moved at once

Each match must be the only one possible on both sides, and an empty body matches nothing;
of several rows that fit, the one that was out until now goes first.
Two different front-matter ids are two articles, whatever else is equal.
A file that is there but cannot be read keeps its identity for itself, until it can.
The site's address is in none of this: a new domain, or https, changes addresses and no uid.

A known article at a new address is told (``url-changed``) and never announced again.
Of files that claim one address or one id, the known one goes on and the others are held (``clashes``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from feedbot.content.addresses import same_place
from feedbot.content.article import Article
from feedbot.content.identity.clashes import without_clashes
from feedbot.content.identity.known import Adopted, Known, adopted_row, first_row, next_row
from feedbot.content.identity.pairing import Folder, pair
from feedbot.content.problem import Problem, warning

URI = re.compile("[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
URL_CHANGED = "url-changed"  # the code of a problem that only the ledger knows of
NOTHING_ADOPTED: Mapping[str, Adopted] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """One article that is out, and who it is: ``known`` is the row to remember from now on."""

    article: Article
    known: Known
    before: Known | None  # None: never seen published until now

    @property
    def is_new(self) -> bool:
        """Say whether the article was never seen published before."""
        return self.before is None

    @property
    def returned(self) -> bool:
        """Say whether the article had been gone."""
        return self.before is not None and self.before.gone is not None

    @property
    def moved_from(self) -> str:
        """Return the address that the article had until now; "" where it is new or still there."""
        old = self.before.address if self.before else ""
        return "" if same_place(old) == same_place(self.known.address) else old


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The articles that are out, the rows of those that have just gone, and what could not be told apart."""

    out: tuple[Recognised, ...]
    gone: tuple[Known, ...]
    problems: tuple[Problem, ...] = ()


def recognise(
    known: Sequence[Known],
    articles: Sequence[Article],
    *,
    site_url: str,
    now: datetime,
    folder: Folder | None = None,
    adopted: Mapping[str, Adopted] = NOTHING_ADOPTED,
) -> Recognition:
    """Tell new, known, returned and gone articles apart; ``articles`` are those that are out at ``now``.

    ``adopted`` holds, by path, what new articles are in the feed that is live already.
    """
    folder = folder or Folder()
    distinct, clashes = without_clashes(articles, {row.path for row in known})
    matches = pair(known, distinct, folder)
    taken = {row.uid for row in known} | {live.uid for live in adopted.values()}
    out: list[Recognised] = []
    for article in distinct:
        before, live = matches.get(article.path), adopted.get(article.path)
        if before is not None:
            row = next_row(before, article, now, edited=article.path not in folder.unedited)
        elif live is not None:
            row = adopted_row(first_row(article, live.uid, now), live)
        else:
            row = first_row(article, _unused(mint(article, site_url), taken), now)
        taken.add(row.uid)
        out.append(Recognised(article=article, known=row, before=before))
    still_out = {match.uid for match in matches.values()}
    gone = tuple(replace(row, gone=now) for row in known if row.gone is None and row.uid not in still_out)
    return Recognition(out=tuple(out), gone=gone, problems=(*clashes, *_moves(out)))


def mint(article: Article, site_url: str) -> str:
    """Mint a uid: the file's own id, or a tag URI (RFC 4151) of domain, day of publication and first path.

    An own id that is no URI, such as WordPress's bare number, is unique in its site only:
    the site's domain makes it one. Accents are composed, as URIs want them, however a disk keeps its names.
    """
    if URI.fullmatch(article.own_id):
        return article.own_id
    host = (urlsplit(site_url).hostname or "localhost").encode("idna").decode("ascii")
    day = article.published.astimezone(UTC).date().isoformat()
    specific = f"id:{article.own_id}" if article.own_id else article.path
    composed = unicodedata.normalize("NFC", specific)
    return f"tag:{host},{day}:{quote(composed, safe='/:-._~', errors='replace')}"


def _unused(uid: str, taken: set[str]) -> str:
    """Tell a new file from the renamed one that was first at its path, on the same day."""
    numbered = (f"{uid}~{number}" for number in count(2))
    return uid if uid not in taken else next(other for other in numbered if other not in taken)


def _moves(out: Sequence[Recognised]) -> Iterator[Problem]:
    for one in out:
        if one.moved_from:
            yield warning(
                URL_CHANGED,
                one.article.path,
                what=f"its address changes from {one.moved_from} to {one.known.address}: not announced again",
                repair="let the host redirect the old address to the new one",
            )
