"""Which entry is which article: every rule as a row, and what stays in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article
from feedbot.feeds.live_entry import LiveEntry, LiveMoment
from feedbot.publishing.claims import By, Claims, claims
from feedbot.publishing.likeness import on_this_site

SITE = "https://blog.example"
DAY = datetime(2026, 3, 1, 9, tzinfo=UTC)


def article(path: str = "a.md", *, title: str = "", own_id: str = "", published: datetime = DAY) -> Article:
    address = f"{SITE}/{path.removesuffix('.md')}/"
    return Article(path=path, address=address, title=title or path, published=published, own_id=own_id)


def entry(id_: str = "x", *addresses: str, title: str = "T", published: datetime | None = DAY) -> LiveEntry:
    moment = LiveMoment(at=published, said="") if published else None
    return LiveEntry(id=id_, has_id=True, addresses=addresses, title=title, published=moment)


def found(entries: list[LiveEntry], articles: list[Article], **uids: str) -> Claims:
    return claims(entries, articles, site_url=SITE, uids={f"{name}.md": uid for name, uid in uids.items()})


@pytest.mark.parametrize(
    ("entry", "by"),
    [
        (entry("x", f"{SITE}/a/"), By.ADDRESS),
        (entry("x", "http://blog.example/a/"), By.ADDRESS),
        (entry("x", "http://blog.example:80/a/"), By.ADDRESS),
        (entry("x", "https://BLOG.example:443/a"), By.ADDRESS),
        (entry("x", "https://www.blog.example/a/"), By.ADDRESS),
        (entry("x", f"{SITE}/a/index.html"), By.ADDRESS),
        (entry("x", f"{SITE}/a/?utm_source=rss&UTM_medium=feed#top"), By.ADDRESS),
        (entry("x", f"{SITE}/%61/"), By.ADDRESS),
        (entry("x", "/a/"), By.ADDRESS),
        (entry("x", "https://feeds.example/~r/17", f"{SITE}/a/"), By.ADDRESS),
        (entry(f"{SITE}/a", "https://feeds.example/~r/17"), By.ID_AS_ADDRESS),
        (entry("x", "https://old.example/a/"), By.PATH),
        (entry("x", "http://[::1]:8080/a/"), By.PATH),
        (entry("x", f"{SITE}/a.html"), By.PATH),
        (entry("x", f"{SITE}/a/?page=2"), By.PATH),
        (entry("https://old.example/a.htm"), By.PATH),
        (entry("x", "https://old.example/?p=17", title="A.MD"), By.TITLE),
        (entry("x", title="&lt;b&gt;a&lt;/b&gt;.md", published=DAY + timedelta(hours=23)), By.TITLE),
        (entry("uid-of-a", "https://elsewhere.example/b/"), By.ID),
    ],
)
def test_an_entry_is_an_article(entry: LiveEntry, by: By) -> None:
    (claim,) = found([entry], [article(), article("other.md")], a="uid-of-a").sure
    assert (claim.article.path, claim.by) == ("a.md", by)


@pytest.mark.parametrize(
    "entry",
    [
        entry("x", f"{SITE}/c/"),
        entry("x", f"{SITE}/"),
        entry("x", "ftp://blog.example/a/"),
        entry("x", "http://[broken/a/"),
        entry("x", "http://[::1]:8080/c/"),
        entry("http://[2001:db8::1]/c/"),
        entry("x", title="a.md", published=DAY + timedelta(days=1)),
        entry("x", title="a.md", published=None),
        entry("a"),
    ],
)
def test_an_entry_is_a_stranger(entry: LiveEntry) -> None:
    result = found([entry], [article()])
    assert (result.sure, result.doubtful, result.strangers) == ((), (), (entry,))


def test_an_accented_address_is_one_however_it_is_escaped_and_composed() -> None:
    composed = replace(article("e.md"), address=f"{SITE}/%C3%A9t%C3%A9/")
    for spelled in ("/%c3%a9t%c3%a9/", "/\xe9t\xe9/", "/e\u0301te\u0301/", "/e%CC%81te%CC%81"):
        assert found([entry("x", spelled)], [composed]).sure, spelled


def test_an_id_of_the_front_matter_is_a_proof() -> None:
    result = found([entry("4711", f"{SITE}/c/")], [article("a.md", own_id="4711"), article("b.md")])
    assert [(claim.article.path, claim.by) for claim in result.sure] == [("a.md", By.ID)]


def test_curled_quotes_and_entities_in_a_title_are_typography() -> None:
    written = article("n.md", title="L\u2019\xe9t\xe9 \u2014 \u201cchaud\u201d & long")
    (claim,) = found([entry("x", title="L'\xe9t\xe9 -- &quot;chaud&quot; &amp;amp; long")], [written]).sure
    assert claim.by is By.TITLE


def test_a_title_that_two_articles_have_on_one_day_is_in_doubt() -> None:
    notes = [article("a.md", title="Notes"), article("b.md", title="Notes")]
    result = found([entry("x", title="Notes")], notes)
    assert (result.sure, [each.why for each in result.doubtful]) == (
        (),
        ["it fits a.md, b.md (title and day)"],
    )


def test_two_entries_for_one_article_are_both_in_doubt() -> None:
    result = found([entry("x", f"{SITE}/a/"), entry("y", f"{SITE}/a")], [article()])
    assert result.sure == ()
    assert [each.why for each in result.doubtful] == ["2 entries fit a.md (address)"] * 2


def test_a_weaker_proof_never_disturbs_a_stronger_one() -> None:
    result = found([entry("x", f"{SITE}/a/"), entry("y", title="a.md")], [article()])
    assert [claim.entry.id for claim in result.sure] == ["x"]
    assert [stranger.id for stranger in result.strangers] == ["y"]


def test_one_id_for_two_articles_is_in_doubt_and_an_entry_that_is_there_twice_is_not() -> None:
    twice = entry("x", f"{SITE}/a/")
    both = [twice, entry("x", f"{SITE}/b/")]
    assert [each.why for each in found(both, [article()]).doubtful] == ["2 entries have this id"] * 2
    assert len(found([twice, twice], [article()]).sure) == 1


@pytest.mark.parametrize(
    ("addresses", "here"),
    [
        ((f"{SITE}/a/",), f"{SITE}/a/"),
        (("http://old.example:8080/\xe9/?utm_source=x&p=1",), f"{SITE}/%C3%A9/?p=1"),
        (("tag:x", "https://old.example//evil.example/"), f"{SITE}/evil.example/"),
        (("https://old.example/",), ""),
        ((), ""),
    ],
)
def test_where_an_entry_would_lie_on_this_site(addresses: tuple[str, ...], here: str) -> None:
    assert on_this_site(addresses, SITE) == here


ADDRESSES = st.text(max_size=20) | st.sampled_from(
    [f"{SITE}/a/", "/a", "https://x/b", "http://[", "//", "http://x:y/", "http://[::1]/a"]
)
ENTRIES = st.lists(
    st.builds(
        entry, st.sampled_from("xyz"), ADDRESSES, ADDRESSES, title=st.sampled_from(["a.md", "b.md", "<"])
    ),
    max_size=6,
)


@given(ENTRIES)
def test_whatever_a_feed_says_each_article_is_one_entry_at_most(entries: list[LiveEntry]) -> None:
    result = found(entries, [article("a.md"), article("b.md")])
    paths = [claim.article.path for claim in result.sure]
    assert len(paths) == len(set(paths))
    ids = [claim.entry.id for claim in result.sure]
    assert len(ids) == len(set(ids))
