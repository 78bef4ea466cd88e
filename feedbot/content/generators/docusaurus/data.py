"""What a Docusaurus blog's ``authors.yml`` and ``tags.yml`` say of its posts; boiled down, put in; pure."""

from __future__ import annotations

import json

from feedbot.content.generators.keys import changed
from feedbot.content.metadata.values import Scalar, Table, Value, is_empty, table_of_json
from feedbot.content.problem import Problem

PERSON = ("name", "url", "email")


def people_in(source: bytes, path: str) -> str:
    """Return the people of an authors' file with name, page and mail, by their keys, as JSON."""
    people = {}
    for key, person in _table(source, path).entries.items():
        if isinstance(person, Table) and (said := {name: person.text(name) for name in PERSON}):
            people[key] = {name: text for name, text in said.items() if text}
    return json.dumps(people, sort_keys=True) if people else ""


def labels_in(source: bytes, path: str) -> str:
    """Return the labels of a tags' file by their keys, as JSON; a tag without one has its key's."""
    labels = {
        key: (tag.text("label") if isinstance(tag, Table) else "") or key.capitalize()
        for key, tag in _table(source, path).entries.items()
    }
    return json.dumps(labels, sort_keys=True) if labels else ""


def with_people(table: Table, known: str) -> Table:
    """Put the people in for whom ``authors`` names by key; beside the keys, a post may add to a person."""
    people = table_of_json(known) if known else Table()
    given = table.get("authors")
    if given is None:
        return _with_legacy_author(table)
    items = given if isinstance(given, tuple) else (given,)
    return changed(table, {"authors": tuple(_person(item, people) for item in items)})


def with_labels(table: Table, known: str) -> Table:
    """Put the labels in for tags that are named by key."""
    labels = table_of_json(known) if known else Table()
    given = table.get("tags")
    if not labels.entries or given is None:
        return table
    items = given if isinstance(given, tuple) else (given,)
    return changed(table, {"tags": tuple(_label(item, labels) for item in items)})


def _person(item: Value, people: Table) -> Value:
    if isinstance(item, Scalar) and not is_empty(item):
        return people.entries.get(item.text.strip(), item)
    if isinstance(item, Table):
        described = people.entries.get(item.text("key"))
        return item.over(described) if isinstance(described, Table) else item
    return item


def _label(item: Value, labels: Table) -> Value:
    return labels.entries.get(item.text.strip(), item) if isinstance(item, Scalar) else item


def _with_legacy_author(table: Table) -> Table:
    """Make one person of ``author`` and ``author_url``."""
    name, page = table.text("author"), table.text("authorurl")
    if not name:
        return table
    person = {"name": Scalar(value=name, text=name), "url": Scalar(value=page, text=page)}
    return changed(table, {"author": changed(Table(), person)})


def _table(source: bytes, path: str) -> Table:
    """Read a YAML file, as if it were front matter."""
    from feedbot.content.metadata.front_matter import read_front_matter  # noqa: PLC0415  # imported late: 30 ms

    text = source.removeprefix(b"\xef\xbb\xbf").removeprefix(b"---\n")
    found = read_front_matter(b"---\n" + text + b"\n---\n", path)
    return Table() if isinstance(found, Problem) or found.table is None else found.table
