"""Functions of JavaScript that do no more than fill in a template, as the template that they fill in; pure.

``(data) => `/blog/${data.page.fileSlug}/` `` is ``/blog/{{ page.fileSlug }}/``. No function is ever called.
A condition that keeps drafts back, or what is not out yet, is passed over: feedbot knows those by itself.
"""

from __future__ import annotations

import re

PARAMETER = r"(?:\(\s*(?:(?P<name>\w+)|\{(?P<parts>[\w\s,]*)\})\s*\)|(?P<plain>\w+))"
ARROW = re.compile(rf"(?:\(\s*\)\s*=>\s*)?{PARAMETER}\s*=>\s*(?P<result>.*)", re.DOTALL)
FUNCTION = re.compile(rf"(?:async\s+)?(?:function\s*\w*|\w+)\s*{PARAMETER}\s*(?P<result>\{{.*)", re.DOTALL)
IF = r"\s*if\s*\([^(){};]*(?:\([^(){};]*\)[^(){};]*)?\)\s*"
NOT_OUT = (
    r"(?=(?:[^{};?`]|\?\.|\?\?)*"
    r"(?:draft|publish|date|status|private|hidden|unlisted|future|live|permalink|\benv\b|_env\b|prod))"
)
NONE = r"(?:false|\{\s*\}|null|undefined)"
KEPT_BACK = re.compile(rf"{NOT_OUT}{IF}(?:\{{\s*return {NONE};?\s*\}}|return {NONE};)", re.IGNORECASE)
AS_IT_IS = re.compile(r"\s*if\s*\((\w+\.permalink)\)\s*(?:\{\s*return \1;?\s*\}|return \1;)")
OR_AS_IT_IS = re.compile(r"\w+\.permalink\s*(?:\|\||\?\?)\s*")
TEXT = r"`[^`\\]*`|'[^'\\]*'|\"[^\"\\]*\""
DECLARED = re.compile(rf"\s*(?:let|const|var)\s+(\w+)\s*=\s*({TEXT})\s*;")
RETURNED = re.compile(r"\s*return\b\s*(.*?);?\s*\}", re.DOTALL)
CONDITION = rf"{NOT_OUT}(?:[^`?]|\?\.|\?\?)*+\?"
CHOSEN = re.compile(
    rf"{CONDITION}\s*(?:(?P<yes>{TEXT}|[\w.]+)\s*:\s*{NONE}|{NONE}\s*:\s*(?P<no>{TEXT}|[\w.]+))",
    re.DOTALL | re.IGNORECASE,
)
UNCHANGED = re.compile(r"(?:\w+\.)?permalink")
HOLE = re.compile(r"\$\{([^{}`]*)\}")
NAME = r"[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*"
ALTERNATIVES = re.compile(rf"{NAME}(?:\s*(?:\|\||\?\?)\s*(?:{NAME}|'[^']*'|\"[^\"]*\"))*")
SLUGGED = re.compile(r"this\.(slug|slugify)\((.*)\)", re.DOTALL)
NOTHING = ""  # leaves the permalink as it is


def template_of(code: str) -> str | None:
    """Return the template that a function fills in; "" for one that changes nothing, None for any other."""
    found = ARROW.fullmatch(code) or FUNCTION.fullmatch(code)
    result = _result(found["result"]) if found else None
    if not found or result is None:
        return None
    if UNCHANGED.fullmatch(result):
        return NOTHING
    if result[0] in "'\"":
        return result[1:-1]  # a template already
    if result[0] != "`":
        return None
    parts = found["parts"]
    if parts is None:
        return _filled_in(result[1:-1], f"{found['name'] or found['plain']}.", ())
    return _filled_in(result[1:-1], "", tuple(part.strip() for part in parts.split(",")))


def leaves_own(code: str) -> bool:
    """Say whether a function gives back the page's own permalink where it has one."""
    return AS_IT_IS.search(code) is not None or OR_AS_IT_IS.search(code) is not None


def _result(code: str) -> str | None:
    """Return the text, or the name, that a function's body comes to."""
    declared: dict[str, str] = {}
    if code.startswith("{"):
        code = _without_returns(code[1:])
        if found := DECLARED.match(code):
            declared[found[1]] = found[2]
            code = code[found.end() :]
        returned = RETURNED.fullmatch(_without_returns(code))
        if not returned:
            return None
        code = returned[1]
    code = code.strip()[found.end() :] if (found := OR_AS_IT_IS.match(code.strip())) else code.strip()
    chosen = CHOSEN.fullmatch(code)
    result = (chosen["yes"] or chosen["no"]) if chosen else code
    result = declared.get(result, result)
    return result if re.fullmatch(rf"{TEXT}|[\w.]+", result) else None


def _without_returns(code: str) -> str:
    """Pass over what keeps a page back, or leaves its own permalink as it is."""
    return AS_IT_IS.sub("", KEPT_BACK.sub("", code, count=1), count=1)


def _filled_in(template: str, prefix: str, names: tuple[str, ...]) -> str | None:
    holes = [_expression(hole.strip(), prefix, names) for hole in HOLE.findall(template)]
    if None in holes or "{{" in template or "{%" in template or template.count("${") != len(holes):
        return None
    filled = iter(holes)
    return HOLE.sub(lambda _: f"{{{{ {next(filled)} }}}}", template)


def _expression(written: str, prefix: str, names: tuple[str, ...]) -> str | None:
    slugged = SLUGGED.fullmatch(written)
    inner = slugged[2].strip() if slugged else written
    if not ALTERNATIVES.fullmatch(inner):
        return None
    parts = [_name(part.strip(), prefix, names) for part in re.split(r"\|\||\?\?", inner)]
    if None in parts:
        return None
    joined = " or ".join(part for part in parts if part)
    return f"({joined}) | {slugged[1]}" if slugged else joined


def _name(written: str, prefix: str, names: tuple[str, ...]) -> str | None:
    if written[0] in "'\"":
        return written
    name = written.replace("?.", ".")
    if prefix:
        return name.removeprefix(prefix) if name.startswith(prefix) else None
    return name if name.partition(".")[0] in names else None
