"""What is said of a content file, problem by problem: what was read, and what to write; decides nothing."""

from __future__ import annotations

from feedbot.content.dates import DateFault
from feedbot.content.problem import Problem, Severity, held, notice, warning
from feedbot.content.text import commonmark

# What is found only when an article is rendered.
NOT_BUILT = "not-built"
RST_MISSING = "rst-missing"
RST_FAULT = "rst-fault"
OF_RENDERING = frozenset({NOT_BUILT, RST_MISSING, RST_FAULT})
SHOWN = 60  # characters of what was read


def draft(path: str, word: str, line: int | None) -> Problem:
    """Say that it is withheld on purpose."""
    return Problem(
        code="draft", severity=Severity.WITHHELD, path=path, line=line, what=f"left out: {word}", repair=""
    )


def generator_differs(path: str, what: str, repair: str, line: int | None = None) -> Problem:
    """Say that the site's generator sees it otherwise."""
    return warning("generator-differs", path, line=line, what=what, repair=repair)


def bad_updated(path: str, key: str, fault: DateFault, line: int | None) -> Problem:
    """Say that a date that may lack is none."""
    what = f"{key}: {fault.what}; left out"
    return warning(fault.code, path, line=line, what=what, repair=fault.repair)


def title_shape(path: str, line: int | None) -> Problem:
    """Say that the title is a list or a table."""
    return held(
        "title-shape",
        path,
        line=line,
        what="the title is not a text",
        repair="write the title in quotes on one line",
    )


def odd_value(path: str, key: str, text: str, line: int | None) -> Problem:
    """Say that YAML would have made something else of a text."""
    return warning(
        "odd-value",
        path,
        line=line,
        what=f"{key}: {text[:SHOWN]} was read as text",
        repair=f'put quotes around it: "{text[:SHOWN]}"',
    )


def odd_tags(path: str, what: str, line: int | None) -> Problem:
    """Say that the generator itself makes other tags of what is written."""
    repair = "write the tags as the site's generator reads them"
    return warning("odd-value", path, line=line, what=f"tags: {what}", repair=repair)


def date_no_zone(path: str, key: str, text: str, zone: str, line: int | None) -> Problem:
    """Say in which zone a time without an offset was read."""
    return warning(
        "date-no-zone",
        path,
        line=line,
        what=f'{key}: "{text[:SHOWN]}" has no time zone: read as {zone}',
        repair="write the offset, as in 2026-01-31T09:00:00+01:00",
    )


def no_title(path: str, title: str, line: int | None) -> Problem:
    """Say what stands in for the title."""
    return warning("no-title", path, line=line, what=f"no title: using “{title}”", repair="write a title")


def image_address(path: str, written: str, line: int | None) -> Problem:
    """Say that an image lies nowhere on the web."""
    return warning(
        "image-address",
        path,
        line=line,
        what=f'the image "{written[:SHOWN]}" has no address on the web',
        repair="write a path on the site, or an http address",
    )


def image_missing(path: str, address: str) -> Problem:
    """Say that the article's image lies nowhere in the site's folders."""
    return warning(
        "image-missing",
        path,
        what=f"image not found: {address[:200]}",
        repair="put the file there, or take the image out of the front matter",
    )


def enclosure_missing(path: str, address: str) -> Problem:
    """Say that a file that comes with the article lies nowhere in the site's folders."""
    return warning(
        "enclosure-missing",
        path,
        what=f"file not found: {address[:200]}",
        repair="put the file there, mend its path in the front matter, or write its whole address",
    )


def enclosure_address(path: str, written: str, line: int | None) -> Problem:
    """Say that a file that comes with the article lies nowhere on the web."""
    return warning(
        "enclosure-address",
        path,
        line=line,
        what=f'the file "{written[:SHOWN]}" has no address on the web: feeds go without it'
        if written
        else "an enclosure without a file: feeds go without it",
        repair="write a path on the site such as /audio/one.mp3, or an http address",
    )


def comments_address(path: str, key: str, written: str, line: int | None) -> Problem:
    """Say that nobody can answer there."""
    return warning(
        "comments-address",
        path,
        line=line,
        what=f'{key}: "{written[:SHOWN]}" is no address',
        repair="write an http address, a path on the site such as /forum/7, or comments: false",
    )


def feed_shape(path: str, key: str, written: str, line: int | None) -> Problem:
    """Say that the article stays in the feeds."""
    return warning(
        "feed-shape",
        path,
        line=line,
        what=f'{key}: "{written[:SHOWN]}" is neither yes nor no: feeds show the article',
        repair=f"write {key}: false to keep it out of them, or take the key out",
    )


def short_code(path: str, name: str, line: int) -> Problem:
    """Say that a short code was left out."""
    return warning(
        "short-code",
        path,
        line=line,
        what=f"the short code {name or '{{…}}'} is unknown here: only text inside it is kept",
        repair="put it into code marks if it is to be read, or write plain Markdown",
    )


def no_front_matter(path: str) -> Problem:
    """Say that it is no article."""
    return notice(
        "no-front-matter",
        path,
        line=1,
        what="no front matter: not an article",
        repair="begin the file with ---, title:, date: and --- if it is one",
    )


def bare_text(path: str) -> Problem:
    """Say that it is an article all the same."""
    return notice(
        "no-front-matter",
        path,
        line=1,
        what="no front matter: title and date are those of the file's name",
        repair="begin the file with ---, title:, date: and --- if they are others",
    )


def too_much(path: str, line: int) -> Problem:
    """Say that the body would take too long to render."""
    return warning(
        "body-too-much",
        path,
        line=line,
        what=f"the text has more than {commonmark.MOST_MARKS:,} marks and lines, or more than"
        f" {commonmark.MOST_CHARACTERS:,} characters; feeds show its summary alone",
        repair="part the article, and keep data in files beside it",
    )


def not_built(path: str, why: str, repair: str) -> Problem:
    """Say that the text is feedbot's own rendering, not what the built page shows."""
    what = f"{why}; the feeds show the file's text as feedbot renders it"
    return notice(NOT_BUILT, path, what=what, repair=repair)


def rst_missing(path: str, install: str) -> Problem:
    """Say that the extra is needed."""
    what = "docutils is not installed; the feeds show the article's summary alone"
    return warning(RST_MISSING, path, what=what, repair=f"run {install}")


def rst_fault(path: str, what: str, line: int) -> Problem:
    """Say what of the markup is not understood, or not done."""
    return notice(RST_FAULT, path, line=line, what=what, repair="mend the markup, or write it more simply")


def no_date(path: str) -> Problem:
    """Say that it is no article."""
    return notice(
        "no-date",
        path,
        what="no date (key or file name): not an article",
        repair="write date: 2026-01-31 if it is one",
    )


def bad_date(path: str, key: str, fault: DateFault, line: int | None) -> Problem:
    """Say that the date holds the article."""
    return held(fault.code, path, line=line, what=f"{key}: {fault.what}", repair=fault.repair)


def date_rest(path: str, key: str, rest: str, line: int | None) -> Problem:
    """Say what of a date was not understood."""
    return warning(
        "date-rest",
        path,
        line=line,
        what=f'{key}: "{rest[:40]}" is not understood and ignored',
        repair="write it as 2026-01-31T09:00:00+01:00",
    )


def unreadable(path: str, error: Exception) -> Problem:
    """Say that a parser stumbled."""
    said = str(error).partition("\n")[0][:200]
    return held(
        "unreadable",
        path,
        line=1,
        what=f"the file cannot be read ({type(error).__name__}: {said})",
        repair="make its front matter simpler: short plain keys and values",
    )
