"""The unexpected, as one tree; the expected is a value and never raised.

FeedbotError
├── ConfigError        the configuration has mistakes: all of them, with file and line
├── ContentError       the content folder itself cannot be read; one broken article is a Problem instead
├── FeedError          a feed that is to be adopted is none, or is another site's
├── CredentialError    a secret is missing, unreadable or open to other users
├── StateError         the state cannot be trusted or written, so nothing may be sent
└── LockedError        another feedbot holds the lock; try later

Each message names the thing, the place and the remedy.
Turning an error into words on a terminal and an exit code is the command line's business alone.
"""

from __future__ import annotations


class FeedbotError(Exception):
    """Anything feedbot stops for; ``str()`` is a message that a person can act on."""


class ConfigError(FeedbotError):
    """The configuration has mistakes; ``mistakes`` holds each as finished lines for a person."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class ContentError(FeedbotError):
    """The content folder is missing or cannot be read."""


class FeedError(FeedbotError):
    """What is to be adopted is no feed, or not the feed of this site."""


class CredentialError(FeedbotError):
    """A secret is missing, unreadable, or readable by other users."""


class StateError(FeedbotError):
    """The state database cannot be read or written as it must be."""


class LockedError(FeedbotError):
    """Another feedbot works on the same state."""
