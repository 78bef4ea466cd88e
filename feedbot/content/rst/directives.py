"""Directives that docutils does not know, or would answer with a file or the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives


def _any_options() -> dict[str, Callable[[str], object]]:
    """Return an option table that takes every option as it is written."""
    taken: dict[str, Callable[[str], object]] = defaultdict(lambda: directives.unchanged)
    taken["class"] = directives.unchanged  # docutils reads no options by an empty table
    return taken


class _Lenient(Directive):
    """A directive that takes whatever is written behind and below it."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = _any_options()


class Code(_Lenient):
    """Code with its language; how a page would number or mark its lines is left out."""

    def run(self) -> Sequence[nodes.Node]:
        """Make a literal block."""
        text = "\n".join(self.content)
        language = (
            self.arguments[0].split()[0].lower() if self.arguments and self.arguments[0].split() else ""
        )
        return [nodes.literal_block(text, text, language=language)] if text.strip() else []


class Drawing(Code):
    """What another program would draw: its source."""

    def run(self) -> Sequence[nodes.Node]:
        """Make a literal block without a language; what stands behind the name is a file."""
        self.arguments = []
        return super().run()


class Video(_Lenient):
    """A video by its id: a link to it."""

    address: ClassVar[str]

    def run(self) -> Sequence[nodes.Node]:
        """Make a paragraph of the link."""
        name = self.arguments[0].split()[0] if self.arguments and self.arguments[0].split() else ""
        if not name:
            return []
        address = name if name.startswith(("http://", "https://")) else self.address + name
        return [nodes.paragraph("", "", nodes.reference("", address, refuri=address))]


class YouTube(Video):
    """A video of YouTube."""

    address = "https://www.youtube.com/watch?v="


class Vimeo(Video):
    """A video of Vimeo."""

    address = "https://vimeo.com/"


class Gist(Video):
    """A gist of GitHub."""

    address = "https://gist.github.com/"


class Nothing(_Lenient):
    """What only serves a manual: an index, a list of its pages."""

    def run(self) -> Sequence[nodes.Node]:
        """Make nothing."""
        return []


class Date(_Lenient):
    """Today's date, which the article's readers would see change."""

    def run(self) -> Sequence[nodes.Node]:
        """Make nothing, and tell it."""
        self.state_machine.reporter.warning(
            "the date of the day is left out: feeds would change with it", line=self.lineno
        )
        return []


class Unknown(_Lenient):
    """Any other directive: the text below it, or behind it, is kept."""

    def run(self) -> Sequence[nodes.Node]:
        """Make of its text what it would be without the directive, and tell it."""
        what = f"the directive {self.name} is unknown here; its text is kept"
        self.state_machine.reporter.warning(what, line=self.lineno)
        kept = nodes.container()
        said = self.arguments[0] if self.arguments else ""
        if " " in said:  # one word is a name, a number or a file
            inline, _ = self.state.inline_text(said, self.lineno)
            kept += nodes.paragraph(said, "", *inline)
        self.state.nested_parse(self.content, self.content_offset, kept)
        return kept.children


OWN_DIRECTIVES: dict[str, type[Directive]] = {
    **dict.fromkeys(("code", "code-block", "sourcecode", "highlight", "prompt", "code-cell"), Code),
    **dict.fromkeys(("graphviz", "digraph", "uml", "plantuml", "mermaid"), Drawing),
    **dict.fromkeys(("toctree", "index", "todo"), Nothing),
    "youtube": YouTube,
    "vimeo": Vimeo,
    "gist": Gist,
    "date": Date,
}
