"""What a site adds to each entry: a footer of HTML, and the address where readers answer; pure.

Both are templates of people, filled in with what is known of one article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from feedbot.content.article import Article, Author
from feedbot.content.vocabulary import FILTERS, TemplateFault, Value, Vocabulary
from feedbot.feeds.characters import ascii_address, one_line

if TYPE_CHECKING:
    from jinja2 import Template

Posts: TypeAlias = tuple[tuple[str, str, str], ...]  # account, network, address of the post

VOCABULARY = Vocabulary(
    texts=("title", "url", "author", "date", "site", "language", "email", "reply"),
    lists=("tags", "authors"),
    records={"posts": ("account", "network", "url")},
    tables=("posted",),
    filters=(*FILTERS, "urlencode"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a template may say of one article; what is not known is ""."""

    title: str
    url: str
    site: str  # its title
    date: str  # of publication, as 2026-11-25
    language: str = ""
    email: str = ""  # of the article's author, else of the site's
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    posts: Posts = ()  # the announcements that can be read

    @property
    def reply(self) -> str:
        """Return the address that starts an e-mail about the article; "" where nobody can be written to."""
        if not self.email:
            return ""
        subject = quote(f"Re: {one_line(self.title)}".encode("utf-8", "replace"), safe="")
        return f"mailto:{quote(self.email, safe='@')}?subject={subject}"


def context_of(
    article: Article, site: str, language: str, author: Author | None, posts: Posts = ()
) -> Context:
    """Say what is known of an article; ``language`` and ``author`` are those of its site."""
    people = article.authors or ((author,) if author is not None else ())
    emails = [person.email for person in (*people, author) if person is not None and person.email]
    return Context(
        title=article.title,
        url=article.address,
        site=site,
        date=article.published.date().isoformat(),
        language=article.language or language,
        email=emails[0] if emails else "",
        authors=tuple(person.name for person in people),
        tags=article.tags,
        posts=posts,
    )


def check_template(text: str, *, html: bool) -> str | None:
    """Return what is wrong with a footer (``html``) or an address of comments, or None."""
    from feedbot.content import sandbox  # noqa: PLC0415  # imported late: Jinja2, 50 ms

    fault = sandbox.fault_of(text, VOCABULARY, html=html)
    if fault is None and not html:
        address = comments_address(text, _SAMPLE)
        return address.why if isinstance(address, TemplateFault) else None
    return fault


def footer_html(template: str, context: Context) -> str | TemplateFault:
    """Fill in a footer; what it is filled in with is escaped, and the whole is still to be made fit."""
    filled = _filled(template, context, html=True)
    return filled if isinstance(filled, TemplateFault) else filled.strip()


def comments_address(template: str, context: Context) -> str | TemplateFault:
    """Fill in the address where readers answer: absolute and ASCII; "" where a template gives none yet."""
    filled = _filled(template, context, html=False)
    if isinstance(filled, TemplateFault) or not filled.strip():
        return filled if isinstance(filled, TemplateFault) else ""
    address = ascii_address(filled)
    why = f"the template makes {one_line(filled)[:200]!r}, which is no address that starts with https://"
    return address or TemplateFault(why=why)


def _filled(template: str, context: Context, *, html: bool) -> str | TemplateFault:
    if not template.strip():
        return ""
    from feedbot.content import sandbox  # noqa: PLC0415  # imported late: Jinja2, 50 ms

    fault, ready = _ready(template, html=html)
    return TemplateFault(why=fault) if ready is None else sandbox.rendered(ready, _values(context))


@lru_cache(maxsize=64)  # every entry of a feed has the same template
def _ready(template: str, *, html: bool) -> tuple[str, Template | None]:
    from feedbot.content import sandbox  # noqa: PLC0415  # imported late: Jinja2, 50 ms

    fault = sandbox.fault_of(template, VOCABULARY, html=html)
    return ("", sandbox.compiled(template, VOCABULARY, html=html)) if fault is None else (fault, None)


def _values(context: Context) -> Mapping[str, Value]:
    return {
        "title": context.title,
        "url": context.url,
        "author": context.authors[0] if context.authors else "",
        "authors": context.authors,
        "date": context.date,
        "site": context.site,
        "language": context.language,
        "tags": context.tags,
        "email": context.email,
        "reply": context.reply,
        "posts": tuple(
            {"account": account, "network": network, "url": url} for account, network, url in context.posts
        ),
        "posted": {account: url for account, _, url in context.posts},
    }


_SAMPLE = Context(
    title="Sample", url="https://site.example/sample/", site="Sample", date="2026-01-31", authors=("Sample",),
    language="en", email="sample@site.example", tags=("sample",),
)  # fmt: skip
