"""A site is known by its configuration."""

from pathlib import Path

import pytest

from feedbot.content.discovery.detection import detect


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("hugo.toml", "", "hugo"),
        ("config/_default/hugo.toml", "", "hugo"),
        ("config.toml", 'baseURL = "/"\n', "hugo"),
        ("config.yaml", "baseurl: x\n", "hugo"),
        ("config.toml", 'base_url = "/"\n', "zola"),
        ("publishconf.py", "", "pelican"),
        ("package.json", '{"devDependencies": {"@11ty/eleventy": "^3.0.0"}}', "eleventy"),
        ("package.json", '{"devDependencies": {"@11ty/eleventy-img": "^3.0.0"}}', "plain"),
        ("notes.md", "", "plain"),
    ],
)
def test_a_site_is_known_by_its_configuration(name: str, text: str, wanted: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text)
    assert detect(tmp_path) == wanted


def test_what_jekyll_left_behind_is_no_mark_beside_another(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").touch()
    assert detect(tmp_path) == "jekyll"
    (tmp_path / "eleventy.config.js").touch()
    assert detect(tmp_path) == "eleventy"
