"""An article written in reStructuredText: its HTML with links led, and what is to be said of its markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedbot.content import messages
from feedbot.content.generators.registry import generator_of
from feedbot.content.links import Links
from feedbot.content.metadata.front_matter import read_front_matter
from feedbot.content.problem import Problem
from feedbot.content.rst.rendering import RstMissing, render_rst
from feedbot.content.site import SiteRules


@dataclass(frozen=True, slots=True, kw_only=True)
class RstText:
    """An article's text; "" where it cannot be rendered, which a problem says."""

    html: str
    problems: tuple[Problem, ...] = ()


def rst_text(
    source: bytes, path: str, rules: SiteRules, known: Mapping[str, str], *, language: str
) -> RstText:
    """Render a file's body; ``known`` gives the articles' addresses by content path."""
    found = read_front_matter(source, path, generator_of(rules).style(path))
    if isinstance(found, Problem):  # reading it has told
        return RstText(html="")
    rendered = render_rst(found.body, language or rules.language)
    if isinstance(rendered, RstMissing):
        return RstText(html="", problems=(messages.rst_missing(path, rendered.install),))
    above = found.body_line - 1
    return RstText(
        html=Links(path, rules, known).in_html(rendered.html),
        problems=tuple(
            messages.rst_fault(path, fault.what, above + fault.line if fault.line else found.body_line)
            for fault in rendered.faults
        ),
    )
