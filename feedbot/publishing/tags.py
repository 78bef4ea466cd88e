"""The site's tags that no network can link: one problem each, at the first article that has it; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedbot.announcements.announcement import LeftOut
from feedbot.content.article import Article
from feedbot.content.problem import Problem, notice, warning
from feedbot.publishing.site import Site


def tag_problems(site: Site, articles: Iterable[Article]) -> tuple[Problem, ...]:
    """Return what is wrong with the tags; what the site's own aliases say is wanted so."""
    aliases = tuple({alias for account in site.accounts for alias in account.voice.aliases})
    stated = {name for name, _ in aliases}
    first = {tag: article.path for article in reversed(tuple(articles)) for tag in article.tags}
    return tuple(
        problem
        for tag, path in first.items()
        if tag not in stated
        for problem in _problems(tag, path, aliases)
    )


def _problems(tag: str, path: str, aliases: tuple[tuple[str, str | None], ...]) -> Iterator[Problem]:
    from feedbot.announcements.spelling import shipped_alias, spell  # noqa: PLC0415  # imported late: 30 ms

    for spelled in spell(tag, aliases):
        if isinstance(spelled, LeftOut):
            what = f'tag "{spelled.tag}" cannot be a hashtag: {spelled.why}'
            repair = f'[announce.aliases] "{spelled.tag}" = "Other", or = false to leave it out'
            yield warning("tag-dropped", path, what=what, repair=f"give it an alias: {repair}")
        elif spelled == shipped_alias(tag):
            what = f'tag "{tag}" would lose its signs, so it is written as #{spelled}'
            repair = f'another hashtag: [announce.aliases] "{tag}" = "Other"'
            yield notice("tag-reduced", path, what=what, repair=repair)
