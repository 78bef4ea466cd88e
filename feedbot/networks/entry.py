"""How a network presents itself: its options, and how it is built from them. Reads no configuration.

``options`` are the keys that an account of this network takes beside those of every account;
the configuration checks against them, the wiring fetches the secrets and calls ``build``.
A network's module has a ``Build`` of this name, and is imported when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeAlias
from urllib.parse import urlsplit

from feedbot.networks.network import Network
from feedbot.networks.secret import Secret

OptionDefault: TypeAlias = str | int | float | bool | tuple[str, ...] | None
OptionValue: TypeAlias = str | int | float | bool | tuple[str, ...] | Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One key of an account's table; the default's type is the option's, None means text that may lack."""

    name: str
    says: str  # one line for a person
    required: bool = False
    secret: bool = False
    default: OptionDefault = None
    wrong: Callable[[str], str | None] | None = None  # says what to write instead of a wrong text


class Build(Protocol):
    """Makes one account of a network."""

    def __call__(
        self, options: Mapping[str, OptionValue], *, clock: Callable[[], datetime], folder: Path
    ) -> Network:
        """Build it from checked options; ``folder`` is the account's place for state, made when needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the registry."""

    name: str
    says: str  # one line for a person
    module: str  # where the network's ``build`` is
    options: tuple[Option, ...]

    def build(
        self, options: Mapping[str, OptionValue], *, clock: Callable[[], datetime], folder: Path
    ) -> Network:
        """Build one account as its network's ``Build`` does."""
        build: Build = import_module(self.module).build
        return build(options, clock=clock, folder=folder)


def text_of(options: Mapping[str, OptionValue], name: str) -> str:
    """Return a text option, "" where it lacks."""
    value = options.get(name, "")
    if not isinstance(value, str):
        message = f"option {name} must be text, not {type(value).__name__}"
        raise TypeError(message)
    return value


def secret_of(options: Mapping[str, OptionValue], name: str) -> Secret:
    """Return a secret option."""
    value = options[name]
    if not isinstance(value, Secret):
        message = f"option {name} must be a Secret, not {type(value).__name__}"
        raise TypeError(message)
    return value


def server_of(options: Mapping[str, OptionValue], name: str) -> str:
    """Return a server's address without its last slash, "" where none is given."""
    return text_of(options, name).strip().rstrip("/")


def no_server(text: str) -> str | None:
    """Say what to write where this is no server's address."""
    return None if _is_server(text.strip().rstrip("/")) else 'write its address, as "https://social.example"'


def none_of(*words: str) -> Callable[[str], str | None]:
    """Return a check for a word out of a few."""
    repair = f"write one of {', '.join(words)}"
    return lambda text: None if text in words else repair


def _is_server(server: str) -> bool:
    try:
        parts = urlsplit(server)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    spare = "@" in parts.netloc or parts.query or parts.fragment or not server.isprintable() or " " in server
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and port_is_a_number and not spare
