"""A Zola site's own configuration decides its addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.registry import discover

WHOLE = """
base_url = "https://blog.example/sub/"
title = "Odds and Ends"
description = "Of this and that"
author = "Ann Lee"
default_language = "fr"
output_dir = "dist"
ignored_content = ["*.tmp", "**/build/*"]
skip_content_templating = ["raw/**"]
[slugify]
paths = "safe"
paths_keep_dates = true
[markdown]
smart_punctuation = true
render_emoji = true
[languages.en]
title = "English"
[languages.de]
[extra]
author = "Somebody else"
"""


def found(root: Path, text: str, name: str = "config.toml") -> Findings:
    (root / name).write_text(text, encoding="utf-8")
    generator, findings = discover(root, "auto")
    assert generator == "zola"
    return findings


@pytest.mark.parametrize("name", ["config.toml", "zola.toml"])
def test_each_file_says_the_same(name: str, tmp_path: Path) -> None:
    said = found(tmp_path, WHOLE, name)
    assert (said.title, said.url, said.description) == (
        "Odds and Ends", "https://blog.example/sub", "Of this and that"
    )  # fmt: skip
    assert (said.author, said.language, said.timezone, said.output) == ("Ann Lee", "fr", "UTC", "dist")
    assert said.markdown == ("smart-punctuation", "emoji")
    assert dict(said.options) == {
        "languages": "en de",
        "default_language": "fr",
        "slugify_paths": "safe",
        "slugify_paths_keep_dates": "true",
        "ignored_content": "*.tmp **/build/*",
        "skip_content_templating": "raw/**",
    }
    assert said.origin == name
    assert {tmp_path / "zola.toml", tmp_path / "config.toml"} <= set(said.read)


def test_the_title_may_stand_in_the_default_languages_table_and_the_author_in_extra(tmp_path: Path) -> None:
    text = 'base_url = "/"\n[languages.en]\ntitle = "T"\ndescription = "D"\n[extra]\nauthor = "Ann"\n'
    said = found(tmp_path, text)
    assert (said.url, said.title, said.description, said.author, said.language) == ("", "T", "D", "Ann", "en")


def test_the_home_page_has_a_title_too(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/_index.md").write_text('+++\ntitle = "Home"\ndescription = "D"\n+++\n')
    said = found(tmp_path, 'base_url = "https://a.example"\n[extra]\nauthor = {name = "Ann"}\n')
    assert (said.title, said.description, said.author) == ("Home", "D", "Ann")
    assert tmp_path / "content/_index.md" in said.read
    assert found(tmp_path, WHOLE).title == "Odds and Ends"
    for broken in ("+++\ntitle = \n+++\n", "no front matter"):
        (tmp_path / "content/_index.md").write_text(broken)
        assert found(tmp_path, 'base_url = "https://a.example"').title == ""


def test_old_sites_list_their_languages(tmp_path: Path) -> None:
    text = 'base_url = "https://a.example"\nlanguages = [{code = "fr", feed = true}, {code = "it"}, 7]\n'
    assert dict(found(tmp_path, text).options) == {"languages": "fr it"}


def test_odd_values_say_nothing_and_broken_toml_is_named(tmp_path: Path) -> None:
    odd = 'base_url = "https://a.example"\ntitle = []\nlanguages = 3\nslugify = "x"\nmarkdown = []\n'
    said = found(tmp_path, odd)
    assert (said.title, said.options, said.markdown, said.trouble) == ("", (), (), "")
    assert str(tmp_path / "zola.toml") in found(tmp_path, "base_url = \n", "zola.toml").trouble
