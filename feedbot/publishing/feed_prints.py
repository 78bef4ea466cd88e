"""What a feed is made of, in short: a hash that changes when its bytes would; and when it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from feedbot.content.identity.known import Known
from feedbot.content.identity.recognition import Recognised
from feedbot.feeds.history import Arrangement, Copy
from feedbot.publishing.feed_files import high_water
from feedbot.publishing.heads import tombstones
from feedbot.publishing.planned_feeds import PlannedFeed
from feedbot.publishing.showing import Showroom
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Survey
from feedbot.store.ledger import FeedRecord, Ledger


@dataclass(slots=True, kw_only=True)
class FeedPrints:
    """Knows what each feed of one site depends on."""

    site: Site
    survey: Survey
    ledger: Ledger
    showroom: Showroom
    records: Mapping[str, FeedRecord]
    _rules_print: str = ""
    _addresses_print: str = ""
    _gone: tuple[Known, ...] | None = None

    def made_of(self, planned: PlannedFeed, arrangement: Arrangement) -> str:
        """Return a hash of everything that a feed's bytes depend on whose texts name no other articles."""
        self._rules_print = self._rules_print or self.showroom.rules_print()
        articles = articles_of(planned)
        shows_all = len(arrangement.shown) == len(planned.articles)
        parts = [
            self._rules_print,
            repr((planned.plan, planned.about, planned.files, planned.title, planned.description)),
            repr((planned.home, planned.language, planned.is_main, shows_all)),
            repr([archive.number for archive in arrangement.archives[-1:]]),
            repr(tombstones(self.gone(planned))),
            *(self.showroom.shown(articles[uid]).print for uid in arrangement.shown),
        ]
        return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def among_all(self, made_of: str) -> str:
        """Return what a feed is made of whose texts do: an article may move, or be there only now."""
        self._addresses_print = self._addresses_print or self.showroom.addresses_print()
        return sha256(f"{made_of} {self._addresses_print}".encode()).hexdigest()

    def updated(self, planned: PlannedFeed, arrangement: Arrangement) -> datetime:
        """Return the feed's ``updated``: the newest of its entries', and never earlier than it once was."""
        articles = articles_of(planned)
        moments = [articles[uid].known.updated for uid in arrangement.shown]
        told = high_water(self.records, [file for _, file in planned.files])
        since = self.ledger.since(self.site.name) or self.survey.now
        return max([*moments, *([told] if told else [])], default=since)

    def gone(self, planned: PlannedFeed) -> tuple[Known, ...]:
        """Return what is no longer out, where a feed tells it; only the main one, for it is about all."""
        if not planned.plan.tombstones or not planned.is_main:
            return ()
        if self._gone is None:
            out = {one.known.uid for one in self.survey.recognition.out}
            rows = (*self.ledger.articles(self.site.name), *self.survey.recognition.gone)
            self._gone = tuple({row.uid: row for row in rows if row.uid not in out}.values())
        return self._gone


def articles_of(planned: PlannedFeed) -> Mapping[str, Recognised]:
    """Return a feed's articles by uid."""
    return {one.known.uid: one for one in planned.articles}


def copy_of(one: Recognised) -> Copy:
    """Return what archives know of an article: a new look at the same text is no new version."""
    known = one.known
    version = f"{known.updated.isoformat()} {known.address} {known.body_hash}"
    return Copy(
        uid=known.uid,
        print=sha256(version.encode()).hexdigest()[:16],
        changed=max(known.updated, known.first_seen),
    )
