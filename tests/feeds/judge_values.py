"""The rules of single values, as a strict feed validator reads them; shares no code with feedbot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


ADDRESS = re.compile(r"https?://(\[[0-9A-Fa-f:]+\])?[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+")
URI = re.compile(r"[a-zA-Z][0-9a-zA-Z+.\-]*:[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+")
TAG_URI = re.compile(
    r"tag:([a-z0-9\-._]+@)?[a-z0-9.\-]+,\d{4}(-\d{2}(-\d{2})?)?:[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]*"
)
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
MIME = re.compile(r"[^\s()<>,;:\\\"/\[\]?=]+/[^\s()<>,;:\\\"/\[\]?=]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
MAIL = re.compile(r"[A-Za-z0-9_\-+.']+@([A-Za-z0-9-]+\.)+[A-Za-z0-9][A-Za-z0-9-]*")
MAIL_AND_NAME = re.compile(r"(\S+@\S+) \(.+\)")
RFC822 = re.compile(
    r"((Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d\d? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d(:\d\d)? ([+-]\d\d[03]0|UT|GMT|[ECMP][SD]T|Z)"
)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BAD_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")

HARMFUL = words(
    "script iframe frame frameset object embed applet style link meta base noscript head html body"
)
ELEMENTS = words(
    "a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption "
    "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset "
    "figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend "
    "li main map mark menu meter nav ol optgroup option output p picture pre progress q rp rt ruby s samp "
    "section select small source span strike strong sub summary sup table tbody td template textarea tfoot "
    "th thead time tr track tt u ul var video wbr"
)
HARMFUL_ATTRIBUTES = words("controls srcdoc formaction autobuffer manifest http-equiv content")
ADDRESSED = ("href", "src", "poster", "cite", "data", "longdesc", "background")
STYLES = re.compile(
    "azimuth|background(-color)?|border(-(top|right|bottom|left))?(-(color|style|width))?|border-"
    "(collapse|spacing)|clear|color|cursor|direction|display|float|font(-(family|size|style|variant|weight))?"
    "|height|letter-spacing|line-height|list-style-type|(margin|padding)(-(top|right|bottom|left))?|overflow"
    "|text-(align|decoration|indent)|unicode-bidi|vertical-align|white-space|width"
)


def address(where: str, text: str) -> Iterator[str]:
    """Judge an address that must be absolute and ASCII."""
    if not text.isascii():
        yield f"E UriNotIri: {where} {text!r}"
    elif not ADDRESS.fullmatch(text) or not urlsplit(text).hostname:
        yield f"E InvalidFullLink: {where} {text!r}"


def identifier(where: str, text: str) -> Iterator[str]:
    """Judge the id of an Atom feed or entry."""
    scheme = text.partition(":")[0]
    if not text.isascii():
        yield f"E {'InvalidTAG' if scheme == 'tag' else 'UriNotIri'}: {where} {text!r}"
    elif text != text.strip():
        yield f"E UnexpectedWhitespace: {where} {text!r}"
    elif scheme.lower() == "tag":
        if not TAG_URI.fullmatch(text):
            yield f"E InvalidTAG: {where} {text!r}"
    elif text.lower().startswith("urn:uuid:"):
        if not UUID.fullmatch(text):
            yield f"E InvalidUUID: {where} {text!r}"
    elif not URI.fullmatch(text):
        yield f"E InvalidFullLink: {where} {text!r}"
    elif scheme.lower() in {"http", "https"} and not _canonical(text):
        yield f"W NonCanonicalURI: {where} {text!r}"


def _canonical(text: str) -> bool:
    parts = urlsplit(text)
    default = {"http": 80, "https": 443}[parts.scheme]
    start = f"{parts.scheme}://{parts.netloc.lower()}/"
    return text.startswith(start) and parts.port != default and not parts.netloc.endswith(":")


def rfc822(where: str, text: str, now: datetime | None) -> Iterator[str]:
    """Judge a date of RSS."""
    if not RFC822.fullmatch(text):
        yield f"E InvalidRFC2822Date: {where} {text!r}"
        return
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        yield f"E InvalidRFC2822Date: {where} {text!r}"
        return
    if "," in text and text[:3] != WEEKDAYS[at.weekday()]:
        yield f"E IncorrectDOW: {where} {text!r}"
    yield from _future(where, at, now)


def rfc3339(where: str, text: str, now: datetime | None) -> Iterator[str]:
    """Judge a date of Atom and JSON Feed."""
    try:
        at = datetime.fromisoformat(text) if RFC3339.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None:
        yield f"E InvalidRFC3339Date: {where} {text!r}"
    else:
        yield from _future(where, at, now)


def _future(where: str, at: datetime, now: datetime | None) -> Iterator[str]:
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    if now is not None and aware > now:
        yield f"W ImplausibleDate: {where} {at.isoformat()}"


def language(where: str, text: str) -> Iterator[str]:
    """Judge a language tag."""
    if not LANGUAGE.fullmatch(text):
        yield f"E InvalidLanguage: {where} {text!r}"


def mime(where: str, text: str) -> Iterator[str]:
    """Judge a media type."""
    if not MIME.fullmatch(text):
        yield f"E InvalidMIMEType: {where} {text!r}"


def plain(where: str, text: str, raw: str) -> Iterator[str]:
    """Judge a text that must be plain; ``raw`` is the lines that it is written on.

    A reference to ``&`` or ``<`` by its number says that the character is meant, not markup.
    """
    if any(name.lower() in ELEMENTS | HARMFUL for name in re.findall(r"</(\w+)>", text)):
        yield f"W ContainsHTML: {where} {text!r}"
    elif re.search(r"&#?\w+;|<[/a-zA-Z]", text) and "&#x" not in raw:
        yield f"W CharacterData: {where} {text!r}"


def html(where: str, text: str) -> Iterator[str]:
    """Judge the HTML of a content."""
    reader = _Tags()
    reader.feed(text)
    reader.close()
    for name, attributes in reader.tags:
        if name in HARMFUL:
            yield f"W SecurityRisk: {where} <{name}>"
        elif name not in ELEMENTS:
            yield f"W NotHtml: {where} <{name}>"
        for attribute, value in attributes:
            yield from _attribute(f"{where} <{name} {attribute}>", attribute, value or "")


def _attribute(where: str, name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name in HARMFUL_ATTRIBUTES:
        yield f"W SecurityRiskAttr: {where}"
    elif name == "style":
        for declaration in filter(str.strip, value.split(";")):
            if not STYLES.fullmatch(declaration.partition(":")[0].strip().lower()):
                yield f"W DangerousStyleAttr: {where} {declaration!r}"
    elif name in ADDRESSED and not re.match(r"[a-zA-Z][\w+.\-]*:", value.strip()):
        yield f"W ContainsRelRef: {where} {value!r}"
    elif name == "srcset":
        for candidate in re.split(r",\s+", value.strip()):
            if candidate and not re.match(r"(https?:|data:)", candidate.strip()):
                yield f"W ContainsRelRef: {where} {candidate!r}"


class _Tags(HTMLParser):
    """Every start tag of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


def characters(where: str, text: str) -> Iterator[str]:
    """Judge the characters of any text."""
    if found := BAD_CHARACTER.search(text):
        yield f"W BadCharacters: {where} U+{ord(found[0]):04X}"
