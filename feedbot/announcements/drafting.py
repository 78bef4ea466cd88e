"""Choose what an announcement is made of: the article's own text, the account's template, or the default.

A draft is those parts and the shape that makes one text of them, however short the parts become.
Text that comes from the article is cleaned and pings nobody;
what its author wrote as the announcement may ping.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import regex

from feedbot.announcements.announcement import Unwordable, Voice
from feedbot.announcements.cleaning import clean, one_line, without_pings
from feedbot.announcements.cutting import cut
from feedbot.announcements.fitting import Parts
from feedbot.announcements.limits import Limits
from feedbot.content.article import Article
from feedbot.content.vocabulary import TemplateFault

if TYPE_CHECKING:
    from jinja2 import Template

Shape: TypeAlias = Callable[[Parts], str]
_Values: TypeAlias = Mapping[str, str | tuple[str, ...]]

# Code points that may stand for one unit of length; what is longer is cut before anything is measured.
_SPARE = 4
_STOPS = " \u00a0\u202f.!?…。！？"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The parts of an announcement at full length, and how they become a text."""

    parts: Parts
    shape: Shape


class UnfillableError(Exception):
    """A template that was found good fails with this article's values."""


class OverlongError(UnfillableError):
    """A template makes too much of values that can still be shortened."""


def draft(article: Article, voice: Voice, limits: Limits, *, site_title: str) -> Draft | Unwordable:
    """Choose the wording; a template that cannot be used is told with its line."""
    facts = _facts(article, limits, site_title)
    own = own_text(article, voice.account)
    if own is not None:
        return _own_draft(own, article, limits, facts)
    parts = Parts(title=_within(facts.title, limits), summary=_within(facts.summary, limits))
    if voice.template is None:
        return Draft(parts=parts, shape=_default_shape(article.address, limits))
    template = _template(voice.template)
    if isinstance(template, str):
        return Unwordable(
            why=f"the template of account {voice.account} cannot be used: {template}",
            repair="mend `template` in the configuration",
        )
    return Draft(parts=parts, shape=lambda given: _filled(template, facts.values(given)))


def own_text(article: Article, account: str) -> str | None:
    """Return the announcement that the article's author wrote for this account, or for all."""
    for wish in article.wish.accounts:
        if wish.account == account and wish.text is not None and wish.text.strip():
            return wish.text
    text = article.wish.text
    return text if text is not None and text.strip() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What a template may say of an article, cleaned."""

    title: str
    summary: str
    url: str
    authors: tuple[str, ...]
    date: str
    site: str

    def values(self, parts: Parts) -> _Values:
        return {
            "title": parts.title,
            "summary": parts.summary,
            "url": self.url,
            "hashtags": _line(parts.hashtags),
            "tags": parts.hashtags,
            "author": ", ".join(self.authors),
            "authors": self.authors,
            "date": self.date,
            "site": self.site,
        }


def _facts(article: Article, limits: Limits, site_title: str) -> _Facts:
    safe = (lambda text: without_pings(one_line(text))) if limits.pings else one_line
    title, summary = safe(article.title), safe(article.summary)
    return _Facts(
        title=title if title or summary else safe(site_title),
        summary=summary,
        url=article.address,
        authors=tuple(safe(author.name) for author in article.authors),
        date=article.published.date().isoformat(),
        site=safe(site_title),
    )


def _own_draft(own: str, article: Article, limits: Limits, facts: _Facts) -> Draft | Unwordable:
    text = own
    if "{{" in own or "{%" in own:
        template = _template(own)
        if isinstance(template, str):
            return _bad_own_text(template)
        full = Parts(title=_within(facts.title, limits), summary=_within(facts.summary, limits))
        try:
            text = _filled(template, facts.values(full))
        except UnfillableError as wrong:
            return _bad_own_text(str(wrong))
    parts = Parts(title=_within(clean(text), limits), summary="")
    return Draft(parts=parts, shape=_default_shape(article.address, limits))


def _bad_own_text(why: str) -> Unwordable:
    return Unwordable(
        why=f"the announcement's own text cannot be used: {why}",
        repair="mend `announce: text` in the article; write {{ '{{' }} for braces that are meant as such",
    )


def _default_shape(address: str, limits: Limits) -> Shape:
    def shape(parts: Parts) -> str:
        head = _head(parts.title, parts.summary)
        spared = limits.card_carries_link and bool(head or parts.hashtags)
        link = [] if spared or any(_holds(block, address) for block in head) else [address]
        tags = [_line(parts.hashtags)] if parts.hashtags else []
        return "\n\n".join(head + link + tags)

    return shape


def _head(title: str, summary: str) -> list[str]:
    """Return title and summary, but one alone where it says all of the other, as a note does of its title."""
    if title.endswith("…") and summary.startswith(title.removesuffix("…")):
        return [summary]
    echo = summary.removesuffix("…").rstrip(_STOPS).casefold()
    if echo == title.rstrip(_STOPS).casefold() or (
        summary.endswith("…") and title.casefold().startswith(echo)
    ):
        return [title] if title else []
    return [block for block in (title, summary) if block]


def _holds(text: str, address: str) -> bool:
    """Tell whether ``text`` holds this address, and not just a longer one that begins like it."""
    return regex.search(rf"{regex.escape(address)}(?![\w/?&=%#-])", text) is not None


def _line(hashtags: tuple[str, ...]) -> str:
    return " ".join(f"#{hashtag}" for hashtag in hashtags)


def _within(text: str, limits: Limits) -> str:
    return cut(text, lambda beginning: len(beginning) <= _SPARE * limits.room)


def _template(text: str) -> Template | str:
    """Return the compiled template, or what is wrong with it."""
    from feedbot.announcements.templates import check_template, compiled  # noqa: PLC0415  # imported late: 50 ms

    return check_template(text) or compiled(text)


def _filled(template: Template, values: _Values) -> str:
    from feedbot.announcements.templates import rendered  # noqa: PLC0415  # imported late: 50 ms

    text = rendered(template, values)
    if isinstance(text, TemplateFault):
        raise (OverlongError if text.too_long else UnfillableError)(text.why)
    return clean(text)
