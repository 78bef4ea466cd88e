"""JSX elements in MDX: HTML stays, a known component becomes its embed, of others the text inside stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from feedbot.content.text.templating.embeds import EMBEDS
from feedbot.content.text.templating.javascript import text_of

INSIDE = re.compile(r"\"[^\"]*\"|'[^']*'|[{<>]")
ATTRIBUTE = re.compile(r"([\w:@.-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|\{))?")
HTML_NAMES = {"className": "class", "htmlFor": "for", "srcSet": "srcset"}
LONGEST_ELEMENT = 20_000
TITLED = re.compile(r"[ \t]*(?:\n|\Z)")


def element_end(body: str, place: int, end: int, braces: Mapping[int, int]) -> int | None:
    """Return where the tag ends whose name ends at ``place``; None where it is no tag."""
    end = min(end, place + LONGEST_ELEMENT)
    while found := INSIDE.search(body, place, end):
        place = found.end()
        if found[0] == ">":
            return place
        if found[0] == "<" or (found[0] == "{" and found.start() not in braces):
            return None
        if found[0] == "{":
            place = braces[found.start()] + 1
    return None


def component(
    body: str, found: re.Match[str], end: int, braces: Mapping[int, int], names: Mapping[str, str]
) -> str | None:
    """Return what a tag becomes; None where a component without any text inside is left out."""
    opening = found[0]
    name = opening.strip("</")
    if not name[:1].isupper() and "." not in name and name:
        return _html(body, found, end, braces, names)
    if opening.startswith("</") or not name:
        return ""
    attributes = _attributes(body, found.end(), end - 1, braces, names)
    known = {key: value for key, value in attributes.items() if value is not None}
    embed = EMBEDS.get(name.lower())
    if embed is not None:
        return embed(known)
    if body[end - 2] == "/":
        return None
    is_block = body[found.start() - 1 : found.start()] in {"", "\n"} and TITLED.match(body, end)
    return f"**{known['title']}**\n" if is_block and known.get("title") else ""


def _html(
    body: str, found: re.Match[str], end: int, braces: Mapping[int, int], names: Mapping[str, str]
) -> str:
    """Write an element of HTML as HTML does."""
    source = body[found.start() : end]
    if "{" not in source and not any(name in source for name in HTML_NAMES):
        return source
    written = [found[0]]
    for name, value in _attributes(body, found.end(), end - 1, braces, names).items():
        if value is not None:
            written.append(f'{HTML_NAMES.get(name, name)}="{escape(value)}"')
    return " ".join(written) + (" />" if source.endswith("/>") else ">")


def _attributes(
    body: str, place: int, end: int, braces: Mapping[int, int], names: Mapping[str, str]
) -> dict[str, str | None]:
    """Read the attributes; those that a program would have to say are None."""
    attributes: dict[str, str | None] = {}
    while found := ATTRIBUTE.search(body, place, end):
        place = found.end()
        value = found[2]
        if value == "{":
            closing = braces.get(place - 1, end)
            attributes[found[1]] = text_of(body[place:closing], names)
            place = closing + 1
        else:
            attributes[found[1]] = value[1:-1] if value else ""
    return attributes
