"""Write a first configuration: what was found and guessed becomes a TOML text with a reason behind each line.

Writes text only; the command decides where it goes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from feedbot.content.characters import one_line

Value: TypeAlias = str | bool | tuple[str, ...]

WIDEST_VALUE = 40  # columns; a longer value does not push the reasons of the others away


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One key of ``[site]`` with the reason for its value; ``off`` shows it behind a "#"."""

    key: str
    value: Value
    why: str = ""
    off: bool = False


def first_configuration(lines: Iterable[Line], *, heading: Iterable[str]) -> str:
    """Return a whole feedbot.toml: the site as found, and one account that needs no login."""
    head = "".join(f"# {one_line(line)}".rstrip() + "\n" for line in heading)
    return f"{head}\n[site]\n{_table(tuple(lines))}{REST}"


def _table(lines: tuple[Line, ...]) -> str:
    return "".join(f"{line}\n" for line in _aligned(lines))


def _aligned(lines: tuple[Line, ...]) -> Iterator[str]:
    names = [f"# {line.key}" if line.off else line.key for line in lines]
    values = [_toml(line.value) for line in lines]
    name_width = max(map(len, names), default=0)
    value_width = max((len(value) for value in values if len(value) <= WIDEST_VALUE), default=0)
    for line, name, value in zip(lines, names, values, strict=True):
        why = f"   # {one_line(line.why)}" if line.why else ""
        yield f"{name:<{name_width}} = {value:<{value_width}}{why}".rstrip()


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


REST = """
[announce]
hashtags  = []          # on every announcement, as ["AtelierNord"]
first_run = "nothing"   # what is out already stays unannounced; "newest" announces the newest article

# This account needs no login: it writes what would be posted to a page below .feedbot/.
[accounts.preview]
network = "local"

# Accounts on X, Mastodon and Bluesky: each secret in a file of its own (chmod 600).
# [accounts.my-mastodon]
# network = "mastodon"
# server  = "https://mastodon.social"
# token   = { file = "secrets/mastodon-token" }
"""
