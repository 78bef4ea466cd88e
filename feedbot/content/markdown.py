"""An article's body as HTML, for the feeds: as its author wrote it, short codes rendered; cleans nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from html import escape, unescape
from posixpath import normpath
from urllib.parse import unquote

from feedbot.content import addresses, commonmark
from feedbot.content.front_matter import read_front_matter
from feedbot.content.problem import Problem
from feedbot.content.short_codes import expand
from feedbot.content.site import SiteRules

FILE_LINK = re.compile(r'(<a\b[^<>]*?\bhref=")([^"<>:?#]+\.(?:md|markdown)(?:#[^"<>]*)?)(?=")', re.IGNORECASE)


def body_html(source: bytes, path: str, rules: SiteRules, known: Mapping[str, str] | None = None) -> str:
    """Render a file's body as HTML; ``known`` gives the articles' addresses by content path.

    Links stay as they are written, but those to content files lead to the articles.
    What cannot be read, or is too much to be rendered, gives no HTML; ``reader.read`` says why.
    The HTML is what the author wrote: whoever publishes it cleans it first.
    """
    found = read_front_matter(source, path)
    if isinstance(found, Problem) or commonmark.is_too_much(found.body):
        return ""
    references = _References(path, rules, known or {})
    text = expand(found.body, references.resolve).text
    if path.lower().endswith((".html", ".htm")):
        html = commonmark.MORE.sub("", commonmark.prepared(text))
    else:
        html = commonmark.render(text)
    return FILE_LINK.sub(lambda link: link[1] + (references.of_file(link[2]) or link[2]), html)


class _References:
    """Finds the address that one article means by naming another."""

    def __init__(self, path: str, rules: SiteRules, known: Mapping[str, str]) -> None:
        self._rules = rules
        self._known = known
        folder, _, name = path.rpartition("/")
        self._folders = (folder, folder.rpartition("/")[0]) if name.startswith("index.") else (folder,)

    def resolve(self, target: str) -> str | None:
        """Look in the known articles, else take the address that a page of that name has by default."""
        name, mark, fragment = target.partition("#")
        if not name:
            return mark + fragment
        address = self._beside(name) or self._anywhere(name) or self._by_default(name)
        return address + mark + fragment if address else None

    def of_file(self, link: str) -> str | None:
        """Return where a link to a content file leads, escaped for HTML; None where no article is there."""
        name, mark, fragment = unescape(link).partition("#")
        address = self._beside(unquote(name))
        return escape(address + mark + fragment) if address else None

    def _beside(self, name: str) -> str | None:
        """Find a name from the article's folder, for a bundle from the one above, and from the content's."""
        for folder in (*(() if name.startswith("/") else self._folders), ""):
            wanted = normpath(f"{folder}/{name}").lstrip("/")
            for path in (wanted, f"{wanted}.md", f"{wanted}/index.md"):
                if path in self._known:
                    return self._known[path]
        return None

    def _anywhere(self, name: str) -> str | None:
        """Find a name wherever it is, if only one article has it, as Hugo does."""
        wanted = _called(normpath(f"/{name.lstrip('/')}"))
        named = self._by_name.get(wanted.rpartition("/")[2], ())
        found = {address for called, address in named if called.endswith(wanted)}
        return found.pop() if len(found) == 1 else None

    def _by_default(self, name: str) -> str | None:
        folder = "" if name.startswith("/") else self._folders[0]
        called = _called(normpath(f"/{folder}/{name}".replace("//", "/")))
        return addresses.on_site(self._rules.url, f"{called.strip('/').lower()}/".lstrip("/"))

    @cached_property
    def _by_name(self) -> Mapping[str, list[tuple[str, str]]]:
        """What the known articles are called, with their addresses, by its last part."""
        names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for path, address in self._known.items():
            called = _called(f"/{path}")
            names[called.rpartition("/")[2]].append((called, address))
        return names


def _called(path: str) -> str:
    """Return a path as people call the page: without its ending, a bundle or section by its folder."""
    return re.sub(r"(?:/_?index)?(?:\.(?:md|markdown|html?))?$", "", path, count=1)
