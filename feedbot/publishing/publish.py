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
from feedbot.feeds.listing import ListedFeed
from feedbot.hubs.ping import Ping
from feedbot.hubs.websub import PostForm
from feedbot.networks.network import Network
from feedbot.networks.page import FetchDocument, FetchPage
from feedbot.publishing.deciding import Decision, decide
from feedbot.publishing.feeds import Manner, write_feeds
from feedbot.publishing.missing_files import missing_files
from feedbot.publishing.planned_feeds import listed, planned_feeds
from feedbot.publishing.report import FeedsDone, Preview, Report
from feedbot.publishing.showing import Posts
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
    fetch_copy: FetchDocument
    post_form: PostForm
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
        feeds = self._write_feeds(found.survey)
        self.world.failpoint("after_feeds")
        delivered = self._deliver(found.survey, probe=probe)
        if self._told_in_feeds(delivered):
            feeds = feeds.followed_by(self._write_feeds(found.survey))
        pinged = self._ping_hubs(found.survey)
        return self._report(found, feeds, delivered=delivered, pinged=pinged)

    def rehearse(self) -> Report:
        """Do all that a pass does but write and send, and say how each announcement would read."""
        found = self._decide(self.world.clock())
        feeds = self._write_feeds(found.survey, Manner.REHEARSE)
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
        feeds = self._write_feeds(found.survey, Manner.EXAMINE)
        readings = (source.reading for source in found.survey.sources.values())
        texts = bad_texts(reading.article for reading in readings if reading.article)
        out = [one.article for one in found.survey.newest_first]
        pictures = missing_files(self.site.rules, out)
        return (*found.survey.problems, *texts, *tag_problems(self.site, out), *pictures, *feeds.problems)

    def listed(self) -> tuple[ListedFeed, ...]:
        """Return what there is to subscribe to, the main feed first; changes nothing."""
        return self._listed(self._decide(self.world.clock()).survey)

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

    def _write_feeds(self, survey: Survey, manner: Manner = Manner.WRITE) -> FeedsDone:
        posts = self._posts() if any(plan.footer or plan.comments for plan in self.site.feeds) else {}
        return write_feeds(self.site, survey, self.store, posts=posts, progress=self.progress, manner=manner)

    def _posts(self) -> dict[str, Posts]:
        """Return the announcements that can be read on the web, by uid, in the order of the accounts."""
        order = {account.name: place for place, account in enumerate(self.site.accounts)}
        networks = {account.name: account.network for account in self.site.accounts}
        rows = self.store.outbox.listing(self.site.name, states=(State.POSTED,))
        public = [row for row in rows if row.account in order and _on_the_web(row)]
        posts: dict[str, Posts] = {}
        for row in sorted(public, key=lambda row: order[row.account]):
            said = (row.account, networks[row.account], row.remote_url)
            posts[row.uid] = (*posts.get(row.uid, ()), said)
        return posts

    def _told_in_feeds(self, delivered: Sequence[Delivery]) -> bool:
        """Say whether entries name what has just been posted."""
        templates = [text for plan in self.site.feeds for text in (plan.footer, plan.comments)]
        return any("post" in text for text in templates) and any(map(_on_the_web, delivered))

    def _listed(self, survey: Survey) -> tuple[ListedFeed, ...]:
        records = self.store.ledger.feeds(self.site.name)
        return listed(self.site, planned_feeds(self.site, survey.newest_first, records.values()).feeds)

    def _ping_hubs(self, survey: Survey) -> tuple[Ping, ...]:
        pings, name = self.store.pings, self.site.name
        if not any(plan.hubs for plan in self.site.feeds) and not pings.of(name):
            return ()
        from feedbot.publishing.pinging import ping_hubs, topics  # noqa: PLC0415  # imported late: seldom asked for

        wanted = topics(self._listed(survey), self.store.ledger.feeds(name))
        return ping_hubs(
            name, wanted, pings=pings, fetch=self.fetch_copy, post=self.post_form, world=self.world
        )

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

    def _report(
        self,
        found: Decision,
        feeds: FeedsDone,
        *,
        delivered: Sequence[Delivery],
        pinged: Sequence[Ping] = (),
    ) -> Report:
        survey, changes = found.survey, found.changes
        out = survey.recognition.out
        outbox, name = self.store.outbox, self.site.name
        served = [account.name for account in self.site.accounts if account.name in self.networks]
        moments = [survey.next_change, outbox.next_due(name, served), self.store.pings.next_due(name)]
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
            beside=feeds.beside,
            delivered=tuple(delivered),
            pinged=tuple(pinged),
            previews=(),
            problems=(*survey.problems, *feeds.problems),
            next_due=min((moment for moment in moments if moment is not None), default=None),
            held=outbox.listing(name, states=(State.HELD,)),
            titles={one.known.uid: one.article.title for one in out},
            folders=tuple(
                self.site.rules.content / folder
                for folder in (*survey.listing.folders, *survey.listing.sought)
            ),
            looked_for=feeds.looked_for,
        )


def _on_the_web(row: Delivery) -> bool:
    return row.state is State.POSTED and row.remote_url.startswith(("https://", "http://"))


def _by_uid(survey: Survey) -> dict[str, Article]:
    return {one.known.uid: one.article for one in survey.recognition.out}
