"""Single fields of an article out of front matter, in all the shapes that real sites write them; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from feedbot.content import addresses, plain_text
from feedbot.content.article import Author, Image
from feedbot.content.values import Scalar, Table, Value, is_empty, single, truth

AUTHOR_KEYS = ("authors", "author", "secondauthor")
SUMMARY_KEYS = ("summary", "description", "excerpt", "preview", "hook", "abstract")
IMAGE_KEYS = (
    "image", "images", "featuredimage", "cover", "coverimage", "thumbnail", "heroimage", "hero",
    "imageurl", "banner", "logo",
)  # fmt: skip
ADDRESS_KEYS = ("url", "src", "image", "path", "file", "relative")
ID_KEYS = ("uid", "guid", "id")
DRAFT_FOLDERS = frozenset({"_drafts", "drafts", "-drafts"})
PUBLISHED_WORDS = frozenset({"publish", "published", "public"})

CUT_BY_WORDPRESS = re.compile(r"(?<![\s.])[\s.]*\[(?:…|\.{3})\]\Z")  # what it adds to an excerpt of its own
LINKED_NAME = re.compile(r"^\[([^\]]+)\]\(([^)\s]+)[^)]*\)$")
NAME_AND_MAIL = re.compile(r"^(.*?)\s*<([^<>@\s]+@[^<>@\s]+)>$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRef:
    """A featured image as the file names it."""

    written: str
    alt: str
    line: int | None


def authors(table: Table) -> tuple[Author, ...]:
    """Return everyone who wrote, each once, in the order in which they are named."""
    found: dict[str, Author] = {}
    for key in AUTHOR_KEYS:
        for author in _people(table.get(key)):
            found.setdefault(author.name, author)
    return tuple(found.values())


def tags(table: Table, split: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the tags as written, each once."""
    taxonomies = table.get("taxonomies")
    below = taxonomies.get("tags") if isinstance(taxonomies, Table) else None
    return _words(table.get("tags", "tag", "topics") or below or table.get("keywords"), split)


def categories(table: Table) -> tuple[str, ...]:
    """Return the categories as written, each once; a text is one category."""
    given = (_words(table.get(key), lambda text: (text,)) for key in ("categories", "category"))
    return tuple(dict.fromkeys(word for words in given for word in words))


def summary(table: Table) -> str:
    """Return the summary that the file states, as plain text."""
    for key in SUMMARY_KEYS:
        value = single(table.get(key))
        if isinstance(value, Scalar) and isinstance(value.value, str):
            text = CUT_BY_WORDPRESS.sub("…", plain_text.of_markdown(value.text))
            if text:
                return text
    return ""


def image(table: Table) -> ImageRef | None:
    """Return the featured image that the file names."""
    for key in IMAGE_KEYS:
        value = table.get(key)
        items = value if isinstance(value, tuple) else (value,)
        first = next((item for item in items if item is not None and not is_empty(item)), None)
        alt = table.text(f"{key}alt", "imagealt", "alt")
        if isinstance(first, Scalar) and isinstance(first.value, str):
            return ImageRef(written=first.text.strip(), alt=plain_text.line(alt), line=first.line)
        if isinstance(first, Table) and first.text(*ADDRESS_KEYS):
            inner = first.text("alt", "imagealt", "caption") or alt
            return ImageRef(written=first.text(*ADDRESS_KEYS), alt=plain_text.line(inner), line=first.line)
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
    if status and isinstance(status.value, str) and status.text.strip().lower() not in PUBLISHED_WORDS:
        return f"status: {status.text.strip()[:40]}", status.line
    folder = next((part for part in path.lower().split("/")[:-1] if part in DRAFT_FOLDERS), None)
    return (f"the folder {folder}", None) if folder else None


def _words(value: Value | None, split: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    if isinstance(value, Scalar):
        return _distinct(split(value.text))
    if isinstance(value, tuple):
        return _distinct(_label(item) for item in value)
    return ()


def _label(value: Value) -> str:
    if isinstance(value, Table):
        return value.text("label", "name", "title")
    return value.text if isinstance(value, Scalar) and value.value is not None else ""


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    plain = (" ".join(unescape(word).split()) for word in words)
    return tuple(dict.fromkeys(word for word in plain if word))


def _people(value: Value | None) -> tuple[Author, ...]:
    if isinstance(value, tuple):
        return tuple(person for item in value for person in _people(item))
    if isinstance(value, Table):
        name = plain_text.line(value.text("name", "fullname", "displayname"))
        page = addresses.absolute(value.text("url", "link", "homepage", "website", "uri"), "")
        return (Author(name=name, email=value.text("email"), url=page or ""),) if name else ()
    if not isinstance(value, Scalar) or value.value is None:
        return ()
    parts = (part.strip() for part in re.split(r"[;,](?![^(\[]*[)\]])", value.text))
    return tuple(_person(part) for part in parts if part)


def _person(text: str) -> Author:
    if found := LINKED_NAME.match(text):
        return Author(name=plain_text.line(found[1]), url=addresses.absolute(found[2], "") or "")
    if found := NAME_AND_MAIL.match(text):
        return Author(name=plain_text.line(found[1]), email=found[2])
    return Author(name=plain_text.line(text))
