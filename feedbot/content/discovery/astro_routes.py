"""Which pages of an Astro site show the entries of its collections, and at which addresses; runs no code.

A route is the path of a file below ``src/pages``; what its parameters are is read from ``getStaticPaths``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from feedbot.content.discovery.javascript_source import Source
from feedbot.content.discovery.javascript_values import Values
from feedbot.content.discovery.literals import Code, Script

GETTING = ("getCollection", "getEntry", "getEntryBySlug", "getLiveCollection", "getLiveEntry")
PARAMETER = re.compile(r"\[(\.\.\.)?(\w+)\]")
SCRIPT = re.compile(r"\s*---[^\n]*\n(.*?)^---", re.DOTALL | re.MULTILINE)
WHOLE = re.compile(r"(?:[\w$]+\??\.)*(?:id|slug)")  # post.id, and nothing done to it
KEY = re.compile(r"(?:[\w$]+\??\.)*data\??\.(\w+)")  # post.data.category
LAST = re.compile(r"\.pop\(|\.at\(-1\)|\.slice\(-1\)|basename|lastIndexOf")
RENDERING = re.compile(r"\brender\s*\(|<Content\b")
LINK = re.compile(r"\b(?:link|url|href)\s*:\s*`([^`]*)`")
IN_LINK = re.compile(r"\$\{([^{}]*)\}")
LANGUAGES = frozenset({"lang", "locale", "language", "langcode"})
MOMENTS = frozenset({"year", "month", "day"})
OF_LISTS = frozenset({"page", "tag", "tags", "category", "categories", "author", "authors", "topic"})
ENTRY = re.compile(r"\{(?:id|rest|slug)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One page that shows entries of collections."""

    file: str  # below the folder of pages
    collections: tuple[str, ...]  # () where the file does not say
    pattern: str  # with the generator's tokens
    language: str = ""  # whose entries alone it shows
    sure: bool = True  # the file does nothing to the ids that is not understood
    weight: int = 0  # how much speaks for it: a page of tags shows no entry


def script_of(page: str) -> str:
    """Return the script at the top of an Astro file."""
    found = SCRIPT.match(page)
    return found[1] if found else ""


def route_of(file: str, page: str, script: Script, languages: Iterable[str]) -> Route | None:
    """Read one page with parameters; None for one that shows no single entry."""
    text = script_of(page)
    parameters = _parameters(text, script)
    named = [name for _, name in PARAMETER.findall(file)]
    if not named or set(map(str.lower, named)) <= OF_LISTS | LANGUAGES | MOMENTS:
        return None
    tokens = {name: _token(name, parameters.get(name), parted=len(named) > 1) for name in named}
    entry = next((name for name in reversed(named) if ENTRY.fullmatch(tokens[name])), "")
    if not entry:
        return None
    path = PARAMETER.sub(lambda found: tokens[found[2]], _bare(file))
    language = next((part for part in path.split("/") if part in set(languages)), "")
    given = parameters.get(entry)
    if language and "{id}" in path and isinstance(given, Code) and not WHOLE.fullmatch(given.text):
        path = path.replace("{id}", "{rest}")
    return Route(
        file=file,
        collections=tuple(dict.fromkeys(_collections(script))),
        pattern=path,
        language=language,
        sure="{lang}" in path or given is None or _is_plain(given),
        weight=_weight(page, parameters, entry),
    )


def feed_links(text: str) -> Iterator[str]:
    """Yield the patterns of the links that a script for a feed writes."""
    for found in LINK.finditer(text):
        pattern = IN_LINK.sub(lambda code: _in_link(code[1].strip()), found[1])
        if "{id}" in pattern and "{?}" not in pattern:
            yield f"/{pattern.lstrip('/')}"


def _in_link(code: str) -> str:
    if WHOLE.fullmatch(code):
        return "{id}"
    return "" if "BASE_URL" in code or code.endswith((".site", "base")) else "{?}"


def _bare(file: str) -> str:
    """Return the path of a page from its file's."""
    pure = PurePosixPath(file)
    parts = pure.parts[:-1] if pure.stem == "index" else (*pure.parts[:-1], pure.stem)
    return "/" + "/".join((*parts, ""))


def _parameters(text: str, script: Script) -> Mapping[str, object]:
    """Return the object that is given as ``params``."""
    source = Source(text)
    values = Values(source, script.constants)
    for at in range(source.end):
        if source.holds(at, "params", ":", "{"):
            return values.table(at + 2)
    return {}


def _token(name: str, given: object, *, parted: bool) -> str:
    """Return what stands in the route for a parameter; ``{?}`` where nobody can know."""
    folded = name.lower()
    text = given.text if isinstance(given, Code) else ""
    if isinstance(given, str):
        return given
    if folded in LANGUAGES | MOMENTS:
        return "{lang}" if folded in LANGUAGES else f"{{{folded}}}"
    if key := KEY.fullmatch(text):
        return "{id}" if key[1] in {"slug", "id"} else f"{{data.{key[1]}}}"
    return "{?}" if folded in OF_LISTS else _entry_token(text, parted=parted)


def _entry_token(text: str, *, parted: bool) -> str:
    if LAST.search(text):
        return "{slug}"
    return "{rest}" if parted and not WHOLE.fullmatch(text) else "{id}"


def _is_plain(given: object) -> bool:
    text = given.text if isinstance(given, Code) else ""
    return bool(WHOLE.fullmatch(text) or KEY.fullmatch(text) or LAST.search(text))


def _collections(script: Script) -> Iterator[str]:
    for call in script.calls(*GETTING):
        if call.arguments and isinstance(call.arguments[0], str):
            yield call.arguments[0]


def _weight(page: str, parameters: Mapping[str, object], entry: str) -> int:
    """Count what speaks for a page that shows one entry, and not a list of them."""
    given = parameters.get(entry)
    names_id = isinstance(given, Code) and re.search(r"\b(?:id|slug)\b", given.text) is not None
    return 4 * bool(RENDERING.search(page)) + 2 * names_id + (entry.lower() in {"slug", "id"})
