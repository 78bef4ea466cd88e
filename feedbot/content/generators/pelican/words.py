"""Tags and authors as Pelican parts them out of one line of metadata; pure."""

from __future__ import annotations

import re

from feedbot.content import fields
from feedbot.content.article import Author
from feedbot.content.generators.generator import Words
from feedbot.content.metadata.values import Scalar, Table, Value, table

BRACKETED = re.compile(r"\s*\[(.*)\]\s*", re.DOTALL)
QUOTED = re.compile(r"\s*(['\"])(.*)\1\s*", re.DOTALL)


def tags_of(said: Table) -> Words:
    """Part a text at semicolons, else at commas; the brackets and quotes of a YAML list go."""
    value = said.get("tags")
    inner = BRACKETED.fullmatch(value.text) if isinstance(value, Scalar) else None
    if inner and isinstance(value, Scalar):
        words = (QUOTED.sub(r"\2", word) for word in parted(inner[1]))
        value = tuple(Scalar(value=word, text=word, line=value.line) for word in words)
    only = table([("tags", value, None)] if value is not None else [])
    odd = "Pelican takes the brackets for parts of the tags" if inner else ""
    return Words(words=fields.tags(only, parted), odd=odd)


def authors_of(said: Table) -> tuple[Author, ...]:
    """Return everyone who wrote, each name as it is: ``Lee, Ann; Ray, Ben`` are two."""
    people = (Table(entries=each, folded=each) for each in map(_named, names_of_authors(said)))
    return fields.authors(table([("authors", tuple(people), None)]))


def names_of_authors(said: Table) -> tuple[str, ...]:
    """Part ``authors``; an ``author`` is one, whatever is in the name."""
    several = said.get("authors")
    if several is None:
        return (said.text("author"),) if said.text("author") else ()
    items = several if isinstance(several, tuple) else (several,)
    texts = (item.text for item in items if isinstance(item, Scalar))
    found = texts if isinstance(several, tuple) else (part for text in texts for part in _listed(text))
    return tuple(filter(None, map(str.strip, found)))


def _listed(text: str) -> tuple[str, ...]:
    """Part a text, or take each item of a list as reStructuredText has it."""
    lines = text.split("\n")
    items = tuple(line[2:] for line in lines if line.startswith(("- ", "* ")))
    return items if len(items) == len(lines) else parted(text)


def parted(text: str) -> tuple[str, ...]:
    """Part a text as Pelican does."""
    return tuple(text.split(";" if ";" in text else ","))


def _named(name: str) -> dict[str, Value]:
    return {"name": Scalar(value=name, text=name)}
