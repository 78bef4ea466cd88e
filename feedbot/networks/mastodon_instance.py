"""What a Mastodon API server says of itself: how much fits, and whether it keeps idempotency keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from feedbot.networks.http import Answer, NoAnswer, NotReached, call


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One server's own numbers; the defaults are Mastodon's."""

    room: int = 500
    per_url: int = 23
    keeps_keys: bool = False


def ask_instance(server: str, *, timeout: float) -> Instance | None:
    """Ask the server, in the new way and then in the old; None where it cannot be asked now."""
    newer = call("GET", f"{server}/api/v2/instance", total=timeout)
    if not isinstance(newer, Answer) or newer.status == 200:
        return _read(newer)
    return _read(call("GET", f"{server}/api/v1/instance", total=timeout))


def read_instance(body: dict[str, Any]) -> Instance:
    """Read an instance document of either version.

    Only Mastodon itself and what follows it closely names ``api_versions.mastodon``;
    the servers without it were seen to ignore the key.
    """
    statuses = _inner(_inner(body, "configuration"), "statuses")
    return Instance(
        room=_number(statuses.get("max_characters", body.get("max_toot_chars"))) or 500,
        per_url=_number(statuses.get("characters_reserved_per_url")) or 23,
        keeps_keys=_number(_inner(body, "api_versions").get("mastodon")) > 0,
    )


def _read(answer: Answer | NotReached | NoAnswer) -> Instance | None:
    body = answer.json() if isinstance(answer, Answer) and answer.status == 200 else None
    return read_instance(body) if isinstance(body, dict) else None


def _inner(body: dict[str, Any], name: str) -> dict[str, Any]:
    inner = body.get(name)
    return inner if isinstance(inner, dict) else {}


def _number(value: object) -> int:
    """Return a number that can be meant, else 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1_000_000 else 0
