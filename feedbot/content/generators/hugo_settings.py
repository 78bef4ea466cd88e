"""What a Hugo site's own configuration says of its addresses and dates; reads it, runs none of it.

Read are ``hugo.*`` or ``config.*`` beside the content, and ``config/_default``, where each file but
these two is the table of its name. Environments, themes and modules are not followed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from feedbot.content.generators.detection import MOST_READ
from feedbot.content.values import fold

Pairs: TypeAlias = tuple[tuple[str, str], ...]
Tree: TypeAlias = Mapping[str, Any]

WHOLE = ("hugo", "config")
SWITCHES = {
    "defaultcontentlanguageinsubdir": "default_language_in_subdir",
    "disablepathtolower": "disable_path_to_lower",
    "removepathaccents": "remove_path_accents",
    "uglyurls": "ugly_urls",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HugoSettings:
    """Settings in the words of ``SiteRules``; ``trouble`` says which file cannot be read, and why."""

    permalinks: Pairs = ()
    options: Pairs = ()
    zone: str = ""
    trouble: str = ""


def hugo_settings(root: Path) -> HugoSettings:
    """Read the configuration of the site in ``root``; a file that is not there says nothing."""
    found: dict[str, Any] = {}
    for file in _files(root):
        try:
            tree = _folded(_parsed(file))
        except Exception as error:  # noqa: BLE001  # parsers of three languages trip in many ways; all are told
            why = str(error).replace("\n", " ")[:200]
            return HugoSettings(trouble=f"{file} cannot be read: {why}; mend it there")
        found |= tree if file.stem.lower() in WHOLE else {fold(file.stem): tree}
    return HugoSettings(
        permalinks=tuple(_permalinks(_table(found, "permalinks"))),
        options=tuple(_options(found)),
        zone=_zone(found.get("timezone")),
    )


def _files(root: Path) -> Iterator[Path]:
    """Yield what there is, the stronger ones last."""
    for folder, names in ((root, WHOLE[::-1]), (root / "config" / "_default", ("*",))):
        for name in names:
            yield from sorted(file for file in folder.glob(f"{name}.*") if file.suffix.lower() in PARSERS)


def _parsed(file: Path) -> object:
    with file.open("rb") as opened:
        data = opened.read(MOST_READ + 1)
    if len(data) > MOST_READ:
        raise ValueError(f"it is larger than {MOST_READ // 1024} KiB")
    return PARSERS[file.suffix.lower()](data.decode("utf-8-sig"))


def _yaml(text: str) -> object:
    import yaml  # noqa: PLC0415  # imported late: 20 ms, and few sites write YAML here

    from feedbot.content.yaml_loader import Unsafe, scan  # noqa: PLC0415

    danger = scan(text)
    if isinstance(danger, Unsafe):
        raise ValueError(danger.what)  # noqa: TRY004  # no type is wrong
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # makes texts, lists and tables only


PARSERS: Mapping[str, Callable[[str], object]] = {
    ".toml": tomllib.loads,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": json.loads,
}


def _folded(value: object) -> dict[str, Any]:
    """Fold the keys of the first level, which Hugo takes in any case."""
    return {fold(str(key)): item for key, item in value.items()} if isinstance(value, dict) else {}


def _permalinks(table: Tree) -> Iterator[tuple[str, str]]:
    """Yield patterns by section, of both shapes: ``posts = ...`` and, since 0.112, ``page.posts = ...``."""
    for key, value in table.items():
        if isinstance(value, str):
            yield str(key), value
    for key, value in _table(table, "page").items():
        if isinstance(value, str):
            yield str(key), value


def _options(found: Tree) -> Iterator[tuple[str, str]]:
    if languages := _table(found, "languages"):
        yield "languages", " ".join(languages)
    if isinstance(language := found.get("defaultcontentlanguage"), str):
        yield "default_language", language.lower()
    for key, option in SWITCHES.items():
        if str(found.get(key)).lower() == "true":
            yield option, "true"
    dates = _texts(_folded(found.get("frontmatter")).get("date"))
    if ":filename" in (date.lower() for date in dates):
        yield "date_from_name", "true"
    if ignored := tuple(filter(_is_pattern, _texts(found.get("ignorefiles")))):
        yield "ignore_files", "\n".join(ignored)


def _table(tree: Tree, key: str) -> Tree:
    found = tree.get(key)
    return found if isinstance(found, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str))


def _is_pattern(text: str) -> bool:
    """Say whether Python knows the expression; Go's are nearly the same."""
    try:
        re.compile(text)
    except re.error:
        return False
    return "\n" not in text


def _zone(name: object) -> str:
    try:
        return ZoneInfo(name).key if isinstance(name, str) and name else ""
    except (ValueError, OSError):  # no such zone; Hugo does not build with one
        return ""
