"""The kinds of values that only a table of feeds has: files with placeholders, addresses, templates."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from typing import Annotated, Final, Literal

from pydantic import PlainValidator

from feedbot.config.scalars import line, number, one_of, text, texts, words, wrong
from feedbot.config.suggestions import did_you_mean
from feedbot.feeds.characters import ascii_address
from feedbot.feeds.rule import Quality

PLACES: Final = tuple(f"{{{quality}}}" for quality in Quality)
_PLACE: Final = re.compile(r"\{[^{}]*\}")


def braces_fault(written: str) -> tuple[str, str] | None:
    """Return what is wrong with the placeholders of a text and the repair, or None."""
    unknown = next((place for place in _PLACE.findall(written) if place not in PLACES), None)
    if unknown is not None:
        repair = did_you_mean(unknown, PLACES) or f"there are {', '.join(PLACES)}"
        return f"{words(unknown)} is no placeholder", repair
    if re.search("[{}]", _PLACE.sub("", written)):
        return "a brace has no partner", f"write placeholders whole; there are {', '.join(PLACES)}"
    return None


def _whole_places(written: str) -> str:
    fault = braces_fault(written)
    if fault is not None:
        raise wrong(*fault)
    return written


def _file(value: object) -> str:
    """Read a file below the output folder; false or "" is none."""
    if value is False or value == "":
        return ""
    if not isinstance(value, str):
        raise wrong(f"this must be a file name or false, not {words(value)}", 'write for example "rss.xml"')
    written = line(value)
    steps = written.split("/")
    if not all(steps) or {".", ".."} & set(steps) or "\\" in written:
        raise wrong(
            f"{words(written)} leads out of the output folder",
            'write a name such as "rss.xml" or "blog/rss.xml"',
        )
    return written


def _feed_file(value: object) -> str:
    return _whole_places(_file(value))


def _single_file(value: object) -> str:
    written = _file(value)
    if re.search("[{}]", written):
        raise wrong(f"{words(written)} is one file and takes no placeholder", "take the braces out")
    return written


def _home(value: object) -> str:
    written = text(value).strip()
    if not written:
        return ""
    if not _is_path(line(written)) or re.search("[?#]", written):
        repair = 'write a path that starts with "/", for example "/tags/{tag}/"'
        raise wrong(f"{words(written)} is no path below the site's address", repair)
    return _whole_places(written)


def _is_path(written: str) -> bool:
    steps = written.split("/")
    return written.startswith("/") and not written.startswith("//") and not {".", ".."} & set(steps)


def _picture(value: object) -> str:
    """Read a picture's address, absolute or a path below the site's; "" is none."""
    written = text(value).strip()
    if not written or _is_path(line(written)):
        return written
    return _address(written, 'write "/icon.png", from the site\'s address, or a whole https:// address')


def _address(written: str, repair: str) -> str:
    address = ascii_address(line(written)) if " " not in written else None
    if address is None:
        raise wrong(f"{words(written)} is no address on the web", repair)
    return address


def _hubs(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_hub(hub, place) for place, hub in enumerate(texts(value))))


def _hub(written: str, place: int) -> str:
    address = ascii_address(written) if " " not in written else None
    if address is None:
        what = f"{words(written)} is no address of a hub"
        raise wrong(what, 'write it whole: "https://hub.example/"', below=(place,))
    return address


def _compress(value: object) -> tuple[str, ...]:
    kinds = texts(value)
    for place, kind in enumerate(kinds):
        if kind not in {"gzip", "brotli"}:
            raise wrong(f"{words(kind)} is no compression", 'there are "gzip" and "brotli"', below=(place,))
        if kind == "brotli" and find_spec("brotli") is None:
            what, repair = "brotli is not installed", "pip install 'feedbot[brotli]', or write \"gzip\""
            raise wrong(what, repair, below=(place,))
    return tuple(dict.fromkeys(kinds))


def _template(*, html: bool) -> Callable[[object], str]:
    """Make the kind of a footer (``html``) or of the address of comments."""

    def read(value: object) -> str:
        written = text(value)
        if not written.strip():
            return ""
        from feedbot.feeds.templates import check_template  # noqa: PLC0415  # loads Jinja2, 50 ms, where one is written

        fault = check_template(written, html=html)
        if fault is not None:
            raise wrong(f"the template cannot be used: {fault}", "mend it, or take it out")
        return written

    return read


FeedFile = Annotated[str, PlainValidator(_feed_file)]
SingleFile = Annotated[str, PlainValidator(_single_file)]
Home = Annotated[str, PlainValidator(_home)]
Picture = Annotated[str, PlainValidator(_picture)]
Hubs = Annotated[tuple[str, ...], PlainValidator(_hubs)]
Compress = Annotated[tuple[Literal["gzip", "brotli"], ...], PlainValidator(_compress)]
Comments = Annotated[str, PlainValidator(_template(html=False))]
Footer = Annotated[str, PlainValidator(_template(html=True))]
Amount = Annotated[Literal["both", "full", "summary"], PlainValidator(one_of("both", "full", "summary"))]
# The W3C Feed Validator takes no document of more than 5,000,000 bytes; below the least, hardly a text fits.
MostBytes = Annotated[int, PlainValidator(number(100_000, 4_999_000, example=4_900_000))]
ArchiveSize = Annotated[int, PlainValidator(number(0, 1000, example=100))]
