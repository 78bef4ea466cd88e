"""Make text safe to post: no control characters, no hidden direction, no ping that nobody meant."""

from __future__ import annotations

import unicodedata

import regex

# Embeddings, overrides and isolates: they turn what follows around ("Trojan Source"). The plain marks
# (LRM, RLM, ALM) order only their neighbours, and stay.
_BIDI = regex.compile(r"[\u202a-\u202e\u2066-\u2069]")
_LINE_END = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = regex.compile(r"[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufeff]--[\n\t]]", regex.V1)
_BLANKS = regex.compile(r"[^\S\n\u00a0\u202f]+")
_ROUND_LINE_END = regex.compile(r" *\n *")
_EMPTY_LINES = regex.compile(r"\n{3,}")

# "@" where X or Mastodon would begin a name; an address of a page or of a mailbox is left whole.
# X also takes the name in "RT@name".
_PING = regex.compile(
    r"(?<!\w)\w{2,16}://\S+(*SKIP)(*FAIL)|(?:(?<![A-Za-z0-9_])|(?<=\bRT))[@＠](?=[A-Za-z0-9_])",
    regex.IGNORECASE,
)


def clean(text: str) -> str:
    """Return ``text`` in NFC, without control characters and doubled blanks; its lines stay."""
    plain = _CONTROL.sub("", _LINE_END.sub("\n", _BIDI.sub("", text)))
    tidy = _ROUND_LINE_END.sub("\n", _BLANKS.sub(" ", plain))
    return unicodedata.normalize("NFC", _EMPTY_LINES.sub("\n\n", tidy)).strip()


def one_line(text: str) -> str:
    """Return ``text`` cleaned and on one line."""
    return clean(text).replace("\n\n", "\n").replace("\n", " ")


def without_pings(text: str) -> str:
    """Break every ``@name`` with an invisible blank (U+200B), so that it notifies nobody."""
    return str(_PING.sub("\\g<0>\u200b", text))
