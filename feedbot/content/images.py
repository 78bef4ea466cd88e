"""Find the local file of an image by its public address, and read its type and size from its header.

Never leaves the site's folders, and fetches nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from struct import unpack

from feedbot.content.drawings import size_of_svg
from feedbot.content.local_files import LocalFile, local_files
from feedbot.content.site import SiteRules

HEAD = 256 * 1024  # bytes; a JPEG's size stands behind its EXIF block, which holds at most 64 kB
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFile:
    """One image on this disk; the type comes from its first bytes, not from its name."""

    file: Path
    mime: str
    size: int  # bytes
    width: int  # pixels
    height: int


def locate(address: str, article_path: str, rules: SiteRules) -> ImageFile | None:
    """Return the local file of an image address; None where it is remote, missing or no known image."""
    found = (_measured(file) for file in local_files(address, article_path, rules, head=HEAD))
    return next((image for image in found if image is not None), None)


def dimensions(head: bytes) -> tuple[str, int, int] | None:
    """Return MIME type, width and height from an image's first bytes."""
    for reader in (_png, _gif, _jpeg, _webp, _avif, _svg):
        try:
            found = reader(head)
        except (IndexError, ValueError):
            return None
        if found is not None:
            return found
    return None


def _measured(found: LocalFile) -> ImageFile | None:
    told = dimensions(found.head)
    if told is None:
        return None
    mime, width, height = told
    return ImageFile(file=found.file, mime=mime, size=found.size, width=width, height=height)


Found = tuple[str, int, int] | None


def _png(head: bytes) -> Found:
    """W3C PNG 11.2.1: the first chunk is IHDR."""
    if not head.startswith(b"\x89PNG\r\n\x1a\n") or head[12:16] != b"IHDR" or len(head) < 24:
        return None
    width, height = unpack(">II", head[16:24])
    return "image/png", width, height


def _gif(head: bytes) -> Found:
    """GIF89a, section 18: the logical screen descriptor."""
    if head[:6] not in {b"GIF87a", b"GIF89a"} or len(head) < 10:
        return None
    width, height = unpack("<HH", head[6:10])
    return "image/gif", width, height


def _jpeg(head: bytes) -> Found:
    """ITU T.81, annex B: the size stands in the frame header, behind other segments."""
    if not head.startswith(b"\xff\xd8\xff"):
        return None
    place = 2
    while place + 9 <= len(head):
        if head[place] != 0xFF:
            return None
        marker = head[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
        elif marker in JPEG_ALONE:
            place += 2
        elif marker in JPEG_FRAMES:
            height, width = unpack(">HH", head[place + 5 : place + 9])
            return "image/jpeg", width, height
        else:
            place += 2 + int.from_bytes(head[place + 2 : place + 4], "big")
    return None


def _webp(head: bytes) -> Found:
    """RFC 9649: lossy, lossless and extended files keep their size in three ways."""
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP" or len(head) < 30:
        return None
    readers: dict[bytes, Callable[[bytes], tuple[int, int]]] = {
        b"VP8 ": _webp_lossy,
        b"VP8L": _webp_lossless,
        b"VP8X": _webp_extended,
    }
    reader = readers.get(head[12:16])
    return ("image/webp", *reader(head)) if reader else None


def _webp_lossy(head: bytes) -> tuple[int, int]:
    width, height = unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _webp_lossless(head: bytes) -> tuple[int, int]:
    bits = int.from_bytes(head[21:25], "little")
    return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1


def _webp_extended(head: bytes) -> tuple[int, int]:
    return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1


def _avif(head: bytes) -> Found:
    """ISO/IEC 23008-12, 6.5.3: of the sizes in ``ispe`` boxes, the largest is that of the whole image."""
    if head[4:8] != b"ftyp" or b"avif" not in head[8 : int.from_bytes(head[:4], "big")]:
        return None
    sizes: list[tuple[int, int]] = []
    place = head.find(b"\x00\x00\x00\x14ispe")
    while 0 <= place <= len(head) - 20:
        width, height = unpack(">II", head[place + 12 : place + 20])
        sizes.append((width, height))
        place = head.find(b"\x00\x00\x00\x14ispe", place + 20)
    width, height = max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))
    return ("image/avif", width, height) if width and height else None


def _svg(head: bytes) -> Found:
    size = size_of_svg(head)
    return ("image/svg+xml", *size) if size else None
