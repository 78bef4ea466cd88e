"""Fit an announcement into its room by rule; knows neither templates nor networks by name.

The summary fills the room that title, address and hashtags leave it, but not below a short excerpt.
Where even that is too long, hashtags go first, from the end; then the summary, at a word; then the title.
An address or a hashtag is never cut.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from feedbot.announcements.cutting import cut
from feedbot.announcements.length import graphemes

SHORTEST_EXCERPT = 60  # graphemes of a summary for which hashtags make way


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the fitting may shorten; an author's own text is a title without summary."""

    title: str
    summary: str
    hashtags: tuple[str, ...] = ()  # without "#"


def fit(parts: Parts, fits: Callable[[Parts], bool]) -> Parts | None:
    """Return ``parts`` shortened until they fit; None where not even the bare address does."""
    if fits(parts):
        return parts
    excerpt = cut(parts.summary, lambda text: graphemes(text) <= SHORTEST_EXCERPT)
    for many in range(len(parts.hashtags), -1, -1):
        fewer = replace(parts, hashtags=parts.hashtags[:many])
        if fits(replace(fewer, summary=excerpt)):
            longest = _with_summary(fewer, fits)
            return longest if len(longest.summary) > len(excerpt) else replace(fewer, summary=excerpt)
    bare = replace(parts, hashtags=())
    if fits(replace(bare, summary="")):
        return _with_summary(bare, fits)
    untitled = replace(bare, summary="")
    title = cut(parts.title, lambda text: fits(replace(untitled, title=text)))
    shortest = replace(untitled, title=title)
    return shortest if fits(shortest) else None


def _with_summary(parts: Parts, fits: Callable[[Parts], bool]) -> Parts:
    return replace(parts, summary=cut(parts.summary, lambda text: fits(replace(parts, summary=text))))
