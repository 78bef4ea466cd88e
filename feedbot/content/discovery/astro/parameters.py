"""What the parameters of an Astro page stand for: an id, a date, a language; runs no code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from feedbot.content.literals.code import Code
from feedbot.content.literals.script import Script
from feedbot.content.literals.source import Source
from feedbot.content.literals.values import Values

ID = r"(?:[\w$]+\??\.)*(?:id|slug)"
WHOLE = re.compile(rf"{ID}(?:\s*(?:\|\||\?\?)\s*{ID})*")  # post.data.slug ?? post.id, and nothing done to it
KEY = re.compile(r"(?:[\w$]+\??\.)*data\??\.(\w+)")  # post.data.category
LAST = re.compile(r"\.pop\(|\.at\(-1\)|\.slice\(-1\)|basename|lastIndexOf")
PARTED = re.compile(r"\.(?:join|slice|split|replace|substring)\(")
LANGUAGES = frozenset({"lang", "locale", "language", "langcode"})
MOMENTS = frozenset({"year", "month", "day"})
OF_LISTS = frozenset({"page", "tag", "tags", "category", "categories", "author", "authors", "topic"})
ENTRY = frozenset({"{id}", "{rest}", "{slug}"})
VARIABLE = re.compile(r"[A-Za-z_]\w{0,40}")
UNKNOWN = "{?}"
NOTHING = re.compile(r"""\bundefined\b|''|""|``""")


def parameters_in(text: str, script: Script) -> Mapping[str, object]:
    """Return the object that a page's script gives as ``params``; an empty one where there is none."""
    source = Source(text)
    for at in range(source.end):
        if source.holds(at, "params", ":", "{"):
            found = Values(source, script.constants).table(at + 2)
            return {name: _behind(value, text) for name, value in found.items()}
    return {}


def shows_lists(names: Sequence[str]) -> bool:
    """Say whether these parameters name a list of entries, and none of them."""
    return {name.lower() for name in names} <= OF_LISTS | LANGUAGES | MOMENTS


def has_language(names: Sequence[str]) -> bool:
    """Say whether one of these parameters is a language."""
    return not LANGUAGES.isdisjoint(name.lower() for name in names)


def token_of(name: str, given: object, *, beside_language: bool) -> str:
    """Return what stands in a route for a parameter; ``{?}`` where nobody can know."""
    folded, text = name.lower(), written(given)
    if isinstance(given, str):
        return given
    if folded in LANGUAGES | MOMENTS:
        return "{lang}" if folded in LANGUAGES else f"{{{folded}}}"
    key = KEY.fullmatch(text)
    if key and not WHOLE.fullmatch(text):
        return f"{{data.{key[1]}}}"
    return UNKNOWN if folded in OF_LISTS and not key else _of_entry(text, beside_language=beside_language)


def written(given: object) -> str:
    """Return a parameter's code; "" where it has none."""
    return given.text if isinstance(given, Code) else ""


def is_plain(given: object) -> bool:
    """Say whether nothing is done to an id that is not understood."""
    text = written(given)
    return bool(WHOLE.fullmatch(text) or KEY.fullmatch(text) or LAST.search(text))


def is_left_out(name: str, given: object) -> bool:
    """Say whether a language, perhaps, is none of the address: `lang === "en" ? undefined : lang`."""
    return name.lower() in LANGUAGES and NOTHING.search(written(given)) is not None


def is_parted(given: object) -> bool:
    """Say whether an id is taken apart in the open."""
    return PARTED.search(written(given)) is not None


def _behind(value: object, text: str) -> object:
    """Return what a variable is given in the script, all of it in a row, instead of its name."""
    word = written(value)
    if not VARIABLE.fullmatch(word):
        return value
    given = (found[1].strip() for found in re.finditer(rf"\b{word}\s*=(?![=>])([^;\n]*)", text))
    codes = [code for code in given if code and not code.startswith("Astro.")]
    return Code(text=" ".join(codes)) if codes else value


def _of_entry(text: str, *, beside_language: bool) -> str:
    if LAST.search(text):
        return "{slug}"
    return "{rest}" if beside_language and not WHOLE.fullmatch(text) else "{id}"
