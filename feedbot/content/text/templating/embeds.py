"""What common short codes become: pictures with captions, and links to what a feed cannot hold.

An embed returns None where its arguments do not say what to show.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from feedbot.content.text import commonmark
from feedbot.content.text.plain_text import of_html
from feedbot.content.text.templating.arguments import Arguments, first

ID = re.compile(r"[\w.~-]+")
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
SIZE = re.compile(r"[\d.]+(?:px|%|x[\d.]+)?")
LOOKS_LIKE_PATH = re.compile(r"[^\s]*[/.][^\s]*")


def link(address: str, words: str = "") -> str:
    """Return a link, told by its own address where there are no words."""
    return f'<a href="{escape(address)}">{escape(words or address)}</a>'


def figure(arguments: Arguments) -> str | None:
    """Show a picture with its caption."""
    source, named = first(arguments, "src", "url", "image_path", "path", "image", "file"), ""
    if not source:
        source, named = _bare(arguments)
    if not source:
        return None
    said = (first(arguments, "title"), first(arguments, "caption", "description"), _credit(arguments))
    words = "<br>".join(commonmark.render_inline(text) for text in said if text)  # Markdown, as to Hugo
    alt = arguments.get("alt") or of_html(words) or named
    image = f'<img src="{escape(source)}" alt="{escape(alt)}">'
    if arguments.get("link"):
        image = f'<a href="{escape(arguments["link"])}">{image}</a>'
    return f"<figure>{image}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def _credit(arguments: Arguments) -> str:
    """Return whom a picture is owed to, as Markdown."""
    name, link = arguments.get("attr", ""), arguments.get("attrlink", "")
    return f"[{name}]({link})" if name and link else name


def _bare(arguments: Arguments) -> tuple[str, str]:
    """Return the bare argument that can be a file, and the words behind it; others are classes and sizes."""
    bare = [value for name, value in arguments.items() if name.isdigit()]
    place = next((place for place, value in enumerate(bare) if LOOKS_LIKE_PATH.fullmatch(value)), 0)
    words = (value for value in bare[place + 1 :] if not SIZE.fullmatch(value))
    return (bare[place], next(words, "")) if bare else ("", "")


def player(arguments: Arguments) -> str | None:
    """Show a film or sound."""
    source = first(arguments, "src", "mp4", "mp3", "webm", "url", "file", "0")
    if not source or not LOOKS_LIKE_PATH.fullmatch(source):
        return None
    kind = "audio" if source.lower().endswith((".mp3", ".ogg", ".oga", ".wav", ".m4a", ".flac")) else "video"
    return f'<{kind} src="{escape(source)}" controls></{kind}>'


def film(arguments: Arguments) -> str | None:
    """Link a film of a provider, or show one of the site's own."""
    provider = arguments.get("provider", "").lower()
    return _PROVIDERS[provider](arguments) if provider in _PROVIDERS else player(arguments)


def gist(arguments: Arguments) -> str | None:
    """Link a gist: ``user id``, ``user/id``, ``id`` or an address."""
    user, name = arguments.get("user", ""), first(arguments, "id", "gist")
    bare = [arguments[place] for place in ("0", "1") if place in arguments]
    path = "/".join((user, name) if user and name else (name, *()) if name else bare[:2])
    return _at("https://gist.github.com/{}", path)


def tweet(arguments: Arguments) -> str | None:
    """Link a post on X."""
    user = arguments.get("user") or "i"
    return _at(f"https://x.com/{escape(user)}/status/{{}}", first(arguments, "id", "0", "url"))


def avatar(arguments: Arguments) -> str | None:
    """Show the face that somebody has on GitHub."""
    name = first(arguments, "user", "0")
    if not ID.fullmatch(name):
        return None
    return f'<img src="https://github.com/{name}.png" alt="{name}" width="40">'


def _of(pattern: str) -> Callable[[Arguments], str | None]:
    return lambda arguments: _at(pattern, first(arguments, "id", "0", "url", "video", "video_id", "src"))


def _at(pattern: str, name: str) -> str | None:
    """Link what a name or a whole address says."""
    name = name.strip()
    if ADDRESS.fullmatch(name):
        return link(name)
    parts = name.split("/")
    return link(pattern.format(name)) if all(ID.fullmatch(part) for part in parts) else None


_youtube = _of("https://www.youtube.com/watch?v={}")
_vimeo = _of("https://vimeo.com/{}")
_PROVIDERS: dict[str, Callable[[Arguments], str | None]] = {"youtube": _youtube, "vimeo": _vimeo}
EMBEDS: dict[str, Callable[[Arguments], str | None]] = {
    **dict.fromkeys(("figure", "img", "image", "picture", "photo"), figure),
    **dict.fromkeys(("youtube", "youtubelite", "youtube-lite", "lite-youtube"), _youtube),
    **dict.fromkeys(("tweet", "x", "twitter"), tweet),
    **dict.fromkeys(("video", "audio"), film),
    "vimeo": _vimeo,
    "avatar": avatar,
    "gist": gist,
    "instagram": _of("https://www.instagram.com/p/{}/"),
    "asciinema": _of("https://asciinema.org/a/{}"),
}
