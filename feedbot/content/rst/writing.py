"""Write docutils' tree as HTML: plain elements, no style, no script; walks without recursion.

Links are written as the author gave them: who knows the site's addresses puts them in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from docutils import nodes

LEFT_OUT = (
    *("comment", "substitution_definition", "pending", "system_message", "decoration", "header", "footer"),
    *("meta", "docinfo", "raw", "title", "label", "classifier", "colspec"),
)
ELEMENTS = {
    "paragraph": "p",
    "subtitle": "p",
    "emphasis": "em",
    "strong": "strong",
    "literal": "code",
    "math": "code",
    "subscript": "sub",
    "superscript": "sup",
    "title_reference": "cite",
    "bullet_list": "ul",
    "list_item": "li",
    "definition_list": "dl",
    "definition": "dd",
    "field_list": "dl",
    "field_name": "dt",
    "field_body": "dd",
    "option_list": "dl",
    "description": "dd",
    "block_quote": "blockquote",
    "line_block": "div",
    "figure": "figure",
    "caption": "figcaption",
    "legend": "div",
    "compound": "div",
    "container": "div",
    "thead": "thead",
    "tbody": "tbody",
    "row": "tr",
}
INLINE = frozenset({"em", "strong", "code", "sub", "sup", "cite", "a", "abbr", "span"})
BARE = ("list_item", "definition", "field_body", "description", "entry")  # their only paragraph needs no `p`
ENUMERATIONS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
PIXELS = re.compile(r"(\d{1,5})\s*(?:px)?")

Piece = nodes.Node | str


def html_of(document: nodes.document) -> str:
    """Return what a document holds as HTML."""
    written: list[str] = []
    waiting: list[Piece] = [document]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, nodes.Node):  # asked first: a Text of docutils is a str as well
            waiting.extend(reversed(list(_pieces(piece))))
        else:
            written.append(piece)
    return "".join(written).strip()


def _pieces(node: nodes.Node) -> Iterator[Piece]:
    """Yield one node's own markup, and its children, to be written in their turn."""
    if isinstance(node, nodes.Text):
        yield str(escape(node.astext(), quote=False))
    elif isinstance(node, nodes.Element) and node.tagname not in LEFT_OUT:
        yield from WRITERS.get(node.tagname, _plain)(node)


def _plain(node: nodes.Element) -> Iterator[Piece]:
    element = ELEMENTS.get(node.tagname)
    if element is None or (element == "p" and _needs_no_element(node)):
        yield from _anchors(node.get("ids", ()))
        yield from node.children
    else:
        yield from _wrapped(element, node, node.children)


def _wrapped(
    element: str, node: nodes.Element, inside: Sequence[Piece], **attributes: str | None
) -> Iterator[Piece]:
    """Yield an element with what is inside; its first id is its own, the others stand before it."""
    names: list[str] = node.get("ids", [])
    yield from _anchors(names[1:])
    yield _opening(element, id=names[0] if names else None, **attributes)
    yield from inside
    yield f"</{element}>" if element in INLINE else f"</{element}>\n"


def _opening(element: str, **attributes: str | None) -> str:
    written = (f' {name}="{escape(value)}"' for name, value in attributes.items() if value is not None)
    return f"<{element}{''.join(written)}>"


def _anchors(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield f"{_opening('span', id=name)}</span>"


def _needs_no_element(paragraph: nodes.Element) -> bool:
    around = paragraph.parent
    return (
        around.tagname in BARE
        and around.children[0] is paragraph
        and sum(isinstance(child, nodes.paragraph) for child in around.children) == 1
    )


def _title(node: nodes.Element) -> list[nodes.Node]:
    return next((child.children for child in node.children[:2] if isinstance(child, nodes.title)), [])


def _section(node: nodes.Element) -> Iterator[Piece]:
    level, parent = 2, node.parent
    while parent is not None:
        level += isinstance(parent, nodes.section)
        parent = parent.parent
    yield from _wrapped(f"h{min(level, 6)}", node, _title(node))
    yield from node.children


def _titled(node: nodes.Element) -> Iterator[Piece]:
    """Write a note, a topic or a sidebar; a table of contents is the page's affair."""
    if "contents" not in node.get("classes", ()):
        title = _title(node)
        head: list[Piece] = ["<p><strong>", *title, "</strong></p>\n"] if title else []
        yield from _wrapped("div", node, [*head, *node.children])


def _rubric(node: nodes.Element) -> Iterator[Piece]:
    yield from _wrapped("p", node, ["<strong>", *node.children, "</strong>"])


def _attribution(node: nodes.Element) -> Iterator[Piece]:
    yield from _wrapped("p", node, ["— ", *node.children])


def _line(node: nodes.Element) -> Iterator[Piece]:
    yield from _wrapped("div", node, node.children or ["<br>"])


def _transition(_node: nodes.Element) -> Iterator[Piece]:
    yield "<hr>\n"


def _term(node: nodes.Element) -> Iterator[Piece]:
    kinds = [child for child in node.parent.children if isinstance(child, nodes.classifier)]
    yield from _wrapped("dt", node, [*node.children, *(f" ({escape(kind.astext())})" for kind in kinds)])


def _option_group(node: nodes.Element) -> Iterator[Piece]:
    spellings = ", ".join("".join(part.astext() for part in option.children) for option in node.children)
    yield from _wrapped("dt", node, [f"<code>{escape(spellings)}</code>"])


def _enumerated_list(node: nodes.Element) -> Iterator[Piece]:
    start = str(node["start"]) if "start" in node else None
    kind = ENUMERATIONS.get(str(node.get("enumtype")))
    yield from _wrapped("ol", node, node.children, start=start, type=kind)


def _table(node: nodes.Element) -> Iterator[Piece]:
    title = _title(node)
    caption: list[Piece] = ["<caption>", *title, "</caption>"] if title else []
    yield from _wrapped("table", node, [*caption, *node.children])


def _entry(node: nodes.Element) -> Iterator[Piece]:
    columns, rows = node.get("morecols", 0), node.get("morerows", 0)
    yield from _wrapped(
        "th" if isinstance(node.parent.parent, nodes.thead) else "td",
        node,
        node.children,
        colspan=str(columns + 1) if columns else None,
        rowspan=str(rows + 1) if rows else None,
    )


def _code(node: nodes.Element) -> Iterator[Piece]:
    language = node.get("language") or None
    opening = _opening("code", **{"class": f"language-{language}" if language else None})
    yield from _wrapped("pre", node, [opening, *node.children, "</code>"])


def _formula(node: nodes.Element) -> Iterator[Piece]:
    yield from _wrapped("p", node, ["<code>", *node.children, "</code>"])


def _reference(node: nodes.Element) -> Iterator[Piece]:
    address = node.get("refuri") or (f"#{node['refid']}" if "refid" in node else "")
    if address:
        yield from _wrapped("a", node, node.children, href=address)
    else:
        yield from node.children


def _footnote_reference(node: nodes.Element) -> Iterator[Piece]:
    yield "<sup>" if isinstance(node, nodes.footnote_reference) else "["
    yield from _reference(node)
    yield "</sup>" if isinstance(node, nodes.footnote_reference) else "]"


def _footnote(node: nodes.Element) -> Iterator[Piece]:
    """Write a footnote or a citation below its sign, which leads back to where it stands in the text."""
    sign = next((escape(child.astext()) for child in node.children if isinstance(child, nodes.label)), "")
    back: list[str] = node.get("backrefs", [])
    link = f"{_opening('a', href=f'#{back[0]}')}{sign}</a>" if back else sign
    yield from _wrapped("dl", node, [f"<dt>[{link}]</dt>\n<dd>", *node.children, "</dd>\n"])


def _target(node: nodes.Element) -> Iterator[Piece]:
    if "refuri" not in node:  # one that leads elsewhere is nothing to lead to
        yield from _anchors(node.get("ids", ()))
    yield from node.children


def _image(node: nodes.Element) -> Iterator[Piece]:
    size = {
        side: found[1] for side in ("width", "height") if (found := PIXELS.fullmatch(str(node.get(side, ""))))
    }
    yield from _anchors(node.get("ids", ()))
    yield _opening("img", src=str(node["uri"]), alt=str(node.get("alt", "")), **size)
    yield "" if isinstance(node.parent, nodes.TextElement) else "\n"


def _abbreviation(node: nodes.Element) -> Iterator[Piece]:
    yield from _wrapped("abbr", node, node.children, title=node.get("explanation") or None)


def _problematic(node: nodes.Element) -> Iterator[Piece]:
    yield escape(node.astext(), quote=False)


WRITERS: Mapping[str, Callable[[nodes.Element], Iterator[Piece]]] = {
    "section": _section,
    **dict.fromkeys(("attention", "caution", "danger", "error", "hint", "important"), _titled),
    **dict.fromkeys(("note", "tip", "warning", "admonition", "topic", "sidebar"), _titled),
    "rubric": _rubric,
    "attribution": _attribution,
    "line": _line,
    "transition": _transition,
    "term": _term,
    "option_group": _option_group,
    "enumerated_list": _enumerated_list,
    "table": _table,
    "entry": _entry,
    "literal_block": _code,
    "doctest_block": _code,
    "math_block": _formula,
    "reference": _reference,
    "footnote_reference": _footnote_reference,
    "citation_reference": _footnote_reference,
    "footnote": _footnote,
    "citation": _footnote,
    "target": _target,
    "image": _image,
    "abbreviation": _abbreviation,
    "acronym": _abbreviation,
    "problematic": _problematic,
}
