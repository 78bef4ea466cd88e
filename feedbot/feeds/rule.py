"""Which articles a feed is about: any combination of section, category, tag, author and language; pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from feedbot.content.article import Article


class Quality(StrEnum):
    """What an article may be chosen by."""

    SECTION = "section"
    CATEGORY = "category"
    TAG = "tag"
    AUTHOR = "author"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Articles with any of these values of one quality; a value of several words wants them all."""

    quality: Quality
    any_of: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a feed takes: articles that make every choice of one row of ``only``, and of none of ``never``."""

    only: tuple[tuple[Choice, ...], ...] = ()  # (): all
    never: tuple[tuple[Choice, ...], ...] = ()

    def takes(self, article: Article, site_language: str) -> bool:
        """Say whether a feed with this rule holds ``article``; one that wants to be in no feed never is."""
        if not article.in_feeds:
            return False
        named = {choice.quality for row in (*self.only, *self.never) for choice in row}
        facts = {quality: _folded(values(article, quality, site_language)) for quality in named}
        only, never = (
            [all(_chosen(choice, facts[choice.quality]) for choice in row) for row in rows]
            for rows in (self.only, self.never)
        )
        return (any(only) or not only) and not any(never)


def values(article: Article, quality: Quality, site_language: str) -> tuple[str, ...]:
    """Return an article's values of one quality, as they are written."""
    match quality:
        case Quality.SECTION:
            return (article.section,) if article.section else ()
        case Quality.CATEGORY:
            return article.categories
        case Quality.TAG:
            return article.tags
        case Quality.AUTHOR:
            return tuple(author.name for author in article.authors)
        case Quality.LANGUAGE:
            return (article.language or site_language,)


def fold(value: str) -> str:
    """Return what the spellings of one value share: case, composition of accents, dashes and blanks aside."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", value).casefold())
    return " ".join(folded.replace("-", " ").replace("_", " ").split())


ALL = Rule()


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _chosen(choice: Choice, found: frozenset[str]) -> bool:
    return any(found.issuperset(map(fold, together)) for together in choice.any_of)
