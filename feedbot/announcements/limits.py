"""The limits of a network: how it counts, how much fits, which hashtags link; one value per network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a text must keep to on one account.

    ``measure`` counts a text in the network's unit, addresses as the network counts them;
    ``linked_tags`` parses a text with the network's own grammar and returns, in order,
    the hashtags (without ``#``) that the network would link; ``fold`` tells which of them are one to it.
    """

    measure: Callable[[str], int]
    room: int
    most_bytes: int | None = None  # UTF-8, where the network limits them too
    linked_tags: Callable[[str], tuple[str, ...]]
    fold: Callable[[str], str]
    most_visible: int | None  # hashtags in the text by default; None: all
    most_hidden: int = 0  # hashtags beside the text
    card_carries_link: bool = False  # the text need not hold the address
    counts_warning: bool = False  # a content warning takes room from the text
    pings: bool = True  # an "@name" in the text would notify somebody
