"""The pictures that articles name and that are nowhere on this disk: one problem each; fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedbot.content.article import Article
from feedbot.content.images import locate
from feedbot.content.local_files import candidates
from feedbot.content.messages import image_missing
from feedbot.content.problem import Problem
from feedbot.content.site import SiteRules


def missing_pictures(rules: SiteRules, articles: Iterable[Article]) -> Iterator[Problem]:
    """Yield what is missing, once for a picture of many; one on another host may well be there."""
    told: set[str] = set()
    for article in articles:
        address = article.image.address if article.image else ""
        if address in told or not candidates(address, article.path, rules):
            continue
        if locate(address, article.path, rules) is None:
            told.add(address)
            yield image_missing(article.path, address)
