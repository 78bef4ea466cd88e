"""Words and JSON for what ``feedbot adopt`` found; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from feedbot.cli.documents import article_document, moment
from feedbot.cli.words import shown
from feedbot.feeds.live_entry import LiveEntry
from feedbot.publishing.adoption import Adoption
from feedbot.publishing.claims import By, Claim

MOST_LINES = 10  # of one kind; --json lists all


def screen(done: Adoption, *, dry: bool) -> Iterator[str]:
    """Tell what was adopted, and everything that a person may want to look at."""
    found = done.verdicts
    verb = "would adopt" if dry else "adopted"
    yield (
        f"{done.site}: {verb} {len(found.taken)} of the {_count(done.entries, 'entry', 'entries')}"
        f" of {shown(done.source)} ({done.format})"
    )
    if found.kept:
        yield f"  unchanged  {_count(len(found.kept), 'entry was', 'entries were')} adopted before"
    if done.first_pass and done.baseline:
        yield f"  first pass {_count(done.baseline, 'article is', 'articles are')} already out: not announced"
    yield from _notes(done)
    guessed = [claim for claim in found.taken if claim.by in {By.PATH, By.TITLE}]
    yield from _lines("matched", guessed, lambda claim: f"{_claimed(claim)}, by {claim.by}")
    if found.own_ids:
        count = _count(len(found.own_ids), "front matter has", "front matters have")
        yield f"  note       {count} another id; readers know the live one, which stays"
    yield from _lines("own id", found.own_ids, _own_id)
    yield from _lines(
        "in doubt", found.doubtful, lambda each: f"{_entry(each.entry)}: {each.why}; nothing taken"
    )
    yield from _lines("no article", found.strangers, _entry)
    yield from _lines("left out", done.unusable, str)


def adoption_document(done: Adoption) -> dict[str, Any]:
    """Describe an adoption."""
    found = done.verdicts
    return {
        "site": done.site,
        "source": done.source,
        "format": done.format,
        "well_formed": done.well_formed,
        "entries": done.entries,
        "first_pass": done.first_pass,
        "baseline": done.baseline,
        "replaced": done.replaced,
        "adopted": [_claim_document(claim) for claim in found.taken],
        "unchanged": [_claim_document(claim) for claim in found.kept],
        "own_ids": [_claim_document(claim) for claim in found.own_ids],
        "in_doubt": [{**_entry_document(each.entry), "why": each.why} for each in found.doubtful],
        "no_article": [_entry_document(entry) for entry in found.strangers],
        "left_out": list(done.unusable),
    }


def not_ours(done: Adoption, site_url: str) -> str:
    """Say that it seems to be another site's feed."""
    doubtful, strangers = done.verdicts.doubtful, done.verdicts.strangers
    example = _entry(doubtful[0].entry) + f" ({doubtful[0].why})" if doubtful else _entry(strangers[0])
    return (
        f"none of the {_count(done.entries, 'entry', 'entries')} of {shown(done.source)} is certain to be an"
        f" article of {site_url}, for example {example}; nothing was adopted"
    )


def _notes(done: Adoption) -> Iterator[str]:
    if not done.well_formed:
        yield "  note       the feed is not well-formed; what can be read of it was"
    if done.replaced:
        count = _count(done.replaced, "article had", "articles had")
        yield f"  note       {count} another id from the feed adopted before; its readers would see it anew"
    nameless = sum(1 for claim in done.verdicts.taken if not claim.entry.has_id)
    if nameless:
        count = _count(nameless, "entry has", "entries have")
        yield f"  note       {count} no id: readers go by the address, which becomes it"


def _lines(word: str, items: Iterable[Any], told: Callable[[Any], str]) -> Iterator[str]:
    every = list(items)
    for item in every[:MOST_LINES]:
        yield f"  {word:<10} {told(item)}"
    if len(every) > MOST_LINES:
        yield f"             and {len(every) - MOST_LINES} more, in --json"


def _claimed(claim: Claim) -> str:
    return f"{_entry(claim.entry)} is {shown(claim.article.path)}"


def _own_id(claim: Claim) -> str:
    own, live = shown(claim.article.own_id), shown(claim.entry.id)
    return f"{shown(claim.article.path)} calls itself {own}, readers call it {live}"


def _entry(entry: LiveEntry) -> str:
    title = f" “{shown(entry.title)}”" if entry.title else ""
    return f"{shown(next(iter(entry.addresses), entry.id))}{title}"


def _entry_document(entry: LiveEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "addresses": list(entry.addresses),
        "title": entry.title,
        "published": moment(entry.published.at if entry.published else None),
        "updated": moment(entry.updated.at if entry.updated else None),
    }


def _claim_document(claim: Claim) -> dict[str, Any]:
    return {
        "entry": _entry_document(claim.entry),
        "article": article_document(claim.article),
        "own_id": claim.article.own_id,
        "by": claim.by,
    }


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
