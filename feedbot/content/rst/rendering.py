"""Render reStructuredText as HTML, within limits; reads no file, fetches nothing, and never fails.

What docutils complains of is returned, with its line; none of it is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec

MOST_CHARACTERS = 200_000
MOST_LINES = 10_000
# docutils takes quadratic time over one paragraph: its length times the marks in it, over all paragraphs.
MOST_WORK = 100_000_000
MARKS = "*`|_:[<@\\"
PARAGRAPHS = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class RstFault:
    """Something in a text that docutils does not understand, or that is not done here."""

    line: int | None  # of the text, from 1
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RstBody:
    """A rendered text; "" with a fault where it cannot be rendered at all."""

    html: str
    faults: tuple[RstFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RstMissing:
    """docutils is not installed."""

    install: str = "pip install 'feedbot[rst]'"


def render_rst(text: str, language: str = "en") -> RstBody | RstMissing:
    """Render the body of an article, without its title and fields; sections begin at ``h2``.

    ``language`` is that of the words that are added, such as “Note”.
    The HTML is what the author wrote: whoever publishes it cleans it first.
    """
    if not has_docutils():
        return RstMissing()
    if _is_too_much(text):
        return RstBody(html="", faults=(RstFault(line=None, what="the text would take too long to render"),))
    from feedbot.content.rst.parsing import parse  # noqa: PLC0415  # imported late: 120 ms
    from feedbot.content.rst.writing import html_of  # noqa: PLC0415

    try:
        parsed = parse(text, language)
        return RstBody(html=html_of(parsed.document), faults=_faults(parsed.messages))
    except RecursionError:
        what = "the text is nested too deeply, or one paragraph has hundreds of addresses"
    except Exception as error:  # noqa: BLE001  # docutils stumbles in many ways; it costs this text alone
        what = f"docutils cannot read the text ({type(error).__name__})"
    return RstBody(html="", faults=(RstFault(line=None, what=what),))


def has_docutils() -> bool:
    """Say whether the extra is installed."""
    return find_spec("docutils") is not None


def _is_too_much(text: str) -> bool:
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        return True
    work = sum(
        len(paragraph) * sum(paragraph.count(mark) for mark in MARKS) for paragraph in PARAGRAPHS.split(text)
    )
    return work > MOST_WORK


def _faults(messages: tuple[tuple[int | None, str], ...]) -> tuple[RstFault, ...]:
    return tuple(dict.fromkeys(RstFault(line=line, what=what) for line, what in messages))
