"""The pictures and files that articles name and that are nowhere on this disk: one problem each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedbot.content.article import Article
from feedbot.content.images import locate
from feedbot.content.local_files import candidates
from feedbot.content.media_files import locate_media
from feedbot.content.messages import enclosure_missing, image_missing
from feedbot.content.problem import Problem
from feedbot.content.site import SiteRules


def missing_files(rules: SiteRules, articles: Iterable[Article]) -> Iterator[Problem]:
    """Yield what is missing, once for a file of many articles; one on another host may well be there."""
    told: set[str] = set()
    for article in articles:
        for address, found in _missing(rules, article):
            if address not in told:
                told.add(address)
                yield found


def _missing(rules: SiteRules, article: Article) -> Iterator[tuple[str, Problem]]:
    path = article.path
    image = article.image.address if article.image else ""
    if candidates(image, path, rules) and locate(image, path, rules) is None:
        yield image, image_missing(path, image)
    for each in article.enclosures:
        if candidates(each.address, path, rules) and locate_media(each.address, path, rules) is None:
            yield each.address, enclosure_missing(path, each.address)
