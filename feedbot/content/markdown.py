"""An article's body as HTML, for the feeds: as its author wrote it, short codes rendered; cleans nothing."""

from __future__ import annotations

from collections.abc import Mapping

from feedbot.content.generators.generator import Generator
from feedbot.content.generators.registry import generator_of
from feedbot.content.links import Links
from feedbot.content.metadata.front_matter import read_front_matter
from feedbot.content.metadata.values import Scalar, Table, Value
from feedbot.content.problem import Problem
from feedbot.content.site import SiteRules
from feedbot.content.text import commonmark
from feedbot.content.text.flavour import flavour_of
from feedbot.content.text.short_codes import Expanded, expand
from feedbot.content.text.templating.rendering import Resolve

NO_ADDRESSES: Mapping[str, str] = {}


def body_html(source: bytes, path: str, rules: SiteRules, known: Mapping[str, str] = NO_ADDRESSES) -> str:
    """Render a file's body as HTML; ``known`` gives the articles' addresses by content path.

    Links stay as they are written, but those that name content files lead to the articles.
    What cannot be read, or is too much to be rendered, gives no HTML; ``reader.read`` says why.
    The HTML is what the author wrote: whoever publishes it cleans it first.
    """
    generator = generator_of(rules)
    found = read_front_matter(source, path, generator.style(path))
    if isinstance(found, Problem) or commonmark.is_too_much(found.body):
        return ""
    links = Links(path, rules, known, renames_images=generator.renames_images)
    table = (found.table or Table()).over(generator.defaults(path))
    text = expanded(found.body, path, table, generator, links.resolve).text
    if path.lower().endswith((".html", ".htm")):
        return links.in_html(commonmark.prepared(text))
    flavour = flavour_of(rules.generator, rules.markdown, path)
    return links.in_html(commonmark.render(text, flavour))


def expanded(body: str, path: str, table: Table, generator: Generator, resolve: Resolve) -> Expanded:
    """Render the short codes of a body as its site's generator would, with the front matter's texts."""
    page = {f"page.{key}": value for key, found in table.entries.items() if (value := _said(found))}
    variables = {**page, **generator.variables(table)}
    text = generator.without_title(body)
    return expand(text, resolve, generator.templates_in(path, table), variables)


def _said(value: Value) -> str | tuple[str, ...]:
    """Return the text of a value, or the texts of a list; "" for what is neither."""
    match value:
        case Scalar():
            return value.text
        case tuple():
            return tuple(item.text for item in value if isinstance(item, Scalar))
        case _:
            return ""
