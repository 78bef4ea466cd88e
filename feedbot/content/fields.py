"""Single fields of an article out of front matter, in all the shapes that real sites write them; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType
from typing import TypeAlias

from feedbot.content import addresses
from feedbot.content.article import Author, Image
from feedbot.content.metadata.values import Scalar, Table, Value, is_empty, single, truth
from feedbot.content.people import people
from feedbot.content.text import plain_text

AUTHOR_KEYS = ("authors", "author", "secondauthor")
SUMMARY_KEYS = ("summary", "description", "excerpt", "preview", "hook", "abstract")
IMAGE_KEYS = (
    "image", "images", "featuredimage", "cover", "coverimage", "thumbnail", "heroimage", "hero",
    "imageurl", "banner", "logo",
)  # fmt: skip
ADDRESS_KEYS = ("url", "src", "image", "path", "file", "filename", "href", "feature")
LABEL_KEYS = ("label", "name", "title", "slug")
ID_KEYS = ("uid", "guid", "id")
DRAFT_FOLDERS = frozenset({"_drafts", "drafts", "-drafts"})
# Of `status`; other words, as "finished" or "seedling", say something of the work and nothing of the page.
KEEPS_BACK = re.compile(
    r".*\bdrafts?\b.*|private|pending|future|scheduled|trash|inherit|hidden|unlisted|unpublished|skip"
    r"|(?:in |in-)?review|wip|to-?do|idea",
    re.IGNORECASE | re.DOTALL,
)

CUT_BY_WORDPRESS = re.compile(r"(?<![\s.])[\s.]*\[(?:…|\.{3})\]\Z")  # what it adds to an excerpt of its own

NOBODY: Mapping[str, Author] = MappingProxyType({})
Split: TypeAlias = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRef:
    """A featured image as the file names it."""

    written: str
    alt: str
    line: int | None


def authors(table: Table, known: Mapping[str, Author] = NOBODY) -> tuple[Author, ...]:
    """Return everyone who wrote, each once, in the order in which they are named.

    ``known`` has the people whom other files of the site describe, by the keys that articles name them with.
    """
    found: dict[str, Author] = {}
    for key in AUTHOR_KEYS:
        for author in people(table.get(key), known):
            if author.name:
                found.setdefault(author.name, author)
    return tuple(found.values())


def whole(text: str) -> tuple[str, ...]:
    """Take a text as one word."""
    return (text,)


def by_commas(text: str) -> tuple[str, ...]:
    """Part a text at its commas."""
    return tuple(text.split(","))


def tags(table: Table, split: Split) -> tuple[str, ...]:
    """Return the tags as written, each once; keywords are meant for search engines, and come last."""
    given = table.get("tags", "tag", "topics") or _taxonomy(table, "tags")
    return split_words(given, split) or split_words(table.get("keywords"), by_commas)


def categories(table: Table) -> tuple[str, ...]:
    """Return the categories as written, each once; a text is one category."""
    given = (table.get("categories"), table.get("category"), _taxonomy(table, "categories"))
    return tuple(dict.fromkeys(word for value in given for word in split_words(value, whole)))


def split_words(value: Value | None, split: Split) -> tuple[str, ...]:
    """Return the words of a list, or those that ``split`` makes of one text; entities decoded, each once."""
    if value is None or isinstance(value, Table) or is_empty(value):
        return ()
    words = split(value.text) if isinstance(value, Scalar) else _items(value)
    plain = (" ".join(unescape(word).split()) for word in words)
    return tuple(dict.fromkeys(word for word in plain if word))


def summary(table: Table) -> str:
    """Return the summary that the file states, as plain text."""
    for key in SUMMARY_KEYS:
        value = single(table.get(key))
        if isinstance(value, Scalar) and not isinstance(value.value, bool):
            text = CUT_BY_WORDPRESS.sub("…", plain_text.of_markdown(value.text))
            if text:
                return text
    return ""


def image(table: Table) -> ImageRef | None:
    """Return the featured image that the file names."""
    for key in IMAGE_KEYS:
        alt = table.text(f"{key}alt", "imagealt", "alt")
        ref = _image(table.get(key), alt)
        if ref is not None:
            return ref
    return None


def image_at(ref: ImageRef, *, article: str, site: str, in_bundle: bool) -> Image | None:
    """Give an image its public address; None where it has none that a network could fetch.

    Without a bundle there is no folder of its own, and themes resolve a relative path against the site.
    """
    home = f"{site}/"
    address = addresses.absolute(ref.written, article if in_bundle else home)
    if address is None or address in {article, home}:  # "#x" is a place on the page, no file
        return None
    return Image(address=address, alt=ref.alt)


def language(table: Table) -> str:
    """Return the language that the file states, as BCP 47 writes it."""
    return table.text("lang", "language").replace("_", "-")


def own_id(table: Table) -> str:
    """Return the file's own id, verbatim."""
    return table.text(*ID_KEYS)


def draft(table: Table, path: str) -> tuple[str, int | None] | None:
    """Say what keeps a page back by its author's wish, and where; None where nothing does."""
    for key, keeps_back in (("draft", True), ("private", True), ("unlisted", True), ("published", False)):
        if truth(table.get(key)) is keeps_back:
            found = table.scalar(key)
            return f"{key}: {found.text if found else ''}", found.line if found else None
    status = table.scalar("status")
    if status and KEEPS_BACK.fullmatch(status.text.strip()):
        return f"status: {status.text.strip()[:40]}", status.line
    folder = next((part for part in path.lower().split("/")[:-1] if part in DRAFT_FOLDERS), None)
    return (f"the folder {folder}", None) if folder else None


def _taxonomy(table: Table, name: str) -> Value | None:
    """Look below ``[taxonomies]``, where Zola has tags and categories."""
    taxonomies = table.get("taxonomies")
    return taxonomies.get(name) if isinstance(taxonomies, Table) else None


def _items(values: tuple[Value, ...]) -> Iterator[str]:
    """Take each item of a list as one word, lists in it too."""
    for value in values:
        match value:
            case tuple():
                yield from _items(value)
            case Scalar() if not is_empty(value):
                yield value.text
            case Table():
                yield value.text(*LABEL_KEYS) or _torn(value)
            case _:
                pass


def _torn(table: Table) -> str:
    """Put together again what YAML took for a key and a value, as in ``- Ruby: the book``."""
    (key, value), *others = table.entries.items() or (("", None),)
    return f"{key}: {value.text}" if key and isinstance(value, Scalar) and not others else ""


def _image(value: Value | None, alt: str) -> ImageRef | None:
    """Find the first address in a text, a list, or a table that may hold another."""
    match value:
        case Scalar() if isinstance(value.value, str) and not is_empty(value):
            return ImageRef(written=unescape(value.text.strip()), alt=plain_text.line(alt), line=value.line)
        case tuple():
            return next((ref for item in value if (ref := _image(item, alt)) is not None), None)
        case Table():
            inner = value.text("alt", "imagealt", "caption") or alt
            below = (_image(value.get(key), inner) for key in ADDRESS_KEYS)
            return next((ref for ref in below if ref is not None), None)
        case _:
            return None
