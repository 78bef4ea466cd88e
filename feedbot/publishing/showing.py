"""What a site's feeds show: its newest articles, and all that the feeds' bytes depend on; renders nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from feedbot.content.identity import Recognised
from feedbot.content.images import ImageFile, candidates, locate
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Survey

RENDERER_VERSION = "1"  # grows when an equal feed would be rendered differently


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArticle:
    """One article that the feeds show, with its picture."""

    one: Recognised
    image: ImageFile | None
    source: str  # SHA-256 of its file


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What the feeds show, newest first; bodies may name any article that is out by its content path."""

    articles: tuple[ShownArticle, ...]
    addresses: Mapping[str, str]  # of every article that is out, by path
    pictures: tuple[Path, ...]  # where the entries' pictures may lie, whether they do or not


def choose(site: Site, survey: Survey) -> Showing:
    """Choose the entries of the site's feeds."""
    return Showing(
        articles=tuple(
            ShownArticle(
                one=one,
                image=locate(one.article.image.address, one.article.path, site.rules)
                if one.article.image
                else None,
                source=survey.sources[one.article.path].sha256,
            )
            for one in survey.newest_first[: site.feed.limit]
        ),
        addresses={one.article.path: one.article.address for one in survey.recognition.out},
        pictures=tuple(
            place
            for one in survey.newest_first[: site.feed.limit]
            if one.article.image
            for place in candidates(one.article.image.address, one.article.path, site.rules)
        ),
    )


def made_of(site: Site, showing: Showing) -> str:
    """Return a hash of everything that the feeds' bytes depend on."""
    parts = [RENDERER_VERSION, repr(site.feed), repr(site.rules), repr(sorted(showing.addresses.items()))]
    for item in showing.articles:
        known = item.one.known
        parts += [
            known.uid,
            known.published.isoformat(),
            known.updated.isoformat(),
            item.source,
            repr(item.image),
        ]
    return sha256("\n".join(parts).encode()).hexdigest()
