"""Readings and frozen requests as JSON text, and back.

A reading is only a memory of work done: one that this program cannot understand is left out,
and its file is read again. A frozen request is part of the promise: it must be understood.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from feedbot.content.article import Article
from feedbot.content.reading import Reading
from feedbot.networks.network import Frozen

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def of_reading(reading: Reading) -> str:
    """Write a reading."""
    if reading.article is not None:
        reading = replace(reading, article=_in_whole_minutes(reading.article))
    return _readings().dump_json((reading,)).decode()[1:-1]


def to_readings(texts: Sequence[str]) -> tuple[Reading | None, ...]:
    """Read many at once; None stands for one that this program does not understand."""
    from pydantic import ValidationError  # noqa: PLC0415  # imported late: 60 ms

    try:
        return _readings().validate_json(f"[{','.join(texts)}]")
    except ValidationError:
        if len(texts) == 1:
            return (None,)
    middle = len(texts) // 2
    return to_readings(texts[:middle]) + to_readings(texts[middle:])


def of_frozen(frozen: Frozen) -> str:
    """Write a frozen request."""
    return json.dumps({name: _plain(getattr(frozen, name)) for name in _FROZEN})


def to_frozen(text: str) -> Frozen:
    """Read a frozen request; its moments keep the offset they were written with."""
    facts = json.loads(text)
    for name in ("made", "replay_until"):
        facts[name] = facts[name] and datetime.fromisoformat(facts[name])
    return Frozen(**facts)


_FROZEN = tuple(field.name for field in fields(Frozen))


def _plain(value: str | datetime | None) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else value


@cache
def _readings() -> TypeAdapter[tuple[Reading, ...]]:
    from pydantic import TypeAdapter  # noqa: PLC0415  # imported late: 60 ms, and 40 ms for the adapter

    return TypeAdapter(tuple[Reading, ...])


def _in_whole_minutes(article: Article) -> Article:
    """Put local mean times (Paris was 9 min 21 s off until 1911) into UTC: pydantic drops those seconds."""
    wish = article.wish
    return replace(
        article,
        published=_whole(article.published),
        updated=article.updated and _whole(article.updated),
        expires=article.expires and _whole(article.expires),
        wish=replace(wish, at=_whole(wish.at)) if wish.at else wish,
    )


def _whole(moment: datetime) -> datetime:
    offset = moment.utcoffset()
    return moment.astimezone(UTC) if offset and offset.total_seconds() % 60 else moment
