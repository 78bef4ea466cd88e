"""The blogs of one Docusaurus site: a folder, an address and a language each; values, pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from posixpath import relpath
from typing import Any

from feedbot.content import globs
from feedbot.content.generators.places import below_content
from feedbot.content.site import SiteRules
from feedbot.errors import ContentError

EXCLUDED = ("**/_*.{js,jsx,ts,tsx,md,mdx}", "**/_*/**", "**/*.test.{js,jsx,ts,tsx}", "**/__tests__/**")
INCLUDED = ("**/*.{md,mdx}",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """One folder of posts, and what its plugin was told."""

    folder: str = ""  # below the content folder; "" for that itself
    route: str = "blog"  # where its addresses begin, below the site's; "" at its root
    language: str = ""  # "" for the site's
    original: str = ""  # the folder that this one translates; its own where it is none
    authors_file: str = "authors.yml"  # below the folder
    tags_file: str = "tags.yml"
    include: tuple[str, ...] = INCLUDED
    exclude: tuple[str, ...] = EXCLUDED

    def has(self, path: str) -> bool:
        """Say whether a file of the content folder lies below this blog's."""
        return not self.folder or path.startswith(f"{self.folder}/")

    def below(self, path: str) -> str:
        """Return a path of the content folder as it is below this blog's."""
        return relpath(path, self.folder) if self.folder else path

    def in_content(self, path: str) -> str:
        """Return a path of this blog's folder as it is below the content folder."""
        return f"{self.folder}/{path}" if self.folder else path

    def takes(self, path: str) -> bool:
        """Say whether ``include`` and ``exclude`` make a post of a file below the blog's folder."""
        wanted = any(globs.matches(path, pattern) for pattern in self.include)
        return wanted and not any(globs.matches(path, pattern) for pattern in self.exclude)


def blogs_of(rules: SiteRules) -> tuple[Blog, ...]:
    """Return the blogs, the deepest folders first; a site that says nothing has one, its content folder.

    In the option ``blogs``, folders are below the site's own.

    Raises:
        ContentError: the option is not what the finder writes.
    """
    options = dict(rules.options)
    if "blogs" not in options:
        words: dict[str, Any] = {
            name: options[name] for name in ("route", "authors_file", "tags_file") if name in options
        }
        lists: dict[str, Any] = {
            name: globs.parted(options[name]) for name in ("include", "exclude") if name in options
        }
        return (_blog({**words, **lists}),)
    try:
        found = [_in_content(_blog(fields), rules) for fields in json.loads(options["blogs"])]
    except (ValueError, TypeError) as error:
        raise ContentError(f"the option blogs is no list of blogs ({error}); take it out") from error
    return tuple(sorted(found, key=lambda blog: -len(blog.folder)))


def written(blogs: Sequence[Blog]) -> str:
    """Write blogs as the option ``blogs``, with what is not usual."""
    usual = Blog()
    fields = Blog.__slots__
    differing = (
        {name: getattr(blog, name) for name in fields if getattr(blog, name) != getattr(usual, name)}
        for blog in blogs
    )
    return json.dumps(list(differing))


def _blog(fields: Mapping[str, Any]) -> Blog:
    lists = {name: tuple(fields[name]) for name in ("include", "exclude") if name in fields}
    blog = Blog(**{**fields, **lists})
    return blog if blog.original else Blog(**{**fields, **lists, "original": blog.folder})


def _in_content(blog: Blog, rules: SiteRules) -> Blog:
    return replace(
        blog,
        folder=below_content(blog.folder, rules),
        original=below_content(blog.original, rules),
    )
