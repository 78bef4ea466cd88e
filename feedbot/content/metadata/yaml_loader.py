"""The YAML loader: refuses what is built to hurt, keeps each scalar's spelling and line; reads text only."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass, field

import yaml
from frontmatter.default_handlers import YAMLHandler
from yaml import AliasEvent, CSafeLoader, MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode
from yaml.constructor import ConstructorError
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    ScalarEvent,
)

from feedbot.content.characters import clean
from feedbot.content.metadata.values import MOST_LEVELS, Scalar, Table, Value, fold, table

MOST_ALIASES = 50
MOST_VALUES = 50_000  # with every alias written out; 64 KiB cannot hold as many otherwise

# YAML 1.1 begins a line at these, which no editor counts as one.
BREAKS = {0x2028: " ", 0x2029: " "}

TEXT = "tag:yaml.org,2002:str"
MERGE = "tag:yaml.org,2002:merge"
BINARY = {"!binary", "tag:yaml.org,2002:binary"}  # as Ruby once wrote what it knew no encoding of
# ``=`` and ``<<`` stand for these, and PyYAML makes nothing of them where they are values.
BARE_SIGNS = {MERGE, "tag:yaml.org,2002:value"}
COLLECTIONS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsafe:
    """Why a block of YAML is not loaded at all."""

    code: str
    line: int
    what: str
    repair: str


def load_yaml(text: str) -> Value | Unsafe:
    """Load a block of YAML, unless it is built to hurt; nothing at all is an empty table.

    Raises:
        YAMLError: it is broken.
    """
    text = text.translate(BREAKS)
    danger = unsafe(text)
    if danger is not None:
        return danger
    loaded: Value | None = YAMLHandler().load(text, Loader=NotingLoader)
    nothing = loaded is None or (isinstance(loaded, Scalar) and loaded.value is None)
    return Table() if loaded is None or nothing else loaded


def unsafe(text: str) -> Unsafe | None:
    """Look at the events alone, which costs no depth and no memory; raises YAMLError."""
    try:
        return _scan(text)
    except MarkedYAMLError as error:
        if "nesting depth" in (error.problem or "") and error.problem_mark:  # libyaml has a limit of its own
            return _too_deep(error.problem_mark.line + 1)
        raise


def _scan(text: str) -> Unsafe | None:
    unfolded = _Unfolded()
    for event in yaml.parse(text, Loader=CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        unfolded.take(event)
        if len(unfolded.open) > MOST_LEVELS:
            return _too_deep(line)
        if unfolded.aliases > MOST_ALIASES or unfolded.largest > MOST_VALUES:
            return _too_many(line)
    return None


@dataclass(slots=True)
class _Unfolded:
    """Counts how many values there would be if every alias were written out."""

    aliases: int = 0
    largest: int = 0
    open: list[tuple[str | None, int]] = field(default_factory=list)  # anchor, values inside so far
    anchors: dict[str | None, int] = field(default_factory=dict)

    def take(self, event: yaml.Event) -> None:
        match event:
            case CollectionStartEvent():
                if event.anchor:  # an alias to what is not finished yet would hold itself
                    self.anchors[event.anchor] = MOST_VALUES + 1
                self.open.append((event.anchor, 1))
            case CollectionEndEvent():
                self._add(*self.open.pop())
            case AliasEvent():
                self.aliases += 1
                # One that nothing is called by is a mistake, which loading tells with its place.
                self._add(None, self.anchors.get(event.anchor, 1))
            case ScalarEvent():
                self._add(event.anchor, 1)
            case _:
                pass

    def _add(self, anchor: str | None, size: int) -> None:
        if anchor:
            self.anchors[anchor] = size
        if self.open:
            outer, inside = self.open[-1]
            size += inside
            self.open[-1] = (outer, size)
        self.largest = max(self.largest, size)


class NotingLoader(CSafeLoader):
    """python-frontmatter's safe loader, giving values that remember how they were written."""

    def __init__(self, stream: str) -> None:
        """Read a text."""
        super().__init__(stream)
        self._written: dict[int, int] = {}  # keys of its own, by table; one that is merged twice has more

    def construct_object(self, node: Node, deep: bool = False) -> Value:  # noqa: FBT001, FBT002  # PyYAML's signature
        """Make a value of a node; an impossible date or number stays text."""
        if isinstance(node, ScalarNode):
            return self._scalar(node, deep=deep)
        if node.tag not in COLLECTIONS:
            raise ConstructorError(None, None, f"the tag {node.tag} is not allowed", node.start_mark)
        if isinstance(node, SequenceNode):
            return tuple(self.construct_object(item) for item in node.value)
        return self._table(node)

    def _scalar(self, node: ScalarNode, *, deep: bool) -> Scalar:
        if node.tag in BINARY:
            text = _decoded(node)
            return Scalar(value=text, text=clean(text), line=node.start_mark.line + 1)
        value: object = node.value
        if node.tag != TEXT and node.tag not in BARE_SIGNS:
            try:
                value = super().construct_object(node, deep=deep)
            except (ValueError, OverflowError):
                value = node.value
            except (IndexError, KeyError, AttributeError) as error:  # PyYAML trusts a tag that is written out
                kind = node.tag.rpartition(":")[2]
                problem = f"the tag !!{kind} does not fit its value"
                raise ConstructorError(None, None, problem, node.start_mark) from error
        return Scalar(value=value, text=clean(node.value), line=node.start_mark.line + 1)

    def _table(self, node: Node) -> Value:
        """Make a table; what ``<<`` brings in is no duplicate of what the table says itself."""
        assert isinstance(node, MappingNode)
        written = self._written.setdefault(id(node), sum(key.tag != MERGE for key, _ in node.value))
        self.flatten_mapping(node)
        entries = [self._entry(key, value) for key, value in node.value]
        brought = {fold(key): (key, value, line) for key, value, line in entries[: len(entries) - written]}
        own = entries[len(entries) - written :]
        missing = brought.keys() - {fold(key) for key, _, _ in own}
        return table([*(brought[key] for key in brought if key in missing), *own], node.start_mark.line + 1)

    def _entry(self, key: Node, value: Node) -> tuple[str, Value, int]:
        if not isinstance(key, ScalarNode):
            raise ConstructorError(None, None, "a key is not text", key.start_mark)
        return clean(key.value), self.construct_object(value), key.start_mark.line + 1


def _decoded(node: ScalarNode) -> str:
    try:
        return b64decode("".join(node.value.split()), validate=True).decode()
    except ValueError as error:
        raise ConstructorError(
            None, None, "the tag !binary does not fit its value", node.start_mark
        ) from error


def _too_deep(line: int) -> Unsafe:
    return Unsafe(
        code="yaml-depth",
        line=line,
        what=f"the front matter is nested more than {MOST_LEVELS} levels deep",
        repair="close the brackets, or put quotes around the text",
    )


def _too_many(line: int) -> Unsafe:
    return Unsafe(
        code="yaml-aliases",
        line=line,
        what=f"more than {MOST_ALIASES} aliases, or aliases that unfold into too much",
        repair="write the values out instead of using * and &",
    )
