"""Which blogs a Docusaurus configuration asks for: the classic preset's, and each blog plugin's; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from feedbot.content.literals.code import Code

Options: TypeAlias = Mapping[str, object]
PRESETS = ("preset-classic", "classic-preset", "preset-blog")
PLUGIN = "content-blog"


def blog_options(config: Options) -> Iterator[Options | Code]:
    """Yield the options of each blog; ``Code`` where the file computes them."""
    for name, options in _entries(config.get("presets")):
        named = name == "classic" or any(preset in name for preset in PRESETS)
        if named or (isinstance(options, dict) and "blog" in options):
            yield from _of_preset(options)
    for name, options in _entries(config.get("plugins")):
        if PLUGIN in name or ("blog" in name and _is_blog(options)):
            yield options


def _of_preset(options: Options | Code) -> Iterator[Options | Code]:
    """Yield what the preset tells its blog; one that says nothing has a blog."""
    if isinstance(options, Code):
        yield options
        return
    blog = options.get("blog", {})
    if isinstance(blog, Code | dict):
        yield blog
    elif blog is not False:
        yield {}


def _entries(found: object) -> Iterator[tuple[str, Options | Code]]:
    """Yield names and options of a list of presets or plugins, each a name or a pair."""
    for item in found if isinstance(found, list) else ():
        pair = item if isinstance(item, list) else [item]
        name, options = pair[0] if pair else "", pair[1] if len(pair) > 1 else {}
        if isinstance(name, str | Code) and isinstance(options, dict | Code):
            yield name.text if isinstance(name, Code) else name, options


def _is_blog(options: Options | Code) -> bool:
    """Say whether options could be those of a site's own version of the plugin."""
    return isinstance(options, dict) and ("routeBasePath" in options or "path" in options)
