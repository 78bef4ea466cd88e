"""Make entries of articles: read their text, fit it for readers, add what the table of feeds asks for.

An article that several feeds show is rendered once. What cannot be an entry is a problem, never an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from feedbot.content import messages
from feedbot.content.article import Article, Enclosure
from feedbot.content.built.extraction import BuiltContent
from feedbot.content.built.reading import built_content
from feedbot.content.folder import read_content
from feedbot.content.links import KnownAddresses
from feedbot.content.markdown import body_html
from feedbot.content.media_files import MediaFile
from feedbot.content.problem import Problem
from feedbot.content.rst.article import rst_text
from feedbot.content.rst.names import is_rst
from feedbot.content.vocabulary import TemplateFault
from feedbot.feeds.entries import LeftOutEntry, entry
from feedbot.feeds.feed import Attachment, Entry, EntryImage
from feedbot.feeds.templates import Context, comments_address, context_of, footer_html
from feedbot.publishing.feed_problems import bad_template, left_out, too_long
from feedbot.publishing.rendering import size_of
from feedbot.publishing.showing import ShownArticle
from feedbot.publishing.site import FeedPlan, Site

BESIDE_THE_ENTRIES = 20_000  # bytes of a file


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """An article's text, as its author or the site's generator wrote it, and what is to be said of it."""

    html: str
    problems: tuple[Problem, ...] = ()


class _Consulted(KnownAddresses):
    """Addresses of articles that know whether anybody has asked for one."""

    def __init__(self, addresses: KnownAddresses) -> None:
        super().__init__(addresses)
        self._addresses = addresses
        self.were_asked = False

    def __getitem__(self, path: str) -> str:
        self.were_asked = True
        return self._addresses[path]

    def __iter__(self) -> Iterator[str]:
        self.were_asked = True
        return iter(self._addresses)

    def __len__(self) -> int:
        self.were_asked = True
        return len(self._addresses)

    @property
    def by_name(self) -> Mapping[str, list[tuple[str, str]]]:
        """Return the index of all texts, which is made once."""
        self.were_asked = True
        return self._addresses.by_name


@dataclass(slots=True, kw_only=True)
class EntryMaker:
    """Makes each entry once for each way in which a feed may want it; collects the problems."""

    site: Site
    addresses: KnownAddresses  # of every article that is out
    problems: dict[Problem, None] = field(default_factory=dict)  # each once, in order
    _texts: dict[str, _Text | LeftOutEntry] = field(default_factory=dict)
    _entries: dict[tuple[str, ...], Entry | None] = field(default_factory=dict)
    _linking: set[str] = field(default_factory=set)  # uids of texts that may name other articles

    def entry(self, item: ShownArticle, plan: FeedPlan) -> Entry | None:
        """Return an article's entry as the feeds of ``plan`` show it; None where it cannot be shown."""
        key = (item.one.known.uid, plan.content, plan.footer, plan.comments, str(plan.most_bytes))
        if key not in self._entries:
            made = self._made(item, plan)
            if isinstance(made, LeftOutEntry):
                self._tell(left_out(made, item.one.article.path))
            self._entries[key] = made if isinstance(made, Entry) else None
        return self._entries[key]

    def stand_alone(self, uids: Iterable[str], plan: FeedPlan) -> bool:
        """Say whether these entries are the same wherever other articles are, and whether there are any."""
        return plan.content == "summary" or all(
            uid in self._texts and uid not in self._linking for uid in uids
        )

    def lacks(self, uids: Iterable[str]) -> bool:
        """Say whether the text of one of these could not be read just now."""
        return any(isinstance(self._texts.get(uid), LeftOutEntry) for uid in uids)

    def _made(self, item: ShownArticle, plan: FeedPlan) -> Entry | LeftOutEntry:
        article, known = item.one.article, item.one.known
        text = _Text(html="") if plan.content == "summary" else self._text(item)
        if isinstance(text, LeftOutEntry):
            return text
        for found in text.problems:
            self._tell(found)
        context = context_of(
            article, self.site.rules.title, self.site.rules.language, plan.author, item.posts
        )
        made = entry(
            article,
            known.uid,
            published=known.published,
            updated=known.updated,
            html=text.html,
            footer=self._footer(article, plan, context),
            image=_entry_image(item),
            attachments=_attachments(item),
            comments=self._comments(article, plan, context),
        )
        if isinstance(made, LeftOutEntry):
            return made
        return replace(
            self._short_enough(made, article, plan),
            summary="" if plan.content == "full" else made.summary,
            adopted=known.adopted,
            published_as=known.published_as,
            updated_as=known.updated_as,
        )

    def _short_enough(self, made: Entry, article: Article, plan: FeedPlan) -> Entry:
        """Show a text that fills a file by itself by its summary alone."""
        if size_of(made) <= plan.most_bytes - BESIDE_THE_ENTRIES:
            return made
        self._tell(too_long(article.path))
        return replace(made, html="", summary=made.summary or article.summary)

    def _text(self, item: ShownArticle) -> _Text | LeftOutEntry:
        uid = item.one.known.uid
        if uid not in self._texts:
            self._texts[uid] = self._read(item)
        return self._texts[uid]

    def _read(self, item: ShownArticle) -> _Text | LeftOutEntry:
        """Read and render a text, only now: from its built page, or from its own file."""
        article, rules = item.one.article, self.site.rules
        problems: tuple[Problem, ...] = ()
        if rules.rendered == "public":
            built = built_content(
                item.page, written=item.written, title=article.title, selector=rules.selector
            )
            if isinstance(built, BuiltContent):
                return _Text(html=built.html)
            problems = (messages.not_built(article.path, built.why, built.repair),)
        known = _Consulted(self.addresses)
        data = read_content(rules, article.path)
        if not isinstance(data, bytes):
            why = "its file could not be read again just now"
            return LeftOutEntry(uid=item.one.known.uid, address=article.address, why=why)
        if is_rst(article.path):
            rst = rst_text(data, article.path, rules, known, language=article.language)
            text = _Text(html=rst.html, problems=(*problems, *rst.problems))
        else:
            text = _Text(html=body_html(data, article.path, rules, known), problems=problems)
        if known.were_asked:
            self._linking.add(item.one.known.uid)
        return text

    def _footer(self, article: Article, plan: FeedPlan, context: Context) -> str:
        if not plan.footer or plan.content == "summary":
            return ""
        return self._filled(footer_html(plan.footer, context), article)

    def _comments(self, article: Article, plan: FeedPlan, context: Context) -> str:
        if article.comments is not None or not plan.comments:
            return article.comments or ""
        return self._filled(comments_address(plan.comments, context), article)

    def _filled(self, made: str | TemplateFault, article: Article) -> str:
        if isinstance(made, TemplateFault):
            self._tell(bad_template(article.path, made.why))
            return ""
        return made

    def _tell(self, found: Problem) -> None:
        self.problems.setdefault(found)


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


def _attachments(item: ShownArticle) -> tuple[Attachment, ...]:
    return tuple(
        _attachment(said, found) for said, found in zip(item.one.article.enclosures, item.media, strict=True)
    )


def _attachment(said: Enclosure, found: MediaFile | None) -> Attachment:
    """Trust the file on this disk for its size; its author knows better whether it is a film or a sound."""
    return Attachment(
        address=said.address,
        mime=said.mime or (found.mime if found else ""),
        size=found.size if found else said.size,
        duration=said.duration,
        title=said.title,
    )
