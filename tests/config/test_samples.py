"""The files in ``config/``: they load, and the reference leaves no key and no default out."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from feedbot.config.checking import ACCOUNT_KEYS, Known
from feedbot.config.reading import read_config
from feedbot.config.settings import (
    AnnounceSettings,
    Config,
    DaemonSettings,
    FeedSettings,
    SiteSettings,
    StoreSettings,
    Table,
)
from feedbot.content.generators.registry import GENERATORS
from feedbot.networks.registry import NETWORKS

SAMPLES = Path(__file__).resolve().parents[2] / "config"
REFERENCE = (SAMPLES / "reference.toml").read_text(encoding="utf-8")
COMMENTED = re.compile(r"^# (?=[\w-]+ *= |\[)", re.MULTILINE)
TABLES: dict[str, type[Table]] = {
    "site": SiteSettings,
    "feeds": FeedSettings,
    "announce": AnnounceSettings,
    "daemon": DaemonSettings,
    "store": StoreSettings,
}


def read(file: Path) -> Config:
    known = Known(networks=NETWORKS, generators=GENERATORS)
    return read_config(file, cwd=file.parent, environ={}, known=known)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path / "config", ignore=shutil.ignore_patterns("public", ".feedbot"))
    return tmp_path / "config"


def section(header: str) -> str:
    """Return the lines of one table of the reference."""
    return REFERENCE.partition(f"[{header}]\n")[2].partition("\n[")[0]


def test_the_sample_needs_no_account_and_announces_the_newest_article(folder: Path) -> None:
    config = read(folder / "feedbot.toml")
    (site,) = config.sites
    assert (site.site.title, site.site.language, site.announce.first_run) == ("Atelier Nord", "fr", "newest")
    assert [account.network for account in site.accounts] == ["local"]
    assert site.site.output == folder / "public"
    assert config.state == folder / ".feedbot"


def test_the_accounts_that_the_sample_shows_are_right_once_the_signs_are_taken_away(folder: Path) -> None:
    file = folder / "feedbot.toml"
    file.write_text(COMMENTED.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    (site,) = read(file).sites
    assert [account.network for account in site.accounts] == ["local", "x", "mastodon", "bluesky"]


def test_the_values_of_the_reference_are_the_defaults(folder: Path) -> None:
    least = ['[site]\ntitle = "Atelier Nord"\nurl = "https://atelier.example"\n']
    for name, account in tomllib.loads(REFERENCE)["accounts"].items():
        required = [option.name for option in NETWORKS[account["network"]].options if option.required]
        lines = [line for line in section(f"accounts.{name}").splitlines() if line.split(" ")[0] in required]
        least.append(f'[accounts.{name}]\nnetwork = "{account["network"]}"\n' + "\n".join(lines))
    (folder / "least.toml").write_text("\n".join(least), encoding="utf-8")
    expected, found = read(folder / "least.toml"), read(folder / "reference.toml")
    assert found.daemon == expected.daemon
    assert found.store == expected.store
    assert found.sites[0].site == expected.sites[0].site
    assert found.sites[0].feeds == expected.sites[0].feeds
    assert found.sites[0].announce == expected.sites[0].announce
    assert found.sites[0].accounts == expected.sites[0].accounts


def test_the_reference_is_still_right_with_every_key_in_force(folder: Path) -> None:
    text = COMMENTED.sub("", REFERENCE.replace("# sites = ", "## sites = "))
    (folder / "all.toml").write_text(text, encoding="utf-8")
    (site,) = read(folder / "all.toml").sites
    first = site.accounts[0]
    assert (first.most_hashtags, first.wait_until_live, first.options["path"]) == (4, True, "/srv/preview")


def test_the_several_tables_of_feeds_that_the_reference_shows_are_right(folder: Path) -> None:
    shown = "\n".join(re.findall(r"^#   (.+)$", REFERENCE, re.MULTILINE))
    text = REFERENCE.replace("[feeds]\n", "[[feeds]]\n", 1).replace(
        "[announce]\n", f"{shown}\n[announce]\n", 1
    )
    (folder / "several.toml").write_text(text, encoding="utf-8")
    _, tags, news = read(folder / "several.toml").sites[0].feeds
    assert (tags.title, tags.home) == ("Atelier Nord: {tag}", "/tags/{tag}/")
    assert (news.rss, news.archives, bool(news.only), bool(news.exclude)) == ("news.xml", 50, True, True)


def test_the_feeds_that_the_readme_shows_are_right(folder: Path) -> None:
    readme = (SAMPLES.parent / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("\n## Feeds\n")[2].partition("```toml\n")[2].partition("```")[0]
    (folder / "readme.toml").write_text(f"{shown}\n[site]\n{section('site')}", encoding="utf-8")
    assert [list(feeds.files) for feeds in read(folder / "readme.toml").sites[0].feeds] == [
        ["rss", "atom", "json"],
        ["atom"],
        ["rss"],
    ]


@pytest.mark.parametrize("table", TABLES)
def test_the_reference_explains_every_key_of_a_table(table: str) -> None:
    keys = [info.alias or name for name, info in TABLES[table].model_fields.items()]
    assert explained(table) == keys


def test_the_reference_explains_every_key_of_an_account_and_every_network() -> None:
    accounts = {account["network"]: name for name, account in tomllib.loads(REFERENCE)["accounts"].items()}
    assert set(accounts) == set(NETWORKS)
    for network, name in accounts.items():
        common = ACCOUNT_KEYS if network == "local" else ("network",)
        options = [option.name for option in NETWORKS[network].options]
        assert explained(f"accounts.{name}") == [*common, *options], network


def explained(header: str) -> list[str]:
    """Return the keys of one table of the reference, written or commented out."""
    return re.findall(r"^(?:# )?([\w-]+) *= ", section(header), re.MULTILINE)


def test_the_reference_has_an_explanation_behind_every_key() -> None:
    bare = [
        line
        for line in REFERENCE.splitlines()
        if re.match(r"(?:# )?[\w-]+ *= ", line) and not line.startswith("network ") and line.count(" # ") < 1
    ]
    assert bare == []
