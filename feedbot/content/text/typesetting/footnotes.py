"""Footnotes, under the ids that they have on the generator's own page.

Links in a feed are absolute, so most readers open the page: there, the same id leads to the same note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

PATTERN = "footnote"  # the key of the environment that holds what an id looks like


def add_footnotes(renderer: MarkdownIt) -> None:
    """Let a renderer read footnotes."""
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415  # imported late, with its renderer

    renderer.use(footnote_plugin)
    renderer.add_render_rule("footnote_ref", _mark)
    renderer.add_render_rule("footnote_open", _note)
    renderer.add_render_rule("footnote_anchor", _way_back)


def _mark(
    _renderer: RendererProtocol, tokens: Sequence[Token], place: int, _options: OptionsDict, env: EnvType
) -> str:
    token = tokens[place]
    note, mark = _ids(token, env)
    number = int(token.meta["id"]) + 1
    return f'<sup class="footnote-ref"><a href="#{note}" id="{mark}">[{number}]</a></sup>'


def _note(
    _renderer: RendererProtocol, tokens: Sequence[Token], place: int, _options: OptionsDict, env: EnvType
) -> str:
    return f'<li id="{_ids(tokens[place], env)[0]}" class="footnote-item">'


def _way_back(
    _renderer: RendererProtocol, tokens: Sequence[Token], place: int, _options: OptionsDict, env: EnvType
) -> str:
    # U+FE0E keeps Apple's systems from making an emoji of the arrow
    return f' <a href="#{_ids(tokens[place], env)[1]}" class="footnote-backref">\u21a9\ufe0e</a>'


def _ids(token: Token, env: Mapping[str, object]) -> tuple[str, str]:
    """Return the ids of a note and of the mark that leads to it; a note may have several marks."""
    number = int(token.meta["id"]) + 1
    label = token.meta.get("label") or number
    note = str(env[PATTERN]).format(number=number, label=label)
    again = int(token.meta.get("subId") or 0)
    mark = note.replace("fn", "fnref", 1) + (f":{again}" if again else "")
    return escape(note), escape(mark)
