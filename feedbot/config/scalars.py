"""The kinds of single values in the configuration; each says what is wrong with a value and what to write.

Every kind is a function from what TOML gave to what feedbot uses, behind an ``Annotated`` type for pydantic.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Annotated, Final, Literal, TypeAlias
from urllib.parse import SplitResult, urlsplit

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from feedbot.content.article import Author

_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([smhd])")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")  # the shape of BCP 47
_NAME: Final = re.compile(r"\w[\w.:-]*")

NAME_REPAIR: Final = "use letters, digits, and . _ : - only, without spaces"

FirstRun: TypeAlias = Literal["nothing", "newest"] | date | datetime


def wrong(what: str, repair: str, *, below: str = "") -> PydanticCustomError:
    """Make the error that becomes a finding; ``below`` is the key inside the value that is meant."""
    return PydanticCustomError("mistake", "{what}", {"what": what, "repair": repair, "below": below})


def words(value: object) -> str:
    """Name what TOML gave, so that a person knows it again; never for a value that may be a secret."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            seen = "".join(
                character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in value
            )
            return f'"{seen}"' if len(seen) <= 60 else f'"{seen[:57]}..."'
        case int() | float() | date():
            return str(value)
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "something else"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong(f"this must be text, not {words(value)}", f'write it in quotes: "{_bare(value)}"')
    return value


def _bare(value: object) -> str:
    return "..." if isinstance(value, list | dict) else words(value).strip('"')


def line(value: object) -> str:
    """Read a text of one line that is not empty."""
    text = _text(value)
    if not text.strip():
        raise wrong("this must not be empty", "write some text between the quotes")
    if not text.isprintable():
        raise wrong("this holds a line break or a control character", "write it on one line")
    return text.strip()


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(f"this must be true or false, not {words(value)}", "write true or false, without quotes")
    return value


def _count(value: object) -> int:
    return _at_least(0, value, example=5)


def _positive(value: object) -> int:
    return _at_least(1, value, example=20)


def _at_least(least: int, value: object, *, example: int) -> int:
    repair = f"write a number without quotes, for example {example}"
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(f"this must be a whole number, not {words(value)}", repair)
    if value < least:
        raise wrong(f"this must not be less than {least}, and is {value}", repair)
    return value


def _duration(value: object) -> timedelta:
    match value:
        case bool():
            pass
        case int() | float() if 0 <= value < 1e9:
            return timedelta(seconds=value)
        case str() if (found := _DURATION.fullmatch(value.strip())) and len(value) < 16:
            return timedelta(seconds=float(found[1]) * _UNITS[found[2]])
    raise wrong(
        f"{words(value)} is not a length of time", 'write "30s", "5m", "2h", "3d", or a number of seconds'
    )


def _moment_of_waking(value: object) -> timedelta:
    length = _duration(value)
    if length < timedelta(seconds=1):
        raise wrong("this must be at least one second", 'write for example "5m"')
    return length


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        raise wrong("this must be a list, even of one", f'write ["{value}"]')
    if not isinstance(value, list | tuple):
        raise wrong(f"this must be a list of texts, not {words(value)}", 'write ["one", "two"]')
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise wrong(f"a list of texts holds {words(item)}", 'write each item in quotes: ["one", "two"]')
    return tuple(item.strip() for item in value)


def _tags(value: object) -> tuple[str, ...]:
    tags = tuple(tag.removeprefix("#") for tag in _texts(value))
    if "" in tags:
        raise wrong("a hashtag has no letters", 'write for example ["FrenchTech"]')
    return tags


def _names(value: object) -> tuple[str, ...]:
    return tuple(name(item) for item in _texts(value))


def name(value: object) -> str:
    """Read the name of a site or account: one word, for it stands in keys, commands and logs."""
    text = line(value)
    if not is_name(text):
        raise wrong(f"{words(text)} is no name", NAME_REPAIR)
    return text


def is_name(text: str) -> bool:
    """Say whether a text may name a site or an account."""
    return _NAME.fullmatch(text) is not None


def _aliases(value: object) -> tuple[tuple[str, str | None], ...]:
    if not isinstance(value, dict):
        raise wrong(
            f"this must be a table, not {words(value)}", '[announce.aliases] and below it "C++" = "CPlusPlus"'
        )
    return tuple((tag, _alias(tag, target)) for tag, target in value.items())


def _alias(tag: str, target: object) -> str | None:
    match target:
        case False | "":
            return None
        case str() if target.strip("# "):
            return target.strip().removeprefix("#")
    raise wrong(
        f"the alias of {words(tag)} is {words(target)}",
        "write the hashtag in quotes, or false where the tag must never become one",
        below=tag,
    )


def _first_run(value: object) -> FirstRun:
    match value:
        case "nothing" | "newest" | date():
            return value
        case str() if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise wrong(f"{words(value)} is text, not a date", f"write it without quotes: {value}")
    raise wrong(f"{words(value)} is no first run", 'write "nothing", "newest", or a date such as 2026-01-31')


def _template(value: object) -> str:
    text = _text(value)
    if text:
        from feedbot.announcements.templates import check_template  # noqa: PLC0415  # imported late: Jinja2, 40 ms

        fault = check_template(text)
        if fault is not None:
            raise wrong(
                f"the template cannot be used: {fault}", "mend it, or take it out for feedbot's own wording"
            )
    return text


def _language(value: object) -> str:
    text = line(value)
    if not _LANGUAGE.fullmatch(text):
        raise wrong(f"{words(text)} is no language tag", 'write for example "fr", "en", "pt-BR"')
    return text


def _zone(value: object) -> str:
    text = line(value)
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong(f"{words(text)} is no time zone", 'write for example "Europe/Paris" or "UTC"') from None
    return text


def _web_address(value: object) -> str:
    text = line(value)
    try:
        parts = urlsplit(text)
        host = _ascii_host(parts)
    except ValueError:
        raise _no_address(text) from None
    if not host or parts.scheme not in {"http", "https"} or " " in text:
        raise _no_address(text)
    if parts.username is not None or parts.query or parts.fragment:
        repair = f'write "{parts.scheme}://{host}{parts.path}"'
        raise wrong("the address holds more than scheme, host and path", repair)
    return f"{parts.scheme}://{host}{parts.path.rstrip('/')}"


def _no_address(text: str) -> PydanticCustomError:
    return wrong(f"{words(text)} is no address of a website", 'write for example "https://example.org"')


def _ascii_host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if not name.isascii():
        name = name.encode("idna").decode()
    shown = f"[{name}]" if ":" in name else name
    return f"{shown}:{parts.port}" if parts.port is not None else shown


def _file_name(value: object) -> str:
    """Read a feed's file below the output folder; false or "" turns the feed off."""
    if value is False or value == "":
        return ""
    if not isinstance(value, str):
        raise wrong(f"this must be a file name or false, not {words(value)}", 'write for example "rss.xml"')
    text = line(value)
    steps = text.split("/")
    if not all(steps) or {".", ".."} & set(steps) or "\\" in text:
        raise wrong(
            f"{words(text)} leads out of the output folder",
            'write a name such as "rss.xml" or "blog/rss.xml"',
        )
    return text


def _author(value: object) -> Author | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return Author(name=line(value))
    if isinstance(value, dict) and "name" in value and set(value) <= {"name", "email", "url"}:
        return Author(**{key: line(part) for key, part in value.items()})
    raise wrong(
        f"this must be a name or a table, not {words(value)}",
        'write "Ada Lovelace", or { name = "Ada Lovelace", url = "https://ada.example" }',
    )


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    """Read a table as texts: a switch becomes "true" or "false", a list its items parted by blanks."""
    if not isinstance(value, dict):
        raise wrong(f"this must be a table, not {words(value)}", 'write { name = "value" }')
    return tuple((key, _pair(key, part)) for key, part in value.items())


def _pair(key: str, part: object) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, int | float):
        return words(part)
    if isinstance(part, list) and all(isinstance(item, str) for item in part):
        return " ".join(part)
    raise wrong(f"{key} is {words(part)}", "write text, a number, true, false or a list of texts", below=key)


def _patterns(value: object) -> tuple[tuple[str, str], ...]:
    """Read permalink patterns by section; one text alone stands for every section."""
    return (("", value),) if isinstance(value, str) and value else _pairs(value or {})


def one_of(*allowed: str) -> Callable[[object], str]:
    """Make the kind that allows only these words."""

    def read(value: object) -> str:
        if value not in allowed:
            listed = ", ".join(f'"{word}"' for word in allowed)
            raise wrong(f"{words(value)} is not allowed here", f"write one of {listed}")
        return str(value)

    return read


Text = Annotated[str, PlainValidator(_text)]
Line = Annotated[str, PlainValidator(line)]
Switch = Annotated[bool, PlainValidator(_switch)]
Count = Annotated[int, PlainValidator(_count)]
Positive = Annotated[int, PlainValidator(_positive)]
Duration = Annotated[timedelta, PlainValidator(_duration)]
Beat = Annotated[timedelta, PlainValidator(_moment_of_waking)]
Texts = Annotated[tuple[str, ...], PlainValidator(_texts)]
MaybeSwitch = Annotated[bool | None, PlainValidator(_switch)]
MaybeCount = Annotated[int | None, PlainValidator(_count)]
Tags = Annotated[tuple[str, ...], PlainValidator(_tags)]
Name = Annotated[str, PlainValidator(name)]
Names = Annotated[tuple[str, ...], PlainValidator(_names)]
Aliases = Annotated[tuple[tuple[str, str | None], ...], PlainValidator(_aliases)]
First = Annotated[FirstRun, PlainValidator(_first_run)]
Template = Annotated[str, PlainValidator(_template)]
Language = Annotated[str, PlainValidator(_language)]
Zone = Annotated[str, PlainValidator(_zone)]
WebAddress = Annotated[str, PlainValidator(_web_address)]
FileName = Annotated[str, PlainValidator(_file_name)]
SiteAuthor = Annotated[Author | None, PlainValidator(_author)]
Pairs = Annotated[tuple[tuple[str, str], ...], PlainValidator(_pairs)]
Patterns = Annotated[tuple[tuple[str, str], ...], PlainValidator(_patterns)]
Amount = Annotated[Literal["both", "full", "summary"], PlainValidator(one_of("both", "full", "summary"))]
