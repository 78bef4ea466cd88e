"""What Pelican's settings say of a file by its path: metadata of folders, names and defaults; pure.

The stronger ones last: ``DEFAULT_METADATA``, ``DEFAULT_CATEGORY``, ``DEFAULT_DATE``, ``EXTRA_PATH_METADATA``,
then what ``FILENAME_METADATA`` and ``PATH_METADATA`` find, and the innermost folder as category.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeAlias

from feedbot.content.metadata.values import Scalar, Table, Value, is_empty, plain_value, table

Found: TypeAlias = dict[str, Value]

FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2}).*"
CATEGORY = "misc"
FILE_TIME = "fs"
DISCARDED_WHERE_EMPTY = frozenset({"tags", "status", "category", "author", "authors", "slug"})


class Paths:
    """The metadata that one site gives its files by their paths."""

    def __init__(self, options: Mapping[str, str]) -> None:
        """Know the settings."""
        self._options = options

    def defaults(self, path: str) -> Table:
        """Return what holds where the file says nothing itself."""
        found: Found = {**self._of_site}
        for below, said in self._extra:
            if path == below or path.startswith(f"{below.rstrip('/')}/"):
                found |= said
        found |= dict(self._of_path(path))
        return table((key, value, None) for key, value in found.items())

    @cached_property
    def _of_site(self) -> Found:
        found = _usable(_tables(self._options.get("default_metadata", "")))
        if self._options.get("categories", "").lower() != "false":
            found["category"] = _text(self._options.get("default_category", CATEGORY))
        date = self._options.get("default_date", "")
        if date and date != FILE_TIME:
            found["date"] = _text(date)
        return found

    @cached_property
    def _extra(self) -> tuple[tuple[str, Found], ...]:
        said = _tables(self._options.get("extra_path_metadata", ""))
        return tuple(
            sorted((path, dict(its.entries)) for path, its in said.items() if isinstance(its, Table))
        )

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        return (
            _compiled(self._options.get("filename_metadata", FILENAME_METADATA)),
            _compiled(self._options.get("path_metadata", "")),
        )

    def _of_path(self, path: str) -> Iterator[tuple[str, Value]]:
        """Yield what the patterns find in a path; what is found first is kept."""
        pure = PurePosixPath(path)
        found: dict[str, str] = {}
        for pattern, text in zip(self._patterns, (pure.stem, path), strict=True):
            match = pattern.match(text) if pattern and text else None
            for key, value in match.groupdict().items() if match else ():
                if value is not None:
                    found.setdefault(key.lower(), value)
        if "category" not in found and self._has_folder_categories and pure.parent.name:
            found["category"] = pure.parent.name
        for key, value in found.items():
            if value.strip() or key not in DISCARDED_WHERE_EMPTY:
                yield key, _text(value)

    @cached_property
    def _has_folder_categories(self) -> bool:
        return all(
            self._options.get(key, "").lower() != "false" for key in ("categories", "folder_as_category")
        )


def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern) if pattern else None
    except re.error:
        return None


def _tables(written: str) -> Mapping[str, Value]:
    """Read a JSON object; anything else says nothing."""
    try:
        found = plain_value(json.loads(written, parse_int=str, parse_float=str)) if written else None
    except (ValueError, RecursionError):
        return {}
    return found.entries if isinstance(found, Table) else {}


def _usable(said: Mapping[str, Value]) -> Found:
    return {
        key: value for key, value in said.items() if key not in DISCARDED_WHERE_EMPTY or not is_empty(value)
    }


def _text(text: str) -> Scalar:
    return Scalar(value=text, text=text)
