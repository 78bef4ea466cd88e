"""The kinds of values that one key alone has: addresses, languages, authors, aliases, templates, patterns."""

from __future__ import annotations

import re
import zoneinfo
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from feedbot.config.scalars import line, one_of, text, texts, words, wrong
from feedbot.content.addresses import ascii_host
from feedbot.content.article import Author
from feedbot.content.languages import is_language_tag

MARKDOWN = frozenset({"emoji", "line-breaks", "smart-punctuation"})

FirstRun: TypeAlias = Literal["nothing", "newest"] | date | datetime


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
        below=(tag,),
    )


def _first_run(value: object) -> FirstRun:
    match value:
        case "nothing" | "newest" | date():
            return value
        case str() if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise wrong(f"{words(value)} is text, not a date", f"write it without quotes: {value}")
    raise wrong(f"{words(value)} is no first run", 'write "nothing", "newest", or a date such as 2026-01-31')


def _template(value: object) -> str:
    written = text(value)
    if written:
        from feedbot.announcements.templates import check_template  # noqa: PLC0415  # imported late: Jinja2, 40 ms

        fault = check_template(written)
        if fault is not None:
            raise wrong(
                f"the template cannot be used: {fault}", "mend it, or take it out for feedbot's own wording"
            )
    return written


def _language(value: object) -> str:
    written = line(value)
    if not is_language_tag(written):
        raise wrong(f"{words(written)} is no language tag", 'write for example "fr", "en", "pt-BR"')
    return written


def _zone(value: object) -> str:
    written = line(value)
    try:
        zoneinfo.ZoneInfo(written)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong(
            f"{words(written)} is no time zone", 'write for example "Europe/Paris" or "UTC"'
        ) from None
    return written


def _web_address(value: object) -> str:
    written = line(value)
    try:
        parts = urlsplit(written)
        host = ascii_host(parts)
    except ValueError:
        raise _no_address(written) from None
    if not host or parts.scheme not in {"http", "https"} or " " in written:
        raise _no_address(written)
    if parts.username is not None or parts.query or parts.fragment:
        repair = f'write "{parts.scheme}://{host}{parts.path}"'
        raise wrong("the address holds more than scheme, host and path", repair)
    return f"{parts.scheme}://{host}{parts.path.rstrip('/')}"


def _no_address(written: str) -> PydanticCustomError:
    return wrong(f"{words(written)} is no address of a website", 'write for example "https://example.org"')


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
    raise wrong(
        f"{key} is {words(part)}", "write text, a number, true, false or a list of texts", below=(key,)
    )


def _patterns(value: object) -> tuple[tuple[str, str], ...]:
    """Read permalink patterns by section; one text alone stands for every section."""
    return (("", value),) if isinstance(value, str) and value else _pairs(value or {})


def _markdown(value: object) -> tuple[str, ...]:
    written = texts(value)
    unknown = next((word for word in written if word not in MARKDOWN), None)
    if unknown is not None:
        raise wrong(f"{words(unknown)} is no kind of Markdown", f"known are {', '.join(sorted(MARKDOWN))}")
    return written


Aliases = Annotated[tuple[tuple[str, str | None], ...], PlainValidator(_aliases)]
First = Annotated[FirstRun, PlainValidator(_first_run)]
Template = Annotated[str, PlainValidator(_template)]
Language = Annotated[str, PlainValidator(_language)]
Zone = Annotated[str, PlainValidator(_zone)]
WebAddress = Annotated[str, PlainValidator(_web_address)]
SiteAuthor = Annotated[Author | None, PlainValidator(_author)]
Markdown = Annotated[tuple[str, ...], PlainValidator(_markdown)]
Rendered = Annotated[Literal["", "public"], PlainValidator(one_of("", "public"))]
Pairs = Annotated[tuple[tuple[str, str], ...], PlainValidator(_pairs)]
Patterns = Annotated[tuple[tuple[str, str], ...], PlainValidator(_patterns)]
