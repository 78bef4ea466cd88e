"""Read a site's configuration files: TOML, YAML and JSON become plain tables; what is too large is refused.

Nothing is executed, no include is followed, no environment variable is looked at.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from feedbot.content.metadata.values import fold

Tree: TypeAlias = Mapping[str, Any]

MOST_READ = 256 * 1024  # bytes


class UnreadableError(Exception):
    """A configuration file is there and cannot be read; the words name the file and the reason."""


def text_of(file: Path) -> str:
    """Return a file's text; "" where there is none.

    Raises:
        UnreadableError: it is too large, not UTF-8, or may not be read.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_READ + 1)
        if len(data) > MOST_READ:
            raise UnreadableError(f"{file} cannot be read: it is larger than {MOST_READ // 1024} KiB")
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{file} cannot be read: {error}; mend it there") from error


def tree_of(file: Path) -> Tree:
    """Return a TOML, YAML or JSON file as a table; an empty one where there is none, or it holds none.

    YAML gives texts, lists and tables only: nothing of it becomes a number, a date or a switch.

    Raises:
        UnreadableError: it cannot be read, or is not what its ending says.
    """
    text = text_of(file)
    try:
        found = PARSERS[file.suffix.lower()](text) if text.strip() else {}
    except Exception as error:
        why = str(error).replace("\n", " ")[:200]
        raise UnreadableError(f"{file} cannot be read: {why}; mend it there") from error
    return found if isinstance(found, dict) else {}


def folded(value: object) -> dict[str, Any]:
    """Fold the keys of a table's first level (see ``values.fold``)."""
    return {fold(str(key)): item for key, item in value.items()} if isinstance(value, dict) else {}


def table(tree: Tree, key: str) -> Tree:
    """Return the table at a key; an empty one where there is none."""
    found = tree.get(key)
    return found if isinstance(found, dict) else {}


def text(tree: Tree, *keys: str) -> str:
    """Return the first of these keys that is a text or a number; "" where none is."""
    for key in keys:
        found = tree.get(key)
        if isinstance(found, str | int | float) and not isinstance(found, bool):
            return str(found).strip()
    return ""


def texts(value: object) -> tuple[str, ...]:
    """Return a list of texts, or one text as a list."""
    items: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
    return tuple(item for item in items if isinstance(item, str))


def switch(tree: Tree, key: str) -> bool | None:
    """Return a switch; None where there is none."""
    word = str(tree.get(key)).lower()
    return True if word in {"true", "yes", "on"} else False if word in {"false", "no", "off"} else None


def zone(name: str) -> str:
    """Return the name of a time zone if there is such a zone, else ""."""
    try:
        return ZoneInfo(name).key if name else ""
    except (KeyError, ValueError, OSError):  # no such zone, or a name that leads out of their folder
        return ""


def web_address(text: str) -> str:
    """Return a site's address, if it is a whole one: ``/`` and ``//host`` say too little."""
    address = text.strip().rstrip("/")
    return address if address.startswith(("http://", "https://")) and len(address) > len("https://") else ""


def _yaml(text: str) -> object:
    import yaml  # noqa: PLC0415  # imported late: 20 ms

    from feedbot.content.metadata.yaml_loader import unsafe  # noqa: PLC0415

    danger = unsafe(text)
    if danger is not None:
        raise ValueError(danger.what)
    documents = yaml.load_all(text, Loader=yaml.CBaseLoader)  # makes texts, lists and tables only
    return next(documents, None)  # as generators do: what stands below a second --- is not read


PARSERS: Mapping[str, Callable[[str], object]] = {
    ".toml": tomllib.loads,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": json.loads,
}
