"""How instants are written, and how an adopted entry keeps the spelling that its readers have."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.feeds.dates import is_rfc822, rfc822, rfc3339

MOMENT = datetime(2013, 9, 14, 18, 46, 50, tzinfo=UTC)
PLAIN = ("Sat, 14 Sep 2013 18:46:50 GMT", "2013-09-14T18:46:50Z")


def test_without_a_spelling_to_keep_an_instant_is_written_in_utc() -> None:
    assert (rfc822(MOMENT), rfc3339(MOMENT)) == PLAIN


@pytest.mark.parametrize(
    ("said", "in_rss", "in_atom"),
    [
        ("Sat, 14 Sep 2013 20:46:50 +0200", "Sat, 14 Sep 2013 20:46:50 +0200", "2013-09-14T20:46:50+02:00"),
        ("Sat, 14 Sep 2013 18:46:50 +0000", "Sat, 14 Sep 2013 18:46:50 +0000", "2013-09-14T18:46:50Z"),
        ("Sat, 14 Sep 2013 14:46:50 EDT", "Sat, 14 Sep 2013 14:46:50 EDT", "2013-09-14T14:46:50-04:00"),
        ("14 Sep 2013 18:46:50 GMT", "14 Sep 2013 18:46:50 GMT", "2013-09-14T18:46:50Z"),
        ("2013-09-14T20:46:50+02:00", "Sat, 14 Sep 2013 20:46:50 +0200", "2013-09-14T20:46:50+02:00"),
        ("2013-09-14T18:46:50+00:00", "Sat, 14 Sep 2013 18:46:50 GMT", "2013-09-14T18:46:50+00:00"),
        ("2013-09-14T18:46:50.525Z", "Sat, 14 Sep 2013 18:46:50 GMT", "2013-09-14T18:46:50.525Z"),
        ("2013-09-14T18:46:50.123456789Z", "Sat, 14 Sep 2013 18:46:50 GMT", "2013-09-14T18:46:50.123456789Z"),
        ("2013-09-15T00:31:50+05:45", "Sat, 14 Sep 2013 18:46:50 GMT", "2013-09-15T00:31:50+05:45"),
        ("2013-09-14 20:46:50 +0200", "Sat, 14 Sep 2013 20:46:50 +0200", "2013-09-14T20:46:50+02:00"),
        ("Mon, 14 Sep 2013 20:46:50 +0200", "Sat, 14 Sep 2013 20:46:50 +0200", "2013-09-14T20:46:50+02:00"),
    ],
)
def test_the_spelling_of_the_feed_that_was_live_before_is_kept_as_far_as_the_format_allows(
    said: str, in_rss: str, in_atom: str
) -> None:
    assert (rfc822(MOMENT, said), rfc3339(MOMENT, said)) == (in_rss, in_atom)


@pytest.mark.parametrize("said", ["2013-09-14T18:46:51Z", "2013-09-14", "rubbish", "<x>", ""])
def test_the_spelling_of_another_instant_is_not(said: str) -> None:
    assert (rfc822(MOMENT, said), rfc3339(MOMENT, said)) == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 14 Sep 2013 18:46:50 GMT",
        "Sat, 14 Sep 2013 18:46:50 UTC",
        "sam., 14 sept. 2013 18:46:50 GMT",
        "Sat, 32 Sep 2013 18:46:50 GMT",
        "Sat, 14 Sep 2013 18:46:50 GMT\n",
    ],
)
def test_what_readers_may_not_understand_is_no_date_for_rss(text: str) -> None:
    assert not is_rfc822(text)


MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
)


@given(MOMENTS, st.text(max_size=40) | MOMENTS.map(rfc822) | MOMENTS.map(rfc3339))
def test_whatever_was_said_the_instant_is_the_one_that_is_meant(moment: datetime, said: str) -> None:
    assert parsedate_to_datetime(rfc822(moment, said)) == moment
    assert datetime.fromisoformat(rfc3339(moment, said)) == moment
