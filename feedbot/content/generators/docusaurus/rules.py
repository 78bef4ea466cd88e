"""Docusaurus: what the paths and keys of its blogs mean, measured against 3.10; touches no file.

Settings in ``SiteRules.options``, each as text:
``route`` (where the addresses begin, ``blog``), ``authors_file``, ``tags_file``,
``include`` and ``exclude`` (globs below the blog's folder, parted by blanks);
``markdown_format`` (``detect`` or ``md``: files ending in ``.md`` are plain Markdown, no MDX);
for several blogs, or languages, ``blogs`` instead (read by ``blogs.py``), which the finder writes.
``permalinks`` may name a pattern for a blog's folder: ``{slug}`` is the key, else what the name gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from functools import cached_property
from urllib.parse import urlsplit

from feedbot.content.generators.docusaurus.blogs import Blog, blogs_of
from feedbot.content.generators.docusaurus.data import labels_in, people_in, with_labels, with_people
from feedbot.content.generators.generator import Generator, Page, Picked, Placement
from feedbot.content.generators.keys import changed
from feedbot.content.generators.patterns import by_pattern
from feedbot.content.generators.shown_anyway import shown_anyway
from feedbot.content.metadata.values import Scalar, Table
from feedbot.content.text import plain_text
from feedbot.content.text.templates import Templates

DAY = re.compile(r"(?=(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2}))")  # anywhere in a path; the last one counts
ENDING = re.compile(r"\.mdx?\Z")
IMPORTS = re.compile(r"\s*(?:import\s[^\n]*\n(?:[^\n]+\n)*\n+)*\s*")
HEADING = re.compile(r"#[ \t]+([^ \t\n][^\n]*)(?:\n|\Z)")
UNDERLINED = re.compile(r"([^\n]+)\n=+[ \t]*(?:\n|\Z)")
NO_OFFSET = re.compile(r"(?<=:\d\d)[ \t]+[-+]\d{4}[ \t]*\Z")
HEADING_END = re.compile(r"\s*(?:\{#*[\w-]+\}|#+)\Z")


class Docusaurus(Generator):
    """The blogs of a site built by Docusaurus."""

    extensions = frozenset({".md", ".mdx"})
    updated_keys = ("lastupdated",)
    templates = Templates.MDX
    shows_future = True
    default_content = "blog"
    default_output = "build"
    renames_images = True

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Take what ``include`` and ``exclude`` say, and what describes people and tags."""
        inside = f"{folder}/" if folder else ""
        return Picked(
            names=tuple(name for name in names if self._is_post(inside + name)),
            data=tuple(name for name in names if inside + name in self._data_files),
            folders=tuple(folders),
        )

    def digest(self, path: str, source: bytes) -> str:
        """Keep the people's names, pages and mails, or the tags' labels."""
        return self._data_files[path](source, path) if path in self._data_files else ""

    def is_article_without_front_matter(self, path: str) -> bool:
        """Say so of a file whose name has a date: its heading may be its title."""
        return bool(self.dated_name(path, Table()))

    def meant(self, path: str, table: Table) -> Table:
        """Put in what other files say of people and tags, and the day of ``last_update``."""
        blog = self._blog(path) or Blog()
        table = with_people(table, self._said(blog, blog.authors_file))
        table = with_labels(table, self._said(blog, blog.tags_file))
        update = table.get("lastupdate")
        updated = update.scalar("date") if isinstance(update, Table) else None
        if updated:
            table = changed(table, {"lastupdated": updated})
        return self._with_whole_image(_with_moment(table))

    def quirk(self, path: str, table: Table) -> str:
        """Know that Docusaurus looks at ``draft`` and ``unlisted`` alone."""
        return shown_anyway("Docusaurus", path, table, frozenset({"draft", "unlisted"}))

    def zone(self, value: object) -> tzinfo:
        """Return UTC: Docusaurus knows no other zone."""
        del value
        return UTC

    def dated_name(self, path: str, table: Table) -> str:
        """Return the last date in the path below the blog's folder."""
        del table
        return _parts(self._below(path))[1].replace("/", "-")

    def title_in_body(self, body: str) -> str:
        """Return the heading that the text begins with, perhaps below imports."""
        found = _heading(body)
        return plain_text.line(HEADING_END.sub("", found[1].strip())) if found else ""

    def without_title(self, body: str) -> str:
        """Leave that heading out, even where the front matter has another title."""
        found = _heading(body)
        if found is None:
            return body
        return body[: found.start()] + "\n" * found[0].count("\n") + body[found.end() :]

    def stand_in_title(self, path: str, body: str) -> str:
        """Return the name without its date."""
        del body
        return _parts(self._below(path))[2]

    def templates_in(self, path: str, table: Table) -> Templates:
        """Take ``.md`` for plain Markdown where the site, or the post's ``mdx: {format: ...}``, says so."""
        own = table.get("mdx")
        said = own.text("format") if isinstance(own, Table) else ""
        plain = (said or self.options.get("markdown_format", "")) in {"md", "detect"}
        return Templates.NONE if plain and path.lower().endswith(".md") else super().templates_in(path, table)

    def language(self, path: str) -> str:
        """Return the language of the blog's folder."""
        blog = self._blog(path)
        return blog.language if blog else ""

    def section(self, path: str) -> str:
        """Return the folder of the blog that is translated, or the blog's own."""
        blog = self._blog(path)
        return blog.original if blog else ""

    def place(self, page: Page) -> Placement:
        """Return the address: the blog's route, then ``slug``, else date, folders and name."""
        blog = self._blog(page.path) or Blog()
        folder, day, text = _parts(blog.below(page.path))
        slug = page.table.text("slug") or f"{day.replace('-', '/')}/{folder}{text}"
        patterns = dict(self.rules.permalinks)
        pattern = patterns.get(blog.folder, patterns.get("", f"/{blog.route}/{{slug}}"))
        moment = page.date.astimezone(UTC)
        tokens = {
            "slug": slug,
            "year": f"{moment.year:04}",
            "month": f"{moment.month:02}",
            "day": f"{moment.day:02}",
        }
        if self.rules.trailing_slash is not None:
            pattern = pattern.rstrip("/")
            tokens["slug"] = slug.rstrip("/") + "/" * self.rules.trailing_slash
        return by_pattern(pattern, tokens, self.rules)

    @cached_property
    def _blogs(self) -> tuple[Blog, ...]:
        return blogs_of(self.rules)

    @cached_property
    def _data_files(self) -> Mapping[str, Callable[[bytes, str], str]]:
        people = {blog.in_content(blog.authors_file): people_in for blog in self._blogs}
        return people | {blog.in_content(blog.tags_file): labels_in for blog in self._blogs}

    def _blog(self, path: str) -> Blog | None:
        return next((blog for blog in self._blogs if blog.has(path)), None)

    def _is_post(self, path: str) -> bool:
        blog = self._blog(path)
        return blog is not None and blog.takes(blog.below(path))

    def _below(self, path: str) -> str:
        blog = self._blog(path)
        return blog.below(path) if blog else path

    def _said(self, blog: Blog, name: str) -> str:
        """Return what the blog's own file of that name says, else the one of the blog that it translates."""
        original = f"{blog.original}/{name}" if blog.original else name
        return self.data.get(blog.in_content(name)) or self.data.get(original, "")

    def _with_whole_image(self, table: Table) -> Table:
        """Put the site's base path before an image's, as Docusaurus does."""
        image, base = table.scalar("image"), urlsplit(self.rules.url).path.rstrip("/")
        text = image.text if image else ""
        if not image or not text.startswith("/") or text.startswith(("//", f"{base}/")):
            return table
        return changed(table, {"image": Scalar(value=base + text, text=base + text, line=image.line)})


def _with_moment(table: Table) -> Table:
    """Drop an offset that YAML takes for mere text: Docusaurus reads the time before it as UTC."""
    date = table.scalar("date")
    text = NO_OFFSET.sub("", date.text) if date and isinstance(date.value, str) else ""
    if not date or text in {"", date.text}:
        return table
    return changed(table, {"date": replace(date, value=text, text=text)})


def _heading(body: str) -> re.Match[str] | None:
    """Find the heading that a text begins with, perhaps below imports."""
    imports = IMPORTS.match(body)
    start = imports.end() if imports else 0
    return HEADING.match(body, start) or UNDERLINED.match(body, start)


def _parts(path: str) -> tuple[str, str, str]:
    """Part a path into what stands before its date, the date, and the name; without a date, all is name."""
    bare = ENDING.sub("", path)
    days = list(DAY.finditer(bare))
    if not days:
        return "", "", bare.removesuffix("/index")
    start, day = days[-1].start(), days[-1]["day"]
    rest = bare[start + len(day) :]
    if rest[:1] in {"-", "/"}:
        rest = rest[1:]
    return bare[:start], day, rest.removesuffix("/index")
