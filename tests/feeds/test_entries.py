"""What comes with an entry leaves here clean: files, comments, names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from feedbot.content.article import Author
from feedbot.content.media_types import OF_ENDING, media_type
from feedbot.feeds.entries import LeftOutEntry, entry, tidy, tidy_author
from feedbot.feeds.feed import Attachment, Entry
from tests.feeds.hostile import NAMES, entries
from tests.feeds.samples import MARCH, SITE, article, made


def test_an_entry_takes_its_files_and_where_readers_answer() -> None:
    made_entry = entry(
        article(),
        "u",
        published=MARCH,
        updated=MARCH,
        html="",
        attachments=(
            Attachment(
                address=f"{SITE}/ä.MP3?x=1", mime=" ", size=-1, duration=0, title=" The\n first \x00one "
            ),
        ),
        comments=" https://münchen.example/#c ",
    )

    assert isinstance(made_entry, Entry)
    assert made_entry.attachments == (
        Attachment(address=f"{SITE}/%C3%A4.MP3?x=1", mime="audio/mpeg", title="The first one"),
    )
    assert made_entry.comments == "https://xn--mnchen-3ya.example/#c"


def test_a_file_that_leads_nowhere_is_dropped_and_one_that_is_there_twice_is_there_once() -> None:
    there = Attachment(address=f"{SITE}/a.mp3", mime="audio/mpeg", size=7)
    tidied = tidy(
        replace(
            made(),
            attachments=(replace(there, address="a.mp3"), there, replace(there, size=8)),
            comments="mailto:ada@atelier.example",
        )
    )

    assert isinstance(tidied, Entry)
    assert tidied.attachments == (there,)
    assert tidied.comments == ""


@settings(max_examples=100, deadline=None)
@given(entries(NAMES))
def test_what_is_clean_comes_back_equal(of: Entry | LeftOutEntry) -> None:
    if isinstance(of, Entry):
        assert tidy(of) == of


@pytest.mark.parametrize(
    ("address", "said", "told"),
    [
        (f"{SITE}/a.mp3", "", "audio/mpeg"),
        (f"{SITE}/a.tar.GZ", "", "application/gzip"),
        (f"{SITE}/a.mp3?b=c.pdf#d.zip", "", "audio/mpeg"),
        (f"{SITE}/a.mp3", " Audio/MPEG ", "audio/mpeg"),
        (f"{SITE}/a.mp3", "not a type", "audio/mpeg"),
        (f"{SITE}/a.mp3", "audio/x-m4a", "audio/x-m4a"),
        (f"{SITE}/a.b/c", "", "application/octet-stream"),
        (f"{SITE}/", "", "application/octet-stream"),
        (f"{SITE}/mp3", "", "application/octet-stream"),
        ("https://e.mp3", "", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file_is_what_is_said_else_what_its_ending_means(
    address: str, said: str, told: str
) -> None:
    assert media_type(address, said) == told


def test_every_kind_in_the_table_is_one() -> None:
    assert all(media_type("https://e.example/", kind) == kind for kind in OF_ENDING.values())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ada <ada@b.example>", "Ada"),
        ("<ada@b.example>", None),
        ("Ada <3", "Ada <3"),
        ("<<a@b>c@d>", "< c@d>"),
    ],
)
def test_a_mail_address_in_a_name_goes(name: str, told: str | None) -> None:
    tidied = tidy_author(Author(name=name))

    assert (tidied.name if tidied is not None else None) == told
    assert tidied is None or tidy_author(tidied) == tidied
