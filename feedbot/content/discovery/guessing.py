"""Guess what no configuration says, from the articles themselves, for a person to check.

Reads the content folder as a pass would and writes nothing.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from feedbot.content.addresses import SCHEMES
from feedbot.content.article import Article
from feedbot.content.folder import NEVER_CONTENT, data_of, list_content, read_content
from feedbot.content.reader import read
from feedbot.content.site import SiteRules

INPUTS = (
    "content",
    "src",
    "source",
    "input",
    "site",
    "posts",
)  # what people call the folder, likeliest first
MARKDOWN = (".md", ".markdown", ".mdx")
LINK = re.compile(r"""(?:\]\(|\bhref=["'])([^\s"'()<>#?]+)""")
CLEAR = 0.8  # of the links between articles must end alike
FEW = 3  # articles: fewer than that beside many are rather pages
MANY = 10
DIGITS = re.compile(r"\d{1,4}(?:-\d{1,2})*")  # a folder by date


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One setting that nobody stated, and what speaks for it."""

    key: str  # of ``[site]``
    value: str | bool | tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """What was guessed, and what the site looks like with it."""

    rules: SiteRules
    guesses: tuple[Guess, ...]
    articles: tuple[Article, ...]


def guess(rules: SiteRules, *, settled: Iterable[str]) -> Guesses:
    """Guess what is not ``settled`` (keys of ``[site]``); ``rules.content`` may not exist."""
    made: list[Guess] = []
    known = set(settled)
    if "content" not in known and (folder := _content(rules)) is not None:
        made.append(folder)
        rules = replace(rules, content=rules.root / str(folder.value))
    found = tuple(_articles(rules)) if rules.content.is_dir() else ()
    if not known & {"sections", "exclude"} and rules.generator in WITHOUT_SECTIONS:
        made += _sections(rules, [article.path for article, _ in found])
        rules = _with(rules, made)
        paths = {file.path for file in list_content(rules).files} if found else set()
        found = tuple(each for each in found if each[0].path in paths)
    if "trailing_slash" not in known and rules.generator in LEFT_TO_THE_HOST:
        made += _slash(found)
        rules = _with(rules, made)
        if made and made[-1].key == "trailing_slash":
            found = tuple(_articles(rules))
    return Guesses(rules=rules, guesses=tuple(made), articles=tuple(article for article, _ in found))


WITHOUT_SECTIONS = frozenset({"eleventy", "astro", "plain"})  # whose own code alone knows what is an article
LEFT_TO_THE_HOST = frozenset({"eleventy", "astro", "docusaurus", "plain"})


def _with(rules: SiteRules, guesses: Sequence[Guess]) -> SiteRules:
    values = {one.key: one.value for one in guesses if one.key in {"sections", "exclude", "trailing_slash"}}
    return replace(rules, **values)  # type: ignore[arg-type]  # each guess has its key's type


def _content(rules: SiteRules) -> Guess | None:
    """Look for the folder with the most Markdown, where the generator's own is not there or holds none.

    A generator that reads the whole site, and whoever names none, may have more in a folder than beside it.
    """
    counts = {name: _markdown_below(rules.root / name) for name in INPUTS if (rules.root / name).is_dir()}
    best = max(counts, key=lambda name: counts[name], default=None)
    if best is None or not counts[best] or rules.root / best == rules.content:
        return None
    whole = rules.content == rules.root
    own = _markdown_below(rules.content) - (sum(counts.values()) if whole else 0)
    if own >= (counts[best] if whole or rules.generator == "plain" else 1):
        return None
    files = "1 Markdown file" if counts[best] == 1 else f"{counts[best]} Markdown files"
    return Guess(key="content", value=best, why=f"{best}/ holds {files}")


def _markdown_below(folder: Path) -> int:
    count = 0
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in NEVER_CONTENT]
        count += sum(1 for name in names if name.lower().endswith(MARKDOWN))
    return count


def _articles(rules: SiteRules) -> Iterator[tuple[Article, str]]:
    """Yield the articles with their texts."""
    listing = list_content(rules)
    rules = replace(rules, data=data_of(rules, listing))
    for file in listing.files:
        source = read_content(rules, file.path)
        if isinstance(source, bytes):
            article = read(source, file.path, rules).article
            if article is not None and not article.draft:
                yield article, source.decode(errors="replace")


def _sections(rules: SiteRules, paths: Sequence[str]) -> Iterator[Guess]:
    """Take the folders that hold several articles, and leave single pages deep in them out."""
    folders = Counter(_folder(path) for path in paths)
    tops = Counter(folder.partition("/")[0] for folder in folders.elements())
    kept = tuple(sorted(top for top, count in tops.items() if top and count >= FEW))
    if kept and len(kept) < len(tops):
        left = ", ".join(sorted(top or "the top folder" for top in tops if top not in kept))
        yield Guess(key="sections", value=kept, why=f"only single dated pages are in {left}")
    elif kept and not rules.sections:
        counted = ", ".join(f"{tops[top]} articles in {top}" for top in kept)
        yield Guess(key="sections", value=kept, why=counted)
    lone = tuple(
        f"{folder}/"
        for folder, count in sorted(folders.items())
        if "/" in folder and count < FEW and not DIGITS.fullmatch(PurePosixPath(folder).name)
        if folders[folder.partition("/")[0]] >= MANY
    )
    if lone:
        yield Guess(key="exclude", value=lone, why="single pages beside many articles")


def _folder(path: str) -> str:
    """Return the folder that an article is in; one with a folder of its own is in the one above."""
    pure = PurePosixPath(path)
    own = pure.stem in {"index", pure.parent.name}
    folder = pure.parent.parent if own else pure.parent
    return "" if str(folder) == "." else str(folder)


def _slash(found: Sequence[tuple[Article, str]]) -> Iterator[Guess]:
    """Let the links between the articles say whether addresses end with a slash."""
    known = {_bare(article.address) for article, _ in found}
    hosts = {urlsplit(article.address).netloc for article, _ in found}
    ends: Counter[bool] = Counter()
    for _, text in found:
        for link in LINK.findall(text):
            if path := _path_on(hosts, link):
                ends[path.endswith("/")] += path.rstrip("/") in known
    total = ends.total()
    if not total:
        return
    slash = ends[True] >= ends[False]
    if ends[slash] / total >= CLEAR and any(
        article.address.endswith("/") is not slash for article, _ in found
    ):
        ending = "end" if slash else "do not end"
        why = f"{ends[slash]} of {total} links between the articles {ending} with a slash"
        yield Guess(key="trailing_slash", value=slash, why=why)


def _path_on(hosts: Collection[str], link: str) -> str:
    """Return the path of a link that leads to a page of the site; "" where it leads elsewhere, or nowhere."""
    try:
        parts = urlsplit(link)
    except ValueError:  # a broken IPv6 address
        return ""
    here = not parts.netloc or (parts.scheme in SCHEMES and parts.netloc in hosts)
    return parts.path if here and parts.path.startswith("/") else ""


def _bare(address: str) -> str:
    return urlsplit(address).path.rstrip("/")
