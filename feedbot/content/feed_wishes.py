"""What an article asks of feeds: to stay out of them, and where its readers answer; pure."""

from __future__ import annotations

import re

from feedbot.content import addresses, messages
from feedbot.content.metadata.values import Scalar, Table, is_empty, line_of, single, truth
from feedbot.content.problem import Problem

FEED_KEYS = ("feed", "feeds", "rss", "infeed", "infeeds")
COMMENT_KEYS = ("comments", "commentsurl", "commenturl")
BY_ITSELF = re.compile("https?://|[/#]", re.IGNORECASE)  # an address that says where it begins
NO_WORD = re.compile(r"\S*[/.]\S*")


def in_feeds(table: Table, path: str) -> tuple[bool, list[Problem]]:
    """Say whether feeds may show the article; one no is enough, and what is neither yes nor no is told.

    A table says how an entry looks, as jekyll-feed and VuePress read it, and is no answer.
    """
    odd: list[Problem] = []
    for key in FEED_KEYS:
        value = single(table.folded.get(key))
        if value is None or is_empty(value) or isinstance(value, Table):
            continue
        answer = truth(value)
        if answer is False:
            return False, []
        if answer is None:
            text = value.text if isinstance(value, Scalar) else "a list"
            odd.append(messages.feed_shape(path, key, text, line_of(value)))
    return True, odd


def comments(table: Table, path: str, *, article: str, site: str) -> tuple[str | None, list[Problem]]:
    """Return where readers answer: an absolute address, "" for nowhere, None as the site says.

    Words such as ``open``, numbers and tables say nothing; under ``comments_url`` a word is a mistake.
    """
    for key in COMMENT_KEYS:
        value = single(table.folded.get(key))
        if not isinstance(value, Scalar) or is_empty(value):
            continue
        answer, text = truth(value), value.text.strip()
        if answer is False:
            return "", []
        if answer is True or (key == "comments" and not _is_meant_as_address(text)):
            continue
        address = _absolute(text, article, site)
        if address is None:
            return None, [messages.comments_address(path, key, text, value.line)]
        return address, []
    return None, []


def _is_meant_as_address(text: str) -> bool:
    return BY_ITSELF.match(text) is not None or NO_WORD.fullmatch(text) is not None


def _absolute(text: str, article: str, site: str) -> str | None:
    if not BY_ITSELF.match(text):
        return None
    page = article if text.startswith("#") else f"{site}/"
    return addresses.absolute(text, page, fragment=True)
