"""Write the feeds: choose the entries, and render only when something that a reader sees differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from feedbot.content.folder import read_content
from feedbot.content.identity import Recognised
from feedbot.content.images import ImageFile, locate
from feedbot.content.markdown import body_html
from feedbot.content.problem import Problem, Severity
from feedbot.feeds.entries import LeftOutEntry, entry
from feedbot.feeds.feed import Entry, EntryImage, Feed, FeedFormat
from feedbot.feeds.files import CouldNotWrite, Unchanged, Written, write_whole
from feedbot.feeds.render import NotRendered, safe_render
from feedbot.publishing.report import FeedDone, FeedResult
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Survey
from feedbot.store.ledger import FeedRecord, Ledger

RENDERER_VERSION = "1"  # grows when an equal feed would be rendered differently


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsDone:
    """What became of the site's feed files, and which entries could not be shown as they are."""

    results: tuple[FeedResult, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """One article that the feed shows, with its picture."""

    one: Recognised
    image: ImageFile | None
    source: str  # SHA-256 of its file


def write_feeds(site: Site, survey: Survey, ledger: Ledger, *, dry: bool = False) -> FeedsDone:
    """Bring each feed file up to date; with ``dry`` only say what would be written."""
    shown = _shown(site, survey)
    addresses = {one.article.path: one.article.address for one in survey.recognition.out}
    made_of = _made_of(site, shown, addresses)
    records = ledger.feeds(site.name)
    stale = {
        kind: file
        for kind, file in _wanted(site)
        if not _is_current(site.rules.output / file, records.get(file), made_of)
    }
    results = [
        FeedResult(file=file, done=FeedDone.UNCHANGED, entries=len(shown))
        for kind, file in _wanted(site)
        if kind not in stale
    ]
    if not stale:
        return FeedsDone(results=tuple(results))
    updated = _updated(shown, records.values(), ledger.since(site.name) or survey.now)
    feed, problems = _feed(site, shown, addresses, updated)
    for kind, file in stale.items():
        done = _serve(feed, kind, site.rules.output, file, dry=dry)
        results.append(done.result)
        problems = (*problems, *(_left_out(entry, shown) for entry in done.left_out))
        if done.sha256 and not dry:
            ledger.remember_feed(
                site.name,
                FeedRecord(
                    file=file,
                    made_of=made_of,
                    sha256=done.sha256,
                    stamp=_stamp(site.rules.output / file),
                    updated=updated,
                ),
            )
    return FeedsDone(results=tuple(results), problems=tuple(dict.fromkeys(problems)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Served:
    """One feed file after an attempt; ``sha256`` is empty where the file is not as it should be."""

    result: FeedResult
    left_out: tuple[LeftOutEntry, ...]
    sha256: str


def _serve(feed: Feed, kind: FeedFormat, output: Path, file: str, *, dry: bool) -> _Served:
    rendered = safe_render(feed, kind)
    count = len(feed.entries) - len(rendered.left_out)
    if isinstance(rendered, NotRendered):
        failed = FeedResult(file=file, done=FeedDone.FAILED, entries=count, why="; ".join(rendered.why))
        return _Served(result=failed, left_out=rendered.left_out, sha256="")
    digest = sha256(rendered.data).hexdigest()
    if dry:
        done, why = FeedDone.UNCHANGED if _digest(output / file) == digest else FeedDone.WRITTEN, ""
    else:
        done, why = _write(output, file, rendered.data)
    return _Served(
        result=FeedResult(file=file, done=done, entries=count, why=why),
        left_out=rendered.left_out,
        sha256="" if done is FeedDone.FAILED else digest,
    )


def _write(output: Path, file: str, data: bytes) -> tuple[FeedDone, str]:
    with suppress(OSError):  # a site never built has no output folder; what fails is told below
        output.mkdir(exist_ok=True)
    match write_whole(output / file, data, output=output):
        case Written():
            return FeedDone.WRITTEN, ""
        case Unchanged():
            return FeedDone.UNCHANGED, ""
        case CouldNotWrite(why=why):
            return FeedDone.FAILED, why


def _feed(
    site: Site, shown: Sequence[_Shown], addresses: Mapping[str, str], updated: datetime
) -> tuple[Feed, tuple[Problem, ...]]:
    plan, rules = site.feed, site.rules
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in shown:
        made = _entry(site, item, addresses)
        if isinstance(made, Entry):
            entries.append(made)
        else:
            problems.append(_left_out(made, shown))
    feed = Feed(
        uid=f"{rules.url}/",
        title=plan.title,
        description=plan.description,
        home=f"{rules.url}/",
        rss_address=_address(site, plan.files.rss or "rss.xml"),
        atom_address=_address(site, plan.files.atom or "atom.xml"),
        json_address=_address(site, plan.files.json or "feed.json"),
        updated=updated,
        language=rules.language,
        author=plan.author,
        entries=tuple(entries),
    )
    return feed, tuple(problems)


def _entry(site: Site, item: _Shown, addresses: Mapping[str, str]) -> Entry | LeftOutEntry:
    """Make one entry; its body is read and rendered only now, and only for what is shown.

    ``addresses`` are those of all articles by content path: the body may name others.
    """
    article, known = item.one.article, item.one.known
    html = ""
    if site.feed.content != "summary":
        data = read_content(site.rules, article.path)
        if not isinstance(data, bytes):
            why = "its file could not be read again just now"
            return LeftOutEntry(uid=known.uid, address=article.address, why=why)
        html = body_html(data, article.path, site.rules, addresses)
    made = entry(
        article,
        known.uid,
        published=known.published,
        updated=known.updated,
        html=html,
        image=_entry_image(item),
    )
    if isinstance(made, Entry) and site.feed.content == "full":
        return replace(made, summary="")
    return made


def _entry_image(item: _Shown) -> EntryImage | None:
    picture, found = item.one.article.image, item.image
    if picture is None:
        return None
    if found is None:
        return EntryImage(address=picture.address, mime="", alt=picture.alt)
    return EntryImage(
        address=picture.address,
        mime=found.mime,
        size=found.size,
        width=found.width,
        height=found.height,
        alt=picture.alt,
    )


def _left_out(entry: LeftOutEntry, shown: Sequence[_Shown]) -> Problem:
    path = next((item.one.article.path for item in shown if item.one.known.uid == entry.uid), entry.address)
    return Problem(
        code="entry-left-out",
        severity=Severity.WARNING,
        path=path,
        what=f"left out of the feed: {entry.why}",
        repair="mend what is named; the other entries are served",
    )


def _wanted(site: Site) -> tuple[tuple[FeedFormat, str], ...]:
    files = site.feed.files
    named = ((FeedFormat.RSS, files.rss), (FeedFormat.ATOM, files.atom), (FeedFormat.JSON, files.json))
    return tuple((kind, file) for kind, file in named if file)


def _address(site: Site, file: str) -> str:
    return f"{site.rules.url}/{file}"


def _shown(site: Site, survey: Survey) -> tuple[_Shown, ...]:
    return tuple(
        _Shown(
            one=one,
            image=locate(one.article.image.address, one.article.path, site.rules)
            if one.article.image
            else None,
            source=survey.sources[one.article.path].sha256,
        )
        for one in survey.newest_first[: site.feed.limit]
    )


def _made_of(site: Site, shown: Sequence[_Shown], addresses: Mapping[str, str]) -> str:
    """Return a hash of everything that the feeds' bytes depend on."""
    parts = [RENDERER_VERSION, repr(site.feed), repr(site.rules), repr(sorted(addresses.items()))]
    for item in shown:
        known = item.one.known
        parts += [
            known.uid,
            known.published.isoformat(),
            known.updated.isoformat(),
            item.source,
            repr(item.image),
        ]
    return sha256("\n".join(parts).encode()).hexdigest()


def _is_current(path: Path, record: FeedRecord | None, made_of: str) -> bool:
    return record is not None and record.made_of == made_of and record.stamp == _stamp(path)


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _updated(shown: Sequence[_Shown], records: Iterable[FeedRecord], since: datetime) -> datetime:
    """Return the feed's `updated`: the newest of its entries', and never earlier than it once was."""
    moments = [item.one.known.updated for item in shown] + [record.updated for record in records]
    return max(moments, default=since)
