"""Templates of announcements: which names, filters and lists one may hold.

Importing this module loads Jinja2.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Template

from feedbot.content import sandbox
from feedbot.content.vocabulary import TemplateFault, Vocabulary

VOCABULARY = Vocabulary(
    texts=("title", "summary", "url", "hashtags", "author", "date", "site"),
    lists=("tags", "authors"),
)


def check_template(text: str) -> str | None:
    """Return what is wrong with a template, with its line where one is to blame, or None."""
    return sandbox.fault_of(text, VOCABULARY, html=False)


def compiled(text: str) -> Template:
    """Compile a template that ``check_template`` has found good."""
    return sandbox.compiled(text, VOCABULARY, html=False)


def rendered(template: Template, values: Mapping[str, str | tuple[str, ...]]) -> str | TemplateFault:
    """Fill in a template, up to 10,000 characters; a fault is a value of the wrong kind, or a missing one."""
    return sandbox.rendered(template, values)
