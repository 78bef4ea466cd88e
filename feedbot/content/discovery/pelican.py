"""What a Pelican site's own configuration says: ``pelicanconf.py``, and over it ``publishconf.py``.

Read are the names that get literals; modules beside them are followed where they are imported by name.
Plugins and themes are not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath

from feedbot.content.discovery.files import UnreadableError, text_of, web_address, zone
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.pelican_options import options, patterns, strings, words
from feedbot.content.literals.code import Code
from feedbot.content.literals.python import read_module

NAMES = ("pelicanconf", "publishconf")  # the stronger one last
MOST_MODULES = 16
FIELDS = {
    "SITENAME": "title", "SITEURL": "url", "SITESUBTITLE": "description", "AUTHOR": "author",
    "DEFAULT_LANG": "language", "TIMEZONE": "timezone", "PATH": "content", "OUTPUT_PATH": "output",
    "ARTICLE_PATHS": "sections", "ARTICLE_URL": "permalinks", "MARKDOWN": "markdown",
}  # fmt: skip


def find_pelican(root: Path) -> Findings:
    """Read the configuration of the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: a file is there and cannot be read, or is no Python.
    """
    modules = _Modules(root)
    found: dict[str, object] = {}
    for name in NAMES:
        found |= modules.names(name)
    return Findings(
        title=_text(found, "SITENAME"),
        url=web_address(_text(found, "SITEURL") or _text(found, "FEED_DOMAIN")),
        description=_text(found, "SITESUBTITLE"),
        author=_text(found, "AUTHOR"),
        language=_text(found, "DEFAULT_LANG").replace("_", "-"),
        timezone=zone(_text(found, "TIMEZONE")) or "UTC",
        content=_folder(_text(found, "PATH")),
        output=_folder(_text(found, "OUTPUT_PATH")),
        sections=_sections(found),
        permalinks=tuple(patterns(found)),
        markdown=tuple(words(found)),
        options=tuple(options(found)),
        origin=" and ".join(f"{name}.py" for name in NAMES if (root / f"{name}.py").is_file()),
        asks=tuple(
            (field, f"{name} is computed: {value.text[:80]}")
            for name, field in FIELDS.items()
            if isinstance(value := found.get(name), Code)
        ),
        read=tuple(modules.read),
    )


class _Modules:
    """The modules of one folder, each read once."""

    def __init__(self, root: Path) -> None:
        self.read: dict[Path, None] = {}
        self._root = root
        self._found: dict[str, Mapping[str, object]] = {}

    def names(self, name: str) -> Mapping[str, object]:
        """Return the names of a module; none where there is no such file."""
        if name not in self._found and name.isidentifier() and len(self._found) < MOST_MODULES:
            self._found[name] = {}  # what imports itself has no names yet
            file = self._root / f"{name}.py"
            self.read[file] = None
            try:
                self._found[name] = read_module(text_of(file), self.names)
            except ValueError as error:
                raise UnreadableError(f"{file} cannot be read: {error}; mend it there") from error
        return self._found.get(name, {})


def _text(found: Mapping[str, object], name: str) -> str:
    value = found.get(name)
    return value.strip() if isinstance(value, str) else ""


def _folder(path: str) -> str:
    return normpath(path) if path else ""


def _sections(found: Mapping[str, object]) -> tuple[str, ...]:
    """Return the folders of articles; none where that is the whole content folder."""
    old = found.get("ARTICLE_DIR")
    folders = strings(found.get("ARTICLE_PATHS", [old] if isinstance(old, str) else []))
    normal = tuple(normpath(folder) for folder in folders)
    return () if "." in normal else normal
