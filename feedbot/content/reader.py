"""Read one content file: bytes and path become an article or the problems that keep it back; pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from pathlib import PurePosixPath

from feedbot.content import addresses, feed_wishes, fields, messages
from feedbot.content.article import Article, Enclosure, Image, Wish
from feedbot.content.dates import IN_NAME, Dated, DateFault, date_in_name, read_date
from feedbot.content.enclosures import enclosure_at, enclosures
from feedbot.content.generators.generator import Generator, NoPlace, Page, Placed
from feedbot.content.generators.registry import generator_of
from feedbot.content.markdown import expanded
from feedbot.content.metadata.front_matter import FrontMatter, read_front_matter
from feedbot.content.metadata.values import Scalar, Table, Value, line_of, single, truth
from feedbot.content.problem import Problem, held
from feedbot.content.reading import Reading
from feedbot.content.rst.names import is_rst
from feedbot.content.rst.plain import first_paragraph
from feedbot.content.site import SiteRules
from feedbot.content.text import commonmark, plain_text
from feedbot.content.text.excerpts import excerpt
from feedbot.content.text.flavour import flavour_of
from feedbot.content.wishes import read_wish

BY_ITSELF = re.compile(r"/|[a-z]+://", re.IGNORECASE)  # an address that no folder of an article decides
TITLE_WORDS = 8  # of the text, where there is no title
LANGUAGE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"


def read(source: bytes, path: str, rules: SiteRules) -> Reading:
    """Read any bytes; raises ContentError only for an unknown generator."""
    generator = generator_of(rules)
    try:
        found = read_front_matter(source, path, generator.style(path))
        if isinstance(found, Problem):
            return Reading(article=None, problems=(found,))
        return _of_front_matter(found, path, generator)
    except Exception as error:  # noqa: BLE001  # hostile input trips parsers in many ways; it costs this file alone
        return Reading(article=None, problems=(messages.unreadable(path, error),))


def _of_front_matter(front: FrontMatter, path: str, generator: Generator) -> Reading:
    problems = front.problems
    if front.table is None and not generator.is_article_without_front_matter(path):
        return Reading(article=None, problems=(messages.no_front_matter(path), *problems))
    if front.table is None and not front.has_fence:
        problems = (messages.bare_text(path), *problems)
    unseen = generator.unseen(front) if front.table is not None else ""
    if unseen:
        repair = "begin the file with --- alone on its first line, and write YAML below it"
        problems = (*problems, messages.generator_differs(path, unseen, repair, max(1, front.line - 1)))
    table = generator.meant(path, (front.table or Table()).over(generator.defaults(path)))
    refusal = generator.refusal(path, table)
    if refusal is not None:
        return Reading(article=None, problems=(*problems, refusal))
    reader = _Reader(path=path, rules=generator.rules, generator=generator, front=front, table=table)
    return reader.reading(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """One date of the front matter, and the key that holds it."""

    key: str
    text: str
    zone: tzinfo
    found: Dated | DateFault
    line: int | None


class _Held(Exception):  # noqa: N818  # no error: the article waits for a person
    """The article cannot go on; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Everything that reading one file needs."""

    path: str
    rules: SiteRules
    generator: Generator
    front: FrontMatter
    table: Table

    def reading(self, so_far: tuple[Problem, ...]) -> Reading:
        problems = [*so_far]
        draft = self._draft()
        try:
            article = self._article(problems, draft=draft is not None)
        except _Held as stop:
            if draft is not None:  # what is wrong with a draft can wait until it is none
                return Reading(article=None, problems=draft)
            return Reading(article=None, problems=(*problems, stop.problem))
        return Reading(article=article, problems=(*problems, *(draft or ())))

    def _article(self, problems: list[Problem], *, draft: bool) -> Article:
        if commonmark.is_too_much(self.front.body):
            problems.append(messages.too_much(self.path, self.front.body_line))
        body = expanded(self.front.body, self.path, self.table, self.generator, lambda _: "")
        first = self.front.body_line
        problems += [
            messages.short_code(self.path, left.name, first + left.line - 1) for left in body.left_out
        ]
        date = self._published(problems)
        summary = fields.summary(self.table) or self._excerpt(body.text)
        given = self._title(problems)
        placed = self._placed(Page(path=self.path, table=self.table, title=given, date=date), problems)
        image = self._image(placed.address, problems)
        brought = self._enclosures(placed.address, problems)
        answers = self._comments(placed.address, problems)
        language = fields.language(self.table) or self.generator.language(self.path)
        tags = self._tags(problems)
        authors = self.generator.authors(self.table)
        categories = self.generator.categories(self.path, self.table)
        title = given or self._stand_in(summary, problems)
        seen = (
            title,
            summary,
            language,
            categories,
            tags,
            [author.name for author in authors],
            [image.address.removeprefix(self._site), image.alt] if image else None,
            self.front.body,
            *self._seen_beside(brought, answers),
        )
        return Article(
            path=self.path,
            address=placed.address,
            title=title,
            published=date.astimezone(UTC),
            updated=self._updated(problems),
            expires=self._expires(),
            draft=draft,
            language=language if set(language) <= set(LANGUAGE) else "",
            section=self.generator.section(self.path),
            authors=authors,
            categories=categories,
            tags=tags,
            summary=summary,
            image=image,
            enclosures=brought,
            comments=answers,
            in_feeds=self._in_feeds(problems),
            own_id=fields.own_id(self.table),
            wish=self._wish(),
            body_hash=sha256(" ".join(self.front.body.split()).encode()).hexdigest(),
            facts_hash=sha256(json.dumps(seen).encode()).hexdigest(),
        )

    def _excerpt(self, body: str) -> str:
        if is_rst(self.path):
            return first_paragraph(body)
        flavour = flavour_of(
            self.rules.generator, set(self.rules.markdown) - {"smart-punctuation"}, self.path
        )
        return excerpt(body, self.generator.excerpt_mark(self.table), flavour)

    def _draft(self) -> tuple[Problem, ...] | None:
        said = fields.draft(self.table, self.path)
        word, line = said or (self.generator.withheld(self.path, self.table), self.table.line)
        if not word:
            return None
        withheld = messages.draft(self.path, word, line)
        quirk = self.generator.quirk(self.path, self.table)
        if not quirk:
            return (withheld,)
        repair = "write draft: true or draft: false"
        return withheld, messages.generator_differs(self.path, quirk, repair, line)

    def _published(self, problems: list[Problem]) -> datetime:
        moment = self._moment(self.generator.published_keys) or self._moment_in_name()
        if moment is None:
            raise _Held(messages.no_date(self.path))
        return self._certain(moment, problems)

    def _moment(self, keys: tuple[str, ...]) -> _Moment | None:
        for key in keys:
            value = self.table.scalar(key)
            if value is None or (key == "published" and truth(value) is not None):
                continue
            zone = self.generator.zone(value.value)
            found = read_date(value.text, zone)
            return _Moment(key=key, text=value.text, zone=zone, found=found, line=value.line)
        return None

    def _moment_in_name(self) -> _Moment | None:
        name, zone = self.generator.dated_name(self.path, self.table), self.generator.zone(None)
        found = date_in_name(name, zone)
        return _Moment(key="name", text=name, zone=zone, found=found[0], line=None) if found else None

    def _certain(self, moment: _Moment, problems: list[Problem]) -> datetime:
        key, found, line = moment.key, moment.found, moment.line
        if isinstance(found, DateFault):
            raise _Held(messages.bad_date(self.path, key, found, line))
        if found.rest:
            problems.append(messages.date_rest(self.path, key, found.rest, line))
        elif found.naive_time and self.generator.naive_is_odd:
            problems.append(messages.date_no_zone(self.path, key, moment.text, str(moment.zone), line))
        return found.at

    def _updated(self, problems: list[Problem]) -> datetime | None:
        moment = self._moment(self.generator.updated_keys)
        if moment is None:
            return None
        if isinstance(moment.found, DateFault):
            problems.append(messages.bad_updated(self.path, moment.key, moment.found, moment.line))
            return None
        return self._certain(moment, problems).astimezone(UTC)

    def _expires(self) -> datetime | None:
        moment = self._moment(("expirydate", "unpublishdate", "expires"))
        return self._certain(moment, []).astimezone(UTC) if moment else None

    def _title(self, problems: list[Problem]) -> str:
        value = single(self.table.get("title"))
        if value is not None and not isinstance(value, Scalar):
            raise _Held(messages.title_shape(self.path, line_of(value)))
        problems += self._odd("title", value)
        problems += self._odd("slug", self.table.scalar("slug"))
        return plain_text.line(value.text) if value else self.generator.title_in_body(self.front.body)

    def _tags(self, problems: list[Problem]) -> tuple[str, ...]:
        found, written = self.generator.tags(self.table), self.table.get("tags")
        for tag in written if isinstance(written, tuple) else ():
            problems += self._odd("tag", tag)
        if found.odd:
            problems.append(messages.odd_tags(self.path, found.odd, line_of(written)))
        return found.words

    def _odd(self, key: str, value: Value | None) -> tuple[Problem, ...]:
        if not isinstance(value, Scalar) or not value.odd:
            return ()
        return (messages.odd_value(self.path, key, value.text, value.line),)

    def _stand_in(self, summary: str, problems: list[Problem]) -> str:
        """Take the generator's own title, else the first words, else the file's name."""
        words = summary.split()
        title = self.generator.stand_in_title(self.path, self.front.body)
        if title:
            if not self.front.has_fence:  # told already, and all the title that there can be
                return title
        elif words:
            title = " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")
        else:
            pure = PurePosixPath(self.path)
            name = pure.parent.name if pure.stem == "index" else pure.stem
            title = (IN_NAME.sub("", name, count=1) or name).replace("-", " ")
        problems.append(messages.no_title(self.path, title, self.table.line))
        return title

    def _placed(self, page: Page, problems: list[Problem]) -> Placed:
        placed = self.generator.place(page)
        if isinstance(placed, NoPlace):
            line = line_of(self.table.get(placed.key))
            raise _Held(held(placed.code, self.path, line=line, what=placed.what, repair=placed.repair))
        if placed.doubt:
            problems.append(messages.generator_differs(self.path, placed.doubt, placed.repair))
        return placed

    def _image(self, article: str, problems: list[Problem]) -> Image | None:
        ref = fields.image(self.table)
        if ref is None or self._is_renamed(ref.written):
            return None
        image = fields.image_at(ref, article=article, site=self._site, in_bundle=self._in_bundle)
        if image is None:
            problems.append(messages.image_address(self.path, ref.written, ref.line))
        return image

    def _enclosures(self, article: str, problems: list[Problem]) -> tuple[Enclosure, ...]:
        found: dict[str, Enclosure] = {}
        for ref in enclosures(self.table):
            placed = None
            if not self._is_renamed(ref.written):
                placed = enclosure_at(ref, article=article, site=self._site, in_bundle=self._in_bundle)
            if placed is None:
                problems.append(messages.enclosure_address(self.path, ref.written, ref.line))
            else:
                found.setdefault(placed.address, placed)
        return tuple(found.values())

    def _comments(self, article: str, problems: list[Problem]) -> str | None:
        found, odd = feed_wishes.comments(self.table, self.path, article=article, site=self._site)
        problems += odd
        return found

    def _in_feeds(self, problems: list[Problem]) -> bool:
        shown, odd = feed_wishes.in_feeds(self.table, self.path)
        problems += odd
        return shown

    def _seen_beside(self, brought: tuple[Enclosure, ...], answers: str | None) -> list[object]:
        """Return what few articles have and readers see, so that the others' hashes know nothing of it."""
        files = [
            [each.address.removeprefix(self._site), each.mime, each.size, each.duration, each.title]
            for each in brought
        ]
        comments = [] if answers is None else [{"comments": answers.removeprefix(self._site)}]
        return [*files, *comments]

    @property
    def _site(self) -> str:
        return addresses.base(self.rules.url) or ""

    @property
    def _in_bundle(self) -> bool:
        return PurePosixPath(self.path).stem.startswith("index")

    def _is_renamed(self, written: str) -> bool:
        """Say whether a file beside the article gets an address that only the site's build knows."""
        return self.generator.renames_images and not BY_ITSELF.match(written)

    def _wish(self) -> Wish:
        wish = read_wish(self.table.get("announce"), self.path, self.generator.zone(None))
        if isinstance(wish, Problem):
            raise _Held(wish)
        return wish
