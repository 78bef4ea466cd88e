"""The site's tags that no network can link: one problem each, at the first article that has it; pure."""

from __future__ import annotations

from collections.abc import Iterable

from feedbot.announcements.announcement import LeftOut
from feedbot.content.article import Article
from feedbot.content.problem import Problem, Severity
from feedbot.publishing.site import Site


def tag_problems(site: Site, articles: Iterable[Article]) -> tuple[Problem, ...]:
    """Return what is wrong with the tags; one that the site's own aliases leave out is wanted so."""
    from feedbot.announcements.spelling import spell  # noqa: PLC0415  # imported late: 30 ms

    aliases = {alias for account in site.accounts for alias in account.voice.aliases}
    unwanted = {name for name, hashtag in aliases if hashtag is None}
    first = {tag: article.path for article in reversed(tuple(articles)) for tag in article.tags}
    return tuple(
        Problem(
            code="tag-dropped",
            severity=Severity.WARNING,
            path=path,
            what=f'tag "{left.tag}" cannot be a hashtag: {left.why}',
            repair=f'give it an alias: [announce.aliases] "{left.tag}" = "Other", or = false to leave it out',
        )
        for tag, path in first.items()
        if tag not in unwanted
        for left in spell(tag, tuple(aliases))
        if isinstance(left, LeftOut)
    )
