"""What is served beside the feeds: the stylesheets that browsers show them with, and a list of them all."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from feedbot.publishing.heads import style_file
from feedbot.publishing.planned_feeds import PlannedFeed, listed
from feedbot.publishing.showing import RENDERER_VERSION
from feedbot.publishing.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideFile:
    """One such file; its bytes are made only where they are needed."""

    file: str
    made_of: str
    make: Callable[[], bytes]


def beside_the_feeds(
    site: Site, feeds: Sequence[PlannedFeed], once_written: Container[str]
) -> Iterator[BesideFile]:
    """Return the stylesheet of each language in use, and the list where there is more than one feed.

    A list that was ``once_written`` follows the feeds however few there are: it would name what is gone.
    """
    sheets = {
        file: (feed.language, feed.plan.content == "summary")
        for feed in feeds
        if (file := style_file(feed, site.rules.language))
    }
    for file, (language, only_summaries) in sheets.items():
        yield _beside(file, (language, only_summaries), _sheet(language, only_summaries=only_summaries))
    found = listed(site, feeds)
    if site.opml and (len(found) > 1 or site.opml in once_written):
        yield _beside(site.opml, (site.rules.title, found), _list(site, feeds))


def _beside(file: str, parts: tuple[object, ...], make: Callable[[], bytes]) -> BesideFile:
    made_of = sha256(f"{RENDERER_VERSION} {parts!r}".encode("utf-8", "surrogatepass")).hexdigest()
    return BesideFile(file=file, made_of=made_of, make=make)


def _sheet(language: str, *, only_summaries: bool) -> Callable[[], bytes]:
    def make() -> bytes:
        from feedbot.feeds.stylesheet import stylesheet  # noqa: PLC0415  # imported late: it is seldom made

        return stylesheet(language, only_summaries=only_summaries)

    return make


def _list(site: Site, feeds: Sequence[PlannedFeed]) -> Callable[[], bytes]:
    def make() -> bytes:
        from feedbot.feeds.opml import opml  # noqa: PLC0415  # imported late: it is seldom made

        return opml(site.rules.title, listed(site, feeds))

    return make
