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
from feedbot.content.file_facts import NO_FACTS, FileFacts, facts_in, of_wordpress, title_in
from feedbot.content.media_types import OF_ENDING, type_of_address
from feedbot.content.metadata.values import Scalar, Table, Value, is_empty

MOST_FILES = 100
MOST_CHARACTERS = 2_000  # of an address
LEAST_BYTES = 10_000  # that tell a file from a page: a smaller number beside an address may mean anything

PLAIN = ("enclosure", "enclosures", "attachment", "attachments")
FORMATS = tuple(ending for ending, kind in OF_ENDING.items() if kind.startswith(("audio/", "video/")))
MAYBE = ("audio", "audios", "podcast", "episode", "video", "videos", "media", *FORMATS)
PLACES = ("url", "uri", "src", "href", "file", "filename", "path", "link")
LOOSE = ("file", "filename", "link", "download")  # only beside a size or a duration

HAS_ENDING = re.compile(r"[^\s?#]*\.[A-Za-z0-9]{1,8}(?:[?#].*)?")
NO_ADDRESS = re.compile(r'[\x00-\x1f\x7f<>"{}|\\^`]')


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
    facts: FileFacts = NO_FACTS
    usable: bool = True


def enclosures(table: Table) -> tuple[FileRef, ...]:
    """Return the files that front matter names, each once, in the order in which keys count."""
    found: dict[str, FileRef] = {}
    for ref in _all(table):
        if ref.written not in found and len(found) == MOST_FILES:
            break
        first = found.setdefault(ref.written, ref)
        found[ref.written] = replace(first, facts=first.facts.over(ref.facts))
    return _with_bare_facts(tuple(found.values()), table)


def enclosure_at(ref: FileRef, *, article: str, site: str, in_bundle: bool) -> Enclosure | None:
    """Give a file its public address; None where it has none. A bundle's files lie beside its page."""
    home, facts = f"{site}/", ref.facts
    address = addresses.absolute(ref.written, article if in_bundle else home) if ref.usable else None
    if address is None or address in {article, home}:
        return None
    return Enclosure(
        address=address, mime=facts.mime, size=facts.size, duration=facts.duration, title=facts.title
    )


def _all(table: Table) -> Iterator[FileRef]:
    none = True
    for key, kind in _keys(table):
        for ref in _of(table.folded[key], facts_in(table, kind), plain=kind in PLAIN, kind=kind):
            none = False
            yield ref
    bare = facts_in(table)
    if none and (bare.size or bare.duration):
        refs = (ref for key in LOOSE for ref in _of(table.get(key), NO_FACTS, plain=False))
        yield from (ref for ref in refs if _is_media(type_of_address(ref.written)))


def _keys(table: Table) -> tuple[tuple[str, str], ...]:
    """Return the keys that may hold files, and their kinds, in the order in which they count."""
    ranked = sorted((*KEYS[key], key) for key in table.folded.keys() & KEYS.keys())
    return tuple((key, kind) for _, kind, key in ranked)


def _of(value: Value | None, facts: FileFacts, *, plain: bool, kind: str = "") -> Iterator[FileRef]:
    """Find the files of a value; where its key names a format, what has no ending has that one's type."""
    match value:
        case Scalar(value=str()) if not is_empty(value):
            if kind in FORMATS and not type_of_address(value.text.strip()):
                facts = facts.over(FileFacts(mime=OF_ENDING[kind]))
            yield from _of_text(value, facts, plain=plain)
        case tuple():
            for item in value:
                yield from _of(item, facts, plain=plain, kind=kind)
        case Table():
            yield from _of_table(value, facts, plain=plain)
        case _:
            pass


def _of_table(table: Table, around: FileFacts, *, plain: bool) -> Iterator[FileRef]:
    """Take a table's formats, which are several files, or else the first of its keys that names one."""
    facts = replace(facts_in(table).over(around), title=title_in(table))
    formats = [key for key in FORMATS if key in table.folded]
    for key in formats:
        alone = replace(facts, mime="", size=facts.size if len(formats) == 1 else None)
        yield from _of(table.folded[key], alone, plain=False, kind=key)
    if formats:
        return
    named = (table.get(key) for key in (*PLACES, *(key for key, _ in _keys(table))))
    below = (value for value in table.folded.values() if plain and not isinstance(value, Scalar))
    for value in (*named, tuple(below)):
        refs = tuple(_of(value, facts, plain=plain))
        if refs:
            yield from refs
            return
    if plain:
        yield FileRef(written="", line=table.line, usable=False)


def _of_text(value: Scalar, facts: FileFacts, *, plain: bool) -> Iterator[FileRef]:
    text = unescape(value.text.strip())
    if parted := of_wordpress(text):
        text, facts = parted[0], parted[1].over(facts)
    elif plain:
        text = text.partition("\n")[0].strip()
    kind = type_of_address(text)
    is_file = _is_plainly_a_file(text, kind) if plain else _is_a_file(text, kind, facts)
    usable = is_file and len(text) <= MOST_CHARACTERS and not NO_ADDRESS.search(text)
    if usable or plain or _is_a_file_elsewhere(text, kind):
        yield FileRef(written=text, line=value.line, facts=facts, usable=usable)


def _is_plainly_a_file(text: str, kind: str) -> bool:
    """Say whether a text where a file is meant is its address: no plain word is."""
    return bool(kind) or "://" in text or text.startswith(("/", "./")) or bool(HAS_ENDING.fullmatch(text))


def _is_a_file(text: str, kind: str, facts: FileFacts) -> bool:
    """Say whether a text where something else may be meant is the address of a media file or a document."""
    if kind:
        return not (facts.mime or kind).startswith(("image/", "text/"))
    is_absolute = text.startswith(("https://", "http://", "//"))
    return is_absolute and (_is_media(facts.mime) or (facts.size or 0) >= LEAST_BYTES)


def _is_a_file_elsewhere(text: str, kind: str) -> bool:
    """Say whether a text that is no address names a media file all the same, as on a disk."""
    return _is_media(kind) and "\n" not in text and "<" not in text


def _is_media(mime: str) -> bool:
    return mime.startswith(("audio/", "video/"))


def _with_bare_facts(refs: tuple[FileRef, ...], table: Table) -> tuple[FileRef, ...]:
    """Add what stands beside the files' keys without their names, such as ``duration``.

    Type and size can be meant of one file only; how long it takes, of all formats of it.
    A document has no duration, but a time to read it.
    """
    bare = facts_in(table)
    if len(refs) == 1:
        refs = (replace(refs[0], facts=refs[0].facts.over(replace(bare, duration=None))),)
    formats = {_stem(ref) for ref in refs[:1]}
    return tuple(
        replace(ref, facts=ref.facts.over(FileFacts(duration=bare.duration)))
        if _stem(ref) in formats and _is_played(ref)
        else ref
        for ref in refs
    )


def _is_played(ref: FileRef) -> bool:
    kind = ref.facts.mime or type_of_address(ref.written)
    return _is_media(kind) or not kind


def _stem(ref: FileRef) -> str:
    return ref.written.partition("?")[0].rpartition(".")[0]
