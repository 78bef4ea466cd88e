"""An article and four networks that the tests of this room speak of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from feedbot.announcements.announcement import Announcement, Voice
from feedbot.announcements.house_limits import (
    limits_for_bluesky,
    limits_for_local,
    limits_for_mastodon,
    limits_for_x,
)
from feedbot.announcements.limits import Limits
from feedbot.announcements.wording import word
from feedbot.content.article import Article

X = limits_for_x()
MASTODON = limits_for_mastodon()
BLUESKY = limits_for_bluesky()
LOCAL = limits_for_local()
NETWORKS = {"x": X, "mastodon": MASTODON, "bluesky": BLUESKY, "local": LOCAL}

ADDRESS = "https://atelier-nord.com/posts/label/"
GRENOBLE = Article(
    path="posts/label.md",
    address=ADDRESS,
    title="Nous soutenons la candidature de la ville",
    published=datetime(2014, 3, 25, 9, 18, tzinfo=UTC),
    categories=("LA VIE À SOGILIS",),
    tags=("DigiGre", "Digital Grenoble", "FrenchTech", "Grenoble", "Numérique"),
    summary="Le label distingue les villes où naissent des entreprises.",
)
VOICE = Voice(account="house")


def article(**changes: Any) -> Article:
    """Return the example with some of it changed."""
    return replace(GRENOBLE, **changes)


def worded(given: Article, limits: Limits, voice: Voice = VOICE) -> Announcement:
    """Word an article that can be worded."""
    announcement = word(given, "tag:1", voice, limits, site_title="Atelier Nord", image=None)
    assert isinstance(announcement, Announcement), announcement
    return announcement
