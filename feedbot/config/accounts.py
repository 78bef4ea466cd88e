"""An account's own options against what its network asks for; the values of secrets stay unread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from feedbot.config.scalars import words
from feedbot.config.secrets import NoReference, Reference, reference
from feedbot.config.settings import OptionValue
from feedbot.networks.entry import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionMistake:
    """What is wrong with one option; ``key`` "" means that of the account as a whole."""

    key: str
    what: str
    repair: str


def read_options(
    written: Mapping[str, Any], known: Sequence[Option], *, folder: Path
) -> tuple[dict[str, OptionValue], list[OptionMistake]]:
    """Check the options that an account has written; keys the network does not know are left to the caller.

    Returns the options with the network's defaults filled in, and every mistake.
    """
    options: dict[str, OptionValue] = {}
    mistakes: list[OptionMistake] = []
    for option in known:
        if option.name not in written:
            if option.required:
                mistakes.append(_missing(option))
            elif option.default is not None:
                options[option.name] = option.default
            continue
        value = _value(written[option.name], option, folder)
        if isinstance(value, OptionMistake):
            mistakes.append(value)
        else:
            options[option.name] = value
    return options, mistakes


def _missing(option: Option) -> OptionMistake:
    example = '{ file = "..." }' if option.secret else '"..."'
    return OptionMistake(
        key="", what=f"{option.name} is missing", repair=f"add {option.name} = {example}   # {option.says}"
    )


def _value(value: object, option: Option, folder: Path) -> OptionValue | OptionMistake:
    if option.secret:
        return _secret(value, option, folder)
    read = _typed(value, like=option.default)
    if read is None:
        wanted, repair = _WANTED[type(option.default)]
        return OptionMistake(
            key=option.name, what=f"this must be {wanted}, not {words(value)}", repair=repair
        )
    if option.wrong is not None and isinstance(read, str):
        instead = option.wrong(read)
        if instead is not None:
            return OptionMistake(key=option.name, what=f"this is no {option.name}", repair=instead)
    return read


def _typed(value: object, *, like: object) -> OptionValue | None:
    """Return the value where it is of the default's type; a switch is no number."""
    if isinstance(like, bool) or isinstance(value, bool):
        return value if isinstance(like, bool) and isinstance(value, bool) else None
    if isinstance(like, tuple):
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return tuple(value) if isinstance(value, list) and fits else None
    if isinstance(like, float):
        return float(value) if isinstance(value, int | float) else None
    if isinstance(like, int):
        return value if isinstance(value, int) else None
    return value if isinstance(value, str) else None


_WANTED: Final[Mapping[type, tuple[str, str]]] = {
    bool: ("true or false", "write true or false, without quotes"),
    int: ("a whole number", "write for example 5, without quotes"),
    float: ("a number", "write for example 2.5, without quotes"),
    tuple: ("a list of texts", 'write ["one", "two"]'),
    str: ("text", 'write it in quotes: "..."'),
    type(None): ("text", 'write it in quotes: "..."'),
}


def _secret(value: object, option: Option, folder: Path) -> Reference | OptionMistake:
    found = reference(value, folder=folder)
    if isinstance(found, NoReference):
        return OptionMistake(key=option.name, what=found.what, repair=found.repair)
    return found
