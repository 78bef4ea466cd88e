"""What a WordPress export left in a text: films become links, code a fence, captions their text."""

from __future__ import annotations

import re

from feedbot.content.text.code_parts import stretches
from feedbot.content.text.templating.arguments import first, read_arguments
from feedbot.content.text.templating.embeds import ADDRESS, EMBEDS, link
from feedbot.content.text.templating.tags import fenced

SIGNS = (
    "[caption", "[gallery", "[youtube", "[vimeo", "[embed", "[audio", "[video", "[soundcloud", "[code",
    "[sourcecode",
)  # fmt: skip
MARK = re.compile(
    r"\[(?P<code>code|sourcecode)\b(?P<settings>[^\[\]\n]*)\](?P<lines>(?:(?!\[(?:source)?code\b)[\s\S])*?)\[/(?P=code)\]"
    r"|\[embed[^\[\]\n]*\]\s*(?P<embedded>https?://[^\s\[\]<>\"]+)\s*\[/embed\]"
    r"|\[(?P<name>youtube|vimeo|audio|video|soundcloud)(?P<args>[ =][^\[\]\n]+)\](?![(:\[])"
    r"|\[(?:caption|gallery)\b[^\[\]\n]*\](?![(:\[])|\[/(?:caption|gallery|audio|video)\]"
)


def without_marks(text: str) -> str:
    """Render the marks that stand outside of code."""
    if not any(sign in text for sign in SIGNS):
        return text
    return "".join(
        text[stretch.start : stretch.end]
        if stretch.is_code
        else MARK.sub(_shown, text[stretch.start : stretch.end])
        for stretch in stretches(text)
    )


def _shown(found: re.Match[str]) -> str:
    if found["code"]:
        language = first(read_arguments(found["settings"]), "language", "lang", "0")
        return fenced(found["lines"].strip("\n").rstrip(), language, found.string, found.start())
    if found["embedded"]:
        return link(found["embedded"])
    arguments = read_arguments((found["args"] or "").strip(" ="))
    address = next((value for value in arguments.values() if ADDRESS.fullmatch(value)), "")
    if address:
        return link(address)
    embed = EMBEDS.get(found["name"] or "")
    return (embed(arguments) or "") if embed else ""
