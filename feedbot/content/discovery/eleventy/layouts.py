"""What an Eleventy site's layouts say of their pages: a layout's front matter is data of the page, too.

Each layout is read together with the one that it is put into. Only the head of a file is looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from feedbot.content.discovery.eleventy.options import global_data
from feedbot.content.discovery.files import UnreadableError, text_of
from feedbot.content.literals.script import Script
from feedbot.content.metadata.front_matter import FrontMatter, read_front_matter
from feedbot.content.metadata.values import Scalar, Table, Value, fold

ENDINGS = frozenset({".njk", ".liquid", ".html", ".md", ".webc", ".hbs", ".mustache", ".ejs", ".vto", ".pug"})
KEPT = frozenset(
    {"permalink", "tags", "lang", "language", "locale", "draft", "eleventyexcludefromcollections"}
)
MOST_FILES = 300  # of one site
MOST_FOLDERS = 100
MOST_LAYOUTS = 10  # in each other
USUAL = ""  # the name of the layout that a page has without naming one

Said = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Layouts:
    """The layouts of one site; ``folder`` is theirs."""

    folder: Path
    script: Script

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """Return the files that may be layouts."""
        return tuple(
            sorted(islice((file for file in _below(self.folder) if file.suffix in ENDINGS), MOST_FILES))
        )

    def options(self) -> Iterator[tuple[str, str]]:
        """Yield what layouts say, by their names and the other names that the configuration gives them."""
        named = {name: self._whole(name) for name in self._heads}
        named |= {alias: self._whole(name) for alias, name in self._aliases.items()}
        usual = dict(global_data(self.script)).get("layout")
        named[USUAL] = self._whole(usual) if isinstance(usual, str) else {}
        if said := {name: found for name, found in named.items() if found}:
            yield "layouts", json.dumps(said, sort_keys=True)

    @cached_property
    def _heads(self) -> Mapping[str, Said]:
        return {str(file.relative_to(self.folder).as_posix()): _head(file) for file in self.files}

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        calls = (call.arguments for call in self.script.calls("addLayoutAlias"))
        return {str(found[0]): str(found[1]) for found in calls if len(found) == 2}

    def _whole(self, name: str) -> Said:
        """Return what a layout says, and where it says nothing, the one around it."""
        found: Said = {}
        seen: set[str] = set()
        while (file := self._file(name)) and file not in seen and len(seen) < MOST_LAYOUTS:
            seen.add(file)
            head = self._heads[file]
            tags = [*_texts(found.get("tags")), *_texts(head.get("tags"))]
            found = {**head, **found, **({"tags": tags} if tags else {})}
            name = str(head.get("layout", ""))
        found.pop("layout", None)
        return found

    def _file(self, name: str) -> str:
        """Return the file that a name of a layout means, with or without an ending; "" for none."""
        name = self._aliases.get(name, name)
        if not name or name in self._heads:
            return name
        return next((file for file in self._heads if file.rpartition(".")[0] == name), "")


def _below(folder: Path) -> Iterator[Path]:
    for found, folders, names in islice(os.walk(folder), MOST_FOLDERS):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        yield from (Path(found, name) for name in names)


def _head(file: Path) -> Said:
    """Return what a layout's front matter says, in plain values; what cannot be read says nothing."""
    try:
        text = text_of(file)
    except UnreadableError:
        return {}
    front = read_front_matter(text.encode(), file.name) if text.startswith("---") else None
    table = front.table if isinstance(front, FrontMatter) else None
    said = table.entries.items() if table else ()
    return {fold(key): plain for key, value in said
            if fold(key) in KEPT | {"layout"} and (plain := _plain(value)) is not None}  # fmt: skip


def _plain(value: Value) -> object:
    match value:
        case Scalar(value=bool() as switch):
            return switch
        case Scalar():
            return value.text or None
        case Table():
            return None
        case _:
            return [item.text for item in value if isinstance(item, Scalar) and item.text]


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return value.split(",")
    return [str(item) for item in value] if isinstance(value, list) else ()
