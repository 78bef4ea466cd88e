"""How long a text is, as each network counts; never cuts anything.

X weighs characters (twitter-text), Mastodon and Bluesky count graphemes,
and both X and Mastodon count an address as if it were short.
"""

from __future__ import annotations

import regex

_GRAPHEME = regex.compile(r"\X")
# Narrower than the server's own rule: only ASCII is taken for the address, the rest counts in full,
# so a count can be too high but not too low.
_ADDRESS = regex.compile(
    r"(?<![\p{L}\p{N}@＠$#＃])https?://(?:[a-z0-9_-]+\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)(?::[0-9]+)?"
    r"(?:[/?][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%|-]*[A-Za-z0-9_/#=+&~-]|/)?",
    regex.IGNORECASE,
)
_REMOTE_NAME = regex.compile(r"(?<![=/\w])(@[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)@[\w.-]*\w", regex.IGNORECASE)


def weighted(text: str) -> int:
    """Return the weighted length on X: an address is 23, an emoji 2, most scripts 1, CJK 2 a character."""
    from twitter_text import parse_tweet  # noqa: PLC0415  # imported late: 400 ms

    return int(parse_tweet(text).weightedLength)


def graphemes(text: str) -> int:
    """Return the number of user-perceived characters (UAX 29)."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def mastodon_length(text: str, per_url: int = 23) -> int:
    """Return graphemes, an address counted as ``per_url`` and ``@user@host`` as ``@user``."""
    short = _ADDRESS.sub("x" * per_url, text)
    return graphemes(_REMOTE_NAME.sub(r"\1", short))


def utf8_bytes(text: str) -> int:
    """Return the length in UTF-8."""
    return len(text.encode())
