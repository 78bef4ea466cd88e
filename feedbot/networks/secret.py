"""Secrets: held so that they show nowhere by accident; never read from anywhere here.

A ``Secret`` shows its text only to who asks for it by name.
``Strike`` takes those that this process knows out of a text.
``hush`` keeps the libraries quiet that would print request headers, and with them tokens, at DEBUG.
"""

from __future__ import annotations

import hmac
import logging

# tweepy, requests_oauthlib and oauthlib print the token itself, the others every header.
TALKATIVE = (
    "tweepy",
    "requests_oauthlib",
    "oauthlib",
    "urllib3",
    "urllib3.connectionpool",
    "httpx2",
    "httpcore2",
    "httpcore2.connection",
    "httpcore2.http11",
    "httpx",
    "httpcore",
)
SHORTEST_STRUCK = 6  # characters; what is shorter stands in ordinary words too


class Secret:
    """A text that neither ``str``, ``repr``, a log line nor a traceback shows."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself, for the one request that needs it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(self._text)


class Strike:
    """Strikes known secrets out of texts for people; the last net under all others."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def learn(self, secret: Secret) -> None:
        """Remember a secret that this process has fetched."""
        text = secret.reveal()
        if len(text) >= SHORTEST_STRUCK:
            self._known.add(text)

    def __call__(self, text: str) -> str:
        """Return the text without any known secret."""
        for known in self._known:
            text = text.replace(known, "(secret)")
        return text


def hush() -> None:
    """Lift every talkative library's logger to INFO at least, whatever the root logger says."""
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        if logger.getEffectiveLevel() < logging.INFO:
            logger.setLevel(logging.INFO)
