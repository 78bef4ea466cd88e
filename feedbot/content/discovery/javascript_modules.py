"""What the names mean that a script imports from other files of its site; reads those, and runs none of them.

Followed are relative paths and the aliases of ``tsconfig.json``, a few files deep; packages are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from feedbot.content.discovery.files import UnreadableError, text_of
from feedbot.content.literals.script import Script, read_object

ENDINGS = ("", ".ts", ".js", ".mjs", ".mts", ".json", "/index.ts", "/index.js")
SCRIPTS = frozenset({".ts", ".js", ".mjs", ".mts"})
READ = SCRIPTS | {".json"}
TOP_LEVEL = re.compile(r"^(?=(?:export|async|function|const|let|class|type|interface)\b)", re.MULTILINE)
MOST_DEEP = 3
MOST_FILES = 60  # of one site
USUAL_ALIASES = {"@/*": "src/*", "~/*": "src/*", "src/*": "src/*"}


class Modules:
    """The scripts of one site, each read once."""

    def __init__(self, root: Path) -> None:
        """Know the site's folder."""
        self._root = root.resolve()
        self._names: dict[Path, Mapping[str, object]] = {}
        self._texts: dict[Path, str] = {}
        self._aliases = {**USUAL_ALIASES, **dict(self._configured())}

    @property
    def read(self) -> tuple[Path, ...]:
        """Return the files that were looked into, and the one that may have aliases for them."""
        return (self._root / "tsconfig.json", *self._texts)

    def script(self, file: Path, text: str, depth: int = 0) -> Script:
        """Return a script that knows what it imports, as far as that is literal."""
        return Script(text, self._imported(file, text, depth))

    def names(self, file: Path, text: str) -> Mapping[str, object]:
        """Return what a script's names mean, those that it imports and its own."""
        known = self._imported(file, text, 0)
        return {**known, **Script(text, known).constants}

    def beside(self, file: Path, text: str, *, whole: bool) -> Iterator[Script]:
        """Yield what a script imports from other scripts of the site: definitions, or each script whole."""
        for name, path in Script(text).imports.items():
            found = self._file(file, path)
            if found is not None and found.suffix in SCRIPTS:
                inner = self._text(found)
                yield Script(inner if whole else _definition(name, inner))

    def _text(self, file: Path) -> str:
        """Return a file's text; "" where it cannot be read, or enough were."""
        if file not in self._texts and len(self._texts) < MOST_FILES:
            try:
                self._texts[file] = text_of(file)
            except UnreadableError:
                self._texts[file] = ""
        return self._texts.get(file, "")

    def _imported(self, file: Path, text: str, depth: int) -> Mapping[str, object]:
        known: dict[str, object] = {}
        for name, path in Script(text).imports.items():
            found = self._file(file, path) if depth < MOST_DEEP else None
            if found is not None and name in (names := self._constants(found, depth + 1)):
                known[name] = names[name]
            elif found is not None and "default" in names:
                known[name] = names["default"]
        return known

    def _constants(self, file: Path, depth: int) -> Mapping[str, object]:
        """Return what a file gives names to; what it exports by default is ``default``."""
        if file not in self._names:
            self._names[file] = {}  # of a file that imports itself
            self._names[file] = self._read(file, depth)
        return self._names.get(file, {})

    def _read(self, file: Path, depth: int) -> Mapping[str, object]:
        text = self._text(file)
        if file.suffix == ".json":
            return _default_of_json(text)
        script = self.script(file, text, depth)
        exported = {"default": script.exported} if script.exported else {}
        return {**script.constants, **exported}

    def _file(self, importer: Path, path: str) -> Path | None:
        """Return the file inside the site that a path means; None for a package."""
        for place in self._places(importer, path):
            for ending in ENDINGS:
                file = Path(f"{place}{ending}")
                if file.suffix in READ and file.is_file() and file.resolve().is_relative_to(self._root):
                    return file
        return None

    def _places(self, importer: Path, path: str) -> Iterator[Path]:
        if path.startswith((".", "/")):
            yield (self._root if path.startswith("/") else importer.parent) / path.lstrip("/")
            return
        for alias, target in self._aliases.items():
            head, star, _ = alias.partition("*")
            if path == alias or (star and path.startswith(head) and path != head):
                yield self._root / target.replace("*", path[len(head) :])

    def _configured(self) -> Iterator[tuple[str, str]]:
        """Yield the aliases that ``tsconfig.json`` has; it may hold comments, which JSON knows none of."""
        try:
            found = read_object(f"export default {text_of(self._root / 'tsconfig.json')}")
        except UnreadableError:
            return
        options = found.get("compilerOptions")
        paths = options.get("paths") if isinstance(options, dict) else None
        base = options.get("baseUrl") if isinstance(options, dict) else None
        for alias, targets in paths.items() if isinstance(paths, dict) else ():
            target = targets[0] if isinstance(targets, list) and targets else None
            if isinstance(target, str):
                yield str(alias), f"{base}/{target}" if isinstance(base, str) else target


def _definition(name: str, text: str) -> str:
    """Return the part of a script that gives a name its meaning; "" where none does."""
    head = re.compile(rf"(?:export\s+)?(?:async\s+)?(?:function\*?|const|let)\s+{re.escape(name)}\b")
    return next((part for part in TOP_LEVEL.split(text) if head.match(part)), "")


def _default_of_json(text: str) -> Mapping[str, object]:
    try:
        return {"default": json.loads(text)}
    except (ValueError, RecursionError):
        return {}
