"""What the calls of an Eleventy configuration say, as ``addFilter``, in the words of ``generators.eleventy``.

Reads literals alone; what a function does is not looked at, but for permalinks that are mere templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from feedbot.content.discovery.files import text_of
from feedbot.content.generators.eleventy.functions import template_of
from feedbot.content.literals.code import Code
from feedbot.content.literals.script import Script, read_object

MARKDOWN = ("markdownIt", "markdownit", "MarkdownIt", "set")
WORDS = {"breaks": "line-breaks", "typographer": "smart-punctuation"}
COMPUTED = tuple(f"eleventyComputed.{ending}" for ending in ("js", "cjs", "mjs"))


def options(script: Script, name: str, data: Path) -> Iterator[tuple[str, str]]:
    """Yield what the configuration, called ``name``, and its folder of global data say.

    Raises:
        UnreadableError: a file of global data is there and cannot be read.
    """
    for base in _firsts(script, "setDataFileBaseName"):
        yield "data_base", base
    for call in script.calls("setFrontMatterParsingOptions"):
        said = call.arguments[0] if call.arguments else None
        if isinstance(said, dict) and said.get("excerpt") not in {None, False}:
            mark = said.get("excerpt_separator", "---")
            yield "excerpt_mark", mark if isinstance(mark, str) else ""
    for origin, found in _permalinks(script, name, data):
        template = template_of(found.text) if isinstance(found, Code) else found
        if template is None:
            yield "permalink_code", origin
        elif isinstance(template, str):
            yield "permalink", template


def global_data(script: Script) -> Iterator[tuple[str, object]]:
    """Yield what ``addGlobalData`` is told, also key by key: ``addGlobalData(key, all[key])``."""
    for call in script.calls("addGlobalData"):
        match call.arguments:
            case (str(name), value):
                yield name, value
            case (Code(text=key), Code(text=item)) if item.endswith(f"[{key}]"):
                whole = script.names.get(item.removesuffix(f"[{key}]"))
                yield from (
                    ((str(name), value) for name, value in whole.items()) if isinstance(whole, dict) else ()
                )
            case _:
                pass


def metadata(script: Script) -> Iterator[Mapping[str, object]]:
    """Yield what the configuration itself says of the site: global data, and options of plugins for feeds."""
    yield from (about for _, about in global_data(script) if isinstance(about, dict))
    for call in script.calls("addPlugin"):
        said = call.arguments[1] if len(call.arguments) > 1 else None
        if isinstance(said, dict):
            yield from (said[key] for key in ("metadata", "sitemap") if isinstance(said.get(key), dict))


def markdown(script: Script) -> Iterator[str]:
    """Yield what the site's Markdown knows beside the usual."""
    said = [argument for call in script.calls(*MARKDOWN) for argument in call.arguments]
    for key, word in WORDS.items():
        if any(isinstance(options, dict) and options.get(key) is True for options in said):
            yield word
    if any("markdown-it-emoji" in path for path in script.imports.values()):
        yield "emoji"


def default_language(script: Script) -> str:
    """Return what the plugin for languages is told."""
    for call in script.calls("addPlugin"):
        for said in call.arguments[1:]:
            found = said.get("defaultLanguage") if isinstance(said, dict) else None
            if isinstance(found, str):
                return found
    return ""


def looked_into(data: Path) -> tuple[Path, ...]:
    """Return the files of global data that may say where pages go."""
    return tuple(data / name for name in COMPUTED)


def _firsts(script: Script, *names: str) -> Iterator[str]:
    """Yield the first arguments of calls, where they are texts."""
    for call in script.calls(*names):
        if call.arguments and isinstance(first := call.arguments[0], str):
            yield first


def _permalinks(script: Script, name: str, data: Path) -> Iterator[tuple[str, object]]:
    """Yield what is said of all permalinks, and by which file."""
    for key, said in global_data(script):
        if key in {"permalink", "eleventyComputed.permalink"}:
            yield name, said
        elif key == "eleventyComputed" and isinstance(said, dict) and "permalink" in said:
            yield name, said["permalink"]
    for file in looked_into(data):
        computed = read_object(text_of(file))
        if "permalink" in computed:
            yield file.name, computed["permalink"]
