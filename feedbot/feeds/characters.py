"""What may stand in a feed: characters that XML 1.0 allows, addresses in ASCII; pure, knows no format."""

from __future__ import annotations

import re
import unicodedata

from feedbot.content import addresses
from feedbot.content.characters import NOT_XML
from feedbot.content.languages import extended, is_language_tag

# Beside what XML forbids go the C1 controls, DEL, U+FFFD and the non-characters: XML allows or
# merely discourages them, readers show boxes for them, and the W3C Feed Validator warns.
UNWANTED = re.compile(
    f"[{NOT_XML}\x7f-\x9f\ufdd0-\ufdef\ufffd"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
LINE_BREAKS = re.compile(r"\r\n?")
ROOM_BETWEEN_LINES = re.compile("[ \t]*[\n\u2028\u2029][ \t\n\u2028\u2029]*")
EDGES = " \t\n\xa0\ufeff\u200b\u2028\u2029"

# Letters that the W3C Feed Validator takes for UTF-8 read as Latin-1, and warns of.
LIKE_BAD_BYTES = re.compile("[\u00c2\u00c3](?=[\u00a0-\u00bf])")
# Of a link: what opens no page, but runs nothing either.
OTHER_SCHEMES = frozenset(
    {"ftp", "gemini", "geo", "irc", "ircs", "magnet", "mailto", "matrix", "sms", "tel", "webcal", "xmpp"}
)

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def clean(text: str) -> str:
    """Return ``text`` with LF line ends and without any character that a feed may not hold.

    Where two letters look like bytes that were misread, the first is written as letter and accent,
    which Unicode says is the same.
    """
    if text.isascii() and text.isprintable():
        return text
    allowed = UNWANTED.sub("", LINE_BREAKS.sub("\n", text))
    return LIKE_BAD_BYTES.sub(_in_parts, allowed)


def one_line(text: str) -> str:
    """Return the clean text on one line, without room at its ends."""
    return ROOM_BETWEEN_LINES.sub(" ", clean(text)).replace("\t", " ").strip(EDGES)


def language_tag(text: str) -> str:
    """Return the language tag (RFC 5646) that ``text`` means, ``fr_FR`` included; "" where it means none."""
    tag = text.strip().replace("_", "-")
    return extended(tag) if is_language_tag(tag) else ""


def ascii_address(text: str, base: str = "") -> str | None:
    """Return an absolute http(s) address in ASCII: punycode host, percent-encoded path.

    A relative address is resolved against ``base``.
    None means that there is no such address: another scheme, no host, or no address at all.
    """
    wanted = clean(text).strip(EDGES)
    return addresses.absolute(wanted, base, fragment=True) if wanted else None


def ascii_link(text: str, base: str) -> str | None:
    """Return where a link of an article leads: an http(s) address, or another that runs nothing; in ASCII."""
    wanted = clean(text).strip(EDGES)
    scheme, colon, rest = wanted.partition(":")
    if colon and scheme.lower() in OTHER_SCHEMES and rest:
        return f"{scheme.lower()}:{addresses.encode(rest, '?')}"
    return ascii_address(wanted, base)


def _in_parts(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", letter[0])
