"""The plain kinds of values, texts, numbers, times, lists; each says what is wrong and what to write.

Every kind is a function from what TOML gave to what feedbot uses, behind an ``Annotated`` type for pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Final

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

NAME_REPAIR: Final = "use letters, digits, and . _ : - only, without spaces"

_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST: Final = 3650 * 86400  # ten years, in seconds; a longer one is a slip
_DURATION: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([smhd])")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # with the two line ends of Unicode
_NAME: Final = re.compile(r"\w[\w.:-]*")


def wrong(
    what: str, repair: str, *, below: tuple[str | int, ...] = (), at_key: bool = False
) -> PydanticCustomError:
    """Make the error that becomes a finding; ``below`` is the path inside the value to what is meant."""
    context = {"what": what, "repair": repair, "below": below, "at_key": at_key}
    return PydanticCustomError("mistake", "{what}", context)


def words(value: object) -> str:
    """Name what TOML gave, so that a person knows it again; never for a value that may be a secret."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            seen = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value)
            return f'"{seen}"' if len(seen) <= 60 else f'"{seen[:57]}..."'
        case int() | float() | date():
            return str(value)
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "something else"


def text(value: object) -> str:
    """Read any text, empty or of many lines."""
    if not isinstance(value, str):
        raise wrong(f"this must be text, not {words(value)}", f'write it in quotes: "{_bare(value)}"')
    return value


def _bare(value: object) -> str:
    return "..." if isinstance(value, list | dict) else words(value).strip('"')


def line(value: object) -> str:
    """Read a text of one line that is not empty."""
    written = text(value)
    if not written.strip():
        raise wrong("this must not be empty", "write some text between the quotes")
    if _CONTROL.search(written):
        raise wrong("this holds a line break or a control character", "write it on one line")
    return written.strip()


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(f"this must be true or false, not {words(value)}", "write true or false, without quotes")
    return value


def number(least: int, most: int | None = None, *, example: int) -> Callable[[object], int]:
    """Make the kind that allows only whole numbers in these bounds."""

    def read(value: object) -> int:
        repair = f"write a number without quotes, for example {example}"
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong(f"this must be a whole number, not {words(value)}", repair)
        if value < least:
            raise wrong(f"this must not be less than {least}, and is {value}", repair)
        if most is not None and value > most:
            raise wrong(f"this must not be more than {most}, and is {value}", repair)
        return value

    return read


def _duration(value: object) -> timedelta:
    seconds = _seconds(value)
    if seconds is None or not 0 <= seconds <= _LONGEST:
        repair = 'write "30s", "5m", "2h", "3d", or a number of seconds'
        raise wrong(f"{words(value)} is not a length of time", repair)
    return timedelta(seconds=seconds)


def _seconds(value: object) -> float | None:
    match value:
        case bool():
            return None
        case int() | float():
            return value
        case str() if found := _DURATION.fullmatch(value.strip()):
            return float(found[1]) * _UNITS[found[2]]
        case _:
            return None


def _moment_of_waking(value: object) -> timedelta:
    length = _duration(value)
    if length < timedelta(seconds=1):
        raise wrong("this must be at least one second", 'write for example "5m"')
    return length


def texts(value: object) -> tuple[str, ...]:
    """Read a list of texts, none of them empty."""
    if isinstance(value, str):
        raise wrong("this must be a list, even of one", f'write ["{value}"]')
    if not isinstance(value, list | tuple):
        raise wrong(f"this must be a list of texts, not {words(value)}", 'write ["one", "two"]')
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise wrong(f"a list of texts holds {words(item)}", 'write each item in quotes: ["one", "two"]')
    return tuple(item.strip() for item in value)


def _tags(value: object) -> tuple[str, ...]:
    tags = tuple(tag.removeprefix("#") for tag in texts(value))
    if "" in tags:
        raise wrong("a hashtag has no letters", 'write for example ["FrenchTech"]')
    return tags


def _names(value: object) -> tuple[str, ...]:
    return tuple(name(item) for item in texts(value))


def name(value: object) -> str:
    """Read the name of a site or account: one word, for it stands in keys, commands and logs."""
    written = line(value)
    if not is_name(written):
        raise wrong(f"{words(written)} is no name", NAME_REPAIR)
    return written


def is_name(word: str) -> bool:
    """Say whether a word may name a site or an account."""
    return _NAME.fullmatch(word) is not None


def one_of(*allowed: str) -> Callable[[object], str]:
    """Make the kind that allows only these words."""

    def read(value: object) -> str:
        if value not in allowed:
            listed = ", ".join(f'"{word}"' for word in allowed)
            raise wrong(f"{words(value)} is not allowed here", f"write one of {listed}")
        return str(value)

    return read


Text = Annotated[str, PlainValidator(text)]
Line = Annotated[str, PlainValidator(line)]
Switch = Annotated[bool, PlainValidator(_switch)]
Count = Annotated[int, PlainValidator(number(0, example=5))]
Positive = Annotated[int, PlainValidator(number(1, example=20))]
Duration = Annotated[timedelta, PlainValidator(_duration)]
Beat = Annotated[timedelta, PlainValidator(_moment_of_waking)]
Texts = Annotated[tuple[str, ...], PlainValidator(texts)]
MaybeSwitch = Annotated[bool | None, PlainValidator(_switch)]
MaybeCount = Annotated[int | None, PlainValidator(number(0, example=5))]
Tags = Annotated[tuple[str, ...], PlainValidator(_tags)]
Name = Annotated[str, PlainValidator(name)]
Names = Annotated[tuple[str, ...], PlainValidator(_names)]
