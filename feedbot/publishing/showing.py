"""What a site's feeds show: its newest articles, and all that the feeds' bytes depend on; renders nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from feedbot.content.built.pages import BuiltPage, find_page, page_places, written_at
from feedbot.content.identity.recognition import Recognised
from feedbot.content.images import ImageFile, candidates, locate
from feedbot.content.rst.names import is_rst
from feedbot.content.rst.rendering import has_docutils
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Survey

RENDERER_VERSION = "2"  # grows when an equal feed would be rendered differently


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArticle:
    """One article that the feeds show, with its picture and its page."""

    one: Recognised
    image: ImageFile | None
    source: str  # SHA-256 of its file
    written: int  # its file's mtime, in nanoseconds
    page: BuiltPage | None  # only where the text is taken from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What the feeds show, newest first; bodies may name any article that is out by its content path."""

    articles: tuple[ShownArticle, ...]
    addresses: Mapping[str, str]  # of every article that is out, by path
    looked_for: tuple[Path, ...]  # where pictures and pages may lie, whether they do or not


def choose(site: Site, survey: Survey) -> Showing:
    """Choose the entries of the site's feeds."""
    newest = survey.newest_first[: site.feeds[0].limit]
    return Showing(
        articles=tuple(_shown(site, survey, one) for one in newest),
        addresses={one.article.path: one.article.address for one in survey.recognition.out},
        looked_for=tuple(place for one in newest for place in _places(site, one)),
    )


def made_of(site: Site, showing: Showing) -> str:
    """Return a hash of everything that the feeds' bytes depend on."""
    parts = [RENDERER_VERSION, repr(site.feeds[0]), repr(site.rules), repr(sorted(showing.addresses.items()))]
    for item in showing.articles:
        known = item.one.known
        parts += [
            known.uid,
            known.published.isoformat(),
            known.updated.isoformat(),
            f"{known.adopted} {known.published_as} {known.updated_as}",
            item.source,
            repr(item.image),
        ]
        if is_rst(item.one.article.path):
            parts.append(f"docutils: {has_docutils()}")
        if item.page is not None:
            parts += [repr(item.page), str(item.page.is_older_than(item.written))]
    return sha256("\n".join(parts).encode()).hexdigest()


def _shown(site: Site, survey: Survey, one: Recognised) -> ShownArticle:
    article = one.article
    return ShownArticle(
        one=one,
        image=locate(article.image.address, article.path, site.rules) if article.image else None,
        source=survey.sources[article.path].sha256,
        written=written_at(article.path, site.rules),
        page=find_page(article.address, site.rules) if _takes_pages(site) else None,
    )


def _places(site: Site, one: Recognised) -> tuple[Path, ...]:
    article = one.article
    return (
        *(candidates(article.image.address, article.path, site.rules) if article.image else ()),
        *(page_places(article.address, site.rules) if _takes_pages(site) else ()),
    )


def _takes_pages(site: Site) -> bool:
    return site.rules.rendered == "public" and site.feeds[0].content != "summary"
