"""Addresses as Pelican's ``ARTICLE_URL`` makes them, ``posts/{date:%Y}/{slug}/``; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from feedbot.content.generators.generator import NoPlace
from feedbot.content.metadata.values import fold

TOKEN = re.compile(r"\{\{|\}\}|\{(\w+)(?:\.(year|month|day|hour|minute))?(?::([^{}]*))?\}")
DIRECTIVE = re.compile(r"%(-?)([a-zA-Z])")
OF_LANGUAGE = re.compile(r"%[aAbBcpxX]")  # the words of the build machine's language
WIDTH = re.compile(r"0?(\d)d?")


def filled(pattern: str, texts: Mapping[str, str], date: datetime) -> str | NoPlace:
    """Fill a pattern in with texts by their folded names; a name that nothing has is an error."""
    parts: list[str] = []
    end = 0
    for found in TOKEN.finditer(pattern):
        part = found[0][0] if found[1] is None else _token(found, texts, date)
        if part is None:
            return _unknown(found[0], texts)
        parts += [pattern[end : found.start()], part]
        end = found.end()
    return "".join((*parts, pattern[end:]))


def needs_locale(pattern: str) -> bool:
    """Say whether the names of months or days are part of addresses."""
    return any(found[3] and OF_LANGUAGE.search(found[3]) for found in TOKEN.finditer(pattern))


def _token(found: re.Match[str], texts: Mapping[str, str], date: datetime) -> str | None:
    name, part, form = found[1], found[2], found[3] or ""
    if name != "date":
        return None if part or form else texts.get(fold(name))
    if not part:
        return DIRECTIVE.sub(lambda each: _directive(each, date), form) if form else str(date)
    width = WIDTH.fullmatch(form)
    number: int = getattr(date, part)
    return f"{number:0{width[1]}}" if width else None if form else str(number)


def _directive(found: re.Match[str], date: datetime) -> str:
    if found[2] == "Y":
        return f"{date.year:04}"
    text = date.strftime(f"%{found[2]}")
    return (text.lstrip("0") or "0") if found[1] else text


def _unknown(token: str, texts: Mapping[str, str]) -> NoPlace:
    known = " ".join(f"{{{name}}}" for name in ("date:%Y", *sorted(texts))[:12])
    return NoPlace(
        code="permalink-token",
        what=f"ARTICLE_URL has {token[:40]}, which the article does not say",
        repair=f"use one of {known}",
    )
