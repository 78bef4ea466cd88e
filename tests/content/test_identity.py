"""Who is this article: every rule of identity as a row, and the property that matters most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article
from feedbot.content.identity import Known, Recognition, mint, recognise

SITE = "https://blog.example"
DAY = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = DAY + timedelta(days=7)


def body(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def article(path: str, text: str = "", *, address: str = "", own_id: str = "", **facts: datetime) -> Article:
    text = text or path
    return Article(
        path=path,
        address=address or f"{SITE}/{path.removesuffix('.md')}/",
        title=text,
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
    found = again((), article("a.md", "one", own_id="7"), article("b.md", "two", own_id="7"))
    assert [(problem.code, problem.path) for problem in found.problems] == [("same-id", "b.md")]


def test_updated_moves_with_what_a_reader_sees_and_published_never() -> None:
    before = known_after(article("a.md", "one"))
    saved_again = again(before, article("a.md", "one")).out[0].known
    edited = again(before, article("a.md", "two", published=LATER)).out[0].known
    dated = again(before, article("a.md", "two", updated=DAY + timedelta(days=1))).out[0].known
    assert saved_again == before[0]
    assert (edited.published, edited.updated) == (DAY, LATER)
    assert dated.updated == DAY + timedelta(days=1)


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
