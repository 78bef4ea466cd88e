"""Templates of announcements: Jinja2, cut down to what wording needs; a hostile one can do nothing.

Jinja's own documentation says that its sandbox alone is not enough against long loops and large texts.
So a template is first read as a tree, and only the nodes, names and filters listed here may be in it:
no attribute, no call, no arithmetic, no assignment, no loop inside a loop.
Importing this module loads Jinja2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

VARIABLES = ("title", "summary", "url", "hashtags", "tags", "author", "authors", "date", "site")
LISTS = ("tags", "authors")  # the rest are texts
FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper")
TESTS = ("defined", "undefined")
MOST_CHARACTERS = 10_000  # of a template, and of what it makes
MOST_NODES = 500

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Test,
    nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Concat,
    nodes.For,
)  # fmt: skip
_SAMPLE: Mapping[str, str | tuple[str, ...]] = {
    **dict.fromkeys(VARIABLES, "sample"),
    **dict.fromkeys(LISTS, ("one", "two")),
}
_IN_WORDS: Mapping[type[nodes.Node], str] = {
    nodes.Getattr: "a dot or attribute",
    nodes.Getitem: "an index in [ ]",
    nodes.Call: "a call with ( )",
    nodes.Assign: "{% set %}",
    nodes.Macro: "{% macro %}",
    nodes.Include: "{% include %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.BinExpr: "arithmetic",
    nodes.UnaryExpr: "arithmetic",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """Why a template gave no text; one that is only too long may do with shorter values."""

    why: str
    too_long: bool = False


def check_template(text: str) -> str | None:
    """Return what is wrong with a template, with its line where one is to blame, or None.

    What may run of it is tried with sample values, so that a fault shows now and not at the first article.
    """
    if len(text) > MOST_CHARACTERS:
        return f"the template is longer than {MOST_CHARACTERS} characters"
    try:
        tree = _environment().parse(text)
        faults = sorted(_faults(tree), key=lambda fault: fault[0])
        if faults:
            return f"line {faults[0][0]}: {faults[0][1]}"
        trial = rendered(compiled(text), _SAMPLE)
    except TemplateSyntaxError as wrong:
        return f"line {wrong.lineno}: {wrong.message}"
    except RecursionError:
        return "the template is nested too deeply"
    return trial.why if isinstance(trial, TemplateFault) else None


def compiled(text: str) -> Template:
    """Compile a template that ``check_template`` has found good."""
    return _environment().from_string(text)


def rendered(template: Template, values: Mapping[str, str | tuple[str, ...]]) -> str | TemplateFault:
    """Fill in a template, up to 10,000 characters; a fault is a value of the wrong kind, or a missing one."""
    text = ""
    try:
        for piece in template.generate(values):
            text += piece
            if len(text) > MOST_CHARACTERS:
                why = f"the template makes more than {MOST_CHARACTERS} characters"
                return TemplateFault(why=why, too_long=True)
    except (TemplateError, TypeError, ValueError) as wrong:
        return TemplateFault(why=f"the template fails: {wrong}")
    return text


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, cache_size=0
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


def _faults(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    every = list(_walk(tree))
    if len(every) > MOST_NODES:
        yield 1, "the template has too many parts"
    loops = [node for node in every if isinstance(node, nodes.For)]
    counters = {loop.target.name for loop in loops if isinstance(loop.target, nodes.Name)}
    for node in every:
        why = _not_allowed(node) or _unknown_name(node, counters)
        if why is not None:
            yield node.lineno, why
    for loop in loops:
        if (why := _bad_loop(loop)) is not None:
            yield loop.lineno, why


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _not_allowed(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Filter):
        return _bad_filter(node)
    if isinstance(node, nodes.Test):
        return None if node.name in TESTS else f"the test '{node.name}' is not allowed here"
    if isinstance(node, (*_ALLOWED, nodes.Keyword)):
        return None
    words = next((words for kind, words in _IN_WORDS.items() if isinstance(node, kind)), type(node).__name__)
    return f"{words} is not allowed here; a template holds variables, if, for and filters"


def _bad_filter(node: nodes.Filter) -> str | None:
    if node.name not in FILTERS:
        return f"the filter '{node.name}' is not allowed here; allowed are {', '.join(FILTERS)}"
    if node.name == "join" and not (isinstance(node.node, nodes.Name) and node.node.name in LISTS):
        return f"join takes one of the lists {' and '.join(LISTS)}"
    return None


def _unknown_name(node: nodes.Node, counters: set[str]) -> str | None:
    if not isinstance(node, nodes.Name) or node.name in VARIABLES or node.name in counters:
        return None
    near = get_close_matches(node.name, VARIABLES, n=1)
    repair = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(VARIABLES)}"
    return f"'{node.name}' is unknown; {repair}"


def _bad_loop(loop: nodes.For) -> str | None:
    if loop.recursive or any(isinstance(inner, nodes.For) for inner in _walk_inside(loop)):
        return "a loop inside a loop is not allowed here"
    if not (isinstance(loop.iter, nodes.Name) and loop.iter.name in LISTS):
        return f"a loop goes over one of the lists {' and '.join(LISTS)}"
    if not isinstance(loop.target, nodes.Name) or loop.target.name in VARIABLES:
        return "a loop needs a name of its own, as in {% for tag in tags %}"
    return None


def _walk_inside(loop: nodes.For) -> Iterator[nodes.Node]:
    for child in loop.iter_child_nodes():
        yield from _walk(child)
