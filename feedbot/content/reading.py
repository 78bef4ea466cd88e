"""What reading one content file gave, as a value; light, for the store keeps it and reads no file."""

from __future__ import annotations

from dataclasses import dataclass

from feedbot.content.article import Article
from feedbot.content.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file turned out to be; without an article, the problems say why."""

    article: Article | None
    problems: tuple[Problem, ...] = ()
