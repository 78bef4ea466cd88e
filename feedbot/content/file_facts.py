"""What is said of a file beside its address: type, size, duration, title; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedbot.content.measures import seconds, size_in_bytes
from feedbot.content.media_types import MIME, OF_ENDING
from feedbot.content.metadata.values import Table
from feedbot.content.text import plain_text

SIZES = ("length", "bytes", "size", "filesize", "lengthinbytes", "sizeinbytes")
DURATIONS = ("duration", "durationinseconds", "durationseconds", "itunesduration", "seconds", "length")
MIMES = ("type", "mime", "mimetype", "mediatype", "contenttype")
TITLES = ("title", "name", "label")
# As WordPress keeps one, on lines of its own or folded into one: address, bytes or none, type, PHP's extras.
OF_WORDPRESS = re.compile(
    r"(\S+)(?:\s+(\d{1,15}))?\s+((?:audio|video|image|text|application)/[\w.+-]+)(?:\s+(.*))?", re.DOTALL
)
TWICE_DUMPED = re.compile(r"[|>][+-]?\s*\n\s*")  # how exporters of WordPress begin it that write YAML twice
DURATION_OF_PHP = re.compile(r'"duration";s:\d{1,3}:"([^"]{1,20})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is known of one file; what is not said is empty or None."""

    mime: str = ""
    size: int | None = None  # bytes
    duration: int | None = None  # seconds
    title: str = ""

    def over(self, under: FileFacts) -> FileFacts:
        """Return these facts, with what only ``under`` says added to them."""
        return FileFacts(
            mime=self.mime or under.mime,
            size=self.size or under.size,
            duration=self.duration or under.duration,
            title=self.title or under.title,
        )


NO_FACTS = FileFacts()


def facts_in(table: Table, kind: str = "") -> FileFacts:
    """Read what keys say that begin with the name of a kind, as ``audio_length``; else those without one."""
    mimes = (_mime(table.text(f"{kind}{key}")) for key in MIMES)
    sizes = (size_in_bytes(table.text(f"{kind}{key}")) for key in SIZES)
    durations = (_duration(table, f"{kind}{key}") for key in DURATIONS)
    return FileFacts(
        mime=next((mime for mime in mimes if mime), ""),
        size=next((size for size in sizes if size), None),
        duration=next((duration for duration in durations if duration), None),
    )


def title_in(table: Table) -> str:
    """Return what a table calls its file."""
    return plain_text.line(table.text(*TITLES))


def of_wordpress(text: str) -> tuple[str, FileFacts] | None:
    """Part a text as WordPress writes it into address and facts; None where it is no such text."""
    sign = TWICE_DUMPED.match(text)
    found = OF_WORDPRESS.fullmatch(text, sign.end() if sign else 0)
    if found is None:
        return None
    duration = DURATION_OF_PHP.search(found[4] or "")
    facts = FileFacts(
        mime=found[3].lower(),
        size=size_in_bytes(found[2] or ""),
        duration=seconds(duration[1]) if duration else None,
    )
    return found[1], facts


def _mime(text: str) -> str:
    """Return a media type, also of its usual ending; a page's type, such as ``post``, is none."""
    lower = text.partition(";")[0].strip().lower()
    return lower if MIME.fullmatch(lower) else OF_ENDING.get(lower, "")


def _duration(table: Table, key: str) -> int | None:
    """Read a duration; a bare number under ``length`` is bytes, as in RSS."""
    text = table.text(key)
    return None if key.endswith("length") and size_in_bytes(text) else seconds(text)
