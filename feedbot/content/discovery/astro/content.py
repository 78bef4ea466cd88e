"""Which collections an Astro site defines, where their files lie, and what they call a date; runs no code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import normpath

from feedbot.content.generators.astro.rules import DATE_KEYS
from feedbot.content.literals.code import Code
from feedbot.content.literals.source import Source
from feedbot.content.literals.tokens import Kind
from feedbot.content.literals.values import Values
from feedbot.content.metadata.values import fold

DEFINING = ("defineCollection", "defineLiveCollection")
DECLARING = frozenset({"const", "let", "var"})
MOST_NAMES = 4  # of one thing
STARLIGHT = ("docsLoader", "docsSchema")
DATE = re.compile(r"\bdate\(|new Date\b|\bz\.iso\b|datetime\(")
# What is a date, and yet not that of publication.
NOT_PUBLISHED = re.compile(r"upd|mod|edit|chang|revis|expir|until|end|start|deadline|event", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """One collection as the site defines it."""

    name: str
    base: str = ""  # below the site's folder; "" where nothing is said
    patterns: tuple[str, ...] = ()
    dated: bool = False  # its schema has a date of publication
    dates: tuple[str, ...] = ()  # of these, the keys that other sites do not have
    documents: bool = False  # Starlight's own
    asks: tuple[str, ...] = ()  # what of it is computed


def defined_in(text: str, known: Mapping[str, object]) -> tuple[Defined, ...]:
    """Return the collections that ``content.config`` exports; ``known`` has its constants."""
    source = Source(text)
    values = Values(source, known)
    found = {}
    for at in range(source.end):
        if source.at(at).text in DEFINING and source.holds(at + 1, "(") and at + 1 in source.partners:
            variable = _variable(source, at)
            found[variable] = _collection(source, values, at + 1, variable)
    names = dict(_exported(source)) or {name: name for name in found}
    behind = {name: _meant(source, variable, found) for name, variable in names.items()}
    return tuple(replace(found[variable], name=name) for name, variable in behind.items() if variable)


def _meant(source: Source, variable: str, found: Mapping[str, Defined]) -> str:
    """Follow a constant that is another one's second name."""
    for _ in range(MOST_NAMES):
        if variable in found:
            return variable
        variable = source.at(_declared(source, variable)).text
    return ""


def _declared(source: Source, name: str) -> int:
    """Return where the value of a constant begins; behind the last token where there is none."""
    for at in range(source.end):
        if source.at(at).text in DECLARING and source.holds(at + 1, name):
            return source.find(at, "=") + 1
    return source.end


def _variable(source: Source, at: int) -> str:
    """Return the name that a definition is given, as a constant or as a property."""
    before = at - 1
    if source.holds(before, ":") or source.holds(before, "="):
        name = before - 1
        while source.holds(before, "=") and name > 0 and not source.at(name).fresh:
            if source.at(name - 1).text in DECLARING:
                break
            name -= 1
        return source.at(name).text
    return ""


def _exported(source: Source) -> Iterator[tuple[str, str]]:
    """Yield each name of the exported table with the constant that it stands for."""
    for at in range(source.end):
        if source.holds(at, "collections", "=") and source.holds(at + 2, "{"):
            end = source.partners.get(at + 2, source.end)
            entry = at + 3
            while entry < end:
                name = source.at(entry).text
                if source.at(entry).kind in {Kind.WORD, Kind.TEXT}:
                    other = source.holds(entry + 1, ":") and source.at(entry + 2).text not in DEFINING
                    yield name, source.at(entry + 2).text if other else name
                entry = source.behind(entry, end) + 1


def _collection(source: Source, values: Values, at: int, name: str) -> Defined:
    """Read one definition, whose arguments open at ``at``."""
    end = source.partners[at]
    inside = range(at + 1, end)
    loader = next((step for step in inside if source.holds(step, "glob", "(")), None)
    options = next(values.items(loader + 1), None) if loader is not None else {}
    table: Mapping[str, object] = options if isinstance(options, dict) else {}
    base, pattern = table.get("base", "." if loader is not None else ""), table.get("pattern")
    dates = tuple(_dates(source, values, inside))
    asks = [
        f"{key} of the collection {name}"
        for key, computed in (
            ("the base", isinstance(base, Code)),
            ("the pattern", isinstance(pattern, Code)),
            ("generateId", "generateId" in table),
        )
        if computed
    ]
    return Defined(
        name=name,
        base=normpath(base) if isinstance(base, str) and base else "",
        patterns=_patterns(pattern),
        dated=bool(dates),
        dates=tuple(key for key in dates if fold(key) not in DATE_KEYS),
        documents=any(source.at(step).text in STARLIGHT for step in inside),
        asks=tuple(asks),
    )


def _patterns(found: object) -> tuple[str, ...]:
    items = found if isinstance(found, list) else [found]
    return tuple(item for item in items if isinstance(item, str))


def _dates(source: Source, values: Values, inside: range) -> Iterator[str]:
    """Yield the keys of the schema whose values are dates, as far as they may be those of publication."""
    table = _schema_in(source, inside)
    if table is None:
        table = _schema_elsewhere(source, inside)
    for key, value in values.table(table).items() if table is not None else ():
        if isinstance(value, Code) and DATE.search(value.text) and not NOT_PUBLISHED.search(key):
            yield key


def _schema_in(source: Source, inside: range) -> int | None:
    """Return where the first table of a schema opens, whole or added to another."""
    for at in inside:
        if source.holds(at + 1, "(", "{") and source.at(at).text in {"object", "extend"}:
            return at + 2
    return None


def _schema_elsewhere(source: Source, inside: range) -> int | None:
    """Return where the table of a schema opens that is a constant of the file."""
    for at in inside:
        if source.holds(at, "schema"):
            name = source.at(at + 2 if source.holds(at + 1, ":") else at).text
            start = _declared(source, name)
            end = next(
                (step for step in range(start, source.end) if source.at(step).text in DECLARING), source.end
            )
            return _schema_in(source, range(start, end))
    return None
