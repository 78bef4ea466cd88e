"""When an article may be announced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from feedbot.announcements.timing import due
from feedbot.content.article import Wish
from tests.announcements.examples import article

PUBLISHED = datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2)))
EARLIER, LATER = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC)


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
