"""The limits of the networks that feedbot knows, ready to be handed to the wording; asks no server."""

from __future__ import annotations

from functools import partial

from feedbot.announcements.grammars import (
    bluesky_tags,
    fold_accents,
    fold_case,
    mastodon_tags,
    plain_tags,
    x_tags,
)
from feedbot.announcements.length import graphemes, mastodon_length, weighted
from feedbot.announcements.limits import Limits


def limits_for_x() -> Limits:
    """Return the limits of an X account: 280 weighted characters, whatever Premium allows."""
    return Limits(measure=weighted, room=280, linked_tags=x_tags, fold=fold_case, most_visible=2)


def limits_for_mastodon(room: int = 500, per_url: int = 23) -> Limits:
    """Return the limits of one instance, whose own numbers ``/api/v2/instance`` tells."""
    return Limits(
        measure=partial(mastodon_length, per_url=per_url),
        room=room,
        linked_tags=mastodon_tags,
        fold=fold_accents,
        most_visible=5,
        counts_warning=True,
    )


def limits_for_bluesky() -> Limits:
    """Return the limits of ``app.bsky.feed.post``; only facets ping there, and feedbot makes none that do."""
    return Limits(
        measure=graphemes,
        room=300,
        most_bytes=3000,
        linked_tags=bluesky_tags,
        fold=fold_case,
        most_visible=3,
        most_hidden=8,
        card_carries_link=True,
        pings=False,
    )


def limits_for_local() -> Limits:
    """Return the limits of the local page, which shows every hashtag and has room for a long text."""
    return Limits(
        measure=graphemes,
        room=5000,
        linked_tags=plain_tags,
        fold=fold_case,
        most_visible=None,
        pings=False,
    )
