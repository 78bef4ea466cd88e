"""Make a feed of what is shown, and write it to its file; what cannot be shown is left out and told."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from feedbot.content import messages
from feedbot.content.built.extraction import BuiltContent
from feedbot.content.built.reading import built_content
from feedbot.content.folder import read_content
from feedbot.content.markdown import body_html
from feedbot.content.problem import Problem, Severity
from feedbot.content.rst.article import rst_text
from feedbot.content.rst.names import is_rst
from feedbot.feeds.entries import LeftOutEntry, entry
from feedbot.feeds.feed import Addresses, Entry, EntryImage, Feed, FeedFormat
from feedbot.feeds.files import CouldNotWrite, Unchanged, Written, write_whole
from feedbot.feeds.render import NotRendered, safe_render
from feedbot.publishing.report import LEFT_OUT, FeedDone, FeedResult
from feedbot.publishing.showing import Showing, ShownArticle
from feedbot.publishing.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One feed file after an attempt; ``sha256`` is empty where the file is not as it should be."""

    result: FeedResult
    left_out: tuple[LeftOutEntry, ...]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """An article's text, as its author or the site's generator wrote it, and what is to be said of it."""

    html: str
    problems: tuple[Problem, ...] = ()


def make_feed(site: Site, showing: Showing, updated: datetime) -> tuple[Feed, tuple[Problem, ...]]:
    """Read and render what is shown; an article that cannot be an entry is a problem."""
    plan, rules = site.feeds[0], site.rules
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in showing.articles:
        text = _text(site, item, showing.addresses)
        made = text if isinstance(text, LeftOutEntry) else _entry(site, item, text.html)
        problems += () if isinstance(text, LeftOutEntry) else text.problems
        if isinstance(made, Entry):
            entries.append(made)
        else:
            problems.append(left_out(made, showing))
    feed = Feed(
        uid=f"{rules.url}/",
        title=plan.title,
        description=plan.description,
        home=f"{rules.url}/",
        addresses=Addresses(
            rss=_address(site, plan.files.rss or "rss.xml"),
            atom=_address(site, plan.files.atom or "atom.xml"),
            json=_address(site, plan.files.json or "feed.json"),
        ),
        updated=updated,
        language=rules.language,
        author=plan.author,
        entries=tuple(entries),
    )
    return feed, tuple(problems)


def serve(feed: Feed, kind: FeedFormat, output: Path, file: str, *, dry: bool) -> Served:
    """Render a feed in one format, and bring its file up to date unless ``dry``."""
    rendered = safe_render(feed, kind)
    count = len(feed.entries) - len(rendered.left_out)
    if isinstance(rendered, NotRendered):
        failed = FeedResult(file=file, done=FeedDone.FAILED, entries=count, why="; ".join(rendered.why))
        return Served(result=failed, left_out=rendered.left_out, sha256="")
    digest = sha256(rendered.data).hexdigest()
    if dry:
        done, why = FeedDone.UNCHANGED if _digest(output / file) == digest else FeedDone.WRITTEN, ""
    else:
        done, why = _write(output, file, rendered.data)
    return Served(
        result=FeedResult(file=file, done=done, entries=count, why=why),
        left_out=rendered.left_out,
        sha256="" if done is FeedDone.FAILED else digest,
    )


def left_out(entry: LeftOutEntry, showing: Showing) -> Problem:
    """Put into words that an article is not in the feed."""
    paths = {item.one.known.uid: item.one.article.path for item in showing.articles}
    return Problem(
        code=LEFT_OUT,
        severity=Severity.WARNING,
        path=paths.get(entry.uid, entry.address),
        what=f"left out of the feed: {entry.why}",
        repair="mend what is named; the other entries are served",
    )


def _text(site: Site, item: ShownArticle, addresses: Mapping[str, str]) -> _Text | LeftOutEntry:
    """Read and render the text of what is shown, only now: from its built page, or from its own file.

    ``addresses`` are those of all articles by content path: the text may name others.
    """
    article, rules = item.one.article, site.rules
    if site.feeds[0].content == "summary":
        return _Text(html="")
    problems: tuple[Problem, ...] = ()
    if rules.rendered == "public":
        built = built_content(item.page, written=item.written, title=article.title, selector=rules.selector)
        if isinstance(built, BuiltContent):
            return _Text(html=built.html)
        problems = (messages.not_built(article.path, built.why, built.repair),)
    data = read_content(rules, article.path)
    if not isinstance(data, bytes):
        why = "its file could not be read again just now"
        return LeftOutEntry(uid=item.one.known.uid, address=article.address, why=why)
    if is_rst(article.path):
        text = rst_text(data, article.path, rules, addresses, language=article.language)
        return _Text(html=text.html, problems=(*problems, *text.problems))
    return _Text(html=body_html(data, article.path, rules, addresses), problems=problems)


def _entry(site: Site, item: ShownArticle, html: str) -> Entry | LeftOutEntry:
    known = item.one.known
    made = entry(
        item.one.article,
        known.uid,
        published=known.published,
        updated=known.updated,
        html=html,
        image=_entry_image(item),
    )
    if isinstance(made, LeftOutEntry):
        return made
    return replace(
        made,
        summary="" if site.feeds[0].content == "full" else made.summary,
        adopted=known.adopted,
        published_as=known.published_as,
        updated_as=known.updated_as,
    )


def _entry_image(item: ShownArticle) -> EntryImage | None:
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


def _address(site: Site, file: str) -> str:
    return f"{site.rules.url}/{file}"


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


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
