"""Verify the public copies of a site's feeds, file by file, and its home page; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.listing import ListedFeed, ListedFile
from feedbot.networks.page import FetchPage, PageTrouble
from feedbot.publishing.verifying.caching import judge_caching
from feedbot.publishing.verifying.contents import judge_contents
from feedbot.publishing.verifying.finding import Finding, PublicCopy, Severity, wrong
from feedbot.publishing.verifying.home import judge_home
from feedbot.publishing.verifying.hub_link import judge_hub_link
from feedbot.publishing.verifying.looking import GetOnce, look
from feedbot.publishing.verifying.media_type import judge_type
from feedbot.publishing.verifying.redirects import judge_redirects

OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found at one public address."""

    address: str
    file: str  # below the output folder; "" for the home page
    findings: tuple[Finding, ...]

    @property
    def is_wrong(self) -> bool:
        """Say whether there is anything to mend."""
        return any(finding.severity is Severity.WRONG for finding in self.findings)


def verify(
    feeds: Sequence[ListedFeed], *, home: str, output: Path, get: GetOnce, fetch: FetchPage
) -> Iterator[Verdict]:
    """Look at each file of each feed, then at the page that should name the main one.

    Of a host that does not answer, only the first file is looked at.
    """
    silent: set[str] = set()
    for feed in feeds:
        for file in feed.files:
            host = urlsplit(file.address).netloc
            if host in silent:
                continue
            copy = look(file.address, get)
            if copy.silent:
                silent.add(host)
            findings = tuple(judge(feed, file, copy, _local(output / file.file)))
            yield Verdict(address=file.address, file=file.file, findings=findings)
    if feeds and urlsplit(home).netloc not in silent:
        yield Verdict(address=home, file="", findings=tuple(_home(home, feeds[0], fetch)))


def judge(feed: ListedFeed, file: ListedFile, copy: PublicCopy, local: bytes | None) -> Iterator[Finding]:
    """Judge what a reader gets at one file's address."""
    if copy.plain is None:
        repair = f"let the host answer this address with {file.file}, or correct the site's url"
        yield wrong("unreachable", copy.trouble, repair)
        return
    yield from judge_redirects(copy, file.file)
    if copy.plain.status != OK:
        yield _absent(copy.plain.status, file, local)
        return
    contents = tuple(judge_contents(file.format, file.address, copy.plain, local))
    yield from contents
    if any(finding.code == "no-feed" for finding in contents):
        return
    yield from judge_type(file.format, copy.final, copy.plain)
    yield from judge_caching(copy, copy.plain)
    if file.format is FeedFormat.JSON:
        yield from judge_hub_link(file.address, feed.hubs, copy.plain)


def _absent(status: int, file: ListedFile, local: bytes | None) -> Finding:
    deploy = "deploy the output folder" if local is not None else "make a pass (feedbot publish), then deploy"
    return wrong(
        "status", f"it answers {status}", f"{deploy}: readers get nothing at the address of {file.file}"
    )


def _home(address: str, feed: ListedFeed, fetch: FetchPage) -> Iterator[Finding]:
    page = fetch(address)
    if isinstance(page, PageTrouble):
        yield wrong("home", f"the home page cannot be read: {page.why}", "correct the site's url, or deploy")
    elif page.status != OK:
        yield wrong(
            "home", f"the home page answers {page.status}", "correct the site's url, or deploy the site"
        )
    else:
        yield from judge_home(page.html, page.address, feed)


def _local(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
