"""What a body becomes under one template language, with a few articles and names that it may use."""

from __future__ import annotations

from collections.abc import Mapping

from feedbot.content.text.commonmark import render
from feedbot.content.text.short_codes import expand
from feedbot.content.text.templates import Templates

ADDRESSES = {
    "b.md": "https://blog.example/sub/b/",
    "b.md#part": "https://blog.example/sub/b/#part",
    "2024-03-05-b": "https://blog.example/sub/b/",
}
FILM = '<a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a>'
VARIABLES: Mapping[str, str | tuple[str, ...]] = {
    "site.url": "https://blog.example",
    "site.baseurl": "/sub",
    "site.title": "The site",
    "page.title": "The page",
    "page.colours": ("red", "blue"),
    "param.author": "Ann",
}


def shown(body: str, templates: Templates) -> str:
    """Return the body as HTML on one line."""
    return " ".join(render(expanded(body, templates)).split())


def expanded(body: str, templates: Templates) -> str:
    """Return the body without its tags."""
    return expand(body, ADDRESSES.get, templates, VARIABLES).text


def left_out(body: str, templates: Templates) -> list[tuple[str, int]]:
    """Return what has no rendering, with its line."""
    found = expand(body, ADDRESSES.get, templates, VARIABLES).left_out
    return [(one.name, one.line) for one in found]
