"""The archives of feeds: rendered once, kept in the store, written again from there where files are gone.

An archive is never made anew for an edit, a new look or a newer feedbot.
It is for two things: a withdrawn article leaves it, and a site that moves to another address, or gives its
feeds other names, gets new archives throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from feedbot.feeds.feed import Entry, FeedFormat
from feedbot.feeds.history import Archive, Arrangement, Copy, arrange, newest_only
from feedbot.feeds.render import Rendered, safe_render
from feedbot.publishing.feed_files import FeedFiles, ServedFile, made_of_bytes
from feedbot.publishing.heads import archive_feed, archive_name
from feedbot.publishing.planned_feeds import PlannedFeed
from feedbot.publishing.rendering import size_of
from feedbot.publishing.report import FeedDone, FeedResult
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Progress
from feedbot.store.archives import ArchiveFile, Archives, Remembered

MOST_BYTES = 2_000_000  # of one archive; whoever reads archives reads many

EntriesOf = Callable[[Sequence[str]], Sequence[Entry]]  # by uid, in the order that is asked for


@dataclass(slots=True, kw_only=True)
class Archivist:
    """Keeps the archives of one site's feeds."""

    site: Site
    archives: Archives
    files: FeedFiles
    now: datetime
    progress: Progress
    _kept: Mapping[str, Remembered] = field(init=False)
    _hashes: dict[str, dict[str, str]] = field(init=False)  # of the files that are kept, by feed

    def __post_init__(self) -> None:
        self._kept = self.archives.of(self.site.name)
        files = self.archives.files(self.site.name) if self._kept else {}
        self._hashes = {feed: dict(hashes) for feed, hashes in files.items()}

    def arrange(self, planned: PlannedFeed, copies: Sequence[Copy], *, limit: int, size: int) -> Arrangement:
        """Say which entries a feed shows, and which archives it has beside them."""
        if not planned.plan.archives:
            return newest_only(copies, limit=limit)
        return arrange(copies, self._of(planned), limit=limit, size=size)

    def settled(self, planned: PlannedFeed, copies: Sequence[Copy], arrangement: Arrangement) -> Arrangement:
        """Say what the next pass will find, if nothing changes until then."""
        plan = planned.plan
        if not plan.archives:
            return newest_only(copies, limit=plan.limit)
        return arrange(copies, arrangement.archives, limit=plan.limit, size=plan.archives)

    def are_current(self, planned: PlannedFeed, arrangement: Arrangement) -> bool:
        """Say whether every archive is there, as it was made."""
        hashes = self._hashes_of(planned)
        return not arrangement.changed and all(
            file in hashes and self.files.are_current(file, hashes[file], planned.plan.compress)
            for archive in arrangement.archives
            for _, file in _files(planned, archive)
        )

    def unchanged(self, planned: PlannedFeed, arrangement: Arrangement) -> tuple[FeedResult, ...]:
        """Say that every archive is as it was."""
        return tuple(
            _result(archive, file, FeedDone.UNCHANGED)
            for archive in arrangement.archives
            for _, file in _files(planned, archive)
        )

    def unready(self, planned: PlannedFeed, arrangement: Arrangement, entries: EntriesOf) -> frozenset[str]:
        """Return what cannot be shown now and was never archived: it must not be archived as nothing."""
        if self.files.dry:
            return frozenset()
        before = {uid for archive in self._of(planned) for uid, _ in archive.entries}
        new = [uid for archive in arrangement.changed for uid, _ in archive.entries if uid not in before]
        lacking = set()
        for place, uid in enumerate(new):
            self.progress(place, len(new))
            if not entries([uid]):
                lacking.add(uid)
        return frozenset(lacking)

    def fits(self, arrangement: Arrangement, entries: EntriesOf) -> bool:
        """Say whether every new archive is small enough for one file."""
        return self.files.dry or all(
            len(archive.entries) == 1
            or sum(size_of(entry) for entry in entries([uid for uid, _ in archive.entries])) <= MOST_BYTES
            for archive in arrangement.changed
        )

    def bring_up_to_date(
        self, planned: PlannedFeed, arrangement: Arrangement, entries: EntriesOf
    ) -> tuple[FeedResult, ...]:
        """Keep what is new, then write every file that is not as it should be."""
        if self.files.dry:
            return tuple(self._foreseen(planned, arrangement))
        missing = [archive for archive in arrangement.archives if self._lacks(planned, arrangement, archive)]
        made = [
            ArchiveFile(file=name, number=archive.number, data=data)
            for archive in missing
            for name, data in self._made(planned, arrangement, archive, entries)
        ]
        if made or arrangement.changed:
            self._keep(planned, arrangement, made)
        fresh = {each.file: each.data for each in made}
        return tuple(
            self._write(planned, archive, file, fresh.get(file))
            for archive in arrangement.archives
            for _, file in _files(planned, archive)
        )

    def _foreseen(self, planned: PlannedFeed, arrangement: Arrangement) -> Iterator[FeedResult]:
        """Say what would be written; nothing is rendered for it."""
        hashes = self._hashes_of(planned)
        for archive in arrangement.archives:
            lacks = self._lacks(planned, arrangement, archive)
            for _, file in _files(planned, archive):
                kept = not lacks and self.files.are_current(file, hashes[file], planned.plan.compress)
                yield _result(archive, file, FeedDone.UNCHANGED if kept else FeedDone.WRITTEN)

    def _of(self, planned: PlannedFeed) -> tuple[Archive, ...]:
        kept = self._kept.get(planned.key)
        return kept.archives if kept is not None and kept.base == self.site.rules.url else ()

    def _lacks(self, planned: PlannedFeed, arrangement: Arrangement, archive: Archive) -> bool:
        return archive in arrangement.changed or any(
            file not in self._hashes_of(planned) for _, file in _files(planned, archive)
        )

    def _keep(self, planned: PlannedFeed, arrangement: Arrangement, made: Sequence[ArchiveFile]) -> None:
        name, key, base = self.site.name, planned.key, self.site.rules.url
        if key in self._kept and self._kept[key].base != base:
            self.archives.forget(name, key)
        self.archives.remember(name, key, base, arrangement.changed, made)
        self._hashes_of(planned).update({each.file: made_of_bytes(each.data) for each in made})

    def _hashes_of(self, planned: PlannedFeed) -> dict[str, str]:
        return self._hashes.setdefault(planned.key, {})

    def _made(
        self, planned: PlannedFeed, arrangement: Arrangement, archive: Archive, entries: EntriesOf
    ) -> Sequence[tuple[str, bytes]]:
        """Render one archive; what it already has in one format stays as it is there."""
        chosen = entries([uid for uid, _ in archive.entries])
        last = arrangement.archives[-1].number
        feed = archive_feed(self.site, planned, archive, chosen, last=last, now=self.now)
        kinds = [
            (kind, name)
            for kind, file in planned.files
            if (name := archive_name(file, archive.number)) not in self._hashes_of(planned)
            or archive in arrangement.changed
        ]
        rendered = ((name, safe_render(feed, kind)) for kind, name in kinds)
        return [(name, done.data) for name, done in rendered if isinstance(done, Rendered)]

    def _write(self, planned: PlannedFeed, archive: Archive, file: str, data: bytes | None) -> FeedResult:
        digest = self._hashes_of(planned).get(file, "")
        if data is None and self.files.are_current(file, digest, planned.plan.compress):
            return _result(archive, file, FeedDone.UNCHANGED)
        data = data if data is not None else self.archives.data(self.site.name, file)
        if data is None:
            return _result(archive, file, FeedDone.FAILED, "it could not be rendered")
        done = self.files.put(
            ServedFile(
                file=file,
                data=data,
                made_of=made_of_bytes(data),
                updated=self.now,
                twins=planned.plan.compress,
            )
        )
        return _result(archive, file, done, self.files.whys.get(file, ""))


def _files(planned: PlannedFeed, archive: Archive) -> tuple[tuple[FeedFormat, str], ...]:
    return tuple((kind, archive_name(file, archive.number)) for kind, file in planned.files)


def _result(archive: Archive, file: str, done: FeedDone, why: str = "") -> FeedResult:
    family = f"{file.rpartition('/')[0]}/"
    return FeedResult(file=file, done=done, entries=len(archive.entries), why=why, family=family)
