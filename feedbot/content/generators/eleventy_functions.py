"""Functions of JavaScript that do no more than fill in a template, as the template that they fill in; pure.

``(data) => `/blog/${data.page.fileSlug}/` `` is ``/blog/{{ page.fileSlug }}/``. No function is ever called.
"""

from __future__ import annotations

import re

PARAMETER = r"(?:\(\s*(?:(\w+)|\{([\w\s,]*)\})\s*\)|(\w+))"
ARROW = re.compile(rf"(?:\(\s*\)\s*=>\s*)?{PARAMETER}\s*=>\s*(.*)", re.DOTALL)
FUNCTION = re.compile(rf"(?:async\s+)?(?:function\s*\w*|\w+)\s*{PARAMETER}\s*(\{{.*)", re.DOTALL)
BODY = re.compile(r"\{\s*return\b\s*(.*?);?\s*\}", re.DOTALL)
DRAFT_FIRST = re.compile(
    r"\{\s*if\s*\([^(){};]*draft[^(){};]*\)\s*(?:\{\s*return false;?\s*\}|return false;?)", re.IGNORECASE
)  # which feedbot knows without being told
UNCHANGED = re.compile(r"\bdata\.permalink\b")
TEMPLATE = re.compile(r"`([^`\\]*)`")
HOLE = re.compile(r"\$\{([^{}`]*)\}")
NAME = r"[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*"
ALTERNATIVES = re.compile(rf"{NAME}(?:\s*(?:\|\||\?\?)\s*(?:{NAME}|'[^']*'|\"[^\"]*\"))*")
SLUGGED = re.compile(r"this\.(slug|slugify)\((.*)\)", re.DOTALL)
NOTHING = ""  # leaves the permalink as it is


def template_of(code: str) -> str | None:
    """Return the template that a function fills in; "" for one that changes nothing, None for any other."""
    found = ARROW.fullmatch(code) or FUNCTION.fullmatch(code)
    if not found:
        return None
    parameter, parts, plain, result = found.groups()
    result = DRAFT_FIRST.sub("{", result, count=1)
    body = BODY.fullmatch(result)
    result = (body[1] if body else result).strip()
    template = TEMPLATE.fullmatch(result)
    if not template:
        is_of_drafts = "draft" in code.lower() and "`" not in code
        return NOTHING if UNCHANGED.search(code) and (is_of_drafts or result == "data.permalink") else None
    names = tuple(part.strip() for part in (parts or "").split(",")) if parts is not None else ()
    return _filled_in(template[1], f"{parameter or plain}." if parts is None else "", names)


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
