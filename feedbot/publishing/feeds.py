"""Bring every feed of a site up to date: decide what each shows, render what differs, write it.

The order keeps readers from ever meeting a feed that names an archive which is not there:
archives first, then the feed. All that is remembered of the files is remembered at the end, at once;
a pass that dies before is made again, and finds the files as they should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from feedbot.content.problem import Problem
from feedbot.feeds.entries import LeftOutEntry
from feedbot.feeds.feed import Entry
from feedbot.feeds.history import Arrangement, Copy
from feedbot.feeds.render import NotRendered
from feedbot.publishing.archiving import Archivist, EntriesOf
from feedbot.publishing.beside import beside_the_feeds
from feedbot.publishing.feed_files import FeedFiles, ServedFile
from feedbot.publishing.feed_prints import FeedPrints, articles_of, copy_of
from feedbot.publishing.feed_problems import clash, cut, large, left_out
from feedbot.publishing.heads import subscription
from feedbot.publishing.planned_feeds import PlannedFeed, about_text, planned_feeds
from feedbot.publishing.rendering import RenderedFeed, render_within
from feedbot.publishing.report import BesideResult, FeedDone, FeedResult, FeedsDone
from feedbot.publishing.showing import Posts, Showroom
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Progress, Survey
from feedbot.store.ledger import Ledger
from feedbot.store.store import Store

if TYPE_CHECKING:
    from feedbot.publishing.entry_making import EntryMaker


class Manner(Enum):
    """How far to go."""

    WRITE = "bring the files up to date"
    REHEARSE = "say what would be written"
    EXAMINE = "the same, and render what is current too: some problems are found only so"


def write_feeds(
    site: Site,
    survey: Survey,
    store: Store,
    *,
    posts: Mapping[str, Posts],
    progress: Progress,
    manner: Manner = Manner.WRITE,
) -> FeedsDone:
    """Bring each feed file up to date; ``posts`` are the announcements that feeds may name, by uid."""
    records = store.ledger.feeds(site.name)
    files = FeedFiles(output=site.rules.output, records=records, dry=manner is not Manner.WRITE)
    showroom = Showroom(site=site, survey=survey, posts=posts)
    desk = _Desk(
        site=site,
        survey=survey,
        ledger=store.ledger,
        files=files,
        archivist=Archivist(
            site=site, archives=store.archives, files=files, now=survey.now, progress=progress
        ),
        showroom=showroom,
        prints=FeedPrints(site=site, survey=survey, ledger=store.ledger, showroom=showroom, records=records),
        whole=manner is Manner.EXAMINE,
    )
    planned = planned_feeds(site, survey.newest_first, records.values())
    results = [result for feed in planned.feeds for result in desk.bring_up_to_date(feed)]
    beside = tuple(desk.write_beside(planned.feeds))
    desk.remember()
    clashes = [clash(feed.key, feed.title) for feed in planned.clashing]
    return FeedsDone(
        results=tuple(results),
        beside=beside,
        problems=(*clashes, *desk.problems),
        looked_for=tuple(showroom.looked_for),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    """A feed rendered so that everything finds its place: in its own files, or in archives."""

    arrangement: Arrangement
    rendered: RenderedFeed
    updated: datetime
    copies: Sequence[Copy]  # what was arranged


@dataclass(slots=True, kw_only=True)
class _Desk:
    """One site's feeds in one pass."""

    site: Site
    survey: Survey
    ledger: Ledger
    files: FeedFiles
    archivist: Archivist
    showroom: Showroom
    prints: FeedPrints
    whole: bool
    _maker: EntryMaker | None = None
    _problems: dict[Problem, None] = field(default_factory=dict)

    def bring_up_to_date(self, planned: PlannedFeed) -> tuple[FeedResult, ...]:
        """Bring one feed up to date, with its archives."""
        plan, copies = planned.plan, [copy_of(one) for one in planned.articles]
        now = self.archivist.arrange(planned, copies, limit=plan.limit, size=max(1, plan.archives))
        current = self._are_current(planned, now) and self.archivist.are_current(planned, now)
        if current and not self.whole:
            return self._unchanged(planned, now)
        fitted = self._fitted(planned, copies, now)
        archived = self.archivist.bring_up_to_date(planned, fitted.arrangement, self._entries_of(planned))
        if any(result.done is FeedDone.FAILED for result in archived):
            return (*self._kept_back(planned), *archived)
        settled = self.archivist.settled(planned, fitted.copies, fitted.arrangement)
        return (*self._serve(planned, fitted, self._made_of(planned, settled)), *archived)

    def write_beside(self, feeds: Sequence[PlannedFeed]) -> Iterator[BesideResult]:
        """Write what is served beside the feeds."""
        for beside in beside_the_feeds(self.site, feeds, self.files.records):
            done = FeedDone.UNCHANGED
            if not self.files.are_current(beside.file, beside.made_of):
                served = ServedFile(
                    file=beside.file, data=beside.make(), made_of=beside.made_of, updated=self.survey.now
                )
                done = self.files.put(served)
            why = self.files.whys.get(beside.file, "")
            yield BesideResult(file=beside.file, done=done, why=why)

    def remember(self) -> None:
        """Remember the files as they are now, and remove twins that nobody asks for any longer."""
        if self.files.dry:
            return
        name = self.site.name
        for twin in self.files.left_over():
            self.files.remove(twin)
            self.ledger.forget_feed(name, twin)
        self.ledger.remember_feeds(name, tuple(self.files.written.values()))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what was found in rendering, each once."""
        made = self._maker.problems if self._maker is not None else {}
        return tuple({**made, **self._problems})

    def _fitted(self, planned: PlannedFeed, copies: Sequence[Copy], arrangement: Arrangement) -> _Fitted:
        """Render a feed; while it is too large, show less, and put what finds no place into archives."""
        plan, entries_of = planned.plan, self._entries_of(planned)
        limit, size = plan.limit, max(1, plan.archives)
        while True:
            unready = self.archivist.unready(planned, arrangement, entries_of)
            if unready:
                copies = [copy for copy in copies if copy.uid not in unready]
                arrangement = self.archivist.arrange(planned, copies, limit=limit, size=size)
                continue
            entries = entries_of(arrangement.shown)
            updated = self.prints.updated(planned, arrangement)
            gone = self.prints.gone(planned)
            feed = subscription(self.site, planned, entries, arrangement, updated=updated, gone=gone)
            rendered = render_within(feed, [kind for kind, _ in planned.files], plan.most_bytes)
            if plan.archives and limit > 1 and rendered.shown < len(entries):
                limit = max(1, rendered.shown)
            elif not self.archivist.fits(arrangement, entries_of):
                size = max(1, size // 2)
            else:
                return _Fitted(arrangement=arrangement, rendered=rendered, updated=updated, copies=copies)
            arrangement = self.archivist.arrange(planned, copies, limit=limit, size=size)

    def _serve(self, planned: PlannedFeed, fitted: _Fitted, made_of: str) -> Iterator[FeedResult]:
        """Write the feed's files, and tell what is to be said of them."""
        self._tell_size(planned, fitted)
        for kind, file in planned.files:
            done = fitted.rendered.formats[kind]
            self._tell(left_out(entry, self._path(entry)) for entry in done.left_out)
            entries = fitted.rendered.shown - len(done.left_out)
            if isinstance(done, NotRendered):
                yield _result(planned, file, FeedDone.FAILED, entries, "; ".join(done.why))
                continue
            served = ServedFile(
                file=file,
                data=done.data,
                made_of=made_of,
                updated=fitted.updated,
                about=about_text(planned.about),
                twins=planned.plan.compress,
            )
            became = self.files.put(served)
            yield _result(planned, file, became, entries, self.files.whys.get(file, ""))

    def _unchanged(self, planned: PlannedFeed, arrangement: Arrangement) -> tuple[FeedResult, ...]:
        archived = self.archivist.unchanged(planned, arrangement)
        entries = len(arrangement.shown)
        return (
            *(_result(planned, file, FeedDone.UNCHANGED, entries) for _, file in planned.files),
            *archived,
        )

    def _kept_back(self, planned: PlannedFeed) -> Iterator[FeedResult]:
        """Leave a feed as it is whose archives could not be written: it would name what is not there."""
        for _, file in planned.files:
            self.files.keep(file, planned.plan.compress)
            why = "one of its archives could not be written"
            yield _result(planned, file, FeedDone.FAILED, 0, why)

    def _are_current(self, planned: PlannedFeed, arrangement: Arrangement) -> bool:
        alone, twins = self.prints.made_of(planned, arrangement), planned.plan.compress
        return any(
            all(self.files.are_current(file, made_of, twins) for _, file in planned.files)
            for made_of in (alone, self.prints.among_all(alone))
        )

    def _made_of(self, planned: PlannedFeed, settled: Arrangement) -> str:
        """Return what a feed was made of; "", which is never current, where the next pass must try again."""
        maker = self._entry_maker()
        if maker.lacks(settled.shown):
            return ""
        alone = self.prints.made_of(planned, settled)
        by_themselves = maker.stand_alone(settled.shown, planned.plan)
        return alone if by_themselves else self.prints.among_all(alone)

    def _entries_of(self, planned: PlannedFeed) -> EntriesOf:
        maker, articles = self._entry_maker(), articles_of(planned)

        def entries_of(uids: Sequence[str]) -> tuple[Entry, ...]:
            made = (maker.entry(self.showroom.shown(articles[uid]), planned.plan) for uid in uids)
            return tuple(entry for entry in made if entry is not None)

        return entries_of

    def _entry_maker(self) -> EntryMaker:
        if self._maker is None:
            from feedbot.content.links import KnownAddresses  # noqa: PLC0415  # imported late, as its neighbour
            from feedbot.publishing.entry_making import EntryMaker  # noqa: PLC0415  # imported late: 40 ms

            self._maker = EntryMaker(site=self.site, addresses=KnownAddresses(self.showroom.addresses))
        return self._maker

    def _path(self, entry: LeftOutEntry) -> str:
        out = self.survey.recognition.out
        return next((one.article.path for one in out if one.known.uid == entry.uid), entry.address)

    def _tell_size(self, planned: PlannedFeed, fitted: _Fitted) -> None:
        rendered, shown = fitted.rendered, fitted.arrangement.shown
        left_out = len(shown) - len(self._entries_of(planned)(shown))
        wanted = min(planned.plan.limit, len(fitted.copies)) - left_out
        if rendered.shown < wanted:
            self._tell([cut(planned.key, rendered.shown, wanted, planned.plan.most_bytes)])
        found = large(planned.key, rendered.largest)
        self._tell([found] if found is not None else [])

    def _tell(self, found: Iterable[Problem]) -> None:
        self._problems |= dict.fromkeys(found)


def _result(planned: PlannedFeed, file: str, done: FeedDone, entries: int, why: str = "") -> FeedResult:
    return FeedResult(file=file, done=done, entries=entries, why=why, family=planned.family)
