"""The first paragraph of reStructuredText as plain text, for summaries.

It needs no docutils, so a summary is the same whether that is installed or not.
"""

from __future__ import annotations

import re

MOST_CHARACTERS = 5000  # of one paragraph
MOST_BLOCKS = 60  # looked at
BLANK = re.compile(r"\n(?:[ \t]*\n)+")
ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*[ \t]*")
NO_PROSE = re.compile(
    r"[ \t]|\.\.(?:[ \t]|$)|__[ \t]"  # what is set in, explained, or named
    r"|(?:[-*+•‣⁃]|\(?(?:#|\d{1,4}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,8})[.)])[ \t]"  # lists
    # fields, options, lines, tables, sessions
    r"|:[^:\s][^:\n]*:(?:[ \t]|$)|-\w[ \t]|--\w|\|[ \t]|\+[-=]|=+[ \t]+=|>>>",
    re.MULTILINE,
)
INLINE = re.compile(
    r"\\(?P<escaped>.)"
    r"|``(?P<code>.+?)``"
    r"|(?P<role>:[\w.+:-]+:)?_?`(?P<text>[^`]+)`(?P<behind>__?|:[\w.+:-]+:)?"
    r"|\*\*(?P<strong>[^*]+)\*\*"
    r"|(?<![\w*])\*(?P<emphasis>[^*\s][^*]*)\*(?!\w)"
    r"|\|(?P<substitution>[^|\s][^|\n]*)\|_{0,2}"
    r"|\s?\[(?P<note>[#\w*-]+)\]_(?!\w)"
    r"|(?P<word>\b[^\W_]+(?:[-.+:_][^\W_]+)*)__?(?![\w])",
    re.DOTALL,
)
BEHIND = re.compile(r"\s*(?:<[^<>]*>|\([^()]*\))\s*$")  # a link's target, or what an abbreviation means
TARGET = re.compile(r"\s*<[^<>]*>\s*$")


def first_paragraph(body: str) -> str:
    """Return the first paragraph that holds words: no heading, list, table, code or note."""
    for block in BLANK.split(body.strip("\n"), MOST_BLOCKS)[:MOST_BLOCKS]:
        prose = _without_heading(block)
        if prose and not NO_PROSE.match(prose):
            text = plain(prose)
            if any(character.isalnum() for character in text):
                return text
    return ""


def plain(text: str) -> str:
    """Return what a reader sees of some paragraph, on one line."""
    return " ".join(INLINE.sub(_shown, text[:MOST_CHARACTERS]).removesuffix(":").split())


def _without_heading(block: str) -> str:
    """Drop a title and its lines from the top of a block; a block that is one line of signs has nothing."""
    lines = block.split("\n", 3)
    if ADORNMENT.fullmatch(lines[0]):
        return "\n".join(lines[3:]) if len(lines) > 2 and ADORNMENT.fullmatch(lines[2]) else ""
    if len(lines) > 1 and ADORNMENT.fullmatch(lines[1]):
        return "\n".join(lines[2:])
    return block


def _shown(found: re.Match[str]) -> str:
    if found["escaped"] is not None:
        return "" if found["escaped"].isspace() else str(found["escaped"])
    if found["text"] is not None:
        abbreviates = ":abbr:" in {found["role"], found["behind"]}
        words = (BEHIND if abbreviates else TARGET).sub("", found["text"], count=1)
        return words or str(found["text"]).strip(" <>")
    if found["substitution"] is not None or found["note"] is not None:
        return ""
    return found["code"] or found["strong"] or found["emphasis"] or found["word"] or ""
