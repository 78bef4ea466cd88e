"""Dates as people write them, and the ones that hold an article."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.dates import Dated, DateFault, date_in_name, read_date

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2013-09-14 20:46:50 -0400", "2013-09-15T00:46:50"),
        ("2013-09-14 8:46:50 -0400", "2013-09-14T12:46:50"),
        ("2016-02-26", "2016-02-25T23:00:00"),
        ("2016-07-26", "2016-07-25T22:00:00"),
        ("2020-01-02 10:00:00+02:00", "2020-01-02T08:00:00"),
        ("2011-09-07T13:58:00+00:00", "2011-09-07T13:58:00"),
        ("2020-01-02T10:06:15.525Z", "2020-01-02T10:06:15.525"),
        ("2018-09-11 19:00:00", "2018-09-11T17:00:00"),
        ("2020-3-21 8:00:00", "2020-03-21T07:00:00"),
        ("2020-01-02T01:18:04Z", "2020-01-02T01:18:04"),
        ("2020-01-02 17:45", "2020-01-02T16:45:00"),
        ("2020-01-02T09:58-07:00", "2020-01-02T16:58:00"),
        ("2020-1-29", "2020-01-28T23:00:00"),
        ("2019-05-06T12:44:00", "2019-05-06T10:44:00"),
        ("2020-2-07T10:00:00.000Z", "2020-02-07T10:00:00"),
        ("2020-01-02 10:00:00 +02", "2020-01-02T08:00:00"),
        ("January 31 2020", "2020-01-30T23:00:00"),
        ("31 January 2020", "2020-01-30T23:00:00"),
        ("Jan 31, 2020", "2020-01-30T23:00:00"),
        ("Tue, 5 Mar 2024 10:00:00 +0000", "2024-03-05T10:00:00"),
        ("2023/11/15", "2023-11-14T23:00:00"),
        ("2020-01-02-19:48", "2020-01-02T18:48:00"),
        ("2020-01-02 10:00:00 +5:30", "2020-01-02T04:30:00"),
        ("2020-01-02 10:00:00 -8", "2020-01-02T18:00:00"),
        ("2020-01-02 10:00:00 -0330", "2020-01-02T13:30:00"),
        ("2020-01-02 10:00:00 −03:30", "2020-01-02T13:30:00"),
        ("2020-01-02T10:00:00 UTC", "2020-01-02T10:00:00"),
        ("2020-01-02 10:00 EST", "2020-01-02T15:00:00"),
        ("2020-01-02 10:00:00.123456789Z", "2020-01-02T10:00:00.123456"),
        ("2020-01-02T10:00:00,5Z", "2020-01-02T10:00:00.5"),
        ("2020-01-02Z", "2020-01-02T00:00:00"),
        ("2020-01-02T24:00", "2020-01-02T23:00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00"),
        ("2024.03.05", "2024-03-04T23:00:00"),
        ("5-Mar-2024 10:00 GMT", "2024-03-05T10:00:00"),
        ("Sept. 3rd, 2024 at 5:30 PM", "2024-09-03T15:30:00"),
        ("Tuesday, March 5, 2024", "2024-03-04T23:00:00"),
        ("2020-01-02 12:15 a.m.", "2020-01-01T23:15:00"),
        ("Tue Mar  5 10:00:00 2024", "2024-03-05T09:00:00"),
        ("Tue Mar  5 10:00:00 UTC 2024", "2024-03-05T10:00:00"),
        ("Tue Mar 05 2024 10:00:00 GMT+0200 (Eastern European Time)", "2024-03-05T08:00:00"),
        ("Tue Mar 05 10:00:00 +0200 2024", "2024-03-05T08:00:00"),
        ("2016-05-30 12:00:00 +0800 CST", "2016-05-30T04:00:00"),
        ("2016-05-30 12:00:00.5 +0000 UTC m=+0.0012", "2016-05-30T12:00:00.5"),
        ("2016-05-30 12:00:00 +0800 +08", "2016-05-30T04:00:00"),
        ("  2020-01-02T10:00:00Z\n", "2020-01-02T10:00:00"),
    ],
)
def test_every_spelling_is_one_instant(text: str, utc: str) -> None:
    found = read_date(text, PARIS)
    assert isinstance(found, Dated)
    assert found.at.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert found.rest == ""


@pytest.mark.parametrize(
    ("text", "naive", "rest"),
    [
        ("2020-01-02 10:00 Z +0800", "2020-01-02T10:00:00", "+0800"),
        ("2020-01-02 10:00 +0800 or so", "2020-01-02T10:00:00", "or so"),
        ("2020-01-02 10:00 CEST", "2020-01-02T10:00:00", "CEST"),
        ("2020-01-02 10:00 +25:00", "2020-01-02T10:00:00", "+25:00"),
        ("2023-01-29 18:30:22 2023 -0800", "2023-01-29T18:30:22", "2023 -0800"),
        ("2020-01-02 14:30-:00+14:30", "2020-01-02T14:30:00", "-:00+14:30"),
        ("2024-03-05 about noon", "2024-03-05T00:00:00", "about noon"),
    ],
)
def test_what_cannot_be_read_behind_a_good_start_is_said(text: str, naive: str, rest: str) -> None:
    found = read_date(text, UTC)
    assert isinstance(found, Dated)
    assert (found.at, found.rest) == (datetime.fromisoformat(naive).replace(tzinfo=UTC), rest)
    assert not found.has_offset
    assert not found.naive_time


@pytest.mark.parametrize(
    ("text", "has_time", "has_offset"),
    [
        ("2020-01-02", False, False),
        ("2020-01-02 17:45", True, False),
        ("2020-01-02 17:45 UTC", True, True),
        ("2020-01-02T17:45:00-0800", True, True),
        ("2020-01-02Z", False, True),
        ("January 31 2020", False, False),
    ],
)
def test_a_date_says_whether_it_had_a_time_and_an_offset(
    text: str, *, has_time: bool, has_offset: bool
) -> None:
    found = read_date(text, PARIS)
    assert isinstance(found, Dated)
    assert (found.has_time, found.has_offset) == (has_time, has_offset)
    assert found.naive_time == (has_time and not has_offset)


def test_day_and_month_in_the_wrong_order_are_shown_in_the_right_one() -> None:
    found = read_date("2030-31-12", UTC)
    assert isinstance(found, DateFault)
    assert found.repair == "write 2030-12-31"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2030-31-12", "date-impossible"),
        ("2026-02-30", "date-impossible"),
        ("2026-13-45", "date-impossible"),
        ("2026-01-02 25:00", "date-impossible"),
        ("2026-01-02 24:30", "date-impossible"),
        ("2026-01-02 10:61", "date-impossible"),
        ("2026-01-02 10:00:61", "date-impossible"),
        ("2025-02-29", "date-impossible"),
        ("12026-01-02", "date-impossible"),
        ("24-03-05", "date-unreadable"),
        ("05.03.2024", "date-unreadable"),
        ("03/05/2024", "date-unreadable"),
        ("20240305", "date-unreadable"),
        ("1709632800", "date-unreadable"),
        ("10:00:00", "date-unreadable"),
        ("2024-03", "date-unreadable"),
        ("-001-11-30T00:00:00+00:00", "date-placeholder"),
        ("0000-00-00 00:00:00", "date-placeholder"),
        ("0001-01-01", "date-placeholder"),
        ("2099-01-01", "date-placeholder"),
        ("9999-12-31", "date-placeholder"),
        ("next Tuesday", "date-unreadable"),
        ("Last Modified", "date-unreadable"),
        ("git Created", "date-unreadable"),
        ("12:30", "date-unreadable"),
        ("", "date-unreadable"),
    ],
)
def test_a_date_that_is_none_is_never_replaced_by_another(text: str, code: str) -> None:
    found = read_date(text, UTC)
    assert isinstance(found, DateFault)
    assert found.code == code
    assert found.repair


@pytest.mark.parametrize(
    ("name", "day", "rest"),
    [
        ("2014-03-25-a-title", "2014-03-25", "a-title"),
        ("2024-3-5-single", "2024-03-05", "single"),
        ("24-03-05-short-year", "2024-03-05", "short-year"),
        ("2024-03-05", "2024-03-05", ""),
    ],
)
def test_a_name_may_begin_with_its_date(name: str, day: str, rest: str) -> None:
    found = date_in_name(name, UTC)
    assert found == (Dated(at=datetime.fromisoformat(day).replace(tzinfo=UTC)), rest)


@pytest.mark.parametrize("name", ["a-2024-03-05", "20240305", "v1.2", "2024-03-051"])
def test_a_name_without_a_date_has_none(name: str) -> None:
    assert date_in_name(name, UTC) is None


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2098, 12, 31)), st.integers(-840, 840))
def test_rfc_3339_is_read_exactly(naive: datetime, minutes: int) -> None:
    """RFC 3339 section 5.6: date-time = full-date "T" full-time."""
    sign, ahead = "-" if minutes < 0 else "+", abs(minutes)
    written = f"{naive.isoformat()}{sign}{ahead // 60:02}:{ahead % 60:02}"
    found = read_date(written, PARIS)
    assert isinstance(found, Dated)
    assert found.at == naive.replace(tzinfo=UTC) - timedelta(minutes=minutes)


@given(st.text())
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    found = read_date(text, PARIS)
    assert isinstance(found, Dated | DateFault)
    if isinstance(found, Dated):
        found.at.astimezone(UTC)
