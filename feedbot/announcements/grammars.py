"""The hashtag grammars of the networks: what each links in a text, and which tags are one to it.

Each ``..._tags`` returns, in order and without ``#``, the hashtags that the network would link.
The rules are those of twitter-text 3.1 (X), of Mastodon's ``Tag::HASHTAG_RE`` and of the detector in
``@atproto/api`` (Bluesky). Nothing here makes or mends a hashtag.
"""

from __future__ import annotations

import unicodedata

import regex

from feedbot.announcements.x_addresses import x_addresses

# Characters that X takes inside a tag beside letters, marks and digits (twitter-text `hashtagSpecialChars`).
_X_SPECIAL = (
    r"_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
)
_X_CHARACTER = rf"[\p{{L}}\p{{M}}\p{{Nd}}{_X_SPECIAL}]"
_X = regex.compile(
    rf"(?:(?<!{_X_CHARACTER}|&)|(?<=[\ufe0e\ufe0f]))[#＃](?![\ufe0f\u20e3])"
    rf"(?P<tag>(?={_X_CHARACTER}*?[\p{{L}}\p{{M}}]){_X_CHARACTER}++)(?![#＃]|://)"
)

# Mastodon's expression, taken in steps, so that no text makes it try every pair of places.
_WORD = r"\p{L}\p{M}\p{Nd}\p{Pc}"
_INNER = "·・\u200c"  # with "_", what may stand inside a tag and spares it a letter
_MASTODON = regex.compile(rf"(?<=^|\s)[#＃](?P<run>[{_WORD}][{_WORD}{_INNER}]*+)", regex.MULTILINE)
_SPARES_A_LETTER = regex.compile(rf"[\p{{Alphabetic}}_{_INNER}]")
_FIRST_WORD = regex.compile(rf"[{_WORD}]++")
_ALPHABETIC = regex.compile(r"\p{Alphabetic}")

# White space and the invisible characters that end a tag on Bluesky.
_BLUESKY_END = r"\s\u00ad\u2060\u200a-\u200d\u20e2"
_BLUESKY = regex.compile(
    rf"(?<!\S)[#＃](?!\ufe0f)(?P<tag>[^{_BLUESKY_END}]*[^\d\p{{P}}{_BLUESKY_END}][^{_BLUESKY_END}]*)"
)
_FINAL_PUNCTUATION = regex.compile(r"(?<!\p{P})\p{P}++\Z")
_BLUESKY_UNITS = 64  # UTF-16 units in the detector; the lexicon's 64 graphemes and 640 bytes are wider

_PLAIN = regex.compile(r"(?<!\S)[#＃](?P<tag>\S*\p{L}\S*)")

# Letters that Unicode does not take apart, as Mastodon's ASCII folding writes them.
_STROKES = str.maketrans("ðđħıĸłŋøŧ", "ddhiklnot")
_ASCII_MARKS = regex.compile(r"(?<=[a-z]\p{Mn}*)\p{Mn}")


def x_tags(text: str) -> tuple[str, ...]:
    """Return the hashtags that X would link; a tag inside an address is none."""
    matches = tuple(_X.finditer(text))
    inside = _address_spans(text) if any(_glued(text, match.start()) for match in matches) else ()
    return tuple(
        match["tag"] for match in matches if not any(start < match.start() < end for start, end in inside)
    )


def mastodon_tags(text: str) -> tuple[str, ...]:
    """Return the hashtags that Mastodon would link; each follows white space or begins a line."""
    found = ((match, _mastodon_tag(match["run"])) for match in _MASTODON.finditer(text))
    return tuple(
        tag for match, tag in found if tag and not text.startswith("://", match.start("run") + len(tag))
    )


def bluesky_tags(text: str) -> tuple[str, ...]:
    """Return the hashtags that Bluesky's own client would give a facet."""
    found = (_FINAL_PUNCTUATION.sub("", match["tag"]) for match in _BLUESKY.finditer(text))
    return tuple(tag for tag in found if tag and len(tag.encode("utf-16-le")) // 2 <= _BLUESKY_UNITS)


def plain_tags(text: str) -> tuple[str, ...]:
    """Return whatever stands behind a ``#`` up to the next white space and holds a letter."""
    return tuple(match["tag"] for match in _PLAIN.finditer(text))


def fold_case(tag: str) -> str:
    """Fold a tag as X, Bluesky and the local page do: ``#ÉTÉ`` is ``#été``, but not ``#ete``."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", tag).casefold())


def fold_accents(tag: str) -> str:
    """Fold a tag as Mastodon does (NFKC, lower case, ASCII): ``#ÉTÉ``, ``#été`` and ``#ete`` are one."""
    lower = unicodedata.normalize("NFKC", tag).casefold().translate(_STROKES)
    bare = _ASCII_MARKS.sub("", unicodedata.normalize("NFD", lower))
    return unicodedata.normalize("NFC", bare)


def _mastodon_tag(run: str) -> str:
    """Return the part of a run of tag characters that is linked; "" where none is."""
    longest = run.rstrip(_INNER)
    if _SPARES_A_LETTER.search(longest, 1, max(1, len(longest) - 1)):
        return longest
    word = _FIRST_WORD.match(longest)
    return word[0] if word and _ALPHABETIC.search(word[0]) else ""


def _glued(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace()


def _address_spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((found.start, found.end) for found in x_addresses(text) if found.sure)
