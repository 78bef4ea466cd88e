"""A picture's bytes for an upload; what is no picture, or too big, is none. Draws and converts nothing."""

from __future__ import annotations

from dataclasses import dataclass

from feedbot.announcements.announcement import CardImage

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A whole JPEG, PNG, GIF or WebP file."""

    content: bytes
    mime: str


def read_picture(image: CardImage | None, *, most_bytes: int) -> Picture | None:
    """Read the local copy of a card's image; None where there is none that networks show."""
    if image is None or image.file is None:
        return None
    try:
        if not image.file.is_file() or image.file.stat().st_size > most_bytes:
            return None
        content = image.file.read_bytes()
    except OSError:
        return None
    mime = media_type(content)
    return Picture(content=content, mime=mime) if mime and len(content) <= most_bytes else None


def media_type(content: bytes) -> str:
    """Tell a picture's type by its first bytes, "" where it is none; a file's name may lie."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for start, mime in _STARTS if content.startswith(start)), "")
