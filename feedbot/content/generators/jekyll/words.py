"""Titles and tags as Jekyll makes them out of names, headings and keys; pure."""

from __future__ import annotations

import re

from feedbot.content import fields
from feedbot.content.generators.generator import Words
from feedbot.content.generators.jekyll.permalinks import lowered
from feedbot.content.metadata.values import Scalar, Table
from feedbot.content.text.plain_text import line

HEADING = re.compile(r"#{1,3}[ \t]+(.*)")
UNDERLINE = re.compile(r"[-=]+[ \t]*")


def title_of(slug: str) -> str:
    """Return a name in title case."""
    words = (word[:1].capitalize() + lowered(word[1:]) for word in slug.split("-"))
    return " ".join(" ".join(words).split())


def heading_of(body: str) -> str:
    """Return the heading that a text begins with; "" where it begins with none."""
    first, _, rest = body.lstrip().partition("\n")
    if UNDERLINE.fullmatch(rest.partition("\n")[0]):
        return line(first)
    found = HEADING.match(first)
    words = found[1].rstrip() if found else ""
    bare = words.rstrip("#")
    return line(bare if bare.endswith((" ", "\t")) else words)


def tags_of(table: Table) -> Words:
    """Take ``tag`` whole, else part ``tags`` at blanks, if it is a text; no tag ends in a comma."""
    one, many = table.get("tag"), table.get("tags")
    if one is not None:
        return Words(words=fields.tags(Table(folded={"tags": one}), lambda text: (text,)))
    if many is None:
        return Words(words=fields.tags(table, lambda text: tuple(text.split(","))))
    has_comma = isinstance(many, Scalar) and "," in many.text
    return Words(
        words=fields.tags(table, lambda text: tuple(text.replace(",", " ").split())),
        odd="Jekyll parts them at blanks, and keeps the commas" if has_comma else "",
    )
