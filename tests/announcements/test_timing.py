"""Whether and when an article may be announced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from feedbot.announcements.timing import due, wants
from feedbot.content.article import AccountWish, Wish
from tests.announcements.examples import article

PUBLISHED = datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2)))
EARLIER, LATER = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC)


def test_an_article_may_want_no_announcement_anywhere_or_on_one_account() -> None:
    wish = Wish(accounts=(AccountWish(account="house", announce=False),))
    assert wants(article(), "house")
    assert not wants(article(wish=Wish(announce=False)), "house")
    assert not wants(article(wish=wish), "house")
    assert wants(article(wish=wish), "other")


@pytest.mark.parametrize(
    ("seen", "at", "first"),
    [
        (EARLIER, None, datetime(2026, 5, 4, 10, tzinfo=UTC)),
        (LATER, None, LATER),
        (EARLIER, LATER, LATER),
        (LATER, EARLIER, LATER),
    ],
)
def test_the_latest_of_seen_published_and_wished_counts(
    seen: datetime, at: datetime | None, first: datetime
) -> None:
    moment = due(article(published=PUBLISHED, wish=Wish(at=at)), seen=seen, grace=timedelta(minutes=10))
    assert moment == first + timedelta(minutes=10)
    assert moment.tzinfo is UTC
