"""Parse reStructuredText with docutils: no file is read, no message printed, no registry left changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.languages import get_language
from docutils.parsers.rst import Parser
from docutils.transforms import references
from docutils.utils import Reporter, new_document

from feedbot.content.rst.vocabulary import vocabulary

# Without those that make a title of the first section, and fields of the first list: both are gone before.
TRANSFORMS = [
    references.Substitutions,
    references.PropagateTargets,
    references.AnonymousHyperlinks,
    references.IndirectHyperlinks,
    references.Footnotes,
    references.ExternalTargets,
    references.InternalTargets,
    references.DanglingReferences,
]
NOTHING_STOPS = 5  # above every level of docutils' messages
MOST_MESSAGES = 20
LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[a-z]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A text as docutils understands it."""

    document: nodes.document
    messages: tuple[tuple[int | None, str], ...]  # warnings and worse, with their lines


def parse(text: str, language: str) -> Parsed:
    """Parse a text; raises whatever docutils raises over hostile input."""
    code = _known_language(language)
    document = new_document("article", _settings(code))
    messages: list[tuple[int | None, str]] = []

    def note(message: nodes.system_message) -> None:
        if message["level"] >= Reporter.WARNING_LEVEL and len(messages) < MOST_MESSAGES:
            said = message.children[0].astext() if message.children else ""
            messages.append((message.get("line"), said.partition("\n")[0].strip()))

    document.reporter.attach_observer(note)
    with vocabulary(text, code):
        Parser().parse(text, document)
    document.transformer.add_transforms(TRANSFORMS)
    document.transformer.apply_transforms()
    _name_notes(document, get_language(code, document.reporter).labels)
    return Parsed(document=document, messages=tuple(messages))


def _name_notes(document: nodes.document, labels: Mapping[str, str]) -> None:
    """Give each note and warning its word as a title; others have one of their own."""
    for note in list(document.findall(nodes.Element)):
        if isinstance(note, nodes.Admonition) and note.tagname in labels:
            note.insert(0, nodes.title("", labels[note.tagname]))


def _settings(language: str) -> Any:
    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = False  # include, csv-table with a file or an address
    settings.raw_enabled = False
    settings.syntax_highlight = "none"
    settings.report_level = settings.halt_level = NOTHING_STOPS
    settings.warning_stream = ""
    settings.language_code = language
    return settings


def _known_language(tag: str) -> str:
    """Return the language by docutils' name for it; English where docutils does not speak it."""
    wanted = tag.lower().replace("-", "_")
    for code in (wanted, wanted.partition("_")[0]):
        if LANGUAGE.fullmatch(code) and find_spec(f"docutils.parsers.rst.languages.{code}"):
            return code
    return "en"
