"""What pages of sections and the site's configuration say of all pages below them (``cascade``); pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from feedbot.content import globs
from feedbot.content.generators.hugo.tree import Spot
from feedbot.content.metadata import values
from feedbot.content.metadata.values import Scalar, Table, Value, fold
from feedbot.content.problem import Problem

Entry: TypeAlias = Mapping[str, Any]  # JSON: what is set, and for which pages

ENVIRONMENT = "production"
KIND = "page"


def digest_of(path: str, source: bytes, *, names: bool) -> str:
    """Return as JSON what a section's own page says of others; ``names`` asks for its title too.

    That there is such a page says something as well: an empty object.
    """
    from feedbot.content.metadata.front_matter import read_front_matter  # noqa: PLC0415  # imported late: 30 ms

    found = read_front_matter(source, path)
    if isinstance(found, Problem) or found.table is None:
        return "{}"
    wanted = ("slug", "title") if names else ("slug",)
    said: dict[str, object] = {key: text for key in wanted if (text := found.table.text(key))}
    if entries := list(entries_of(found.table.get("cascade"))):
        said["cascade"] = entries
    return json.dumps(said, sort_keys=True)


def entries_of(value: Value | None) -> Iterator[Entry]:
    """Yield what a ``cascade`` sets: one table, or a list of them."""
    for table in value if isinstance(value, tuple) else (value,):
        if not isinstance(table, Table):
            continue
        params = table.get("params")
        below = params.entries if isinstance(params, Table) else {}
        own = {key: item for key, item in table.entries.items() if fold(key) not in {"target", "params"}}
        said = {key: _plain(item) for key, item in {**below, **own}.items()}
        yield {"set": said} | _target(table.get("target"))


def cascaded(spot: Spot, entries: Iterable[Entry]) -> Table:
    """Return what entries set for a page; of two that set one key the first counts."""
    found = Table()
    for entry in entries:
        if _meets(entry, spot):
            found = found.over(values.table_of_json(json.dumps(entry["set"])))
    return found


def _target(value: Value | None) -> dict[str, object]:
    if not isinstance(value, Table):
        return {}
    found: dict[str, object] = {
        key: text.lower() for key in ("path", "kind", "environment", "lang") if (text := value.text(key))
    }
    sites = value.get("sites")
    matrix = sites.get("matrix") if isinstance(sites, Table) else None
    languages = matrix.get("languages") if isinstance(matrix, Table) else None
    if languages is not None:
        found["lang"] = "{" + ",".join(_texts(languages)).lower() + "}"
    return found


def _texts(value: Value) -> Iterator[str]:
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, Scalar):
            yield item.text


def _meets(entry: Entry, spot: Spot) -> bool:
    asked = {"path": spot.path, "kind": KIND, "environment": ENVIRONMENT, "lang": spot.language}
    return all(globs.matches(text, str(entry[key])) for key, text in asked.items() if key in entry)


def _plain(value: Value) -> object:
    """Return a value as JSON has it; numbers and dates as their author wrote them."""
    match value:
        case Scalar():
            return value.value if value.value is None or isinstance(value.value, bool) else value.text
        case Table():
            return {key: _plain(item) for key, item in value.entries.items()}
        case _:
            return [_plain(item) for item in value]
