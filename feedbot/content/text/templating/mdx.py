"""MDX becomes Markdown: modules, comments and components go, their inner text stays; runs nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from feedbot.content.text.code_parts import Stretch, inline_code, stretches
from feedbot.content.text.templating.components import component, element_end
from feedbot.content.text.templating.javascript import braces, text_of
from feedbot.content.text.templating.left_out import LeftOuts

SIGN = re.compile(
    r"(?P<code>`+)|(?P<escape>\\[{}<])|(?P<module>^(?:import|export)\b)|(?P<comment><!--(?:(?!<!--).)*?-->)"
    r"|(?P<brace>\{)|(?P<element></?(?:[A-Za-z][\w.:-]*|(?=>)))",
    re.MULTILINE | re.DOTALL,
)
EMPTY_LINE = re.compile(r"\n[ \t]*(?=\n|\Z)")
IMPORTED = re.compile(
    r"^import\s+(\w+)\s+from\s+[\"']([^\"'\n]+\.(?:png|jpe?g|gif|webp|avif|svg|mp4))", re.MULTILINE
)
EXPORT = re.compile(r"export\s+(?:const|let|var|default|function|class|async|type|\{|\*)")
COMMENT = re.compile(r"/\*.*\*/", re.DOTALL)
BOX = re.compile(r"</?(?:div|section|article|aside|main|details|figure|center|header|footer|blockquote)")
LONGEST_INDENT = 200
KEPT = re.compile(r"#[\w:.-]+|/\*\s*truncate\s*\*/")  # a heading's id, the end of the excerpt


def without_components(body: str, title: str, left_out: LeftOuts) -> str:
    """Return the Markdown inside of MDX."""
    names: dict[str, str] = dict(IMPORTED.findall(body))
    for key in ("frontMatter.title", "frontmatter.title"):
        names[key] = title
    return "".join(
        body[stretch.start : stretch.end]
        if stretch.is_code
        else _Prose(body=body, stretch=stretch, names=names, left_out=left_out).text()
        for stretch in stretches(body)
    )


@dataclass(slots=True, kw_only=True)
class _Prose:
    """What stands between two code fences."""

    body: str
    stretch: Stretch
    names: Mapping[str, str]
    left_out: LeftOuts
    code: Mapping[int, int] = field(init=False)
    braces: Mapping[int, int] = field(init=False)
    after_module: int = field(init=False)
    boxes: list[bool] = field(default_factory=list)  # the open elements that hold blocks: is Markdown inside?

    def text(self) -> str:
        body, start, end = self.body, self.stretch.start, self.stretch.end
        self.code = inline_code(body, start, end)
        self.braces = braces(body, start, end, self.code)
        self.after_module = start
        shown: list[str] = []
        place = start
        while found := SIGN.search(body, place, end):
            shown.append(body[place : found.start()])
            text, place = self._read(found)
            shown.append(text)
        return "".join((*shown, body[place:end]))

    def _read(self, found: re.Match[str]) -> tuple[str, int]:
        """Return what a sign begins becomes, and where it ends."""
        match found.lastgroup:
            case "code":
                end = self.code.get(found.start(), found.end())
                return self.body[found.start() : end], end
            case "module":
                return self._module(found)
            case "brace":
                return self._expression(found)
            case "element":
                return self._element(found)
            case _:
                return found[0], found.end()

    def _module(self, found: re.Match[str]) -> tuple[str, int]:
        """Drop a block of imports and exports, up to the next empty line outside of all braces."""
        start = found.start()
        if not self._begins_block(start):
            return found[0], found.end()
        end = self._empty_line(start)
        brace = self.body.find("{", start, end)
        while brace >= 0:
            after = self.braces.get(brace, brace) + 1
            end = self._empty_line(after) if after > end else end
            brace = self.body.find("{", after, end)
        block = self.body[start:end]
        is_module = EXPORT.match(block) if found[0] == "export" else ('"' in block or "'" in block)
        if not is_module:
            return found[0], found.end()
        self.after_module = end
        return "", end

    def _begins_block(self, start: int) -> bool:
        before = self.body[max(self.stretch.start, start - LONGEST_INDENT) : start]
        return start == self.after_module or not before.strip() or not before.splitlines()[-1].strip()

    def _empty_line(self, place: int) -> int:
        found = EMPTY_LINE.search(self.body, place, self.stretch.end)
        return found.start() if found else self.stretch.end

    def _expression(self, found: re.Match[str]) -> tuple[str, int]:
        start = found.start()
        if start not in self.braces:
            return "{", found.end()
        end = self.braces[start] + 1
        expression = self.body[start + 1 : end - 1].strip()
        if KEPT.fullmatch(expression):
            return self.body[start:end], end
        text = text_of(expression, self.names)
        if text is None and expression and not COMMENT.fullmatch(expression):
            self.left_out.note("{" + expression[:200] + "}", start)
        return text or "", end

    def _box(self, found: re.Match[str], tag: str) -> str:
        """Part a box of HTML from what it holds, which is Markdown here and would be none elsewhere."""
        if found[0].startswith("</"):
            is_parted = self.boxes.pop() if self.boxes else False
            return f"\n\n{tag}" if is_parted else tag
        before = self.body[max(self.stretch.start, found.start() - LONGEST_INDENT) : found.start()]
        self.boxes.append(not before.rpartition("\n")[2].strip())
        return f"{tag}\n\n" if self.boxes[-1] else tag

    def _element(self, found: re.Match[str]) -> tuple[str, int]:
        end = element_end(self.body, found.end(), self.stretch.end, self.braces)
        if end is None:
            return found[0], found.end()
        text = component(self.body, found, end, self.braces, self.names)
        if text and BOX.fullmatch(found[0]) and not text.endswith("/>"):
            return self._box(found, text), end
        if text is None:
            self.left_out.note(found[0].strip("</"), found.start())
        return text or "", end
