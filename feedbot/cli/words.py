"""Words for a person at a terminal: values become lines of text; prints nothing and decides nothing."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from feedbot.announcements.announcement import Announcement
from feedbot.content.identity.recognition import URL_CHANGED
from feedbot.content.problem import Problem, Severity
from feedbot.deliveries.delivery import Delivery, HistoryLine, State
from feedbot.hubs.ping import Ping
from feedbot.publishing.report import BesideResult, FeedDone, FeedResult, Preview, Report

SEVERITIES = tuple(Severity)
MOST_PROBLEMS = 5  # in a report; `feedbot check` lists them all


def shown(text: str) -> str:
    """Make somebody else's text safe for a terminal: control and direction characters become visible."""
    return "".join(_visible(char) for char in text)


def moment(when: datetime, now: datetime) -> str:
    """Say when, as a person would: relative within a day, else the date."""
    distance = when - now
    if abs(distance) >= timedelta(days=1):
        return f"on {when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    span = _span(abs(distance))
    return f"in {span}" if distance > timedelta(0) else f"{span} ago"


def report(done: Report, now: datetime, *, dry: bool = False) -> Iterator[str]:
    """Tell what a pass did, or with ``dry`` what it would do."""
    yield _headline(done)
    if done.first_pass and done.baseline:
        yield from _baseline(done)
    yield from _moved(done.moved, dry=dry)
    yield from _feeds(done.feeds, dry=dry)
    for file in done.beside:
        if file.done is not FeedDone.UNCHANGED:
            yield f"  file       {shown(file.file)} {_became(file, dry=dry)}"
    if dry:
        for preview in done.previews:
            yield ""
            yield from announcement(preview, now)
    else:
        for row in done.delivered:
            yield f"  {row.account:<10} {delivery_state(row, now)}  {_title(done.titles, row)}"
        yield from hubs(done.pinged, now)
    yield from _held(done)
    yield from _problems(done.problems)


def delivery_state(row: Delivery, now: datetime) -> str:
    """Say in one phrase where a delivery stands."""
    match row.state:
        case State.POSTED:
            return f"posted     {row.remote_url}"
        case State.WAITING | State.UNKNOWN:
            when = moment(row.due_at, now) if row.due_at else "soon"
            return f"{row.state:<10} {when}: {shown(row.reason)}"
        case _:
            return f"{row.state:<10} {shown(row.reason)}"


def announcement(preview: Preview, now: datetime) -> Iterator[str]:
    """Show one announcement as its readers will see it, with what it counts and what was left out."""
    row, said = preview.delivery, preview.worded
    stands = _when(row, now) if row.state is State.WAITING else delivery_state(row, now)
    yield f"  {row.account}  {stands}"
    if not isinstance(said, Announcement):
        yield f"    cannot be worded: {said.why}. {said.repair}"
        return
    for line in said.text.splitlines():
        yield f"    │ {shown(line)}"
    yield f"    {said.length} of {said.room} characters, language {said.language or 'not told'}"
    if said.hidden_tags:
        yield "    beside the text: " + " ".join(f"#{shown(tag)}" for tag in said.hidden_tags)
    if said.card.image is not None:
        image = said.card.image
        yield f"    picture: {image.address}" + ("" if image.file else " (not found below the site's folder)")
    for left in said.left_out:
        yield f"    left out: {shown(left.tag)} ({left.why})"


def problem(found: Problem) -> Iterator[str]:
    """Tell one problem: place, what was read, what to write."""
    place = ":".join(str(part) for part in (found.path, found.line, found.column) if part is not None)
    yield f"{shown(place)}: {found.severity}: {shown(found.what)} [{found.code}]"
    if found.repair:
        yield f"    {shown(found.repair)}"


def history(lines: Iterable[HistoryLine]) -> Iterator[str]:
    """Tell what happened to a delivery, line by line."""
    for line in lines:
        step = f"{line.before} → {line.after}" if line.before else f"{line.after}"
        when = f"{line.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
        yield f"  {when}  {step:<20} {line.actor}: {shown(line.reason)}"


def hubs(pinged: Iterable[Ping], now: datetime) -> Iterator[str]:
    """Tell what became, or is to become, of telling hubs, first of those that do not know."""
    rows = sorted(pinged, key=lambda ping: ping.is_told)
    for ping in rows[:MOST_PROBLEMS]:
        hub, file, reason = shown(ping.hub), shown(ping.file), shown(ping.reason)
        if ping.is_told:
            yield f"  hub        {hub} was told of {file}"
        elif ping.is_given_up:
            yield f"  hub        {hub} could not be told of {file}: {reason}"
        else:
            when = moment(ping.due_at, now) if ping.due_at else "soon"
            yield f"  hub        {hub} will be told of {file} {when}: {reason}"
    if len(rows) > MOST_PROBLEMS:
        yield f"             and {len(rows) - MOST_PROBLEMS} more"


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "�"
    return (
        f"<U+{ord(char):04X}>"
        if char in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        else char
    )


def _span(distance: timedelta) -> str:
    seconds = int(distance.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 3600 else f"{seconds // 3600} h {seconds % 3600 // 60} min"


def _headline(done: Report) -> str:
    parts = [f"{done.articles} article{'' if done.articles == 1 else 's'}"]
    new = 0 if done.first_pass else len(done.new)
    parts += [f"{count} {word}" for count, word in ((new, "new"), (len(done.changed), "changed")) if count]
    parts += [f"{len(done.gone)} gone"] if done.gone else []
    return f"{done.site}: " + ", ".join(parts)


def _baseline(done: Report) -> Iterator[str]:
    count = f"{done.baseline} article{' was' if done.baseline == 1 else 's were'}"
    yield f"  first pass {count} already out: not announced"
    yield "             to announce one of them: feedbot queue release ARTICLE"


def _moved(moved: Sequence[tuple[str, str]], *, dry: bool) -> Iterator[str]:
    """Tell changes of address, the whole number first where it is not plain to see or not too late yet."""
    count = f"{len(moved)} article{'' if len(moved) == 1 else 's'}"
    change = f"{'would change' if dry else 'changed'} {'its' if len(moved) == 1 else 'their'} address"
    becomes = "would become" if dry else "is now"
    if moved and (dry or len(moved) > MOST_PROBLEMS):
        yield f"  moved      {count} {change}: let the host redirect the old one to the new"
    for old, new in moved[:MOST_PROBLEMS]:
        yield f"  moved      {shown(old)} {becomes} {shown(new)}: not announced again"
    if len(moved) > MOST_PROBLEMS:
        yield f"             and {len(moved) - MOST_PROBLEMS} more"


def _feeds(results: Sequence[FeedResult], *, dry: bool) -> Iterator[str]:
    """Tell each feed that stands alone; of families, such as a feed of each tag, how many became what."""
    for result in results:
        if not result.family:
            yield f"  feed       {shown(result.file)} {_became(result, dry=dry)} ({_entries(result.entries)})"
    for family in dict.fromkeys(result.family for result in results if result.family):
        yield from _family(family, [each for each in results if each.family == family], dry=dry)


def _family(family: str, results: Sequence[FeedResult], *, dry: bool) -> Iterator[str]:
    failed = [result for result in results if result.done is FeedDone.FAILED]
    numbers = Counter(_became(result, dry=dry) for result in results if result.done is not FeedDone.FAILED)
    told = [f"{number} {became}" for became, number in sorted(numbers.items(), reverse=True)]
    told += [f"{len(failed)} FAILED"] if failed else []
    yield f"  feeds      {shown(family)}: {', '.join(told)}"
    for result in failed[:MOST_PROBLEMS]:
        yield f"             {shown(result.file)} {_became(result, dry=dry)}"


def _became(result: FeedResult | BesideResult, *, dry: bool) -> str:
    match result.done:
        case FeedDone.WRITTEN:
            return "would be written" if dry else "written"
        case FeedDone.UNCHANGED:
            return "unchanged"
        case FeedDone.FAILED:
            return f"FAILED, the last good file stays: {result.why}"


def _entries(number: int) -> str:
    return f"{number} entr{'y' if number == 1 else 'ies'}"


def _held(done: Report) -> Iterator[str]:
    if done.held:
        count = f"{len(done.held)} {'delivery needs' if len(done.held) == 1 else 'deliveries need'}"
        yield f"  {count} you: feedbot queue list --state held"


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    told = [found for found in problems if found.severity in {Severity.HELD, Severity.WARNING}]
    told = [found for found in told if found.code != URL_CHANGED]  # told as what moved
    told.sort(key=lambda found: (SEVERITIES.index(found.severity), found.path))
    for found in told[:MOST_PROBLEMS]:
        yield from (f"  {line}" for line in problem(found))
    if len(told) > MOST_PROBLEMS:
        yield f"  and {len(told) - MOST_PROBLEMS} more: feedbot check"


def _when(row: Delivery, now: datetime) -> str:
    if row.due_at is None or row.due_at - now < timedelta(seconds=1):
        return "would be sent now"
    return f"would be sent {moment(row.due_at, now)}"


def _title(titles: Mapping[str, str], row: Delivery) -> str:
    return shown(f"“{titles[row.uid]}”") if row.uid in titles else row.uid
