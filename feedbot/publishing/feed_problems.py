"""What may be wrong with a feed, in words for a person: entries, sizes, templates; decides nothing."""

from __future__ import annotations

from feedbot.content.problem import Problem, notice, warning
from feedbot.feeds.entries import LeftOutEntry

LEFT_OUT = "entry-left-out"
LARGE = "feed-large"
CUT = "feed-cut"
TOO_LONG = "entry-too-long"
TEMPLATE = "feed-template"
CLASH = "feed-clash"
OF_RENDERED_FEEDS = frozenset(
    {LEFT_OUT, LARGE, CUT, TOO_LONG, TEMPLATE}
)  # found only when a feed is rendered

NOTEWORTHY = 250_000  # bytes; readers fetch a feed many times a day
BURDEN = 1_000_000


def left_out(entry: LeftOutEntry, path: str) -> Problem:
    """Tell that an article is not in the feed."""
    return warning(
        LEFT_OUT,
        path,
        what=f"left out of the feed: {entry.why}",
        repair="mend what is named; the other entries are served",
    )


def too_long(path: str) -> Problem:
    """Tell that a text is so long that the feed shows its summary alone."""
    return warning(
        TOO_LONG,
        path,
        what="its text fills a whole feed file, so the feed shows only its summary",
        repair="part the article, or give it a summary that says enough",
    )


def large(file: str, size: int) -> Problem | None:
    """Tell that a feed is a burden to its readers; None where it is not."""
    if size < NOTEWORTHY:
        return None
    what = f"the feed has {size / 1000:,.0f} kB, which every reader fetches again after each change"
    repair = 'below [feeds], lower limit or most_bytes, or write content = "summary"'
    if size < BURDEN:
        return notice(LARGE, file, what=what, repair=repair)
    return warning(LARGE, file, what=what, repair=repair)


def cut(file: str, shown: int, wanted: int, most_bytes: int) -> Problem:
    """Tell that a feed shows fewer entries than it should, because of their size."""
    return warning(
        CUT,
        file,
        what=f"{shown} of {wanted} entries fit into {most_bytes / 1000:,.0f} kB",
        repair='below [feeds], write content = "summary", or a lower limit; archives hold the others',
    )


def bad_template(path: str, why: str) -> Problem:
    """Tell that the template of a footer, or of a comments' address, cannot be filled in."""
    return warning(
        TEMPLATE,
        path,
        what=f"[feeds] footer or comments cannot be filled in for this article: {why}",
        repair="mend the template; `feedbot check` tries it on every article",
    )


def clash(file: str, title: str) -> Problem:
    """Tell that two tables ask for one file."""
    return warning(
        CLASH,
        file,
        what=f"two tables of [[feeds]] want this file; the feed “{title}” is not written",
        repair="give each table file names of its own",
    )
