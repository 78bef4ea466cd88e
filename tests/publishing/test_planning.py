"""Which deliveries an article gets: first passes and bursts announce nothing by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from feedbot.announcements.announcement import Voice
from feedbot.content.article import AccountWish, Article, Wish
from feedbot.content.identity.recognition import Recognised, recognise
from feedbot.content.site import SiteRules
from feedbot.deliveries.delivery import Delivery, State
from feedbot.feeds.feed import FeedFiles
from feedbot.publishing.planning import Baselines, plan_deliveries
from feedbot.publishing.site import AccountPlan, AnnouncePlan, FeedPlan, FirstRun, Site

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
OLD = NOW - timedelta(days=400)


def site(*accounts: AccountPlan, first_run: FirstRun = "nothing", grace: int = 0) -> Site:
    return Site(
        rules=SiteRules(
            name="s", url="https://s.example", root=Path("/s"), content=Path("/s/c"), output=Path("/s/p")
        ),
        feeds=(FeedPlan(files=FeedFiles(), title="S"),),
        announce=AnnouncePlan(first_run=first_run, grace=timedelta(minutes=grace)),
        accounts=accounts or (account("a"),),
    )


def account(name: str, *formerly: str) -> AccountPlan:
    return AccountPlan(
        name=name, network="local", voice=Voice(account=name), wait_until_live=False, formerly=formerly
    )


def articles(count: int, *, published: datetime = OLD, wish: Wish = Wish()) -> list[Article]:  # noqa: B008  # frozen
    return [
        Article(
            path=f"{number}.md",
            address=f"https://s.example/{number}/",
            title=str(number),
            published=published + timedelta(days=number),
            wish=wish,
            body_hash=str(number),
        )
        for number in range(count)
    ]


def fresh(given: Sequence[Article]) -> tuple[Recognised, ...]:
    return recognise((), given, site_url="https://s.example", now=NOW).out


def known(given: Sequence[Article]) -> tuple[Recognised, ...]:
    rows = [one.known for one in fresh(given)]
    return recognise(rows, given, site_url="https://s.example", now=NOW).out


def plan(
    where: Site,
    out: Sequence[Recognised],
    *,
    first_pass: bool = False,
    accounts: Collection[str] = ("a",),
    planned: Collection[tuple[str, str]] = (),
) -> tuple[Delivery, ...]:
    baselines = Baselines(first_pass=first_pass, accounts=accounts)
    return plan_deliveries(where, out, baselines=baselines, planned=planned, now=NOW)


def states(rows: Sequence[Delivery]) -> Counter[State]:
    return Counter(row.state for row in rows)


def test_a_first_pass_announces_nothing() -> None:
    rows = plan(site(), fresh(articles(100)), first_pass=True, accounts=())
    assert states(rows) == {State.SKIPPED: 100}
    assert all(row.reason.startswith("baseline") for row in rows)


def test_a_first_pass_may_announce_the_newest_article() -> None:
    rows = plan(site(first_run="newest"), fresh(articles(100)), first_pass=True, accounts=())
    assert [row.uid for row in rows if row.state is State.WAITING] == [fresh(articles(100))[99].known.uid]


def test_a_first_pass_may_announce_what_was_published_from_a_day_on() -> None:
    since = date(2025, 6, 30)
    rows = plan(site(first_run=since), fresh(articles(100)), first_pass=True, accounts=())
    waiting = {row.uid for row in rows if row.state is State.WAITING}
    assert waiting == {one.known.uid for one in fresh(articles(100)) if one.article.published.date() >= since}
    assert 3 < len(waiting) < 100


def test_a_new_article_waits_for_each_account_from_its_moment_on() -> None:
    wish = Wish(at=NOW + timedelta(hours=2))
    rows = plan(site(account("a"), account("b"), grace=5), fresh(articles(1, wish=wish)), accounts=("a", "b"))
    assert [(row.account, row.state, row.due_at) for row in rows] == [
        ("a", State.WAITING, NOW + timedelta(hours=2, minutes=5)),
        ("b", State.WAITING, NOW + timedelta(hours=2, minutes=5)),
    ]


@pytest.mark.parametrize(("count", "state"), [(3, State.WAITING), (4, State.HELD)])
def test_more_than_three_new_articles_in_one_pass_are_held(count: int, state: State) -> None:
    assert states(plan(site(), fresh(articles(count)))) == {state: count}


def test_a_new_account_starts_at_its_own_baseline() -> None:
    out = (*known(articles(2)), *fresh(articles(3)[2:]))
    rows = plan(
        site(account("a"), account("new")),
        out,
        planned={(one.known.uid, "a") for one in out[:2]},
    )
    assert {(row.account, row.state) for row in rows} == {("a", State.WAITING), ("new", State.SKIPPED)}


def test_a_renamed_account_is_not_a_new_one() -> None:
    rows = plan(site(account("b", "a")), fresh(articles(1)), accounts=("a",))
    assert states(rows) == {State.WAITING: 1}


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(announce=False), {"a": State.SKIPPED, "b": State.SKIPPED}),
        (
            Wish(accounts=(AccountWish(account="b", announce=False),)),
            {"a": State.WAITING, "b": State.SKIPPED},
        ),
    ],
)
def test_an_article_may_say_where_it_is_not_announced(wish: Wish, expected: dict[str, State]) -> None:
    rows = plan(site(account("a"), account("b")), fresh(articles(1, wish=wish)), accounts=("a", "b"))
    assert {row.account: row.state for row in rows} == expected


def test_what_has_a_delivery_gets_no_second_one() -> None:
    out = fresh(articles(1))
    assert plan(site(), out, planned={(out[0].known.uid, "a")}) == ()


def test_several_new_articles_are_sent_oldest_first() -> None:
    rows = plan(site(), fresh(articles(3)))
    in_order = sorted(rows, key=lambda row: (row.due_at, row.planned))
    assert [row.uid[-4:] for row in in_order] == ["0.md", "1.md", "2.md"]
    assert all(row.due_at is not None and row.due_at <= NOW for row in rows)
