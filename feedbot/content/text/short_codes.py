"""Short codes and template tags in a body: the common ones are rendered, the rest is left out and named.

The marks of other dialects go with them. What a generator shows as mere text stays text,
but for the signs ``{{<`` and ``{%``: left over from another generator, they tell a reader nothing.

Nothing inside code is touched. Knows no site's own templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedbot.content.text import commonmark, dialects
from feedbot.content.text.templates import Templates
from feedbot.content.text.templating import wordpress
from feedbot.content.text.templating.blocks import without_literal
from feedbot.content.text.templating.expressions import Value
from feedbot.content.text.templating.left_out import LeftOut, LeftOuts
from feedbot.content.text.templating.mdx import without_components
from feedbot.content.text.templating.pieces import has_tags, pieces
from feedbot.content.text.templating.rendering import Rendering, Resolve

SIGNS = ("{{", "{%", "{#")
MOST_READ = 100_000  # characters of a body that is too much to be rendered: its summary needs no more
NO_VALUES: Mapping[str, Value] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """A body without short codes."""

    text: str
    left_out: tuple[LeftOut, ...] = ()


def expand(
    body: str,
    resolve: Resolve,
    templates: Templates = Templates.UNKNOWN,
    variables: Mapping[str, Value] = NO_VALUES,
) -> Expanded:
    """Render the short codes of a body.

    ``resolve`` finds the address of a named article, None where there is none.
    ``variables`` are the names that templates may show, as ``site.url``, ``page.title``, ``param.NAME``,
    with a text or several.
    """
    if commonmark.is_too_much(body):
        body = body[:MOST_READ]
    text, left_out = body, LeftOuts(body)
    if templates is Templates.MDX:
        text = without_components(body, str(variables.get("page.title", "")), left_out)
    elif has_tags(templates) and any(sign in body for sign in SIGNS):
        parts = list(without_literal(pieces(body, templates)))
        text = Rendering(
            body=body,
            pieces=parts,
            templates=templates,
            resolve=resolve,
            values={"site.baseurl": "", **variables},
            left_out=left_out,
        ).text(0, len(parts))
    text = dialects.without_marks(wordpress.without_marks(text))
    return Expanded(text=text, left_out=tuple(left_out.found))
