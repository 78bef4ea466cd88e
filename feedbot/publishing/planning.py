"""Which deliveries an article gets, and in which state: pure; first passes and bursts announce nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from feedbot.announcements.timing import due, wants
from feedbot.content.identity.recognition import Recognised
from feedbot.deliveries.delivery import TOLD_NOT_TO, Delivery, Hold, Skip, State, delivery_id
from feedbot.publishing.site import AccountPlan, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Baselines:
    """What has been planned for before: whether the site had a pass, and which accounts had theirs."""

    first_pass: bool
    accounts: Collection[str]

    def covers(self, account: AccountPlan) -> bool:
        """Say whether what is new now is new to this account too."""
        return self.first_pass or bool({account.name, *account.formerly} & set(self.accounts))


def plan_deliveries(
    site: Site,
    out: Sequence[Recognised],
    *,
    baselines: Baselines,
    planned: Collection[tuple[str, str]],
    now: datetime,
) -> tuple[Delivery, ...]:
    """Return one delivery for each article and account without one; ``planned`` holds (uid, account)."""
    fresh = {one.known.uid for one in out if _is_fresh(one, site, out, first_pass=baselines.first_pass)}
    burst = len(fresh) if not baselines.first_pass and len(fresh) > site.announce.burst else 0
    oldest_first = sorted(out, key=_by_date)
    return tuple(
        _delivery(site, account, one, _first_state(one, account, fresh, burst, baselines), moment)
        for account in site.accounts
        for place, one in enumerate(oldest_first)
        for moment in (now - timedelta(microseconds=len(out) - place),)  # so they are sent in this order
        if (one.known.uid, account.name) not in planned
    )


def _is_fresh(one: Recognised, site: Site, out: Sequence[Recognised], *, first_pass: bool) -> bool:
    """Say whether an article is news: not seen published before, or chosen by ``first_run``."""
    if not first_pass:
        return one.is_new
    first_run = site.announce.first_run
    if isinstance(first_run, date):
        return one.known.published.date() >= first_run
    return first_run == "newest" and one is max(out, key=_by_date)


def _by_date(one: Recognised) -> tuple[datetime, str]:
    return one.known.published, one.known.address


def _first_state(
    one: Recognised, account: AccountPlan, fresh: Collection[str], burst: int, baselines: Baselines
) -> tuple[State, str]:
    """Decide state and reason: an article's own wish comes first, then the baseline, then the burst."""
    if not wants(one.article, account.name):
        return State.SKIPPED, TOLD_NOT_TO
    if one.known.uid not in fresh:
        return State.SKIPPED, f"{Skip.BASELINE}: it was out before feedbot's first pass"
    if not baselines.covers(account):
        return State.SKIPPED, f"{Skip.BASELINE}: it was out before this account's first pass"
    if burst:
        return State.HELD, f"{Hold.BURST}: {burst} new articles in one pass"
    return State.WAITING, "new article"


def _delivery(
    site: Site, account: AccountPlan, one: Recognised, first: tuple[State, str], now: datetime
) -> Delivery:
    state, reason = first
    when = due(one.article, seen=now, grace=site.announce.grace) if state is State.WAITING else None
    return Delivery(
        id=delivery_id(site.name, one.known.uid, account.name, now),
        site=site.name,
        uid=one.known.uid,
        account=account.name,
        state=state,
        reason=reason,
        planned=now.astimezone(UTC),
        due_at=when,
        wanted_since=when,
    )
