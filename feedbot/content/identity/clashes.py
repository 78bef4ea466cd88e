"""Two files that claim to be one article: which of them stays, and what is said of the other; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from feedbot.content.addresses import same_place
from feedbot.content.article import Article
from feedbot.content.problem import Problem, held


def without_clashes(
    articles: Sequence[Article], known_paths: Collection[str]
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Of files that claim one address or one id keep the known one; hold back the others.

    If none is known, nobody can tell which one the site shows, and all are held.
    """
    ranked = sorted(articles, key=lambda article: (article.path not in known_paths, article.path))
    claimants: dict[tuple[str, str], list[Article]] = {}
    for article in ranked:
        for claim in _claims(article):
            claimants.setdefault(claim, []).append(article)
    problems: dict[str, Problem] = {}
    for (kind, _), (first, *others) in claimants.items():
        for article in others:
            problems.setdefault(article.path, _clash(article, kind, first.path))
        if others and first.path not in known_paths:
            problems.setdefault(first.path, _clash(first, kind, others[0].path))
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
