"""Who wrote an article: names, mails and pages, in all the shapes that real sites write them in; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from feedbot.content import addresses
from feedbot.content.article import Author
from feedbot.content.metadata.values import Scalar, Table, Value, is_empty
from feedbot.content.text import plain_text

MOST_PEOPLE = 100  # of one article
MOST_CHARACTERS = 300  # of one name with all that stands beside it
NAME_KEYS = ("name", "fullname", "displayname")
PAGE_KEYS = ("url", "link", "homepage", "website", "uri")

LINKED = re.compile(r"\[([^\]]+)\]\(([^)\s]+)[^)]*\)")
HANDLE = re.compile(r"(.+?) \(?\[@[^\]]*\]\(([^)\s]+)[^)]*\)\)?")
MAIL = re.compile(r"(.*?) ?<([^<>@\s]+@[^<>@\s]+)>")
ASIDE = re.compile(r"(.+?) \(([^()]*)\)")
ADDRESS = re.compile(r"[^<>@\s]+@[^<>@\s]+")
DASHED = re.compile(r" [—–] ")
SEPARATOR = re.compile(r"&#?\w{1,31};|[()\[\];,]")  # an entity ends with a semicolon of its own
# Small words that begin a name; a part that begins with any other is no name but what somebody is.
PARTICLES = frozenset(
    {"af", "al", "ap", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
     "la", "le", "op", "san", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur"}
)  # fmt: skip


def people(value: Value | None, known: Mapping[str, Author]) -> tuple[Author, ...]:
    """Return everyone whom a value names; ``known`` has those whom other files describe, by their keys."""
    return tuple(islice(_people(value, known), MOST_PEOPLE))


def _people(value: Value | None, known: Mapping[str, Author]) -> Iterator[Author]:
    match value:
        case Scalar() if not is_empty(value):
            yield from _of_text(" ".join(value.text.split()), known)
        case tuple():
            for item in value:
                yield from _named_alone(item, known) if isinstance(item, Table) else _people(item, known)
        case Table():
            yield from _of_table(value, known, "")
        case _:
            pass


def _of_table(table: Table, known: Mapping[str, Author], key: str) -> Iterator[Author]:
    """Take a table that describes one person, or several by their keys."""
    described = _found(table.text("key") or key, known) or Author(name="")
    name = plain_text.line(table.text(*NAME_KEYS)) or described.name
    below = [(each, inner) for each, inner in table.entries.items() if isinstance(inner, Table)]
    if name or key:
        page = addresses.absolute(table.text(*PAGE_KEYS), "")
        yield Author(
            name=name or plain_text.line(key),
            email=table.text("email", "mail") or described.email,
            url=page or described.url,
        )
    elif len(below) == len(table.entries):
        for each, inner in below:
            yield from _of_table(inner, known, each)


def _named_alone(table: Table, known: Mapping[str, Author]) -> Iterator[Author]:
    """Take an item of a list; a table with one unknown key is a name with something behind it."""
    found = tuple(_of_table(table, known, ""))
    (name, said), *others = table.entries.items() or (("", Scalar(value=None, text="")),)
    if found or others or not isinstance(said, Scalar) or not name:
        yield from found
    else:
        person = _found(name, known) or Author(name=plain_text.line(name))
        yield Author(
            name=person.name, email=person.email, url=addresses.absolute(said.text, "") or person.url
        )


def _of_text(text: str, known: Mapping[str, Author]) -> Iterator[Author]:
    whole = _found(text, known)
    if whole:
        yield whole
        return
    for place, part in enumerate(_parts(text)):
        name = part.strip().removeprefix("and ").removeprefix("& ")[:MOST_CHARACTERS].strip()
        if name and not (place and _is_role(name)):
            yield _found(name, known) or _person(name)


def _parts(text: str) -> Iterator[str]:
    """Part at commas and semicolons, but inside brackets."""
    start = depth = 0
    balanced = text.count("(") == text.count(")") and text.count("[") == text.count("]")
    for found in SEPARATOR.finditer(text):
        if found[0] in {";", ","} and not depth:
            yield text[start : found.start()]
            start = found.end()
        elif balanced and found[0] in "()[]":
            depth = max(0, depth + (1 if found[0] in "([" else -1))
    yield text[start:]


def _is_role(part: str) -> bool:
    first = part.split(maxsplit=1)[0]
    return first[0].islower() and first.lower() not in PARTICLES and "’" not in first and "'" not in first


def _person(text: str) -> Author:
    name, mail, page = text, "", ""
    if found := LINKED.fullmatch(text) or HANDLE.fullmatch(text):
        name, page = found[1], found[2]
    elif found := MAIL.fullmatch(text):
        name, mail = found[1], found[2]
    elif (found := ASIDE.fullmatch(text)) and ADDRESS.fullmatch(found[1]):  # as RSS has it
        name, mail = found[2], found[1]
    elif found:
        name = found[1]
        mail, page = (found[2], "") if ADDRESS.fullmatch(found[2]) else ("", found[2])
    name = plain_text.line(DASHED.split(name)[0])
    return Author(name=name or plain_text.line(text), email=mail, url=addresses.absolute(page, "") or "")


def _found(key: str, known: Mapping[str, Author]) -> Author | None:
    return known.get(key) or known.get(key.lower()) if key else None
