"""What a Hugo site's own configuration says of its addresses and dates; reads it, runs none of it.

Read are ``hugo.*`` or ``config.*`` beside the content, and ``config/_default``, where each file but
these two is the table of its name. Environments, themes and modules are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedbot.content.discovery.files import (
    PARSERS,
    Tree,
    folded,
    switch,
    table,
    text,
    texts,
    tree_of,
    web_address,
    zone,
)
from feedbot.content.discovery.findings import Findings
from feedbot.content.values import fold

WHOLE = ("hugo", "config")
SWITCHES = {
    "defaultcontentlanguageinsubdir": "default_language_in_subdir",
    "disablepathtolower": "disable_path_to_lower",
    "removepathaccents": "remove_path_accents",
    "uglyurls": "ugly_urls",
}


def find_hugo(root: Path) -> Findings:
    """Read the configuration of the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: a file is there and cannot be read.
    """
    found: dict[str, Any] = {}
    files = tuple(_files(root))
    for file in files:
        tree = folded(tree_of(file))
        found |= tree if file.stem.lower() in WHOLE else {fold(file.stem): tree}
    return Findings(
        title=text(found, "title"),
        url=web_address(text(found, "baseurl")),
        language=text(found, "defaultcontentlanguage"),
        content=text(found, "contentdir"),
        output=text(found, "publishdir"),
        permalinks=tuple(_permalinks(table(found, "permalinks"))),
        options=tuple(_options(found)),
        timezone=zone(text(found, "timezone")),
        origin=str(files[-1].relative_to(root)) if files else "",
        read=(
            *(root / f"{name}{ending}" for name in WHOLE for ending in PARSERS),
            root / "config" / "_default",
            *files,
        ),
    )


def _files(root: Path) -> Iterator[Path]:
    """Yield what there is, the stronger ones last."""
    for folder, names in ((root, WHOLE[::-1]), (root / "config" / "_default", ("*",))):
        for name in names:
            yield from sorted(file for file in folder.glob(f"{name}.*") if file.suffix.lower() in PARSERS)


def _permalinks(patterns: Tree) -> Iterator[tuple[str, str]]:
    """Yield patterns by section, of both shapes: ``posts = ...`` and, since 0.112, ``page.posts = ...``."""
    for key, value in patterns.items():
        if isinstance(value, str):
            yield str(key), value
    for key, value in table(patterns, "page").items():
        if isinstance(value, str):
            yield str(key), value


def _options(found: Tree) -> Iterator[tuple[str, str]]:
    if languages := table(found, "languages"):
        yield "languages", " ".join(languages)
    if isinstance(language := found.get("defaultcontentlanguage"), str):
        yield "default_language", language.lower()
    for key, option in SWITCHES.items():
        if switch(found, key):
            yield option, "true"
    dates = texts(folded(found.get("frontmatter")).get("date"))
    if ":filename" in (date.lower() for date in dates):
        yield "date_from_name", "true"
    if ignored := tuple(filter(_is_pattern, texts(found.get("ignorefiles")))):
        yield "ignore_files", "\n".join(ignored)


def _is_pattern(text: str) -> bool:
    """Say whether Python knows the expression; Go's are nearly the same."""
    try:
        re.compile(text)
    except re.error:
        return False
    return "\n" not in text
