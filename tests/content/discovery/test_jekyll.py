"""A Jekyll site's own configuration, Gemfile and CNAME decide its addresses and dates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.jekyll.finder import find_jekyll
from feedbot.content.discovery.registry import discover

YAML = """---
title: >
  Garden
  notes
name: Other
description: "About\\n gardens"
author: {name: Ann Lee, email: ann@garden.example}
url: https://garden.example/
baseurl: /blog/
lang: en_GB
timezone: Europe/Paris
source: ./src
destination: built
permalink: pretty
excerpt_separator: <!--more-->
markdown_ext: md,mdown
future: yes
show_drafts: false
include: [.htaccess, _pages]
exclude:
  - old
  - "*.bak"
  -
collections_dir: ~
collections:
  posts: {permalink: "/:title/"}
  notes: {output: true, permalink: "/n/:title"}
  people: {output: false}
  things:
  bad name!: {output: true}
plugins: [jemoji, jekyll-feed]
repository: garden/site
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post, published: false, lang: fr, draft: no, x: ~}
---
not: read
---
"""
SAID = Findings(
    title="Garden notes",
    url="https://garden.example/blog",
    description="About gardens",
    author="Ann Lee",
    language="en-GB",
    timezone="Europe/Paris",
    content="./src",
    output="built",
    permalinks=(("", "pretty"), ("posts", "/:title/"), ("notes", "/n/:title")),
    markdown=("smart-punctuation", "emoji"),
    origin="_config.yml",
)


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def find(root: Path, text: str, name: str = "_config.yml") -> Findings:
    write(root, name, text)
    return find_jekyll(root)


def test_the_whole_configuration_is_understood(tmp_path: Path) -> None:
    found = find(tmp_path, YAML)
    shared = set(Findings.__slots__) - {"options", "read"}
    assert {key: getattr(found, key) for key in shared} == {key: getattr(SAID, key) for key in shared}
    options = dict(found.options)
    defaults, variables = (json.loads(options.pop(key)) for key in ("defaults", "variables"))
    assert options == {
        "collections": "notes",
        "markdown_ext": "md,mdown",
        "excerpt_separator": "<!--more-->",
        "exclude": "old\n*.bak",
        "include": ".htaccess\n_pages",
        "future": "true",
    }
    assert defaults == [
        {
            "scope": {"path": None, "type": "posts"},
            "values": {"published": False, "lang": "fr", "draft": False, "x": None},
        }
    ]
    assert variables["repository"] == "garden/site"
    assert variables["author.email"] == "ann@garden.example"


def test_a_site_without_settings_has_its_content_in_its_own_folder(tmp_path: Path) -> None:
    found = find(tmp_path, "")
    assert (found.content, found.options, found.markdown) == (".", (), ("smart-punctuation",))
    assert dict(found.asks).keys() == {"url"}


@pytest.mark.parametrize("name", ["_config.yml", "_config.yaml", "_config.toml"])
def test_each_file_is_found_and_the_first_one_counts(name: str, tmp_path: Path) -> None:
    text = 'title = "T"\nfuture = true\n' if name.endswith("toml") else "title: T\nfuture: true\n"
    write(tmp_path, "_config.toml", 'title = "never"')
    generator, found = find_all(tmp_path, name, text)
    assert (generator, found.title, dict(found.options)["future"]) == ("jekyll", "T", "true")
    assert tmp_path / name in found.read


def find_all(root: Path, name: str, text: str) -> tuple[str, Findings]:
    write(root, name, text)
    return discover(root, "auto")


@pytest.mark.parametrize(
    ("config", "cname", "wanted", "asked"),
    [
        ("url: http://a.example/", "", "http://a.example", ""),
        ("url: http://a.example\nbaseurl: x/", "b.example", "http://a.example/x", ""),
        ("url: https://a.example/deep\nbaseurl: /", "", "https://a.example/deep", ""),
        ("baseurl: https://a.example/blog/", "", "https://a.example/blog", ""),
        ("baseurl: /blog", "B.example\nc.example\n", "https://b.example/blog", ""),
        ("url: http://localhost:4000", "b.example", "https://b.example", ""),
        ("url: http://localhost:4000", "", "", "only this machine"),
        ("url: http://127.0.0.1", "", "", "only this machine"),
        ("url: a.example", "", "", "without http"),
        ("url: '//a.example'", "", "", "without http"),
        ("url: https://[", "not a host", "", "only this machine"),
        ("baseurl: /blog", "", "", "no url"),
        ("url:", "<html>", "", "no url"),
        ("repository: Ann/Garden", "", "", "https://ann.github.io/Garden"),
        ("repository: Ann/ann.github.io", "", "", "https://ann.github.io"),
    ],
)
def test_the_address_is_the_configurations_or_that_of_the_cname(
    config: str, cname: str, wanted: str, asked: str, tmp_path: Path
) -> None:
    if cname:
        write(tmp_path, "CNAME", cname)
    found = find(tmp_path, config)
    assert found.url == wanted
    assert asked in dict(found.asks).get("url", "")
    assert bool(found.asks) is bool(asked)


def test_a_cname_may_lie_in_the_source(tmp_path: Path) -> None:
    write(tmp_path, "src/CNAME", "b.example")
    assert find(tmp_path, "source: src").url == "https://b.example"


@pytest.mark.parametrize(
    ("config", "wanted"),
    [
        ("", {"smart-punctuation"}),
        ("kramdown: {hard_wrap: true}", {"smart-punctuation", "line-breaks"}),
        ("kramdown: {smart_quotes: 'apos,apos,quot,quot'}", set()),
        ("kramdown: {smart_quotes: [apos, apos, quot, quot]}", set()),
        ("markdown: CommonMark", set()),
        (
            "markdown: CommonMarkGhPages\ncommonmark: {options: [SMART, HARDBREAKS]}",
            {"smart-punctuation", "line-breaks"},
        ),
        ("markdown: redcarpet\nredcarpet: {extensions: [smart]}", {"smart-punctuation"}),
        ("gems: [jemoji]", {"smart-punctuation", "emoji"}),
    ],
)
def test_the_renderer_decides_about_punctuation_and_breaks(
    config: str, wanted: set[str], tmp_path: Path
) -> None:
    assert set(find(tmp_path, config).markdown) == wanted


@pytest.mark.parametrize(
    ("gemfile", "wanted"),
    [
        ("gem 'jemoji'\n", False),
        ("group :jekyll_plugins do\n  gem 'x' # end\n  gem \"jemoji\", '~> 0.12'\nend\n", True),
        ("group :test, :jekyll_plugins do\n  gem('jemoji')\nend", True),
        ("group :test do\n gem 'jemoji'\nend", False),
        ("group :jekyll_plugins do\nend\ngem 'jemoji'\n", False),
        ("gem 'jemoji', group: :jekyll_plugins", True),
        ("group :jekyll_plugins do\n # gem 'jemoji'\nend", False),
    ],
)
def test_plugins_may_be_those_of_the_gemfile(
    gemfile: str,
    wanted: bool,  # noqa: FBT001  # a column of the table
    tmp_path: Path,
) -> None:
    write(tmp_path, "Gemfile", gemfile)
    assert ("emoji" in find(tmp_path, "title: T").markdown) is wanted


def test_github_pages_shows_future_posts_and_takes_titles_from_headings_if_told_to(tmp_path: Path) -> None:
    write(tmp_path, "Gemfile", "gem 'github-pages', group: :jekyll_plugins\n")
    found = find(tmp_path, "titles_from_headings: {collections: true}")
    assert {"future", "titles_from_headings"} <= dict(found.options).keys()
    assert "future" not in dict(find(tmp_path, "future: false").options)


@pytest.mark.parametrize(
    ("config", "wanted"),
    [
        ("languages: [en, fr]", {"languages": "en fr"}),
        (
            "languages: {en: {x: y}, fr: {}}\ndefault_lang: fr",
            {"languages": "en fr", "default_language": "fr"},
        ),
        (
            "languages: [en, fr]\nlang_from_path: true\nplugins: [jekyll-polyglot]",
            {"languages": "en fr", "polyglot": "true", "language_from_path": "true"},
        ),
        ("languages: [a b, {x: y}, '']\nplugins: [jekyll-polyglot]", {}),
    ],
)
def test_languages_are_those_of_polyglot_or_of_folders(
    config: str, wanted: dict[str, str], tmp_path: Path
) -> None:
    options = dict(find(tmp_path, config).options)
    options.pop("variables", None)
    assert options == wanted


def test_polyglot_may_be_a_plugin_of_the_sites_own(tmp_path: Path) -> None:
    write(tmp_path, "_plugins/polyglot.rb", "# anything")
    assert dict(find(tmp_path, "languages: [en, fr]").options)["polyglot"] == "true"


def test_what_jekyll_does_and_feedbot_does_not_is_told(tmp_path: Path) -> None:
    config = "url: https://a.example\nlimit_posts: 10\nplugins: [jekyll-multiple-languages-plugin]"
    assert [key for key, _ in find(tmp_path, config).asks] == ["limit_posts", "languages"]
    assert find(tmp_path, "url: https://a.example\nlimit_posts: 0").asks == ()


def test_people_may_stand_in_the_configuration(tmp_path: Path) -> None:
    options = dict(find(tmp_path, "authors: {ann: {name: Ann Lee}, bob: x}").options)
    assert json.loads(options["authors"]) == {"ann": ["Ann Lee", "", ""]}


@pytest.mark.parametrize(
    "config",
    [
        "collections: [notes]\ndefaults: {a: b}\nexclude: old, new\nlanguages: 3\nplugins: x\nauthor: [a]",
        "collections: x\ndefaults: [x, {scope: y, values: z}]\ninclude: {a: b}\nkramdown: no\npermalink: []",
        'source: "\\0"\ndestination: "\\0"\n',
        "- a list\n",
        "just text\n",
        "title: [a]\nurl: {a: b}\ntimezone: ../etc/passwd\nsource:\ndestination: [x]\nmarkdown: []\n",
    ],
)
def test_odd_values_say_nothing(config: str, tmp_path: Path) -> None:
    found = find(tmp_path, config)
    assert (found.url, found.timezone, found.content, found.trouble) == ("", "", ".", "")


def test_jekyll_3s_lists_in_one_text_are_lists(tmp_path: Path) -> None:
    assert dict(find(tmp_path, "exclude: old, new ,").options)["exclude"] == "old\nnew"


@pytest.mark.parametrize("text", ["a: [\n", "a: 'b\n", "[" * 5000, "#" * 300_000, "\tx: y"])
def test_what_cannot_be_read_is_named(text: str, tmp_path: Path) -> None:
    name, found = find_all(tmp_path, "_config.yml", text)
    assert name == "jekyll"
    assert str(tmp_path / "_config.yml") in found.trouble


def test_hexo_is_not_jekyll(tmp_path: Path) -> None:
    assert find_all(tmp_path, "_config.yml", "title: T\nsource_dir: source\n")[0] == "plain"
