"""One file of JavaScript as tokens that know their brackets, and steps along them; every step moves on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from feedbot.content.literals.tokens import OPENING, Kind, Token, tokens

ENDING = frozenset({",", ";", ")", "]", "}"})
WRITTEN = frozenset({Kind.WORD, Kind.SIGN})
GOING_ON = frozenset(
    {"=>", "=", "?", ":", "+", "-", "*", "/", "%", "&&", "||", "??", ".", "?.", "!", "(", "[", "${"}
)
SHOWN = 400  # characters of code
NOTHING = Token(Kind.SIGN, "", 0, 0, fresh=True)


class Source:
    """The tokens of one file; an index behind the last one is no token and is nothing."""

    def __init__(self, text: str) -> None:
        """Part the text into tokens."""
        self.text = text
        self.tokens = list(tokens(text))
        self.partners = _partners(self.tokens)
        self.end = len(self.tokens)

    def at(self, index: int) -> Token:
        """Return a token; an empty sign behind the last one."""
        return self.tokens[index] if index < self.end else NOTHING

    def holds(self, index: int, *texts: str) -> bool:
        """Say whether these words and signs stand here, one behind the other."""
        for step, text in enumerate(texts, index):
            token = self.at(step)
            if token.text != text or token.kind not in WRITTEN:
                return False
        return True

    def past(self, index: int) -> int:
        """Return the index behind a token, or behind the bracket that it opens."""
        return self.partners.get(index, index) + 1

    def find(self, index: int, text: str) -> int:
        """Return the index of a sign further on, or of the end; brackets on the way are passed over."""
        while index < self.end and not self.holds(index, text):
            index = self.past(index)
        return index

    def behind(self, index: int, end: int) -> int:
        """Return the index of the comma, or of the end, behind an expression in a list or object."""
        while index < end and not (
            self.tokens[index].kind is Kind.SIGN and self.tokens[index].text in ENDING
        ):
            index = self.past(index)
        return index

    def written(self, index: int) -> str:
        """Return the expression that begins here as it is written, on one line and without comments."""
        if index >= self.end:
            return ""
        end = self.behind(index, self.end)
        after = self.past(index)
        while after < end and not self._begins_anew(after):
            after = self.past(after)
        return self._on_one_line(index, max(min(after, end) - 1, index))

    def _begins_anew(self, index: int) -> bool:
        """Say whether a line begins here that does not go on with the one before it."""
        token, before = self.tokens[index], self.tokens[index - 1]
        goes_on = before.kind is Kind.SIGN and before.text in GOING_ON
        return token.fresh and token.kind is Kind.WORD and not goes_on

    def _on_one_line(self, first: int, last: int) -> str:
        parts: list[str] = []
        length, end = 0, self.tokens[first].start
        for token in self.tokens[first : last + 1]:
            start = max(token.start, end)  # a part of a template begins with the brace before it
            shown = " ".join(self.text[start : min(token.end, start + SHOWN)].split())
            parts.append(" " * (start > end) + shown)
            length, end = length + len(parts[-1]), max(token.end, end)
            if length >= SHOWN:
                break
        return "".join(parts)[:SHOWN].strip()


def _partners(found: list[Token]) -> Mapping[int, int]:
    """Return the index of each opening bracket's closing one; a bracket without a partner is not there."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    closers: Counter[str] = Counter()  # that the waiting ones want
    for index, token in enumerate(found):
        if token.kind is not Kind.SIGN:
            continue
        if token.text in OPENING:
            waiting.append(index)
            closers[OPENING[token.text]] += 1
        while closers[token.text]:
            opening = waiting.pop()
            wanted = OPENING[found[opening].text]
            closers[wanted] -= 1
            if wanted == token.text:
                pairs[opening] = index
                break
    return pairs
