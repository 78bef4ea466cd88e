"""What a site's own configuration says, and what feedbot's says of it, become one set of rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feedbot.errors import ContentError
from tests.sites import CONFIG, TestSite

HUGO = 'timeZone = "Asia/Tokyo"\n[permalinks]\nposts = "/:year/:month/:slug/"\nnotes = "/n/:filename/"\n'


def rules_of(site: TestSite) -> tuple[dict[str, str], str]:
    app = site.open()
    with app.store:
        return dict(app.sites[0].rules.permalinks), app.sites[0].rules.zone


def test_hugos_own_addresses_are_the_articles(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    (tmp_path / "hugo.toml").write_text(HUGO, encoding="utf-8")
    (site.content / "posts").mkdir()
    site.write("posts/a.md", "Bonjour à tous")
    site.publish()
    feed = (site.output / "rss.xml").read_text(encoding="utf-8")
    assert re.search(r"<link>https://essai\.example/\d{4}/\d\d/bonjour-%C3%A0-tous/</link>", feed)


def test_feedbots_own_configuration_goes_before_hugos(tmp_path: Path) -> None:
    own = CONFIG.replace("[accounts", 'timezone = "UTC"\npermalinks = { posts = "/p/:slug/" }\n[accounts')
    site = TestSite(tmp_path, config=own)
    (tmp_path / "hugo.toml").write_text(HUGO, encoding="utf-8")
    assert rules_of(site) == ({"posts": "/p/:slug/", "notes": "/n/:filename/"}, "UTC")


def test_without_its_own_word_a_site_is_in_hugos_zone(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    (tmp_path / "hugo.toml").write_text(HUGO, encoding="utf-8")
    assert rules_of(site)[1] == "Asia/Tokyo"


def test_a_broken_configuration_of_hugo_stops_the_pass_rather_than_guess(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    (tmp_path / "hugo.toml").write_text("permalinks = \n", encoding="utf-8")
    site.write("a.md", "A")
    with pytest.raises(ContentError, match=r"hugo\.toml cannot be read"):
        site.publish()
