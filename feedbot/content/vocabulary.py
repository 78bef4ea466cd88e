"""What a template of people may name, and why one gave no text; values only, Jinja2 is not loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper")

Fields: TypeAlias = Mapping[str, str]
Value: TypeAlias = str | tuple[str, ...] | tuple[Fields, ...] | Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a kind of template may name."""

    texts: tuple[str, ...]
    lists: tuple[str, ...]  # of texts
    records: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # lists of what has these fields
    tables: tuple[str, ...] = ()  # texts by name, and "" under a name that is not there
    filters: tuple[str, ...] = FILTERS

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name that stands for something."""
        return (*self.texts, *self.lists, *self.records, *self.tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """Why a template gave no text; one that is only too long may do with shorter values."""

    why: str
    too_long: bool = False
