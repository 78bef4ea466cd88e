"""Two files that claim to be one article: which of them stays, and what is said of the other; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from feedbot.content.addresses import same_place
from feedbot.content.article import Article
from feedbot.content.problem import Problem, held


def without_clashes(
    articles: Sequence[Article], known_paths: Collection[str]
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Of files that claim one address or one id keep the known one, else the first; hold back the others."""
    ranked = sorted(articles, key=lambda article: (article.path not in known_paths, article.path))
    first_with: dict[tuple[str, str], str] = {}
    problems: dict[str, Problem] = {}
    for article in ranked:
        claims = tuple(_claims(article))
        clash = next((claim for claim in claims if claim in first_with), None)
        if clash is None:
            first_with.update(dict.fromkeys(claims, article.path))
        else:
            problems[article.path] = _clash(article, clash[0], first_with[clash])
    kept = tuple(article for article in articles if article.path not in problems)
    return kept, tuple(problems.values())


def _claims(article: Article) -> Iterator[tuple[str, str]]:
    yield "address", same_place(article.address)
    if article.own_id:
        yield "id", article.own_id


def _clash(article: Article, kind: str, other: str) -> Problem:
    if kind == "address":
        what = f"this file and {other} have the same address: {article.address}"
        return held("same-url", article.path, what=what, repair="give one of them a slug of its own")
    what = f"this file and {other} have the same id: {article.own_id}"
    return held("same-id", article.path, what=what, repair="remove the copied id from one")
