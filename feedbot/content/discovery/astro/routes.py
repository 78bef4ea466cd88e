"""Which pages of an Astro site show the entries of its collections, and at which addresses; runs no code.

A route is the path of a file below ``src/pages``; what its parameters are is read from ``getStaticPaths``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from feedbot.content.discovery.astro.parameters import (
    ENTRY,
    UNKNOWN,
    WHOLE,
    has_language,
    is_left_out,
    is_parted,
    is_plain,
    parameters_in,
    shows_lists,
    token_of,
    written,
)
from feedbot.content.literals.script import Script

GETTING = ("getCollection", "getEntry", "getEntryBySlug", "getLiveCollection", "getLiveEntry")
PARAMETER = re.compile(r"\[(\.\.\.)?(\w+)\]")
SCRIPT = re.compile(r"\s*---[^\n]*\n(.*?)^---", re.DOTALL | re.MULTILINE)
TYPE = re.compile(r"CollectionEntry<\s*[\"']([\w-]+)[\"']\s*>")  # what a page's script says of its properties
RENDERING = re.compile(r"\brender\s*\(|<[\w.]*\bContent\b")
SPEAKING = re.compile(r"lang|locale|i18n", re.IGNORECASE)
LINK = re.compile(r"\b(?:link|url|href)\s*:\s*`([^`]*)`")
IN_LINK = re.compile(r"\$\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One page that shows entries of collections."""

    file: str  # below the folder of pages
    collections: tuple[str, ...]  # () where the file does not say
    pattern: str  # with the generator's tokens
    language: str = ""  # whose entries alone it shows
    speaks: bool = False  # its script minds languages
    bare: bool = False  # the default language has no part in its addresses
    sure: bool = True  # nothing is done to ids that is not understood
    assumed: bool = False  # the file does not say that it shows these collections
    weight: int = 0  # how much speaks for it: a page of tags shows no entry


def script_of(page: str) -> str:
    """Return the script at the top of an Astro file."""
    found = SCRIPT.match(page)
    return found[1] if found else ""


def route_of(file: str, page: str, script: Script, languages: Collection[str]) -> Route | None:
    """Read one page with parameters; None for one that shows no single entry."""
    text = script_of(page)
    rest = {name: bool(dots) for dots, name in PARAMETER.findall(file)}
    names = tuple(rest)
    if not names or shows_lists(names):
        return None
    parameters = parameters_in(text, script)
    beside = has_language(names)
    tokens = {name: token_of(name, parameters.get(name), beside_language=beside) for name in names}
    if beside:  # a parameter that is no rest holds no slash, and the language has been taken off
        tokens |= {name: "{slug}" for name in names if tokens[name] == "{id}" and not rest[name]}
    entry = next((name for name in reversed(names) if tokens[name] in ENTRY), "")
    if not entry:
        return None
    given = parameters.get(entry)
    path = PARAMETER.sub(lambda found: tokens[found[2]], _bare(file))
    language = next((part for part in path.split("/") if part in languages), "")
    if language and not is_plain(given):
        path = path.replace("{id}", "{rest}")
    static = "getStaticPaths" in text
    return Route(
        file=file,
        collections=tuple(dict.fromkeys(collections_in(script) or TYPE.findall(text))),
        pattern=path,
        language=language,
        speaks=bool(SPEAKING.search(text)),
        bare=any(rest[name] and is_left_out(name, parameters.get(name)) for name in names),
        sure=is_plain(given) or (not static if given is None else beside and is_parted(given)),
        weight=_weight(page, parameters, entry),
    )


def collections_in(script: Script) -> list[str]:
    """Return the collections that a script asks for by name."""
    names = (call.arguments[0] for call in script.calls(*GETTING) if call.arguments)
    return [name for name in names if isinstance(name, str)]


def feed_links(text: str) -> Iterator[str]:
    """Yield the patterns of the links that a script for a feed writes."""
    for found in LINK.finditer(text):
        pattern = IN_LINK.sub(lambda code: _in_link(code[1].strip()), found[1])
        if "{id}" in pattern and UNKNOWN not in pattern:
            yield f"/{pattern.lstrip('/')}"


def _in_link(code: str) -> str:
    if WHOLE.fullmatch(code):
        return "{id}"
    return "" if "BASE_URL" in code or code.endswith((".site", "base")) else UNKNOWN


def _bare(file: str) -> str:
    """Return the path of a page from its file's."""
    pure = PurePosixPath(file)
    parts = pure.parts[:-1] if pure.stem == "index" else (*pure.parts[:-1], pure.stem)
    return "/" + "/".join((*parts, ""))


def _weight(page: str, parameters: Mapping[str, object], entry: str) -> int:
    """Count what speaks for a page that shows one entry, and not a list of them."""
    names_id = re.search(r"\b(?:id|slug)\b", written(parameters.get(entry))) is not None
    return 4 * bool(RENDERING.search(page)) + 2 * names_id + (entry.lower() in {"slug", "id"})
