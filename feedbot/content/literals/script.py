"""Literals out of configuration written in JavaScript or TypeScript; runs nothing of it.

``read_object`` is what most need: the object that a file exports, as a plain tree.
What the file computes is ``Code`` in that tree; so is whatever is not understood here.
Known are ``export default`` and ``module.exports``, calls around the object (``defineConfig({...})``),
functions that return it, names of constants of the same file, and texts joined by ``+``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from feedbot.content.literals.source import Source
from feedbot.content.literals.tokens import Kind
from feedbot.content.literals.values import Values

MOST_STEPS = 16  # from `export default` to the object
DECLARING = frozenset({"const", "let", "var"})
IN_IMPORT = frozenset({"{", "}", ",", "*"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a function or method, with its arguments; those that are no literals are ``Code``."""

    name: str
    arguments: tuple[object, ...]
    on: str = ""  # the word before the dot, as `ignores` in `config.ignores.add("x")`


def read_object(text: str, known: Mapping[str, object] | None = None) -> Mapping[str, object]:
    """Return the object that a configuration file exports; an empty one where none is understood.

    Texts, numbers, booleans, None, lists and dictionaries are what they say; the rest is ``Code``.
    ``known`` are names that the file has from elsewhere, as by an import.
    """
    return Script(text, known).exported


class Script:
    """One file of JavaScript or TypeScript."""

    def __init__(self, text: str, known: Mapping[str, object] | None = None) -> None:
        """Part the text into tokens, and find the names that it declares at its top."""
        self._source = Source(text)
        self._values = Values(self._source, known or {})
        self._taken_apart: dict[int, int] = {}  # `const { a } = value`: from the brace to the value
        self._declare(0, self._source.end)

    @cached_property
    def exported(self) -> Mapping[str, object]:
        """Return the object that the file exports by default."""
        for at in self._exports():
            found = self._unwrapped(at)
            if found:
                return found
        return {}

    @cached_property
    def constants(self) -> Mapping[str, object]:
        """Return every name that the file gives a value at its top, exported or not."""
        return {name: self._values.named(name) for name in self._values.declared}

    @cached_property
    def names(self) -> Mapping[str, object]:
        """Return the constants, and those of the function that gives the exported object."""
        _ = self.exported  # reads that function
        return {name: self._values.named(name) for name in self._values.declared}

    @cached_property
    def imports(self) -> Mapping[str, str]:
        """Return the names that ``import`` and ``require`` bring in, with the path that each comes from."""
        found: dict[str, str] = {}
        for at, token in enumerate(self._source.tokens):
            if token.fresh and self._source.holds(at, "import"):
                names, path = self._import(at + 1)
                found |= dict.fromkeys(names, path)
        for name, at in self._values.declared.items():
            if path := self._required(at):
                found[name] = path
        for brace, at in self._taken_apart.items():
            if path := self._required(at):
                found |= dict.fromkeys(self._names_in(brace), path)
        for call in self.calls("require"):
            said = call.arguments[0] if call.arguments else None
            if isinstance(said, str) and said not in found.values():
                found[said] = said  # has no other name: `use(require("./x"))`
        return found

    def calls(self, *names: str) -> Iterator[Call]:
        """Yield every call of one of these names, wherever it stands, in the order of the text."""
        for at, token in enumerate(self._source.tokens):
            if token.text in names and self._source.holds(at + 1, "(") and at + 1 in self._source.partners:
                arguments = tuple(self._values.items(at + 1))
                on = self._source.at(at - 2).text if at > 1 and self._source.holds(at - 1, ".") else ""
                yield Call(name=token.text, arguments=arguments, on=on)

    def _required(self, at: int) -> str:
        """Return the path that a call of ``require`` names; "" for anything else."""
        path = self._source.at(at + 2)
        return path.text if self._source.holds(at, "require", "(") and path.kind is Kind.TEXT else ""

    def _names_in(self, brace: int) -> Iterator[str]:
        for at in range(brace + 1, self._source.partners.get(brace, brace)):
            begins = self._source.holds(at - 1, ",") or self._source.holds(at - 1, "{")
            if self._source.holds(at - 1, ":") or (begins and not self._source.holds(at + 1, ":")):
                yield self._source.at(at).text

    def _exports(self) -> Iterator[int]:
        for at in range(self._source.end):
            if self._source.holds(at, "export", "default"):
                yield at + 2
            elif self._source.holds(at, "module", ".", "exports", "="):
                yield at + 4

    def _declare(self, at: int, end: int) -> None:
        """Remember where the names of one block get their values."""
        source, listing = self._source, False  # a list of declarations: `const a = 1, b = 2`
        while at < end:
            token = source.tokens[at]
            over = source.holds(at, ";") or (token.fresh and not source.holds(at - 1, ","))
            listing = (listing and not over) or (token.kind is Kind.WORD and token.text in DECLARING)
            if token.text in DECLARING or (listing and source.holds(at, ",")):
                name, at = at + 1, self._value_of_declaration(source.past(at + 1), end)
                self._declare_name(name, at)
            elif source.holds(at, "exports", ".") and source.holds(at + 3, "="):
                self._declare_name(at + 2, at + 4)
                at += 4
            else:
                if source.holds(at, "function"):
                    self._declare_name(at + 1, at)
                at = source.past(at)

    def _declare_name(self, at: int, value: int) -> None:
        if self._source.at(at).kind is Kind.WORD:
            self._values.declared[self._source.at(at).text] = value
        elif self._source.holds(at, "{"):
            self._taken_apart[at] = value

    def _value_of_declaration(self, at: int, end: int) -> int:
        """Go past a type to behind the equals sign, or to where it is plain that there is none."""
        source = self._source
        while at < end and not source.holds(at, "="):
            if source.holds(at, ";") or (source.tokens[at].fresh and source.tokens[at].text in DECLARING):
                return at
            at = source.past(at)
        return min(at + 1, end)

    def _import(self, at: int) -> tuple[list[str], str]:
        """Return the names between ``import`` and its path, and the path; none where it is no import."""
        names: list[str] = []
        while at < self._source.end:
            token = self._source.tokens[at]
            if token.kind is Kind.TEXT:
                return names, token.text
            if token.kind is not Kind.WORD and token.text not in IN_IMPORT:
                break
            if token.fresh and token.text == "import":
                break
            if token.text == "as" and names:
                names.pop()
            elif token.kind is Kind.WORD and token.text not in {"type", "from"}:
                names.append(token.text)
            at += 1
        return [], ""

    def _unwrapped(self, at: int | None) -> Mapping[str, object]:
        """Follow functions, calls and names to the object."""
        for _ in range(MOST_STEPS):
            if at is None or self._source.holds(at, "{"):
                break
            at = self._step(at)
        return self._values.table(at) if at is not None and self._source.holds(at, "{") else {}

    def _step(self, at: int) -> int | None:
        """Return where to look next for the object that the expression at ``at`` gives."""
        source = self._source
        if source.holds(at, "async") or source.holds(at, "await"):
            return at + 1
        if source.holds(at, "function"):
            return self._result(source.find(at, "{"))
        arrow = source.past(at)
        arrow = source.find(arrow, "=>") if source.holds(arrow, ":") else arrow
        if source.holds(arrow, "=>"):
            return self._result(arrow + 1) if source.holds(arrow + 1, "{") else arrow + 1
        return at + 1 if source.holds(at, "(") else self._called(at)

    def _called(self, at: int) -> int | None:
        """Return where a call's first argument begins, or where a name gets its value."""
        source, name = self._source, self._source.at(at)
        if name.kind is not Kind.WORD:
            return None
        while source.holds(at + 1, "."):
            at += 2
        if source.holds(at + 1, "<"):  # defineConfig<Site>({...})
            at = source.find(at + 1, ">")
        return at + 2 if source.holds(at + 1, "(") else self._values.declared.get(name.text)

    def _result(self, at: int) -> int | None:
        """Return where the value of a function's last ``return`` begins, and learn the names of its block."""
        end = self._source.partners.get(at, self._source.end)
        self._declare(at + 1, end)
        found = None
        at += 1
        while at < end:
            if self._source.holds(at, "return"):
                found = at + 1
            at = self._source.past(at)
        return found
