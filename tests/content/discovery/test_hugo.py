"""A Hugo site's own configuration, in each of its languages and places, decides its addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

TOML = """
timeZone = "Europe/Paris"
defaultContentLanguage = "FR"
defaultContentLanguageInSubdir = true
uglyURLs = true
ignoreFiles = ['\\.Rmd$', '_files$']
[permalinks]
posts = "/:year/:slug/"
[permalinks.page]
news = "/n/:slug/"
[permalinks.section]
news = "/never/"
[frontmatter]
date = [":filename", ":default"]
[languages.fr]
weight = 1
[languages.en]
weight = 2
"""
YAML = """---
timezone: Europe/Paris
defaultcontentlanguage: fr
DefaultContentLanguageInSubdir: true
uglyurls: true
ignorefiles: ['\\.Rmd$', '_files$']
permalinks: {posts: "/:year/:slug/", page: {news: "/n/:slug/"}, section: {news: /never/}}
frontmatter: {date: [":filename"]}
languages: {fr: {weight: 1}, en: {weight: 2}}
"""
JSON = r"""
{"timeZone": "Europe/Paris", "defaultContentLanguage": "fr", "defaultContentLanguageInSubdir": true,
 "uglyURLs": true, "ignoreFiles": ["\\.Rmd$", "_files$"],
 "permalinks": {"posts": "/:year/:slug/", "page": {"news": "/n/:slug/"}},
 "frontmatter": {"date": ":filename"}, "languages": {"fr": {}, "en": {}}}
"""
SAID = HugoSettings(
    permalinks=(("posts", "/:year/:slug/"), ("news", "/n/:slug/")),
    options=(
        ("languages", "fr en"),
        ("default_language", "fr"),
        ("default_language_in_subdir", "true"),
        ("ugly_urls", "true"),
        ("date_from_name", "true"),
        ("ignore_files", "\\.Rmd$\n_files$"),
    ),
    zone="Europe/Paris",
)


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", TOML),
        ("config.toml", "\ufeff" + TOML),
        ("hugo.yaml", YAML),
        ("config.yml", YAML),
        ("hugo.json", JSON),
        ("config/_default/config.toml", TOML),
    ],
)
def test_each_language_and_place_says_the_same(name: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, name, text)
    assert hugo_settings(tmp_path) == SAID


def test_a_file_of_the_default_folder_is_the_table_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, "config/_default/hugo.toml", 'timeZone = "Asia/Tokyo"\n[permalinks]\nposts = "/old/"')
    write(tmp_path, "config/_default/permalinks.toml", 'posts = "/:title/"')
    assert hugo_settings(tmp_path) == HugoSettings(permalinks=(("posts", "/:title/"),), zone="Asia/Tokyo")


def test_no_configuration_and_odd_values_say_nothing(tmp_path: Path) -> None:
    assert hugo_settings(tmp_path) == HugoSettings()
    write(
        tmp_path,
        "hugo.toml",
        "timeZone = 7\npermalinks = []\nlanguages = 'x'\nignoreFiles = {}\nuglyURLs = {}",
    )
    assert hugo_settings(tmp_path) == HugoSettings()
    write(tmp_path, "hugo.toml", "timeZone = '../etc/passwd'\nignoreFiles = ['(', '*']")
    assert hugo_settings(tmp_path) == HugoSettings()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "a = \n"),
        ("hugo.json", "{"),
        ("hugo.yaml", "a: [\n"),
        ("hugo.yaml", "[" * 5000),
        ("hugo.toml", "#" * 300_000),
    ],
)
def test_what_cannot_be_read_is_named(name: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, name, text)
    assert str(tmp_path / name) in hugo_settings(tmp_path).trouble
