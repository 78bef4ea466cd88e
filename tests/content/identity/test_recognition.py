"""Who is this article: every rule of identity as a row, and the property that matters most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article
from feedbot.content.identity.known import Known
from feedbot.content.identity.pairing import Folder
from feedbot.content.identity.recognition import Recognition, mint, recognise

SITE = "https://blog.example"
DAY = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = DAY + timedelta(days=7)


def body(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def article(
    path: str, text: str = "", *, address: str = "", own_id: str = "", title: str = "", **facts: datetime
) -> Article:
    text = text or path
    return Article(
        path=path,
        address=address or f"{SITE}/{path.removesuffix('.md')}/",
        title=title or text,
        published=facts.get("published", DAY),
        updated=facts.get("updated"),
        own_id=own_id,
        body_hash=body(text) if text != "empty" else sha256(b"").hexdigest(),
        facts_hash=body(f"facts {text}"),
    )


def known_after(*articles: Article) -> tuple[Known, ...]:
    first = recognise((), articles, site_url=SITE, now=DAY)
    return tuple(one.known for one in first.out)


def again(known: tuple[Known, ...], *articles: Article) -> Recognition:
    return recognise(known, articles, site_url=SITE, now=LATER)


def uids(found: Recognition) -> dict[str, str]:
    return {one.article.path: one.known.uid for one in found.out}


def test_an_article_seen_for_the_first_time_is_new_and_gets_a_tag_uri() -> None:
    found = again((), article("a b/é.md"))
    assert [one.is_new for one in found.out] == [True]
    assert uids(found) == {"a b/é.md": "tag:blog.example,2026-03-01:a%20b/%C3%A9.md"}


@pytest.mark.parametrize(
    ("own_id", "uid"),
    [
        ("urn:uuid:5c3a", "urn:uuid:5c3a"),
        ("https://old.example/?p=1", "https://old.example/?p=1"),
        ("4711", "tag:blog.example,2026-03-01:id:4711"),
        ("my own id", "tag:blog.example,2026-03-01:id:my%20own%20id"),
    ],
)
def test_an_id_in_the_front_matter_decides_the_uid(own_id: str, uid: str) -> None:
    assert mint(article("a.md", own_id=own_id), SITE) == uid


def test_a_uid_does_not_depend_on_how_a_disk_composes_accents() -> None:
    names = ("caf\u00e9.md", "cafe\u0301.md")
    assert {mint(article(name), SITE) for name in names} == {"tag:blog.example,2026-03-01:caf%C3%A9.md"}


def test_a_change_to_come_is_told_when_its_moment_has_come() -> None:
    stated = LATER + timedelta(days=1)
    file = article("a.md", "one", updated=stated)
    (row,) = known_after(file)
    assert row.updated == DAY
    passes = [
        (LATER, DAY),
        (LATER + timedelta(hours=1), DAY),
        (stated, stated),
        (stated + timedelta(days=1), stated),
    ]
    for now, wanted in passes:
        (row,) = (one.known for one in recognise((row,), [file], site_url=SITE, now=now).out)
        assert row.updated == wanted


def test_an_edit_of_a_file_that_states_a_change_to_come_is_told_now() -> None:
    before = known_after(article("a.md", "one", updated=LATER + timedelta(days=1)))
    found = again(before, article("a.md", "two", updated=LATER + timedelta(days=1)))
    assert found.out[0].known.updated == LATER


def test_a_lost_ledger_and_an_unrenamed_folder_give_the_same_uids() -> None:
    before = known_after(article("a.md"), article("b.md"))
    assert {row.uid for row in before} == set(uids(again((), article("a.md"), article("b.md"))).values())


@pytest.mark.parametrize(
    ("why", "was", "now"),
    [
        ("an edit", article("a.md", "one"), article("a.md", "two")),
        ("a rename", article("a.md", "one"), article("b.md", "one")),
        (
            "a new slug",
            article("a.md", "one"),
            article("a.md", "one", address=f"{SITE}/new-slug/"),
        ),
        ("a new date", article("a.md", "one"), article("a.md", "one", published=LATER)),
        (
            "a rename with an edit, its id kept",
            article("a.md", "one", own_id="7"),
            article("b.md", "two", own_id="7"),
        ),
        (
            "a rename with an edit, its address kept",
            article("a.md", "one", address=f"{SITE}/x/"),
            article("b.md", "two", address=f"{SITE}/x/"),
        ),
        ("an id added to the file", article("a.md", "one"), article("a.md", "one", own_id="7")),
        ("a case-only rename", article("A.md", "one"), article("a.md", "one")),
    ],
)
def test_the_uid_survives(why: str, was: Article, now: Article) -> None:
    before = known_after(was)
    found = again(before, now)
    assert (list(uids(found).values()), [one.is_new for one in found.out]) == ([before[0].uid], [False]), why
    assert found.gone == ()


def test_a_chain_of_renames_keeps_every_uid() -> None:
    a, b = known_after(article("a.md", "one"), article("b.md", "two"))
    found = again((a, b), article("b.md", "one"), article("c.md", "two"))
    assert uids(found) == {"b.md": a.uid, "c.md": b.uid}


def test_two_files_that_swap_their_names_swap_their_uids() -> None:
    a, b = known_after(article("a.md", "one"), article("b.md", "two"))
    assert uids(again((a, b), article("a.md", "two"), article("b.md", "one"))) == {
        "a.md": b.uid,
        "b.md": a.uid,
    }


def test_a_file_that_makes_room_for_a_copy_of_another_keeps_its_uid() -> None:
    a, b = known_after(article("a.md", "one"), article("b.md", "two"))
    found = again((a, b), article("a.md", "two"), article("b.md", "two"), article("c.md", "one"))
    assert {path: uid for path, uid in uids(found).items() if uid in {a.uid, b.uid}} == {
        "b.md": b.uid,
        "c.md": a.uid,
    }


def test_a_copy_of_an_article_that_is_edited_at_the_same_time_leaves_it_its_uid() -> None:
    (a,) = known_after(article("a.md", "one"))
    found = again((a,), article("a.md", "edited"), article("b.md", "one"))
    assert {one.article.path: one.is_new for one in found.out} == {"a.md": False, "b.md": True}


def test_a_copy_of_a_published_article_is_a_new_one() -> None:
    before = known_after(article("a.md", "one"))
    found = again(before, article("a.md", "one"), article("b.md", "one"))
    assert {one.article.path: one.is_new for one in found.out} == {"a.md": False, "b.md": True}


def test_empty_bodies_say_nothing_about_identity() -> None:
    before = known_after(article("a.md", "empty"))
    assert [one.is_new for one in again(before, article("b.md", "empty")).out] == [True]


def test_another_id_at_the_same_path_is_another_article() -> None:
    before = known_after(article("a.md", "one", own_id="1"))
    found = again(before, article("a.md", "two", own_id="2"))
    assert [one.is_new for one in found.out] == [True]
    assert [row.uid for row in found.gone] == [before[0].uid]


def test_what_vanished_is_gone_once_and_returns_as_itself() -> None:
    before = known_after(article("a.md", "one"))
    gone = again(before).gone
    assert [row.gone for row in gone] == [LATER]
    assert again(gone).gone == ()
    back = again(gone, article("a.md", "one"))
    assert [(one.is_new, one.returned, one.known.gone) for one in back.out] == [(False, True, None)]


def test_two_files_with_one_address_hold_the_one_that_is_not_known() -> None:
    before = known_after(article("z.md", "one", address=f"{SITE}/x/"))
    found = again(
        before, article("a.md", "two", address=f"{SITE}/x/"), article("z.md", "one", address=f"{SITE}/x/")
    )
    assert list(uids(found)) == ["z.md"]
    assert [(problem.code, problem.path) for problem in found.problems] == [("same-url", "a.md")]


def test_a_copied_id_holds_the_copy() -> None:
    before = known_after(article("a.md", "one", own_id="7"))
    found = again(before, article("a.md", "one", own_id="7"), article("b.md", "two", own_id="7"))
    assert [(problem.code, problem.path) for problem in found.problems] == [("same-id", "b.md")]


def test_updated_moves_with_what_a_reader_sees_and_published_never() -> None:
    before = known_after(article("a.md", "one"))
    saved_again = again(before, article("a.md", "one")).out[0].known
    edited = again(before, article("a.md", "two", published=LATER)).out[0].known
    dated = again(before, article("a.md", "two", updated=DAY + timedelta(days=1))).out[0].known
    assert saved_again == before[0]
    assert (edited.published, edited.updated) == (DAY, LATER)
    assert dated.updated == DAY + timedelta(days=1)


def moved(was: tuple[Article, ...], now: tuple[Article, ...], **folder: object) -> Recognition:
    """Look again at a folder of which everything was read the last time."""
    facts = {
        "before": {one.path: one for one in was},
        "present": frozenset(one.path for one in now),
        **folder,
    }
    return recognise(known_after(*was), now, site_url=SITE, now=LATER, folder=Folder(**facts))  # type: ignore[arg-type]  # a table's columns


MIDNIGHT = DAY.replace(hour=0)
AUTUMN = article("autumn.md", "one", title="In autumn", published=MIDNIGHT)


@pytest.mark.parametrize(
    ("why", "was", "now", "same"),
    [
        ("the same title on the same day", AUTUMN, article("x.md", "two", title="in  Autumn"), True),
        (
            "the same title on another day",
            AUTUMN,
            article("x.md", "two", title="In autumn", published=LATER),
            False,
        ),
        ("another title at midnight", AUTUMN, article("x.md", "two", published=MIDNIGHT), False),
        ("another title at the same instant", article("a.md", "one"), article("x.md", "two"), True),
        (
            "another title, another instant",
            article("a.md", "one"),
            article("x.md", "two", published=DAY + timedelta(minutes=1)),
            False,
        ),
        (
            "another front-matter id",
            article("a.md", "one", title="T", own_id="1"),
            article("x.md", "two", title="T", own_id="2"),
            False,
        ),
    ],
)
def test_what_is_moved_and_rewritten_at_once_is_known_by_title_and_day_or_by_its_instant(
    why: str, was: Article, now: Article, *, same: bool
) -> None:
    found = moved((was,), (now,))
    assert [not one.is_new for one in found.out] == [same], why


def test_a_midnight_of_the_sites_own_zone_says_nothing_either() -> None:
    paris = DAY.replace(day=2, hour=23) - timedelta(days=1)
    was, now = article("a.md", "one", published=paris), article("b.md", "two", published=paris)
    assert moved((was,), (now,)).gone == ()
    assert moved((was,), (now,), zone="Europe/Paris").gone != ()


def test_title_and_day_say_nothing_where_they_fit_two() -> None:
    both = (article("a.md", "one", title="Notes"), article("b.md", "two", title="Notes"))
    found = moved(both, (article("c.md", "three", title="Notes"),))
    assert [one.is_new for one in found.out] == [True]
    found = moved(both[:1], (article("c.md", "3", title="Notes"), article("d.md", "4", title="Notes")))
    assert [one.is_new for one in found.out] == [True, True]


def test_title_and_day_say_nothing_where_the_old_file_is_still_there_or_the_new_one_was() -> None:
    was, new = article("a.md", "one", title="Notes"), article("b.md", "two", title="Notes")
    still_there = moved((was,), (new,), present=frozenset({"a.md", "b.md"}))
    was_there = moved((was,), (new,), before={"a.md": was, "b.md": None})
    assert [one.is_new for found in (still_there, was_there) for one in found.out] == [True, True]


def test_of_a_file_parted_in_two_the_half_that_kept_the_name_is_the_article() -> None:
    found = moved((article("a.md", "one two"),), (article("a.md", "one"), article("b.md", "two")))
    assert {one.article.path: one.is_new for one in found.out} == {"a.md": False, "b.md": True}


def test_of_two_files_merged_the_one_that_kept_its_name_stays_and_the_other_is_gone() -> None:
    was = (article("a.md", "one"), article("b.md", "two"))
    found = moved(was, (article("a.md", "one two"),))
    assert ([one.is_new for one in found.out], [row.path for row in found.gone]) == ([False], ["b.md"])


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Über.md", "über.md"),
        ("\u00fcber.md", "u\u0308ber.md"),
        ("u\u0308ber.md", "\u00fcber.md"),
        ("STRASSE.md", "straße.md"),
    ],
)
def test_a_rename_of_case_or_composition_alone_is_known_with_its_edit(was: str, now: str) -> None:
    found = moved((article(was, "one", published=MIDNIGHT),), (article(now, "two", published=MIDNIGHT),))
    assert [one.is_new for one in found.out] == [False]


def test_twins_of_case_side_by_side_are_two_articles_and_stay_so() -> None:
    upper, lower = article("A.md", "one"), article("a.md", "two")
    assert [one.is_new for one in moved((upper,), (upper, lower)).out] == [False, True]
    before = known_after(upper, lower)
    both_edited = again(before, article("A.md", "three"), article("a.md", "four"))
    assert uids(both_edited) == {row.path: row.uid for row in before}


def test_twins_of_composition_have_one_address_and_the_second_is_held() -> None:
    composed = article("\u00fc.md", "one", address=f"{SITE}/%C3%BC/")
    parted = article("u\u0308.md", "two", address=f"{SITE}/u%CC%88/")
    found = moved((composed,), (composed, parted))
    (problem,) = found.problems
    assert (problem.code, problem.path, composed.path in problem.what) == ("same-url", parted.path, True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/caf%c3%a9/", "/caf%C3%A9/", True),
        ("/%7Ea/", "/~a/", True),
        ("/a%2Fb/", "/a/b/", False),
        ("/a%25b/", "/a%b/", False),
        ("/a/", "/A/", False),
    ],
)
def test_addresses_are_one_however_they_are_spelled(one: str, other: str, *, same: bool) -> None:
    files = article("a.md", address=f"{SITE}{one}"), article("b.md", address=f"{SITE}{other}")
    assert bool(again((), *files).problems) == same


def test_a_file_that_cannot_be_read_just_now_keeps_its_identity_from_its_copy() -> None:
    was, copy = article("a.md", "one"), article("b.md", "one")
    present = frozenset({"a.md", "b.md"})
    found = moved((was,), (copy,), present=present, unread=frozenset({"a.md"}))
    assert [one.is_new for one in found.out] == [True]
    back = again((*found.gone, *(one.known for one in found.out)), was, copy)
    assert [one.is_new for one in back.out] == [False, False]


def test_a_body_that_stays_out_elsewhere_while_its_first_file_becomes_a_draft_is_the_same_article() -> None:
    was = article("a.md", "one")
    found = moved((was,), (article("b.md", "one"),), present=frozenset({"a.md", "b.md"}))
    assert [one.is_new for one in found.out] == [False]


@pytest.mark.parametrize(
    ("site", "moves"), [("https://neu.example", True), ("http://blog.example", True), (SITE, False)]
)
def test_a_new_domain_or_scheme_changes_addresses_which_is_told_and_no_uid(site: str, *, moves: bool) -> None:
    before = known_after(article("a.md", "one"))
    found = recognise(before, (article("a.md", "one", address=f"{site}/a/"),), site_url=site, now=LATER)
    assert [one.known.uid for one in found.out] == [before[0].uid]
    assert [problem.code for problem in found.problems] == ["url-changed"] * moves
    for problem in found.problems:
        assert f"from {SITE}/a/ to {site}/a/" in problem.what


def test_an_address_that_is_only_spelled_differently_has_not_changed() -> None:
    before = known_after(article("a.md", address=f"{SITE}/caf%c3%a9/"))
    assert again(before, article("a.md", address=f"{SITE}/caf%C3%A9/")).problems == ()


def test_of_two_rows_that_fit_the_one_that_was_out_until_now_goes_first() -> None:
    first = known_after(article("a.md", "one", own_id="1"))
    second = again(first, article("a.md", "two", own_id="2"))
    rows = (*second.gone, *(one.known for one in second.out))
    third = again(rows, article("a.md", "three"))
    assert uids(third) == {"a.md": second.out[0].known.uid}


@given(st.text())
def test_any_id_can_be_minted_and_the_uid_is_ascii_or_its_own(own_id: str) -> None:
    assert mint(article("a.md", own_id=own_id), SITE).isascii()


PATHS = st.sampled_from(["a.md", "b.md", "c.md", "d.md"])
FOLDERS = st.dictionaries(PATHS, st.sampled_from(["one", "two", "three", "empty"]), max_size=4)


class TestNoFolderEverConfusesIdentities:
    """The same article is never two articles, and no article has two uids."""

    @given(st.lists(FOLDERS, min_size=1, max_size=5))
    def test_over_any_history_of_a_folder(self, history: list[dict[str, str]]) -> None:
        known: dict[str, Known] = {}
        for folder in history:
            found = again(tuple(known.values()), *(article(path, text) for path, text in folder.items()))
            out = [one.known.uid for one in found.out]
            assert len(out) == len(set(out)) == len(folder)
            assert not {one.known.uid for one in found.out if one.is_new} & known.keys() - _gone(known)
            known |= {row.uid: row for row in (*found.gone, *(one.known for one in found.out))}
            assert {row.uid for row in known.values() if row.gone is None} == set(out)


def _gone(known: dict[str, Known]) -> set[str]:
    return {uid for uid, row in known.items() if row.gone is not None}
