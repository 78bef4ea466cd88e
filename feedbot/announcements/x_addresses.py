"""The addresses that X finds in a text and shortens; for counting only, by the grammar of twitter-text.

X links an address only below a top-level domain that it knows, and its list is long and grows.
So an address with a scheme and an unknown domain is told apart:
a text with it is counted too long rather than too short.
https://docs.x.com/fundamentals/counting-characters
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from feedbot.announcements.top_domains import COUNTRIES, USUAL

_LABEL = r"[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?"
# A country may have a name in its own script; Latin letters and others never make one name.
_TOP = r"(?:[a-z][a-z0-9-]*(?![a-z0-9@])|[^\x00-\x7f\W]+)"
_ASCII_LABEL = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_PATH = (
    r"(?:/[\p{Latin}\p{Cyrillic}0-9!*';:=+,.$%#\[\]_~&|@\-–/()]*)?"
    r"(?:\?[a-z0-9!?*'();:&=+$/%#\[\]_.,~|@-]*)?"
)
# X leaves a full stop or a closing quote outside.
_FINAL = regex.compile(r"[\p{Latin}\p{Cyrillic}0-9=_#/+\-&]")
_WITH_SCHEME = regex.compile(
    rf"(?<![A-Za-z0-9@＠$#＃\u202a-\u202e])https?://"
    rf"(?P<host>(?:{_LABEL}\.)+(?P<top>{_TOP}))(?P<port>:[0-9]+)?(?P<path>{_PATH})",
    regex.IGNORECASE,
)
_BARE = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@＠$#＃_./:-])"
    rf"(?P<host>(?:{_ASCII_LABEL}\.)+(?P<top>{_ASCII_LABEL}))(?![\p{{L}}\p{{N}}@＠_-])"
    rf"(?P<port>:[0-9]+)?(?P<path>{_PATH})",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class XAddress:
    """One address in a text; ``sure`` is False where X may leave it as it is."""

    start: int
    end: int
    sure: bool


def x_addresses(text: str) -> tuple[XAddress, ...]:
    """Return the addresses in ``text``, first to last."""
    full = tuple(_address(match, sure=_is_known(match["top"])) for match in _WITH_SCHEME.finditer(text))
    bare = tuple(_address(match, sure=True) for match in _BARE.finditer(text) if _is_known(match["top"]))
    outside = (one for one in bare if not any(other.start <= one.start < other.end for other in full))
    return tuple(sorted((*full, *outside), key=lambda found: found.start))


def _address(match: regex.Match[str], *, sure: bool) -> XAddress:
    """Leave final punctuation, and a bracket that was never opened inside, out of the address."""
    start, end = match.span()
    path_from = match.start("path")
    while end > path_from and not _FINAL.match(match.string, end - 1):
        if match.string[end - 1] == ")" and _is_closed(match.string[path_from:end]):
            break
        end -= 1
    return XAddress(start=start, end=end, sure=sure)


def _is_closed(path: str) -> bool:
    return "?" not in path and path.count("(") >= path.count(")")


def _is_known(top: str) -> bool:
    top = top.lower()
    return top in USUAL or top in COUNTRIES or top.startswith("xn--")
