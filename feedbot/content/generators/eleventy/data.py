"""What Eleventy's data files and layouts say of articles; pure, runs none of their code.

``blog/blog.json`` and ``blog/blog.11tydata.*`` speak of everything below ``blog``,
``blog/post.json`` and ``blog/post.11tydata.*`` of ``blog/post.md``. The nearest goes first, a layout last;
tags add up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from feedbot.content import fields
from feedbot.content.generators.eleventy.functions import leaves_own, template_of
from feedbot.content.literals.code import Code
from feedbot.content.literals.script import read_object
from feedbot.content.metadata.values import Table, Value, fold, plain_value, table

SCRIPTS = (".js", ".cjs", ".mjs")
ENDINGS = (*SCRIPTS, ".json")  # the stronger first
SUFFIX = ".11tydata"
COMPUTED = "eleventycomputed"
KEPT = frozenset(
    {
        "permalink", "tags", "date", "lang", "language", "locale", "draft", "published", "private",
        "unlisted", "status", "eleventyexcludefromcollections", "category", "categories", "title",
        "slug", "announce", "layout",
        *fields.AUTHOR_KEYS, *fields.SUMMARY_KEYS, *fields.IMAGE_KEYS,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What data files and its layout say of one article."""

    values: Table
    tags: frozenset[str]  # names of collections
    computed: str = ""  # the template of a permalink that goes before the article's own
    code: str = ""  # the file that computes the permalink, where no template says how


def names_of_data(folder: str, names: Sequence[str], base: str) -> tuple[str, ...]:
    """Return which files of a folder speak of others; ``base`` is what those of whole folders are called."""
    templates = {name.rpartition(".")[0] for name in names if not name.endswith(ENDINGS)}
    wanted = templates | {base or folder.rpartition("/")[2]}
    return tuple(
        name
        for name in names
        if name.endswith(tuple(SUFFIX + ending for ending in ENDINGS))
        or (name.endswith(".json") and name.removesuffix(".json") in wanted)
    )


def digest(path: str, source: bytes) -> str:
    """Keep the keys that say something of articles; of code, only that there is some."""
    try:
        text = source.decode("utf-8-sig")
        found = json.loads(text) if path.endswith(".json") else read_object(text)
    except (ValueError, RecursionError):
        return ""
    kept = dict(_kept(found)) if isinstance(found, Mapping) else {}
    if not found and "permalink" in text:
        kept = {"code": True}
    return json.dumps(kept, sort_keys=True) if kept else ""


class DataFiles:
    """The data files and layouts of one site."""

    def __init__(self, data: Mapping[str, str], layouts: str, *, root: str, base: str) -> None:
        """Know what was kept of each; ``root`` is what the content folder is called."""
        self._data = data
        self._layouts = layouts
        self._root = root
        self._base = base

    @cached_property
    def _of_layouts(self) -> Mapping[str, Value]:
        try:
            return _table(self._layouts).entries if self._layouts else {}
        except (ValueError, RecursionError):
            return {}

    @cached_property
    def _found(self) -> Mapping[str, Table]:
        return {path: _table(text) for path, text in self._data.items()}

    def said_of(self, path: str, layout: str = "") -> Said:
        """Return what holds for an article where it says nothing itself; ``layout`` is the one it names."""
        values: dict[str, Value] = {}
        tags: set[str] = set()
        computed = code = ""
        for file, found in (*self._laid_out(layout), *self._about(path)):
            tags |= set(fields.tags(found, parted))
            own = found.text("computed", "permalink") if found.get("computed") else ""
            computed = own or computed
            code = file if found.get("code") else "" if own or found.get("permalink") else code
            values |= {key: value for key, value in found.folded.items() if key in KEPT and key != "tags"}
        return Said(
            values=table((key, value, None) for key, value in values.items()),
            tags=frozenset(tags),
            computed=computed,
            code=code,
        )

    def _laid_out(self, layout: str) -> Iterator[tuple[str, Table]]:
        """Yield what a layout says, by its name with or without an ending."""
        for name, said in self._of_layouts.items():
            if isinstance(said, Table) and layout in {name, name.rpartition(".")[0]}:
                yield name, said
                return

    def _about(self, path: str) -> Iterator[tuple[str, Table]]:
        """Yield the files that speak of an article, the nearest last."""
        pure = PurePosixPath(path)
        for folder in reversed(pure.parents):
            yield from self._named(str(folder / (self._base or folder.name or self._root)))
        yield from self._named(str(pure.with_suffix("")))

    def _named(self, stem: str) -> Iterator[tuple[str, Table]]:
        for name in (f"{stem}.json", *(f"{stem}{SUFFIX}{ending}" for ending in reversed(ENDINGS))):
            if name in self._found:
                yield name, self._found[name]


def parted(text: str) -> tuple[str, ...]:
    """Part a text of tags, as Eleventy does since its third version."""
    return tuple(text.split(","))


def _kept(found: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    computed = found.get("eleventyComputed")
    permalink = found.get("permalink")
    for key, value in (("computed", computed.get("permalink") if isinstance(computed, dict) else None),
                       ("permalink", permalink)):  # fmt: skip
        template = template_of(value.text) if isinstance(value, Code) else value
        if template is None and isinstance(value, Code):
            yield "code", True
        elif template is False or (isinstance(template, str) and template):
            yield "permalink" if isinstance(value, Code) and leaves_own(value.text) else key, template
    if isinstance(computed, Code):
        yield "code", True
    for key, value in found.items():
        if fold(key) in KEPT - {"permalink"} and _is_plain(value):
            yield fold(key), value


def _is_plain(value: object, depth: int = 0) -> bool:
    match value:
        case str():
            return "{{" not in value  # a template for the site's own pages
        case bool() | int() | float():
            return True
        case list():
            return depth < 4 and all(_is_plain(item, depth + 1) for item in value)
        case dict():
            return depth < 4 and all(_is_plain(item, depth + 1) for item in value.values())
        case _:
            return False


def _table(text: str) -> Table:
    found = plain_value(json.loads(text, parse_int=str, parse_float=str))
    return found if isinstance(found, Table) else Table()
