"""The rules of one site by which path and front matter become an article; a value, made from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Pairs: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRules:
    """What reading one site's content depends on; equal rules and equal bytes give equal articles."""

    name: str  # the site's key in the store; by default the host of its address
    url: str  # the site's address, without a final slash
    title: str = ""
    language: str = "en"
    zone: str = "UTC"  # IANA name, for dates without an offset
    generator: str = "plain"
    root: Path  # the site's own folder
    content: Path  # the content folder
    output: Path  # where the built site and the feeds lie
    sections: tuple[str, ...] = ()  # folders below `content`; () means what the generator's rules say
    exclude: tuple[str, ...] = ()  # patterns of paths below `content` that are no articles
    permalinks: Pairs = ()  # (section, pattern); section "" means all others
    trailing_slash: bool | None = None  # of addresses; None means what the generator does
    markdown: tuple[str, ...] = ()  # what the site's Markdown knows beside the usual, as "emoji"
    rendered: str = ""  # "public": the text is taken from the built page
    selector: str = ""  # CSS, of the text in a built page; "" means to look for it
    options: Pairs = ()  # the generator's own settings
    data: Pairs = ()  # (path, JSON): what files of the content folder say of other files
    trouble: str = ""  # why the generator's own configuration cannot be read, and no address be known
