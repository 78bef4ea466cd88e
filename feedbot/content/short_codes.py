"""Short codes and template tags in a body: the common ones are rendered, the rest is left out and named.

The marks of other dialects go with them.

Nothing inside code is touched, and no ``{{<`` or ``{%`` is left outside of it. Knows no site's own templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from feedbot.content import commonmark, dialects
from feedbot.content.plain_text import of_html

# Every pattern stops at the next opening sign, so that a body of opening signs costs one look at each.
LINE = re.compile(r"[^\n]*\n|[^\n]+")
FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
TAG = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`++)[^`](?:(?!\n\n)[\s\S]){0,500}?(?<!`)(?P=ticks)(?!`))"
    r"|\{\{(?P<angle>[<%])\s*+(?P<close>/?)\s*+(?P<name>[\w./-]*+)"
    r"(?P<args>(?:(?!\{\{)(?:\"(?:(?!\{\{)[^\"])*+\"|[^\"]))*?)/?[>%]\}\}"
    r"|\{%-?\s*+(?P<tag>\w*+)(?P<rest>(?:(?!\{%).)*?)-?%\}",
    re.DOTALL,
)
ARGUMENT = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"`=/][^\s\"`=]*))")
COMMENTED = re.compile(
    r"\{\{([<%])/\*((?:(?!\{\{).)*?)\*/([>%])\}\}", re.DOTALL
)  # how Hugo writes about short codes
WORDPRESS = re.compile(
    r"\[(?P<name>youtube|vimeo|caption|gallery|embed|audio|video|soundcloud)\b(?P<args>[^\[\]\n]*)\](?!\()"
    r"|\[/(?:caption|gallery|embed|audio|video)\]"
)
WORDPRESS_SIGNS = ("[youtube", "[vimeo", "[caption", "[gallery", "[embed", "[audio", "[video", "[soundcloud")

Resolve = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A short code that has no rendering here."""

    name: str
    line: int  # in the body, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """A body without short codes."""

    text: str
    left_out: tuple[LeftOut, ...] = ()


def expand(body: str, resolve: Resolve) -> Expanded:
    """Render the short codes of a body; ``resolve`` finds the address of a named article."""
    if not any(sign in body for sign in ("{{", "{%", *WORDPRESS_SIGNS, *dialects.SIGNS)):
        return Expanded(text=body)
    left_out: list[LeftOut] = []
    pieces = [
        _code(body[start:end]) if is_code else _prose(body, start, end, resolve, left_out)
        for is_code, start, end in _stretches(body)
    ]
    return Expanded(text="".join(pieces), left_out=tuple(left_out))


def _stretches(body: str) -> Iterator[tuple[bool, int, int]]:
    """Part a body at its code fences, in one look at each line (CommonMark 4.5)."""
    start, fence = 0, ""
    for line in LINE.finditer(body):
        found = FENCE.match(line[0])
        if found and not fence:
            yield False, start, line.start()
            start, fence = line.start(), found[1]
        elif found and found[1].startswith(fence) and not line[0].strip().strip(fence[0]):
            yield True, start, line.end()
            start, fence = line.end(), ""
    yield bool(fence), start, len(body)


def _prose(body: str, start: int, end: int, resolve: Resolve, left_out: list[LeftOut]) -> str:
    """Render one stretch between code fences."""

    def replace(found: re.Match[str]) -> str:
        if found["code"]:
            return _code(found[0])
        name = (found["name"] if found["angle"] else found["tag"]) or ""
        arguments = _arguments((found["args"] if found["angle"] else found["rest"]) or "")
        rendering = RENDERINGS.get(name.removesuffix(".html"))
        if name in {"ref", "relref", "link", "post_url"} and arguments.get("0", arguments.get("path")):
            return resolve(arguments.get("0") or arguments["path"]) or ""
        if found["close"] or name.startswith("end"):
            return _fence(found, "```") if name.removeprefix("end") == "highlight" else ""
        if name == "highlight":
            return _fence(found, f"```{arguments.get('0', '')}")
        if rendering is not None:
            return rendering(arguments)
        left_out.append(LeftOut(name=name, line=body.count("\n", 0, start + found.start()) + 1))
        return ""

    prose = COMMENTED.sub(lambda found: f"`{{{{{found[1]}{found[2]}{found[3]}}}}}`", body[start:end])
    return dialects.without_marks(WORDPRESS.sub(_wordpress, TAG.sub(replace, prose)))


def _wordpress(found: re.Match[str]) -> str:
    """Render what a WordPress export left: a video becomes a link, other marks go and their text stays."""
    arguments = (found["args"] or "").strip(" =").split()
    if not arguments or found["name"] not in {"youtube", "vimeo"}:
        return ""
    if arguments[0].startswith(("http://", "https://")):
        return _link(arguments[0])
    return RENDERINGS[found["name"]]({"0": arguments[0]})


def _code(text: str) -> str:
    """Leave code as it is, but for the signs that only keep Hugo from running it."""
    return COMMENTED.sub(r"{{\1\2\3}}", text)


def _fence(found: re.Match[str], fence: str) -> str:
    """Put a code fence on a line of its own."""
    text, start, end = found.string, found.start(), found.end()
    before = "" if text[:start].endswith("\n") else "\n"
    after = "" if text[end:].startswith("\n") else "\n"
    return before + fence + after


def _arguments(text: str) -> dict[str, str]:
    """Read ``name="value"`` and bare values; the bare ones are called 0, 1, 2."""
    arguments: dict[str, str] = {}
    bare = 0
    for name, quoted, raw, word in ARGUMENT.findall(text):
        if name:
            arguments[name] = quoted or raw or word
        else:
            arguments[str(bare)] = quoted or raw or word
            bare += 1
    return arguments


def _figure(arguments: dict[str, str]) -> str:
    source = arguments.get("src") or arguments.get("0", "")
    caption = arguments.get("caption") or arguments.get("title", "")
    words = commonmark.render_inline(caption)  # as Hugo does
    alt = arguments.get("alt") or of_html(words)
    image = f'<img src="{escape(source)}" alt="{escape(alt)}">'
    if arguments.get("link"):
        image = f'<a href="{escape(arguments["link"])}">{image}</a>'
    return f"<figure>{image}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def _link(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _youtube(arguments: dict[str, str]) -> str:
    return _link(f"https://www.youtube.com/watch?v={arguments.get('id') or arguments.get('0', '')}")


def _vimeo(arguments: dict[str, str]) -> str:
    return _link(f"https://vimeo.com/{arguments.get('id') or arguments.get('0', '')}")


def _gist(arguments: dict[str, str]) -> str:
    return _link(f"https://gist.github.com/{arguments.get('0', '')}/{arguments.get('1', '')}".rstrip("/"))


def _tweet(arguments: dict[str, str]) -> str:
    user = arguments.get("user", "i")
    return _link(f"https://x.com/{user}/status/{arguments.get('id') or arguments.get('0', '')}")


def _nothing(_arguments: dict[str, str]) -> str:
    return ""


RENDERINGS: dict[str, Callable[[dict[str, str]], str]] = {
    "figure": _figure,
    "img": _figure,
    "image": _figure,
    "youtube": _youtube,
    "vimeo": _vimeo,
    "gist": _gist,
    "tweet": _tweet,
    "x": _tweet,
    "twitter": _tweet,
    "raw": _nothing,
    "rawhtml": _nothing,
    "comment": _nothing,
}
