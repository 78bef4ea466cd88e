"""Which plugins a Jekyll site loads: those of ``_config.yml``, and Gemfile's group for them; runs none."""

from __future__ import annotations

import re
from pathlib import Path

from feedbot.content.discovery.files import Tree, text_of, texts

GEM = re.compile(r"""^\s*gem[ (]+["']([\w.-]+)["'](.*)$""")
GROUP = re.compile(r"^\s*group\b(.*)\bdo\b")
END = re.compile(r"^\s*end\b")
IN_GROUP = "jekyll_plugins"
PAGES = "github-pages"  # loads others, in a file that nobody sees
OF_PAGES = ("jekyll-titles-from-headings",)


def plugins_of(configuration: Tree, root: Path) -> frozenset[str]:
    """Return the names of all plugins, as far as files of the site say them.

    Raises:
        UnreadableError: the Gemfile cannot be read.
    """
    named = {name for key in ("plugins", "gems", "whitelist") for name in texts(configuration.get(key))}
    named |= set(_in_gemfile(text_of(root / "Gemfile")))
    if (root / "_plugins" / "polyglot.rb").is_file():
        named.add("jekyll-polyglot")
    return frozenset(named | (set(OF_PAGES) if PAGES in named else set()))


def _in_gemfile(text: str) -> list[str]:
    """Return the gems that Jekyll loads by itself; GitHub's own counts wherever it stands."""
    found: list[str] = []
    grouped = False
    for line in text.split("\n"):
        if group := GROUP.match(line):
            grouped = IN_GROUP in group[1]
        elif END.match(line):
            grouped = False
        elif (gem := GEM.match(line)) and (grouped or IN_GROUP in gem[2] or gem[1] == PAGES):
            found.append(gem[1])
    return found
