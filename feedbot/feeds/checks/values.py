"""What is wrong with single values, in any format: addresses, dates, kinds of file, HTML, repetitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from feedbot.feeds.characters import OTHER_SCHEMES
from feedbot.feeds.dates import RFC3339
from feedbot.feeds.known_html import ELEMENTS

ADDRESS = re.compile(r"https?://[!-~]+")
MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# Markup as nh3 writes it: every value in double quotes, and `<` in front of a tag only.
TAG = re.compile(r"""</?([a-z][a-z0-9]*)((?:\s+[^\s"=<>]+(?:="[^"]*")?)*)\s*>""")
ATTRIBUTE = re.compile(r"""([^\s"=<>]+)="([^"]*)\"""")
ABSOLUTE = re.compile(f"https?://|data:image/|(?:{'|'.join(sorted(OTHER_SCHEMES))}):")


def is_address(text: str) -> bool:
    """Say whether an address is absolute, http(s) and ASCII, with a host."""
    if ADDRESS.fullmatch(text) is None:
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def is_rfc3339(text: str) -> bool:
    """Say whether a date is one of RFC 3339 that the calendar knows."""
    try:
        return RFC3339.fullmatch(text) is not None and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


def repeated(what: str, values: Iterable[str]) -> Iterator[str]:
    """Name each value that more than one entry has."""
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{times} entries have the {what} {value!r}"


def html_faults(name: str, html: str) -> Iterator[str]:
    """List what readers would refuse, warn of or not find in the HTML of ``name``."""
    if "<" in TAG.sub("", html):
        yield f"{name} holds markup that is not well-formed"
    for element, attributes in TAG.findall(html):
        if element not in ELEMENTS:
            yield f"{name} holds the element {element}, which readers refuse"
        for attribute, value in ATTRIBUTE.findall(attributes):
            if attribute.startswith("on"):
                yield f"{name} holds the handler {attribute}"
            for address in _addresses(attribute, value):
                if not ABSOLUTE.match(address):
                    yield f"{name} holds the relative address {address[:60]!r}"


def _addresses(attribute: str, value: str) -> Iterable[str]:
    if attribute in {"href", "src", "poster", "cite"}:
        return (value,)
    if attribute == "srcset":
        return filter(None, (candidate.strip() for candidate in value.split(", ")))
    return ()
