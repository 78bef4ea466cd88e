"""Templates that people write: Jinja2, cut down to what wording needs; a hostile one can do nothing.

Jinja's own documentation says that its sandbox alone is not enough against long loops and large texts.
So a template is first read as a tree, and only the nodes, names and filters of its vocabulary may be in it:
no attribute of Python's, no call, no arithmetic, no assignment, no loop inside a loop.
A dot reads a field of what a vocabulary calls a record or a table, and never anything else.
Importing this module loads Jinja2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from feedbot.content.vocabulary import TemplateFault, Value, Vocabulary

TESTS = ("defined", "undefined")
MOST_CHARACTERS = 10_000  # of a template, and of what it makes
MOST_NODES = 500

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Test,
    nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Concat,
    nodes.For,
)  # fmt: skip
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


def fault_of(text: str, vocabulary: Vocabulary, *, html: bool) -> str | None:
    """Return what is wrong with a template, with its line where one is to blame, or None.

    What may run of it is tried with sample values, so that a fault shows now and not at the first article.
    """
    if len(text) > MOST_CHARACTERS:
        return f"the template is longer than {MOST_CHARACTERS} characters"
    try:
        tree = _environment(vocabulary, html=html).parse(text)
        faults = sorted(_Reader(tree, vocabulary).faults(), key=lambda fault: fault[0])
        if faults:
            return f"line {faults[0][0]}: {faults[0][1]}"
        trial = rendered(compiled(text, vocabulary, html=html), _sample(vocabulary))
    except TemplateSyntaxError as wrong:
        return f"line {wrong.lineno}: {wrong.message}"
    except RecursionError:
        return "the template is nested too deeply"
    return trial.why if isinstance(trial, TemplateFault) else None


def compiled(text: str, vocabulary: Vocabulary, *, html: bool) -> Template:
    """Compile a template that ``fault_of`` has found good; in one of HTML, values are escaped."""
    return _environment(vocabulary, html=html).from_string(text)


def rendered(template: Template, values: Mapping[str, Value]) -> str | TemplateFault:
    """Fill in a template, up to 10,000 characters; a fault is a value of the wrong kind, or a missing one."""
    text = ""
    try:
        for piece in template.generate(values):
            text += str(piece)  # one that is marked as HTML would escape the text before it
            if len(text) > MOST_CHARACTERS:
                why = f"the template makes more than {MOST_CHARACTERS} characters"
                return TemplateFault(why=why, too_long=True)
    except (TemplateError, TypeError, ValueError) as wrong:
        return TemplateFault(why=f"the template fails: {wrong}")
    return text


class _Environment(ImmutableSandboxedEnvironment):
    """A dot and an index both read a field, and nothing that Python hangs on a value."""

    def getattr(self, obj: object, attribute: str) -> str | Undefined:
        return self.getitem(obj, attribute)

    def getitem(self, obj: object, argument: object) -> str | Undefined:
        if isinstance(obj, Mapping):
            return str(obj.get(argument, ""))
        return self.undefined(f"it has no field {argument!r}")


def _environment(vocabulary: Vocabulary, *, html: bool) -> _Environment:
    environment = _Environment(
        undefined=StrictUndefined,
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_text,
        cache_size=0,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in vocabulary.filters}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


def _text(value: object) -> object:
    if isinstance(value, tuple):
        raise TypeError("a list is no text: join it, as {{ tags|join(', ') }}, or go over it with {% for %}")
    if isinstance(value, Mapping):
        raise TypeError("this is no text: name one of its fields, after a dot")
    return value


def _sample(vocabulary: Vocabulary) -> Mapping[str, Value]:
    return {
        **dict.fromkeys(vocabulary.texts, "sample"),
        **dict.fromkeys(vocabulary.lists, ("one", "two")),
        **{name: (dict.fromkeys(fields, "sample"),) for name, fields in vocabulary.records.items()},
        **{name: {} for name in vocabulary.tables},
    }


class _Reader:
    """One template read as a tree: what in it is not of its vocabulary."""

    def __init__(self, tree: nodes.Template, vocabulary: Vocabulary) -> None:
        self._every = list(_walk(tree))
        self._words = vocabulary
        self._loops = [node for node in self._every if isinstance(node, nodes.For)]
        self._fields: dict[str, tuple[str, ...]] = {}  # of each loop's own name
        for loop in self._loops:
            if isinstance(loop.target, nodes.Name):
                over = loop.iter.name if isinstance(loop.iter, nodes.Name) else ""
                self._fields[loop.target.name] = vocabulary.records.get(over, ())

    def faults(self) -> Iterator[tuple[int, str]]:
        if len(self._every) > MOST_NODES:
            yield 1, "the template has too many parts"
        for node in self._every:
            why = self._not_allowed(node) or self._unknown_name(node)
            if why is not None:
                yield node.lineno, why
        for loop in self._loops:
            if (why := self._bad_loop(loop)) is not None:
                yield loop.lineno, why

    def _not_allowed(self, node: nodes.Node) -> str | None:
        match node:
            case nodes.Filter():
                return self._bad_filter(node)
            case nodes.Test():
                return None if node.name in TESTS else f"the test '{node.name}' is not allowed here"
            case nodes.Getattr(node=nodes.Name(name=name), attr=attribute):
                return self._bad_field(node, name, attribute)
            case nodes.Getitem(node=nodes.Name(name=name), arg=nodes.Const(value=str(key))):
                return self._bad_field(node, name, key)
            case nodes.Sub(left=nodes.Getattr(node=nodes.Name(name=name))) if name in self._words.tables:
                return f'a name with a dash stands in brackets and quotes, as {name}["my-name"]'
        return None if isinstance(node, (*_ALLOWED, nodes.Keyword)) else _forbidden(node)

    def _bad_filter(self, node: nodes.Filter) -> str | None:
        if node.name not in self._words.filters:
            return (
                f"the filter '{node.name}' is not allowed here; allowed are {', '.join(self._words.filters)}"
            )
        of_list = isinstance(node.node, nodes.Name) and node.node.name in self._words.lists
        if node.name == "join" and not of_list:
            return f"join takes one of the lists {' and '.join(self._words.lists)}"
        return None

    def _bad_field(self, node: nodes.Node, name: str, wanted: str) -> str | None:
        if name in self._words.tables:
            return None
        fields = self._fields.get(name, ())
        if not fields:
            return _forbidden(node)
        return None if wanted in fields else f"'{name}.{wanted}' is unknown; {_repair(wanted, fields)}"

    def _unknown_name(self, node: nodes.Node) -> str | None:
        names = self._words.names
        if not isinstance(node, nodes.Name) or node.name in names or node.name in self._fields:
            return None
        return f"'{node.name}' is unknown; {_repair(node.name, names)}"

    def _bad_loop(self, loop: nodes.For) -> str | None:
        if loop.recursive or any(isinstance(inner, nodes.For) for inner in _walk_inside(loop)):
            return "a loop inside a loop is not allowed here"
        lists = (*self._words.lists, *self._words.records)
        if not (isinstance(loop.iter, nodes.Name) and loop.iter.name in lists):
            return f"a loop goes over one of the lists {' and '.join(lists)}"
        if not isinstance(loop.target, nodes.Name) or loop.target.name in self._words.names:
            return "a loop needs a name of its own, as in {% for tag in tags %}"
        return None


def _forbidden(node: nodes.Node) -> str:
    words = next((words for kind, words in _IN_WORDS.items() if isinstance(node, kind)), type(node).__name__)
    return f"{words} is not allowed here; a template holds variables, if, for and filters"


def _repair(name: str, names: tuple[str, ...]) -> str:
    near = get_close_matches(name, names, n=1)
    return f"did you mean '{near[0]}'?" if near else f"there are {', '.join(names)}"


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _walk_inside(loop: nodes.For) -> Iterator[nodes.Node]:
    for child in loop.iter_child_nodes():
        yield from _walk(child)
