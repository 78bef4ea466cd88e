"""What feedbot itself says to the people who open a feed or look for one; pure, says nothing of a site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The sentences in one language; ``{site}`` and ``{count}`` are filled in, ``<head>`` is meant so."""

    language: str  # a language tag

    # of a feed that a browser shows
    web_feed: str
    copy_address: str
    older: str  # above the address of the feed that an archive belongs to
    website: str  # with its colon
    nothing: str

    # of the page to subscribe on
    subscribe: str
    what: str
    how: str
    steps: tuple[str, ...]
    feeds: str
    formats: str
    articles: str
    all_in_one: str
    site_author: str
    paste: str


# The languages that are written from right to left, and the scripts that make another one so.
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"adlm", "arab", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"}
)


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``, as HTML's ``dir`` has it, for a language tag."""
    first, *rest = language.lower().split("-")
    script = rest[0] if rest and len(rest[0]) == 4 and rest[0].isalpha() else ""
    if script:
        return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"
