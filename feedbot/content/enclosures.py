"""The files that come with an article, out of front matter, in all the shapes that real sites write; pure.

Themes for podcasts have no common key: ``enclosure``, ``audio``, ``podcast_file``, ``mp3_url``, ``episode``.
So a key is read by its parts, a kind and a word for an address;
its value may be a text, a table or a list of them.

``enclosure`` and ``attachment`` say plainly that a file is meant: what cannot be used of them is told.
Every other key may mean something else (``video: true``, the page of an episode), and is taken
only where its value ends like a media file or a document, or where type or size stand beside an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from types import MappingProxyType

from feedbot.content import addresses
from feedbot.content.article import Enclosure
from feedbot.content.measures import seconds, size_in_bytes
from feedbot.content.media_types import MIME, OF_ENDING, type_of_address
from feedbot.content.metadata.values import Scalar, Table, Value, is_empty
from feedbot.content.text import plain_text

MOST_FILES = 100
MOST_CHARACTERS = 2_000  # of an address

PLAIN = ("enclosure", "enclosures", "attachment", "attachments")
FORMATS = tuple(ending for ending, kind in OF_ENDING.items() if kind.startswith(("audio/", "video/")))
MAYBE = ("audio", "audios", "podcast", "episode", "video", "videos", "media", *FORMATS)
PLACES = ("url", "uri", "src", "href", "file", "filename", "path", "link")
LOOSE = ("file", "filename", "link", "download")  # only beside a size or a duration
SIZES = ("length", "bytes", "size", "filesize", "lengthinbytes", "sizeinbytes")
DURATIONS = ("duration", "durationinseconds", "durationseconds", "itunesduration", "seconds", "length")
MIMES = ("type", "mime", "mimetype", "mediatype", "contenttype")
TITLES = ("title", "name", "label")

HAS_ENDING = re.compile(r"[^\s?#]*\.[A-Za-z0-9]{1,8}(?:[?#].*)?")
NO_ADDRESS = re.compile(r'[\x00-\x1f\x7f<>"{}|\\^`]')
# As WordPress keeps one, on lines of its own or folded into one: address, bytes or none, type, PHP's extras.
OF_WORDPRESS = re.compile(r"(\S+)(?:\s+(\d{1,15}))?\s+([a-z]+/[\w.+-]+)(?:\s+(.*))?", re.DOTALL)
DURATION_OF_PHP = re.compile(r'"duration";s:\d{1,3}:"([^"]{1,20})"')


def _ranked() -> Mapping[str, tuple[int, str]]:
    """Return the place in the order, and the kind, of every key that may hold a file."""
    keys = [(kind, kind) for kind in PLAIN]
    keys += [(f"{kind}{place}", kind) for kind in PLAIN for place in PLACES]
    keys += [(f"{kind}enclosure", kind) for kind in FORMATS]  # several formats of one episode
    keys += [(f"{kind}{place}", kind) for kind in MAYBE for place in ("", *PLACES)]
    return MappingProxyType({key: (rank, kind) for rank, (key, kind) in enumerate(keys)})


KEYS = _ranked()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRef:
    """A file as an article names it; ``usable`` is False where a file is meant that has no address."""

    written: str
    line: int | None
    mime: str = ""
    size: int | None = None
    duration: int | None = None
    title: str = ""
    usable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What is said of a file beside its address."""

    mime: str = ""
    size: int | None = None
    duration: int | None = None
    title: str = ""


def enclosures(table: Table) -> tuple[FileRef, ...]:
    """Return the files that front matter names, each once, in the order in which keys count."""
    found: dict[str, FileRef] = {}
    for ref in _all(table):
        if ref.written not in found and len(found) == MOST_FILES:
            break
        found[ref.written] = _both(found.get(ref.written, ref), ref)
    return _with_bare_facts(tuple(found.values()), table)


def enclosure_at(ref: FileRef, *, article: str, site: str, in_bundle: bool) -> Enclosure | None:
    """Give a file its public address; None where it has none. A bundle's files lie beside its page."""
    home = f"{site}/"
    address = addresses.absolute(ref.written, article if in_bundle else home) if ref.usable else None
    if address is None or address in {article, home}:
        return None
    return Enclosure(
        address=address,
        mime=ref.mime,
        size=ref.size,
        duration=ref.duration,
        title=ref.title,
    )


def _all(table: Table) -> Iterator[FileRef]:
    keys = sorted((*KEYS[key], key) for key in table.folded.keys() & KEYS.keys())
    none = True
    for _, kind, key in keys:
        for ref in _of(table.folded[key], _facts(table, kind), plain=kind in PLAIN, format_=kind):
            none = False
            yield ref
    bare = _facts(table, "")
    if none and (bare.size or bare.duration):
        refs = (ref for key in LOOSE for ref in _of(table.get(key), _Facts(), plain=False))
        yield from (ref for ref in refs if _is_media(type_of_address(ref.written)))


def _of(value: Value | None, facts: _Facts, *, plain: bool, format_: str = "") -> Iterator[FileRef]:
    """Find the files of a value; where its key names a format, what has no ending has that one's type."""
    match value:
        case Scalar(value=str()) if not is_empty(value):
            if format_ in FORMATS and not type_of_address(value.text.strip()):
                facts = replace(facts, mime=facts.mime or OF_ENDING[format_])
            yield from _of_text(value, facts, plain=plain)
        case tuple():
            for item in value:
                yield from _of(item, facts, plain=plain, format_=format_)
        case Table():
            yield from _of_table(value, facts, plain=plain)
        case _:
            pass


def _of_table(table: Table, around: _Facts, *, plain: bool) -> Iterator[FileRef]:
    """Take a table's formats, which are several files, or else the first of its keys that names one."""
    own = _facts(table, "", titled=True)
    facts = _Facts(
        mime=own.mime or around.mime,
        size=own.size or around.size,
        duration=own.duration or around.duration,
        title=own.title,
    )
    formats = [key for key in FORMATS if key in table.folded]
    if formats:
        for key in formats:
            alone = facts if len(formats) == 1 else replace(facts, size=None)
            yield from _of(table.folded[key], replace(alone, mime=""), plain=False, format_=key)
        return
    inner = sorted((*KEYS[key], key) for key in table.folded.keys() & KEYS.keys())
    named = (table.get(key) for key in (*PLACES, *(key for *_, key in inner)))
    below = (value for value in table.folded.values() if plain and not isinstance(value, Scalar))
    for value in (*named, tuple(below)):
        refs = [*_of(value, facts, plain=plain)]
        if refs:
            yield from refs
            return
    if plain:
        yield FileRef(written="", line=table.line, usable=False)


def _of_text(value: Scalar, facts: _Facts, *, plain: bool) -> Iterator[FileRef]:
    text = unescape(value.text.strip())
    if found := OF_WORDPRESS.fullmatch(text):
        text = found[1]
        said = DURATION_OF_PHP.search(found[4] or "")
        facts = replace(
            facts,
            size=size_in_bytes(found[2] or "") or facts.size,
            mime=found[3].lower(),
            duration=(seconds(said[1]) if said else None) or facts.duration,
        )
    elif "\n" in text and plain:
        text = text.partition("\n")[0].strip()
    kind = type_of_address(text)
    is_file = _may_be_plain(text, kind) if plain else _may_be(text, kind, facts)
    usable = is_file and len(text) <= MOST_CHARACTERS and not NO_ADDRESS.search(text)
    if usable or plain or _is_a_file_elsewhere(text, kind):
        yield FileRef(
            written=text,
            line=value.line,
            mime=facts.mime,
            size=facts.size,
            duration=facts.duration,
            title=facts.title,
            usable=usable,
        )


def _may_be_plain(text: str, kind: str) -> bool:
    """Say whether a text where a file is meant is its address: no plain word is."""
    return bool(kind) or "://" in text or text.startswith(("/", "./")) or bool(HAS_ENDING.fullmatch(text))


def _may_be(text: str, kind: str, facts: _Facts) -> bool:
    """Say whether a text where something else may be meant is the address of a media file or a document."""
    if kind:
        return not (facts.mime or kind).startswith(("image/", "text/")) and "\n" not in text
    is_absolute = text.startswith(("https://", "http://", "//"))
    return is_absolute and (_is_media(facts.mime) or facts.size is not None)


def _is_a_file_elsewhere(text: str, kind: str) -> bool:
    """Say whether a text that is no address names a media file all the same, as on a disk."""
    return _is_media(kind) and "\n" not in text and "<" not in text


def _facts(table: Table, kind: str, *, titled: bool = False) -> _Facts:
    """Read what keys that begin with the name of a kind say; without one, those that need none."""
    mimes = (_mime(table.text(f"{kind}{key}")) for key in MIMES)
    sizes = (size_in_bytes(table.text(f"{kind}{key}")) for key in SIZES)
    durations = (_duration(table, f"{kind}{key}") for key in DURATIONS)
    return _Facts(
        mime=next((mime for mime in mimes if mime), ""),
        size=next((size for size in sizes if size), None),
        duration=next((duration for duration in durations if duration), None),
        title=plain_text.line(table.text(*TITLES)) if titled else "",
    )


def _mime(text: str) -> str:
    """Return a media type, also of its usual ending; a page's type, such as ``post``, is none."""
    lower = text.partition(";")[0].strip().lower()
    return lower if MIME.fullmatch(lower) else OF_ENDING.get(lower, "")


def _duration(table: Table, key: str) -> int | None:
    """Read a duration; a bare number under ``length`` is bytes, as in RSS."""
    text = table.text(key)
    return None if key.endswith("length") and size_in_bytes(text) else seconds(text)


def _is_media(mime: str) -> bool:
    return mime.startswith(("audio/", "video/"))


def _both(one: FileRef, other: FileRef) -> FileRef:
    """Return what two keys say of one file; the first goes before."""
    return replace(
        one,
        mime=one.mime or other.mime,
        size=one.size or other.size,
        duration=one.duration or other.duration,
        title=one.title or other.title,
    )


def _with_bare_facts(refs: tuple[FileRef, ...], table: Table) -> tuple[FileRef, ...]:
    """Add what stands beside the files' keys without their names, such as ``duration``.

    Type and size can be meant of one file only; how long it takes, of all formats of it.
    A document has no duration, but a time to read it.
    """
    bare = _facts(table, "")
    if len(refs) == 1:
        said = FileRef(written="", line=None, mime=bare.mime, size=bare.size)
        refs = (_both(refs[0], said),)
    return tuple(
        replace(ref, duration=bare.duration)
        if ref.duration is None and _is_played(ref) and _stem(ref) == _stem(refs[0])
        else ref
        for ref in refs
    )


def _is_played(ref: FileRef) -> bool:
    kind = ref.mime or type_of_address(ref.written)
    return _is_media(kind) or not kind


def _stem(ref: FileRef) -> str:
    return ref.written.partition("?")[0].rpartition(".")[0]
