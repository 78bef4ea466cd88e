"""From what a look at a site found to what its pass has to remember; reads the store and writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedbot.announcements.timing import due
from feedbot.deliveries.delivery import Delivery
from feedbot.publishing.planning import Baselines, plan_deliveries
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Survey
from feedbot.store.ledger import Changes
from feedbot.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a look at the site led to, before anything was written."""

    survey: Survey
    changes: Changes
    first_pass: bool


def decide(site: Site, survey: Survey, store: Store) -> Decision:
    """Compare what was found with what was planned before; plan what is new."""
    ledger, outbox, name = store.ledger, store.outbox, site.name
    accounts = ledger.accounts(name)
    renamed = tuple(
        (old, account.name)
        for account in site.accounts
        if account.name not in accounts
        for old in [old for old in account.formerly if old in accounts][:1]
    )
    first_pass = ledger.since(name) is None
    new_accounts = {account.name for account in site.accounts} - accounts.keys()
    out = survey.recognition.out
    deliveries: tuple[Delivery, ...] = ()
    if first_pass or new_accounts or any(one.is_new for one in out):
        names = dict(renamed)
        planned = {(uid, names.get(account, account)) for uid, account in outbox.planned_keys(name)}
        baselines = Baselines(first_pass=first_pass, accounts=accounts.keys())
        deliveries = plan_deliveries(
            site, survey.newest_first, baselines=baselines, planned=planned, now=survey.now
        )
    changes = Changes(
        sources=survey.changed,
        dropped_sources=survey.dropped,
        articles=(*(one.known for one in out if one.known != one.before), *survey.recognition.gone),
        accounts=tuple(sorted(new_accounts - {new for _, new in renamed})),
        renamed_accounts=renamed,
        deliveries=deliveries,
        withdrawn=tuple(known.uid for known in survey.recognition.gone),
        returned=tuple(one.known.uid for one in out if one.returned),
        awaited=_awaited(site, survey),
    )
    return Decision(survey=survey, changes=changes, first_pass=first_pass)


def _awaited(site: Site, survey: Survey) -> tuple[tuple[str, datetime], ...]:
    """Return the known articles whose changed files ask for a later announcement, and when it is due."""
    changed = {source.path for source in survey.changed}
    return tuple(
        (one.known.uid, due(one.article, seen=survey.now, grace=site.announce.grace))
        for one in survey.recognition.out
        if one.before is not None and one.article.path in changed
        if one.article.wish.at is not None and one.article.wish.at > survey.now
    )
