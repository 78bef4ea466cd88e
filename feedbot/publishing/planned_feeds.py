"""Which feeds a site has now, and which of its articles each is about; pure, reads and writes nothing.

A feed of a family (one for each tag, say) that was served once goes on when its last article is gone,
without entries: its readers are still there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from feedbot.content.identity.recognition import Recognised
from feedbot.feeds.feed import Addresses, FeedFiles, FeedFormat
from feedbot.feeds.listing import ListedFeed, ListedFile
from feedbot.feeds.naming import About, file_of, members, qualities, same_file, text_of
from feedbot.feeds.rule import Quality, fold
from feedbot.publishing.site import FeedPlan, Site
from feedbot.store.ledger import FeedRecord

FORMATS = (FeedFormat.RSS, FeedFormat.ATOM, FeedFormat.JSON)
IN_A_PATH = "/-._~!$&'()*+,;=:@"  # RFC 3986, section 3.3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFeed:
    """One feed as it is to be: its files and words, and all articles that it is about, newest first."""

    plan: FeedPlan
    about: About
    family: str  # the pattern of its first file; "" where it is no member of a family
    files: tuple[tuple[FeedFormat, str], ...]
    title: str
    description: str
    home: str
    language: str
    articles: tuple[Recognised, ...]
    is_main: bool

    @property
    def key(self) -> str:
        """Return the name by which the store knows the feed: that of its first file."""
        return self.files[0][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFeeds:
    """Every feed that the site is to have, and those whose files belong to an earlier one."""

    feeds: tuple[PlannedFeed, ...]
    clashing: tuple[PlannedFeed, ...]


def planned_feeds(
    site: Site, newest_first: Sequence[Recognised], records: Iterable[FeedRecord]
) -> PlannedFeeds:
    """Plan every feed; a file that two of them want belongs to the first.

    Two names that some file systems hold to be one are one file.
    What has no article any longer makes way for what has.
    """
    taken: set[str] = set()
    feeds: list[PlannedFeed] = []
    clashing: list[PlannedFeed] = []
    for place, plan in enumerate(site.feeds):
        for planned in _of_plan(site, plan, newest_first, is_main=place == 0):
            (feeds if _takes_its_files(planned, taken) else clashing).append(planned)
    served = sorted((record for record in records if record.about), key=lambda record: record.file)
    for plan in site.feeds:
        for record in served:
            empty = None if same_file(record.file) in taken else _once_served(site, plan, record)
            if empty is not None and _takes_its_files(empty, taken):
                feeds.append(empty)
    return PlannedFeeds(feeds=tuple(feeds), clashing=tuple(clashing))


def listed(site: Site, planned: Sequence[PlannedFeed]) -> tuple[ListedFeed, ...]:
    """Return the feeds as a list for a person to choose from, without those that have nothing to show."""
    return tuple(
        ListedFeed(
            title=feed.title,
            description=feed.description,
            language=feed.language,
            home=feed.home,
            hubs=feed.plan.hubs,
            entries=len(feed.articles),
            files=tuple(
                ListedFile(format=kind, file=file, address=address(site.rules.url, file))
                for kind, file in feed.files
            ),
        )
        for feed in planned
        if feed.articles or not feed.family
    )


def address(base: str, file: str) -> str:
    """Return the public address of a file below the output folder."""
    return f"{base}/{quote(file, safe=IN_A_PATH)}"


def addresses_of(base: str, files: Mapping[FeedFormat, str]) -> Addresses:
    """Return where a document's files are; a format that is not served has the place that it would have."""
    return Addresses(
        rss=address(base, files.get(FeedFormat.RSS, "rss.xml")),
        atom=address(base, files.get(FeedFormat.ATOM, "atom.xml")),
        json=address(base, files.get(FeedFormat.JSON, "feed.json")),
    )


def about_text(about: About) -> str:
    """Return what a feed is about as text, for the store."""
    return json.dumps(about, ensure_ascii=False) if about else ""


def _takes_its_files(planned: PlannedFeed, taken: set[str]) -> bool:
    """Take a feed's files, if nobody has taken one of them."""
    files = {same_file(file) for _, file in planned.files}
    if taken & files:
        return False
    taken |= files
    return True


def _of_plan(
    site: Site, plan: FeedPlan, newest_first: Sequence[Recognised], *, is_main: bool
) -> Iterator[PlannedFeed]:
    language = site.rules.language
    taken = tuple(one for one in newest_first if plan.rule.takes(one.article, language))
    wanted = qualities(*_names(plan.files))
    if not wanted:
        yield _planned(site, plan, (), taken, is_main=is_main)
        return
    found = members([one.article for one in taken], wanted, language)
    for about, places in found.items():
        yield _planned(site, plan, about, tuple(taken[place] for place in places), is_main=False)


def _once_served(site: Site, plan: FeedPlan, record: FeedRecord) -> PlannedFeed | None:
    """Return the feed of a plan that a file was once of, without entries; None where it is another's."""
    about = tuple((Quality(quality), str(value)) for quality, value in json.loads(record.about))
    if tuple(quality for quality, _ in about) != qualities(*_names(plan.files)):
        return None
    if record.file not in _files(plan.files, about):
        return None
    return _planned(site, plan, about, (), is_main=False)


def _planned(
    site: Site, plan: FeedPlan, about: About, articles: tuple[Recognised, ...], *, is_main: bool
) -> PlannedFeed:
    named = zip(FORMATS, _files(plan.files, about), strict=True)
    return PlannedFeed(
        plan=plan,
        about=about,
        family=next(name for name in _names(plan.files) if name) if about else "",
        files=tuple((kind, file) for kind, file in named if file),
        title=text_of(plan.title, about),
        description=text_of(plan.description, about),
        home=f"{site.rules.url}{quote(file_of(plan.home, about), safe=IN_A_PATH)}"
        if plan.home
        else f"{site.rules.url}/",
        language=_language(plan, about) or site.rules.language,
        articles=articles,
        is_main=is_main,
    )


def _language(plan: FeedPlan, about: About) -> str:
    """Return the one language that a feed is about; "" where it is about several, or says none."""
    chosen = [value for quality, value in about if quality is Quality.LANGUAGE]
    for row in plan.rule.only:
        chosen += [
            word
            for choice in row
            if choice.quality is Quality.LANGUAGE
            for together in choice.any_of
            for word in together
        ]
    return chosen[0] if len({fold(word) for word in chosen}) == 1 else ""


def _names(files: FeedFiles) -> tuple[str, str, str]:
    return files.rss, files.atom, files.json


def _files(files: FeedFiles, about: About) -> tuple[str, ...]:
    return tuple(file_of(name, about) for name in _names(files))
