"""What a site's own configuration says of it, in feedbot's words; a value, empty where it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from feedbot.content.site import Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found; every field but the last four means what the key of that name in ``[site]`` means."""

    title: str = ""
    url: str = ""
    description: str = ""
    author: str = ""
    language: str = ""
    timezone: str = ""
    content: str = ""  # below the site's folder; "" means the generator's default
    output: str = ""
    sections: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    permalinks: Pairs = ()
    trailing_slash: bool | None = None
    markdown: tuple[str, ...] = ()
    options: Pairs = ()
    origin: str = ""  # the file or files that said so, as a person would name them
    asks: Pairs = ()  # (field, why it could not be read although the configuration has it)
    read: tuple[Path, ...] = ()  # every file that was looked at, whether it is there or not
    trouble: str = ""  # which file cannot be read, and why
