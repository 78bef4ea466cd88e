"""Expressions of JavaScript that are literals, as plain values; everything else is ``Code``. Runs nothing.

Names are looked up among the constants of the same file. Depth and length have limits,
so that no text, however it is nested or refers to itself, takes more time than its length warrants.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from feedbot.content.literals.code import Code
from feedbot.content.literals.source import ENDING, Source
from feedbot.content.literals.tokens import Kind

MOST_LEVELS = 32  # of objects, lists and names in each other
LONGEST_TEXT = 4096  # characters of a text that is joined of others
LARGEST_SPREAD = 100  # keys of an object that is copied into another
LONGEST_NUMBER = 40  # digits
WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "undefined": None}
TYPED = frozenset({"as", "satisfies"})  # TypeScript's marks behind a value
# A line that begins with one of these goes on with the expression before it.
GOING_ON = frozenset({".", "?.", "(", "[", "+", "-", "*", "/", "%", "?", "&&", "||", "??", "=", "==", "==="})


class Values:
    """The values of one file's expressions."""

    def __init__(self, source: Source, known: Mapping[str, object]) -> None:
        """Know the file, and names that it has from elsewhere."""
        self.source = source
        self.declared: dict[str, int] = {}  # where the value of a name begins
        self._found: dict[str, object] = dict(known)

    def value(self, at: int, depth: int = 0) -> object:
        """Return what a whole expression is."""
        found, end = self._literal(at, depth)
        while isinstance(found, str) and end > at and self.source.holds(end, "+"):
            more, after = self._literal(end + 1, depth)
            if not isinstance(more, str) or after == end + 1 or len(found) + len(more) > LONGEST_TEXT:
                return self._code(at)
            found, end = found + more, after
        return found if end > at and self._ends(end) else self._code(at)

    def named(self, name: str, depth: int = 0) -> object:
        """Return the value of a constant, found once; one that needs itself is code."""
        if name not in self._found:
            self._found[name] = Code(text=name)
            if name in self.declared and depth <= MOST_LEVELS:
                self._found[name] = self.value(self.declared[name], depth + 1)
        return self._found[name]

    def table(self, at: int, depth: int = 0) -> dict[str, object]:
        """Return the object that opens at a brace."""
        source, found = self.source, dict[str, object]()
        end = source.partners.get(at, source.end)
        at += 1
        while at < end:
            if source.holds(at, "..."):
                found |= self._spread(at + 1, depth + 1)
            elif source.tokens[at].kind in {Kind.WORD, Kind.TEXT}:
                found[source.tokens[at].text] = self._property(at, depth + 1)
            at = source.behind(at, end) + 1
        return found

    def items(self, at: int, depth: int = 0) -> Iterator[object]:
        """Yield the items of the list, or the arguments, that open at a bracket."""
        end = self.source.partners.get(at, self.source.end)
        at += 1
        while at < end:
            yield self.value(at, depth + 1)
            at = self.source.behind(at, end) + 1

    def _literal(self, at: int, depth: int) -> tuple[object, int]:
        """Return a literal and the index behind it; its own index where there is none."""
        token = self.source.at(at)
        if depth > MOST_LEVELS:
            return None, at
        match token.kind:
            case Kind.TEXT:
                return token.text, at + 1
            case Kind.TEMPLATE:
                return self._template(at, depth)
            case Kind.WORD:
                return self._word(at, depth)
            case _:
                return self._bracket(at, depth)

    def _bracket(self, at: int, depth: int) -> tuple[object, int]:
        source, sign = self.source, self.source.at(at).text
        if sign == "-":
            number = _number(source.at(at + 1).text)
            return (None, at) if number is None else (-number, at + 2)
        if at not in source.partners or sign == "${":
            return None, at
        after = source.partners[at] + 1
        if sign == "(":
            return self.value(at + 1, depth + 1), after
        return self.table(at, depth) if sign == "{" else list(self.items(at, depth)), after

    def _spread(self, at: int, depth: int) -> dict[str, object]:
        found = self.value(at, depth)
        if isinstance(found, dict) and len(found) <= LARGEST_SPREAD:
            return found
        code = self._code(at)
        return {f"...{code.text}": code}

    def _property(self, at: int, depth: int) -> object:
        if self.source.holds(at + 1, ":"):
            return self.value(at + 2, depth)
        if self.source.holds(at + 1, ",") or self.source.holds(at + 1, "}"):
            return self.named(self.source.tokens[at].text, depth)
        return self._code(at)  # a method

    def _template(self, at: int, depth: int) -> tuple[object, int]:
        """Join the parts of a template string, if what stands between them is known."""
        first, text = at, self.source.tokens[at].text
        while self.source.holds(at + 1, "${"):
            inner = self.value(at + 2, depth + 1)
            closing = self.source.partners.get(at + 1)
            if closing is None or not isinstance(inner, str) or len(text) + len(inner) > LONGEST_TEXT:
                return None, first
            at = closing + 1
            text += inner + self.source.at(at).text
        return text, at + 1

    def _word(self, at: int, depth: int) -> tuple[object, int]:
        source, word, first = self.source, self.source.tokens[at].text, at
        if word in WORDS:
            return WORDS[word], at + 1
        if word[0].isdigit():
            while source.holds(at + 1, "."):
                word, at = f"{word}.{source.at(at + 2).text}", at + 2
            number = _number(word)
            return (None, first) if number is None else (number, at + 1)
        found = self.named(word, depth)
        while isinstance(found, dict) and source.holds(at + 1, "."):
            found, at = found.get(source.at(at + 2).text), at + 2
        return (None, first) if isinstance(found, Code) else (found, at + 1)

    def _code(self, at: int) -> Code:
        return Code(text=self.source.written(at))

    def _ends(self, at: int) -> bool:
        """Say whether an expression can end before this token."""
        token = self.source.at(at)
        if token.kind is Kind.SIGN and token.text in ENDING:
            return True
        if token.kind is Kind.WORD and token.text in TYPED:
            return True
        return token.fresh and token.text not in GOING_ON


def _number(text: str) -> int | float | None:
    if len(text) > LONGEST_NUMBER:
        return None
    try:
        return int(text.replace("_", ""), 0)
    except ValueError:
        try:
            return float(text.replace("_", ""))
        except ValueError:
            return None
