"""An article's body as HTML, for the feeds: as its author wrote it, short codes rendered; cleans nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import normpath

from feedbot.content import addresses, commonmark
from feedbot.content.front_matter import read_front_matter
from feedbot.content.problem import Problem
from feedbot.content.short_codes import expand
from feedbot.content.site import SiteRules


def body_html(source: bytes, path: str, rules: SiteRules, known: Mapping[str, str] | None = None) -> str:
    """Render a file's body as HTML, links as written; ``known`` gives addresses by content path.

    What cannot be read, or is too much to be rendered, gives no HTML; ``reader.read`` says why.
    The HTML is what the author wrote: whoever publishes it cleans it first.
    """
    found = read_front_matter(source, path)
    if isinstance(found, Problem) or commonmark.is_too_much(found.body):
        return ""
    references = _References(path=path, rules=rules, known=known or {})
    text = expand(found.body, references.resolve).text
    if path.lower().endswith((".html", ".htm")):
        return commonmark.MORE.sub("", commonmark.prepared(text))
    return commonmark.render(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _References:
    """Finds the address that one article means by naming another."""

    path: str
    rules: SiteRules
    known: Mapping[str, str]

    def resolve(self, target: str) -> str | None:
        """Look in the known articles, else take the address that a page of that name has by default."""
        name, _, fragment = target.partition("#")
        folder = "" if name.startswith("/") else self.path.rpartition("/")[0]
        wanted = normpath(f"{folder}/{name}").lstrip("/")
        behind = f"#{fragment}" if fragment else ""
        for path in (wanted, f"{wanted}.md", f"{wanted}/index.md", name, f"{name}.md", f"{name}/index.md"):
            if path in self.known:
                return self.known[path] + behind
        stem = wanted.removesuffix(".md").removesuffix("/index").lower()
        address = addresses.on_site(self.rules.url, f"{stem}/" if stem else self.path)
        return address + behind if address else None
