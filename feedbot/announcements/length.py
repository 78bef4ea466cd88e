"""How long a text is, as each network counts; never cuts anything.

X weighs characters, Mastodon and Bluesky count graphemes,
and both X and Mastodon count an address as if it were short.
"""

from __future__ import annotations

import unicodedata

import regex

from feedbot.announcements.x_addresses import x_addresses

_GRAPHEME = regex.compile(r"\X")
# A picture, a flag, or a sign in a key: one emoji however many code points it is made of.
_EMOJI = regex.compile(r"\p{Extended_Pictographic}(?!\ufe0e)|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3")
_X_ADDRESS = 23
_X_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))  # code points that weigh 1; all others 2
# Narrower than the server's own rule: only ASCII is taken for the address, the rest counts in full,
# so a count can be too high but not too low.
_ADDRESS = regex.compile(
    r"(?<![\p{L}\p{N}@＠$#＃])https?://(?:[a-z0-9_-]+\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)(?::[0-9]+)?"
    r"(?:[/?][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%|-]*[A-Za-z0-9_/#=+&~-]|/)?",
    regex.IGNORECASE,
)
_REMOTE_NAME = regex.compile(r"(?<![=/\w])(@[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)@[\w.-]*\w", regex.IGNORECASE)


def weighted(text: str) -> int:
    """Return the weighted length on X: an address is 23, an emoji 2, most scripts 1, CJK 2 a character.

    An address that X may not know counts in full if that is more: too high rather than too low.
    https://docs.x.com/fundamentals/counting-characters
    """
    text = unicodedata.normalize("NFC", text)
    length, at = 0, 0
    for address in x_addresses(text):
        length += _weight(text[at : address.start])
        full = 0 if address.sure else _weight(text[address.start : address.end])
        length += max(_X_ADDRESS, full)
        at = address.end
    return length + _weight(text[at:])


def graphemes(text: str) -> int:
    """Return the number of user-perceived characters (UAX 29)."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def mastodon_length(text: str, per_url: int = 23) -> int:
    """Return graphemes, an address counted as ``per_url`` and ``@user@host`` as ``@user``."""
    short = _ADDRESS.sub("x" * per_url, text)
    return graphemes(_REMOTE_NAME.sub(r"\1", short))


def _weight(text: str) -> int:
    return sum(2 if _is_emoji(one) else sum(map(_x_weight, one)) for one in _GRAPHEME.findall(text))


def _is_emoji(grapheme: str) -> bool:
    return _EMOJI.match(grapheme) is not None


def _x_weight(character: str) -> int:
    point = ord(character)
    return 1 if any(first <= point <= last for first, last in _X_LIGHT) else 2


def utf8_bytes(text: str) -> int:
    """Return the length in UTF-8."""
    return len(text.encode())
