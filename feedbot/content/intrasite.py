"""Pelican's links between the files of a site: ``{filename}``, ``{static}``, ``{tag}`` and their like."""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import basename, dirname, normpath, relpath

from feedbot.content import addresses
from feedbot.content.generators.pelican.slugs import slugs_of
from feedbot.content.site import SiteRules

INTRASITE = re.compile(r"[{|](?P<what>[a-z]+)[|}](?P<value>.*)", re.DOTALL)
ARTICLE = re.compile(r"\.(?:md|markdown|mkd|mdown|rst|html?)$", re.IGNORECASE)
PHOTOS = {"photo": "a.jpg", "lightbox": ".jpg"}  # how the plugin Photos ends the names of what it makes
LISTS = {"tag": "slug", "category": "category", "author": "author"}  # with the kind of their slugs


def intrasite(link: str, path: str, rules: SiteRules, article: Callable[[str], str | None]) -> str | None:
    """Return where a link in an article at ``path`` leads; "" for nowhere, None where it is no such link.

    ``article`` finds an article's address by its file.
    """
    found = INTRASITE.fullmatch(link)
    if found is None:
        return None
    what, (value, mark, fragment) = found["what"], found["value"].partition("#")
    if what == "filename" and ARTICLE.search(value):
        address = article(value)
    elif what == "attach":
        address = _attached(value, path)
    elif what in {"filename", "static"}:
        address = addresses.on_site(rules.url, normpath(_from_content(value, path)))
    elif what in PHOTOS:
        name = value.lstrip("/").rpartition(".")[0] or value.lstrip("/")
        address = addresses.on_site(rules.url, f"photos/{name.lower()}{PHOTOS[what]}")
    elif what == "index":
        address = addresses.on_site(rules.url, "")
    else:
        address = _list(what, value, rules)
    return address + mark + fragment if address else ""


def _from_content(value: str, path: str) -> str:
    return value.lstrip("/") if value.startswith("/") else f"{dirname(path)}/{value}".lstrip("/")


def _attached(value: str, path: str) -> str:
    """Return where an attached file lies, from the article: as in the content, else right beside it."""
    below = relpath("/" + _from_content(value, path), "/" + dirname(path))
    return basename(below) if below.startswith("../") else below


def _list(what: str, value: str, rules: SiteRules) -> str | None:
    """Return the page of a tag, category or author: by its pattern, or where a site keeps to the usual."""
    if what not in LISTS:
        return None
    options = dict(rules.options)
    pattern = options.get(f"{what}_url", "" if rules.permalinks else f"{what}/{{slug}}.html")
    slug = slugs_of(options, LISTS[what]).of(value)
    return addresses.on_site(rules.url, pattern.replace("{slug}", slug)) if pattern and slug else None
