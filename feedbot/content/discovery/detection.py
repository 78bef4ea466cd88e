"""Which generator builds the site in a folder? Look at the names of its configuration; runs none of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from feedbot.content.discovery.files import UnreadableError, text_of

SHARED_FILES = ("config.toml", "config.yaml", "config.yml", "config.json")  # Hugo's old names, and Zola's
HUGO_KEY = re.compile(
    r"""^\s*["']?(baseurl|contentdir|languagecode|theme)["']?\s*[:=]""", re.IGNORECASE | re.MULTILINE
)
HEXO_KEY = re.compile(r"^(?:source_dir|new_post_name|skip_render)\s*:", re.MULTILINE)
ZOLA_KEY = re.compile(r"^\s*base_url\s*=", re.MULTILINE)
ENDINGS = ("js", "mjs", "cjs", "ts", "mts", "cts")

MARKS: Mapping[str, tuple[str, ...]] = {
    "hugo": ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default"),
    "zola": ("zola.toml",),
    "pelican": ("pelicanconf.py", "publishconf.py"),
    "eleventy": (".eleventy.js", *(f"eleventy.config.{ending}" for ending in ENDINGS)),
    "docusaurus": tuple(f"docusaurus.config.{ending}" for ending in ENDINGS),
    "astro": tuple(f"astro.config.{ending}" for ending in ENDINGS),
    "jekyll": ("_config.yml", "_config.yaml", "_config.toml"),  # last: sites that left Jekyll may keep it
}
PACKAGE = "package.json"
NEEDS_ELEVENTY = re.compile(r'"@11ty/eleventy"\s*:')  # which needs no configuration


def detect(root: Path) -> str:
    """Return the generator's name; ``plain`` where none shows itself."""
    for name, marks in MARKS.items():
        if any((root / mark).exists() for mark in marks) and not (name == "jekyll" and _is_hexo(root)):
            return name
    heads = [_text(root / name) for name in SHARED_FILES]
    if any(ZOLA_KEY.search(head) for head in heads):
        return "zola"
    if any(HUGO_KEY.search(head) for head in heads):
        return "hugo"
    return "eleventy" if NEEDS_ELEVENTY.search(_text(root / PACKAGE)) else "plain"


def looked_at(root: Path) -> tuple[Path, ...]:
    """Return every path that ``detect`` looks at, whether it is there or not."""
    names = (*(mark for marks in MARKS.values() for mark in marks), *SHARED_FILES, PACKAGE)
    return tuple(root / name for name in names)


def _is_hexo(root: Path) -> bool:
    """Say whether ``_config.yml`` is that of Hexo, which feedbot does not know, and not Jekyll's."""
    return HEXO_KEY.search(_text(root / "_config.yml")) is not None


def _text(file: Path) -> str:
    try:
        return text_of(file)
    except UnreadableError:
        return ""
