"""Short codes and template tags in a body: the common ones are rendered, the rest is left out and named.

Nothing inside code is touched, and no ``{{<`` or ``{%`` is left outside of it. Knows no site's own templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

FENCED = re.compile(
    r"^(?P<mark>[ \t]{0,3}(?P<fence>`{3,}|~{3,}))[^\n]*\n(?:.*\n)*?[ \t]{0,3}(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE,
)
TAG = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)[^`](?:(?!\n\n)[\s\S]){0,2000}?(?<!`)(?P=ticks)(?!`))"
    r"|\{\{(?P<angle>[<%])\s*(?P<close>/?)\s*(?P<name>[\w./-]*)(?P<args>(?:\"[^\"]*\"|`[^`]*`|[^\"`])*?)/?\s*[>%]\}\}"
    r"|\{%-?\s*(?P<tag>\w*)(?P<rest>.*?)-?%\}",
    re.DOTALL,
)
ARGUMENT = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"`=/][^\s\"`=]*))")
COMMENTED = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.DOTALL)  # how Hugo writes about short codes
HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

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
    if "{{" not in body and "{%" not in body:
        return Expanded(text=body)
    left_out: list[LeftOut] = []
    pieces: list[str] = []
    start = 0
    for fenced in FENCED.finditer(body):
        pieces += (_prose(body, start, fenced.start(), resolve, left_out), _code(fenced[0]))
        start = fenced.end()
    pieces.append(_prose(body, start, len(body), resolve, left_out))
    return Expanded(text="".join(pieces), left_out=tuple(left_out))


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
            return "\n```\n" if name.removeprefix("end") == "highlight" else ""
        if rendering is not None:
            return rendering(arguments)
        left_out.append(LeftOut(name=name, line=body.count("\n", 0, start + found.start()) + 1))
        return ""

    prose = COMMENTED.sub(lambda found: f"`{{{{{found[1]}{found[2]}{found[3]}}}}}`", body[start:end])
    return TAG.sub(replace, prose)


def _code(text: str) -> str:
    """Leave code as it is, but for the signs that only keep Hugo from running it."""
    return COMMENTED.sub(r"{{\1\2\3}}", text)


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
    alt = arguments.get("alt") or caption
    image = f'<img src="{escape(source)}" alt="{escape(alt)}">'
    if arguments.get("link"):
        image = f'<a href="{escape(arguments["link"])}">{image}</a>'
    words = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f"<figure>{image}{words}</figure>"


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


def _highlight(arguments: dict[str, str]) -> str:
    return f"\n```{arguments.get('0', '')}\n"


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
    "highlight": _highlight,
    "raw": _nothing,
    "rawhtml": _nothing,
    "comment": _nothing,
}
