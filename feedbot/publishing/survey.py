"""Look: read what changed in the content folder and compare it with the ledger; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from feedbot.content.article import Article, Standing, next_change, standing
from feedbot.content.folder import ContentFile, Listing, Unsettled, data_of, list_content, read_content
from feedbot.content.generators.registry import generator_of
from feedbot.content.identity.pairing import Folder
from feedbot.content.identity.recognition import Recognised, Recognition, recognise
from feedbot.content.messages import draft, generator_differs
from feedbot.content.problem import Problem, Severity
from feedbot.content.reading import Reading
from feedbot.content.site import SiteRules
from feedbot.store.ledger import Ledger, Source

READER_VERSION = "3"  # grows when equal bytes would be read differently
FRESH = timedelta(seconds=1)  # a file touched this lately may change again under the same time stamp

Progress = Callable[[int, int], None]  # articles done, articles to do


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What is there at one instant, and what differs from what the ledger remembers."""

    now: datetime
    listing: Listing
    sources: Mapping[str, Source]  # every content file, as it is to be remembered
    changed: tuple[Source, ...]
    dropped: tuple[str, ...]  # paths that are no longer there
    recognition: Recognition
    problems: tuple[Problem, ...]
    unsettled: bool  # a file changed while it was read: look again soon
    next_change: datetime | None  # when an article comes out or expires by itself

    @property
    def newest_first(self) -> tuple[Recognised, ...]:
        """Return the articles that are out, newest first, in an order that never depends on the disk."""
        by_date = sorted(self.recognition.out, key=lambda one: one.article.address)
        return tuple(sorted(by_date, key=lambda one: one.known.published, reverse=True))


def look(rules: SiteRules, ledger: Ledger, *, now: datetime, progress: Progress) -> Survey:
    """Read what changed since the last pass and tell new, known and gone articles apart."""
    listing = list_content(rules)
    rules = replace(rules, data=data_of(rules, listing))
    reader = _Reader(rules, ledger.sources(rules.name), now)
    for file in listing.files:
        reader.take(file)
    reader.read_changed(progress)
    articles = tuple(
        source.reading.article for source in reader.sources.values() if source.reading.article is not None
    )
    standings = [(article, standing(article, now)) for article in articles]
    recognition = recognise(
        ledger.articles(rules.name),
        [article for article, stands in standings if stands is Standing.PUBLISHED],
        site_url=rules.url,
        now=now,
        folder=reader.folder(listing),
    )
    told = [problem for source in reader.sources.values() for problem in source.reading.problems]
    shows_future = generator_of(rules).shows_future
    waiting = [
        problem
        for article, stands in standings
        for problem in _not_now(article, stands, shows_future=shows_future)
    ]
    moments = [moment for article in articles if (moment := next_change(article, now)) is not None]
    return Survey(
        now=now,
        listing=listing,
        sources=reader.sources,
        changed=tuple(reader.changed),
        dropped=tuple(sorted(reader.remembered.keys() - {file.path for file in listing.files})),
        recognition=recognition,
        problems=(*listing.problems, *reader.problems, *told, *waiting, *recognition.problems),
        unsettled=reader.unsettled,
        next_change=min(moments, default=None),
    )


class _Reader:
    """Reads each file that changed, and only those; remembers the others as they were."""

    def __init__(self, rules: SiteRules, remembered: Mapping[str, Source], now: datetime) -> None:
        self.rules = rules
        self.rules_hash = sha256(f"{READER_VERSION} {rules!r}".encode()).hexdigest()
        self.remembered = remembered
        self.now = now
        self.sources: dict[str, Source] = {}
        self.changed: list[Source] = []
        self.problems: list[Problem] = []
        self.unsettled = False
        self.unedited: set[str] = set()
        self._to_read: list[ContentFile] = []

    def take(self, file: ContentFile) -> None:
        known = self.remembered.get(file.path)
        if known is not None and known.stamp == file.stamp and known.rules == self.rules_hash:
            self.sources[file.path] = known
        else:
            self._to_read.append(file)

    def read_changed(self, progress: Progress) -> None:
        for done, file in enumerate(self._to_read):
            progress(done, len(self._to_read))
            self._read(file)
        if self._to_read:
            progress(len(self._to_read), len(self._to_read))

    def folder(self, listing: Listing) -> Folder:
        """Return what identity must know of the folder: what was there, what is, and what cannot be read."""
        present = frozenset(file.path for file in listing.files)
        return Folder(
            before={path: source.reading.article for path, source in self.remembered.items()},
            present=present,
            unread=(present - self.sources.keys())
            | {path for path, source in self.sources.items() if _is_held(source.reading)},
            unedited=self.unedited,
            zone=self.rules.zone,
        )

    def _read(self, file: ContentFile) -> None:
        known = self.remembered.get(file.path)
        match read_content(self.rules, file.path):
            case bytes() as data:
                source = self._source(file, data, known)
                self.sources[file.path] = source
                if source != known:
                    self.changed.append(source)
            case Unsettled():
                self.unsettled = True
                if known is not None:
                    self.sources[file.path] = known
            case Problem() as problem:
                self.problems.append(problem)

    def _source(self, file: ContentFile, data: bytes, known: Source | None) -> Source:
        digest = sha256(data).hexdigest()
        stamp = file.stamp if _modified(file) < self.now - FRESH else ""
        if known is not None and known.sha256 == digest:
            if known.rules == self.rules_hash:
                return replace(known, stamp=stamp)
            self.unedited.add(file.path)
        return Source(
            path=file.path,
            stamp=stamp,
            sha256=digest,
            rules=self.rules_hash,
            reading=self._reading(data, file),
        )

    def _reading(self, data: bytes, file: ContentFile) -> Reading:
        from feedbot.content.reader import read  # noqa: PLC0415  # imported late: YAML and Markdown, 80 ms

        return read(data, file.path, self.rules)


def _is_held(reading: Reading) -> bool:
    return reading.article is None and any(found.severity is Severity.HELD for found in reading.problems)


def _modified(file: ContentFile) -> datetime:
    return datetime.fromtimestamp(int(file.stamp.split(":")[1]) / 1e9, UTC)


def _not_now(article: Article, stands: Standing, *, shows_future: bool) -> Iterator[Problem]:
    """Say why an article is not out, where its date is the reason."""
    if stands is Standing.EXPIRED and article.expires is not None:
        yield draft(article.path, f"expired on {_told(article.expires)}", line=None)
    if stands is not Standing.FUTURE:
        return
    moment = _told(article.published)
    what = f"dated {moment}: comes out at that moment"
    yield Problem(code="future", severity=Severity.WITHHELD, path=article.path, what=what, repair="")
    if shows_future:
        what = f"the site's generator shows this already, feedbot waits for {moment}"
        yield generator_differs(article.path, what, "write a date that is not in the future")


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
