"""Adopt ids and dates from the feed that is live, so that no reader is told anything twice.

Where the site had no pass yet, adopting is its first one, and announces nothing:
all that is out becomes known in the same transaction, as the feed shows only the newest of it.
Later, articles that are known change their uid, and their deliveries go along;
everything else that may have happened in the folder is left to the next pass.
An entry whose article is not out, or not readable, is remembered as gone, so that it returns as itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from feedbot.content.article import Article
from feedbot.content.identity.known import Adopted, Known, adopted_row, first_row, row_without_file
from feedbot.content.identity.recognition import Recognised, recognise
from feedbot.deliveries.delivery import Skip
from feedbot.feeds.live_entry import LiveEntry, LiveFeed
from feedbot.publishing.adoption import Adoption, Scene, Verdicts, sort_out
from feedbot.publishing.claims import Claim
from feedbot.publishing.deciding import decide
from feedbot.publishing.likeness import joined, on_this_site
from feedbot.publishing.planning import Baselines, plan_deliveries
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Progress, Survey, look
from feedbot.store.ledger import Changes
from feedbot.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopter:
    """Everything that adopting a feed for one site works with."""

    site: Site
    store: Store
    now: datetime
    progress: Progress

    def adopt(self, feed: LiveFeed, source: str, *, dry: bool = False) -> Adoption:
        """Adopt a feed, unless none of its entries is an article of this site; ``dry`` writes nothing."""
        ledger, name = self.store.ledger, self.site.name
        survey = look(self.site.rules, ledger, now=self.now, progress=self.progress)
        first_pass = ledger.since(name) is None
        scene = _scene(self.site, survey, ledger.articles(name))
        verdicts = sort_out(feed.entries, scene)
        changes = (self._first if first_pass else self._later)(scene, verdicts, feed.format, survey)
        skipped = {row.uid for row in changes.deliveries if row.reason.startswith(Skip.BASELINE)}
        adoption = Adoption(
            site=name,
            source=source,
            format=feed.format,
            well_formed=feed.well_formed,
            entries=len(feed.entries) + len(feed.unusable),
            first_pass=first_pass,
            verdicts=verdicts,
            unusable=feed.unusable,
            replaced=sum(
                1 for claim in verdicts.taken if (row := scene.row_of(claim.article.path)) and row.adopted
            ),
            baseline=len(skipped),
        )
        if adoption.fits and not dry and changes != Changes():
            ledger.remember(name, changes, self.now)
        return adoption

    def _first(self, scene: Scene, verdicts: Verdicts, feed: str, survey: Survey) -> Changes:
        """Make the site's first pass, with the ids of the live feed; nothing is news in it."""
        adopted = {claim.article.path: _adopted(claim.entry, feed) for claim in verdicts.taken}
        recognition = recognise(
            scene.rows,
            [one.article for one in survey.recognition.out],
            site_url=scene.site_url,
            now=self.now,
            adopted={path: live for path, live in adopted.items() if path in scene.out},
        )
        quiet = replace(self.site, announce=replace(self.site.announce, first_run="nothing"))
        changes = decide(quiet, replace(survey, recognition=recognition), self.store).changes
        hidden = [
            self._row(claim, scene, feed) for claim in verdicts.taken if claim.article.path not in scene.out
        ]
        known = {row.uid for row in (*changes.articles, *hidden)}
        missing = self._without_file(verdicts.strangers, scene, feed, known)
        return replace(changes, articles=(*changes.articles, *hidden, *missing))

    def _later(self, scene: Scene, verdicts: Verdicts, feed: str, _survey: Survey) -> Changes:
        """Give known articles their new uids; one that is new to us was live already, and is no news."""
        rows = {claim.article.path: self._row(claim, scene, feed) for claim in verdicts.taken}
        new = [
            Recognised(article=one.article, known=rows[path], before=rows[path])
            for path, one in scene.out.items()
            if path in rows and one.before is None
        ]
        ledger, name = self.store.ledger, self.site.name
        known = {row.uid for row in (*scene.rows, *rows.values())}
        return Changes(
            rekeyed=tuple(
                (before.uid, row.uid)
                for path, row in rows.items()
                if (before := scene.row_of(path)) is not None and before.uid != row.uid
            ),
            articles=(*rows.values(), *self._without_file(verdicts.strangers, scene, feed, known)),
            deliveries=plan_deliveries(
                self.site,
                new,
                baselines=Baselines(first_pass=False, accounts=ledger.accounts(name).keys()),
                planned=self.store.outbox.planned_keys(name),
                now=self.now,
            ),
        )

    def _row(self, claim: Claim, scene: Scene, feed: str) -> Known:
        """Return the article's row as adopted; what its file says now is no edit. A move is seen later."""
        article, live = claim.article, _adopted(claim.entry, feed)
        row = scene.row_of(article.path)
        if row is None:
            gone = None if article.path in scene.out else self.now
            row = replace(first_row(article, live.uid, self.now), gone=gone)
        return adopted_row(replace(row, body_hash=article.body_hash, facts_hash=article.facts_hash), live)

    def _without_file(
        self, strangers: Iterable[LiveEntry], scene: Scene, feed: str, known: set[str]
    ) -> Iterator[Known]:
        for entry in strangers:
            addresses = (joined(f"{scene.site_url}/", address) for address in entry.addresses)
            address = on_this_site((*addresses, entry.id), scene.site_url)
            if address and entry.id not in known:
                yield row_without_file(_adopted(entry, feed), address, self.now)


def _scene(site: Site, survey: Survey, rows: tuple[Known, ...]) -> Scene:
    out: Mapping[str, Recognised] = {one.article.path: one for one in survey.recognition.out}
    readings: Iterable[Article | None] = (source.reading.article for source in survey.sources.values())
    hidden = [article for article in readings if article is not None and article.path not in out]
    return Scene(site_url=site.rules.url, out=out, hidden=hidden, rows=rows)


def _adopted(entry: LiveEntry, feed: str) -> Adopted:
    return Adopted(
        uid=entry.id,
        feed=feed,
        published=entry.published.at if entry.published else None,
        updated=entry.updated.at if entry.updated else None,
        published_as=entry.published.said if entry.published else "",
        updated_as=entry.updated.said if entry.updated else "",
    )
