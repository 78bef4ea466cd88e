"""Formulas of an article's HTML: readers show no MathML, so each becomes a line of code."""

from __future__ import annotations

from lxml.html import HtmlElement

from feedbot.feeds.html_tree import GONE, each, new, replace

JOINED = {  # what stands between the parts of an element
    "mfrac": ("/",),
    "msub": ("_",),
    "msup": ("^",),
    "msubsup": ("_", "^"),
    "munder": ("_",),
    "mover": ("^",),
    "munderover": ("_", "^"),
    "mtable": ("; ",),
    "mtr": (", ",),
}
IN_BRACKETS = frozenset({"mfrac", "msub", "msup", "msubsup", "munder", "mover", "munderover"})
DEEPEST = 50
BESIDE = frozenset({"annotation", "annotation-xml"})


def write_formulas(body: HtmlElement) -> None:
    """Write each formula once, as code."""
    for drawn in each(body, "span"):
        before = drawn.getprevious()
        is_twin = before is not None and "katex-mathml" in before.get("class", "").split()
        if is_twin and "katex-html" in drawn.get("class", "").split():
            drawn.tag = GONE  # what KaTeX draws for browsers that know no MathML
    for formula in each(body, "math"):
        said = _tex(formula) or formula.get("alttext", "") or _in_a_line(formula)
        replace(formula, new("code", " ".join(said.split())))


def _tex(formula: HtmlElement) -> str:
    notes = list(formula.iter("annotation"))
    best = next((note for note in notes if "tex" in note.get("encoding", "").lower()), None)
    return str(best.text_content()) if best is not None else ""


def _in_a_line(element: HtmlElement, depth: int = 0) -> str:
    if depth > DEEPEST:
        return str(element.text_content())
    parts = [_in_a_line(child, depth + 1) for child in element if child.tag not in BESIDE]
    if element.tag == "msqrt":
        return f"√({''.join(parts)})"
    if element.tag == "mroot":
        return f"√[{''.join(parts[1:])}]({''.join(parts[:1])})"
    if element.tag == "mspace":
        return " "
    if not parts:
        return str(element.text_content())
    signs = JOINED.get(str(element.tag), ("",))
    if element.tag in IN_BRACKETS:
        parts = [part if len(part) == 1 or part.isalnum() else f"({part})" for part in parts]
    joined = parts[0]
    for index, part in enumerate(parts[1:]):
        joined += signs[min(index, len(signs) - 1)] + part
    return joined
