"""Who the keys in ``author: ann`` are: tables of people, in ``_data`` or in ``_config.yml``; pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from feedbot.content.article import Author
from feedbot.content.fields import authors
from feedbot.content.metadata.values import Table, table
from feedbot.content.problem import Problem

FILES = frozenset({"authors.yml", "authors.yaml", "authors.json"})


def digest_of_people(path: str, source: bytes) -> str:
    """Return the names of people by their keys, as JSON; "" where the file has none."""
    from feedbot.content.metadata.front_matter import read_front_matter  # noqa: PLC0415  # imported late: 30 ms

    if not path.endswith(".json"):
        bare = source.removeprefix(b"\xef\xbb\xbf").strip()
        source = b"---\n%b\n---\n" % bare.removeprefix(b"---").removesuffix(b"---").strip(b"\r\n")
    found = read_front_matter(source, path)
    if isinstance(found, Problem) or found.table is None:
        return ""
    return json_of_people(found.table)


def json_of_people(people: Table) -> str:
    """Write a table of people as JSON; "" for nobody."""
    rows = {key: [person.name, person.email, person.url] for key, person in _people(people)}
    return json.dumps(rows, sort_keys=True) if rows else ""


def people_of(texts: Iterable[str]) -> Mapping[str, Author]:
    """Read what ``json_of_people`` wrote; of two people with one key the first counts."""
    people: dict[str, Author] = {}
    for text in texts:
        for key, (name, email, url) in json.loads(text or "{}").items():
            people.setdefault(key, Author(name=name, email=email, url=url))
    return people


def _people(found: Table) -> Iterator[tuple[str, Author]]:
    for key, value in found.entries.items():
        if isinstance(value, Table):
            for person in authors(table([("author", value, None)]))[:1]:
                yield key, person
