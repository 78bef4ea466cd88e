"""What a Zola site's own configuration says: ``zola.toml``, or ``config.toml``; themes are not followed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from feedbot.content import globs
from feedbot.content.discovery.files import (
    Tree,
    UnreadableError,
    switch,
    table,
    text,
    text_of,
    texts,
    tree_of,
    web_address,
)
from feedbot.content.discovery.findings import Findings
from feedbot.content.metadata.values import Table
from feedbot.content.problem import Problem

NAMES = ("zola.toml", "config.toml")
HOME = "content/_index.md"
MARKDOWN = {"smart_punctuation": "smart-punctuation", "render_emoji": "emoji"}


def find_zola(root: Path) -> Findings:
    """Read the configuration of the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: a file is there and cannot be read.
    """
    name = next((name for name in NAMES if (root / name).is_file()), "")
    found = tree_of(root / name) if name else {}
    default = text(found, "default_language") or "en"
    of_language = table(table(found, "languages"), default)
    extra, home = table(found, "extra"), _home(root)
    return Findings(
        title=text(found, "title") or text(of_language, "title") or home.text("title"),
        url=web_address(text(found, "base_url")),
        description=text(found, "description")
        or text(of_language, "description")
        or home.text("description"),
        author=text(found, "author") or text(extra, "author") or text(table(extra, "author"), "name"),
        language=default,
        timezone="UTC",
        output=text(found, "output_dir"),
        markdown=tuple(word for key, word in MARKDOWN.items() if switch(table(found, "markdown"), key)),
        options=tuple(_options(found)),
        origin=name,
        read=tuple(root / name for name in (*NAMES, HOME)),
    )


def _home(root: Path) -> Table:
    """Return what the page of the whole site says of it."""
    from feedbot.content.metadata.front_matter import read_front_matter  # noqa: PLC0415  # imported late: 30 ms

    try:
        found = read_front_matter(text_of(root / HOME).encode(), HOME)
    except UnreadableError:
        return Table()
    return Table() if isinstance(found, Problem) or found.table is None else found.table


def _options(found: Tree) -> Iterator[tuple[str, str]]:
    if languages := tuple(_languages(found.get("languages"))):
        yield "languages", " ".join(languages)
    if default := text(found, "default_language"):
        yield "default_language", default
    slugify = table(found, "slugify")
    if strategy := text(slugify, "paths"):
        yield "slugify_paths", strategy
    if switch(slugify, "paths_keep_dates"):
        yield "slugify_paths_keep_dates", "true"
    for key in ("ignored_content", "skip_content_templating"):
        if patterns := texts(found.get(key)):
            yield key, globs.joined(patterns)


def _languages(found: object) -> Iterator[str]:
    """Yield the codes of a table of languages or, until 0.14, of a list of tables with a ``code``."""
    if isinstance(found, dict):
        yield from found
    for language in found if isinstance(found, list) else ():
        if isinstance(language, dict) and (code := text(language, "code")):
            yield code
