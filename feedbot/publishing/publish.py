"""One pass over one site: look, remember, write the feeds, deliver; a rehearsal does none of the writing.

New articles and their deliveries are remembered in one transaction before anything is written or sent,
so a pass that dies at any point is simply made again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feedbot.content.article import Article
from feedbot.content.identity.recognition import mint
from feedbot.content.naming import meant
from feedbot.content.problem import Problem
from feedbot.deliveries.delivery import Delivery, Skip, State, delivery_id
from feedbot.deliveries.retry import SETTLE
from feedbot.deliveries.world import World
from feedbot.networks.network import Network
from feedbot.networks.page import FetchPage
from feedbot.publishing.deciding import Decision, decide
from feedbot.publishing.feeds import FeedsDone, write_feeds
from feedbot.publishing.pictures import missing_pictures
from feedbot.publishing.report import Preview, Report
from feedbot.publishing.site import AccountPlan, Site
from feedbot.publishing.survey import Progress, Survey, look
from feedbot.publishing.tags import tag_problems
from feedbot.store.ledger import Changes
from feedbot.store.store import Store

UNSETTLED = timedelta(seconds=1)  # when to look again at a file that was still being written


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Everything a pass over one site works with."""

    site: Site
    store: Store
    networks: Mapping[str, Network]  # by account
    fetch: FetchPage
    world: World
    progress: Progress

    def publish(self, *, probe: bool) -> Report:
        """Make one pass; ``probe`` asks accounts in trouble whether it is over."""
        now = self.world.clock()
        self.store.outbox.recover(self.site.name, now, settle=SETTLE, alone=self.store.alone)
        found = self._decide(now)
        if found.first_pass or found.changes != Changes():
            self.store.ledger.remember(self.site.name, found.changes, now)
        self.world.failpoint("after_remember")
        feeds = write_feeds(self.site, found.survey, self.store.ledger)
        self.world.failpoint("after_feeds")
        delivered = self._deliver(found.survey, probe=probe)
        return self._report(found, feeds, delivered=delivered)

    def rehearse(self) -> Report:
        """Do all that a pass does but write and send, and say how each announcement would read."""
        found = self._decide(self.world.clock())
        feeds = write_feeds(self.site, found.survey, self.store.ledger, dry=True)
        remembered = self.store.outbox.listing(self.site.name, states=(State.WAITING, State.HELD))
        planned = [row for row in found.changes.deliveries if row.state in {State.WAITING, State.HELD}]
        articles = _by_uid(found.survey)
        names = {account.name for account in self.site.accounts}
        rows = [row for row in (*remembered, *planned) if row.uid in articles and row.account in names]
        previews = tuple(self._preview(articles[row.uid], row) for row in rows)
        return replace(self._report(found, feeds, delivered=()), previews=previews)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with the site's content, feeds included; changes nothing."""
        from feedbot.publishing.announcing import bad_texts  # noqa: PLC0415  # imported late: 20 ms

        found = self._decide(self.world.clock())
        feeds = write_feeds(self.site, found.survey, self.store.ledger, dry=True, whole=True)
        readings = (source.reading for source in found.survey.sources.values())
        texts = bad_texts(reading.article for reading in readings if reading.article)
        out = [one.article for one in found.survey.newest_first]
        pictures = missing_pictures(self.site.rules, out)
        return (*found.survey.problems, *texts, *tag_problems(self.site, out), *pictures, *feeds.problems)

    def preview(self, name: str) -> tuple[Preview, ...]:
        """Say how one article, out or not, would read on each account; () if there is no such article.

        ``name`` is its path below the content folder, or a part of it.
        """
        found = self._decide(self.world.clock())
        readings = {path: source.reading for path, source in found.survey.sources.items()}
        articles = [article for path in meant(name, readings) if (article := readings[path].article)]
        uids = {one.article.path: one.known.uid for one in found.survey.recognition.out}
        return tuple(
            self._preview(article, self._row(article, uids.get(article.path), account))
            for article in articles
            for account in self.site.accounts
        )

    def _decide(self, now: datetime) -> Decision:
        survey = look(self.site.rules, self.store.ledger, now=now, progress=self.progress)
        return decide(self.site, survey, self.store)

    def _deliver(self, survey: Survey, *, probe: bool) -> tuple[Delivery, ...]:
        if not self.store.outbox.due(self.site.name, self.world.clock()):
            return ()
        from feedbot.publishing.delivering import deliver  # noqa: PLC0415  # imported late: 20 ms

        return deliver(
            self.site,
            _by_uid(survey),
            outbox=self.store.outbox,
            networks=self.networks,
            fetch=self.fetch,
            world=self.world,
            probe=probe,
        )

    def _preview(self, article: Article, row: Delivery) -> Preview:
        from feedbot.publishing.announcing import worded  # noqa: PLC0415  # imported late: 20 ms

        account = next(account for account in self.site.accounts if account.name == row.account)
        said = worded(article, row.uid, account, self.networks[row.account], self.site)
        return Preview(delivery=row, article=article, worded=said)

    def _row(self, article: Article, uid: str | None, account: AccountPlan) -> Delivery:
        """Return the article's delivery as it stands, or as it would be planned."""
        uid, now = uid or mint(article, self.site.rules.url), self.world.clock()
        rows = self.store.outbox.listing(self.site.name, account=account.name)
        return next(
            (row for row in rows if row.uid == uid),
            Delivery(
                id=delivery_id(self.site.name, uid, account.name, now),
                site=self.site.name,
                uid=uid,
                account=account.name,
                state=State.WAITING,
                reason="not planned yet",
                planned=now,
            ),
        )

    def _report(self, found: Decision, feeds: FeedsDone, *, delivered: Sequence[Delivery]) -> Report:
        survey, changes = found.survey, found.changes
        out = survey.recognition.out
        outbox, name = self.store.outbox, self.site.name
        served = [account.name for account in self.site.accounts if account.name in self.networks]
        moments = [survey.next_change, outbox.next_due(name, served)]
        if survey.unsettled:
            moments.append(survey.now + UNSETTLED)
        return Report(
            site=name,
            first_pass=found.first_pass,
            articles=len(out),
            new=tuple(one.article for one in out if one.is_new),
            changed=tuple(
                one.article for one in out if one.before and one.before.facts_hash != one.known.facts_hash
            ),
            moved=tuple((one.moved_from, one.known.address) for one in out if one.moved_from),
            gone=tuple(known.address for known in survey.recognition.gone),
            baseline=len({row.uid for row in changes.deliveries if row.reason.startswith(Skip.BASELINE)}),
            planned=changes.deliveries,
            feeds=feeds.results,
            delivered=tuple(delivered),
            previews=(),
            problems=(*survey.problems, *feeds.problems),
            next_due=min((moment for moment in moments if moment is not None), default=None),
            held=outbox.listing(name, states=(State.HELD,)),
            titles={one.known.uid: one.article.title for one in out},
            folders=tuple(self.site.rules.content / folder for folder in survey.listing.folders),
            looked_for=feeds.looked_for,
        )


def _by_uid(survey: Survey) -> dict[str, Article]:
    return {one.known.uid: one.article for one in survey.recognition.out}
