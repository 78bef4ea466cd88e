"""Where the configuration is found and what its paths, times and names become."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from feedbot.config.finding import find_config
from feedbot.config.secrets import InEnvironment, InFile
from feedbot.content.article import Author
from feedbot.errors import ConfigError
from tests.config.known import read, write

SITE = '[site]\ntitle = "Nord"\nurl = "https://nord.example"\n'


def test_two_lines_are_a_configuration(tmp_path: Path) -> None:
    config = read(write(tmp_path, SITE))
    (site,) = config.sites
    assert (site.site.name, site.site.language, site.site.timezone) == ("nord.example", "en", "UTC")
    (feeds,) = site.feeds
    assert (feeds.rss, feeds.atom, feeds.json_, feeds.limit) == ("rss.xml", "atom.xml", "feed.json", 20)
    assert site.announce.first_run == "nothing"
    assert site.announce.give_up_after == timedelta(days=3)
    assert site.accounts == ()
    assert config.daemon.quiet == timedelta(seconds=0.5)
    assert config.store.url == ""


def test_every_key_is_taken_over(tmp_path: Path) -> None:
    text = """
[site]
title = "Nord"
url = "https://Nörd.example:8443/blog/"
name = "nord"
author = { name = "Ada", email = "ada@nord.example" }
permalinks = { posts = "/{year}/{slug}/" }
options = { trailing_slash = true, version = "0.111", depth = 2, languages = ["fr", "en"] }
sections = ["posts"]
generator = "hugo"

[feeds]
rss = "blog/index.xml"
atom = false
json = ""

[announce]
hashtags = ["#Nord", "FrenchTech"]
first_run = 2026-01-31
grace = "1.5h"
give_up_after = 90

[announce.aliases]
"C++" = "#CPlusPlus"
misc = false

[accounts.nest]
network = "bird"
server = "https://bird.example"
token = { file = "secrets/nest" }
app_key = { env = "APP_KEY" }
pace = 2
most_hashtags = 0
wait_until_live = false
formerly = ["old-nest"]
"""
    (site,) = read(write(tmp_path, text)).sites
    assert site.site.url == "https://xn--nrd-sna.example:8443/blog"
    assert site.site.author == Author(name="Ada", email="ada@nord.example")
    assert site.site.permalinks == (("posts", "/{year}/{slug}/"),)
    assert site.site.options == (
        ("trailing_slash", "true"),
        ("version", "0.111"),
        ("depth", "2"),
        ("languages", "fr en"),
    )
    assert (site.feeds[0].rss, site.feeds[0].atom, site.feeds[0].json_) == ("blog/index.xml", "", "")
    assert site.announce.hashtags == ("Nord", "FrenchTech")
    assert site.announce.first_run == date(2026, 1, 31)
    assert (site.announce.grace, site.announce.give_up_after) == (timedelta(hours=1.5), timedelta(seconds=90))
    assert site.announce.aliases == (("C++", "CPlusPlus"), ("misc", None))
    (nest,) = site.accounts
    assert (nest.name, nest.network, nest.most_hashtags, nest.wait_until_live) == ("nest", "bird", 0, False)
    assert nest.formerly == ("old-nest",)
    assert nest.options == {
        "token": InFile(path=tmp_path / "secrets/nest"),
        "app_key": InEnvironment(name="APP_KEY"),
        "server": "https://bird.example",
        "visibility": "public",
        "cards": True,
        "room": 280,
        "pace": 2.0,
        "languages": ("fr", "en"),
    }


def test_one_text_is_the_permalink_of_every_section(tmp_path: Path) -> None:
    (site,) = read(write(tmp_path, SITE + 'permalinks = "/{slug}/"\nauthor = "Ada"\n')).sites
    assert site.site.permalinks == (("", "/{slug}/"),)
    assert site.site.author == Author(name="Ada")


def test_paths_start_at_the_file_and_the_sites_own_at_its_root(tmp_path: Path) -> None:
    (tmp_path / "blog" / "texts").mkdir(parents=True)
    file = write(
        tmp_path, SITE + 'root = "../blog"\ncontent = "texts"\noutput = "/srv/www"\n', "etc/feedbot.toml"
    )
    (site,) = read(file).sites
    assert site.site.root.resolve() == tmp_path / "blog"
    assert site.site.content is not None
    assert site.site.content.resolve() == tmp_path / "blog" / "texts"
    assert site.site.output == Path("/srv/www")


def test_a_configuration_named_from_elsewhere_reads_the_same(tmp_path: Path) -> None:
    file = write(tmp_path, SITE)
    assert find_config(Path("feedbot.toml"), cwd=tmp_path) == file
    assert find_config(file, cwd=Path("/")) == file


def test_without_a_name_the_folders_own_file_comes_before_the_systems(tmp_path: Path) -> None:
    system = write(tmp_path, SITE, "etc/feedbot.toml")
    assert find_config(None, cwd=tmp_path, system=system) == system
    own = write(tmp_path, SITE)
    assert find_config(None, cwd=tmp_path, system=system) == own


def test_a_configuration_that_is_not_there_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        find_config(None, cwd=tmp_path, system=tmp_path / "etc")
    assert str(caught.value) == (
        f"there is no configuration at {tmp_path}/feedbot.toml or {tmp_path}/etc\n"
        "    say where it is: feedbot --config FILE ..."
    )


def test_state_lies_beside_the_configuration_or_where_systemd_says(tmp_path: Path) -> None:
    file = write(tmp_path, SITE)
    assert read(file).state == tmp_path / ".feedbot"
    assert read(file, STATE_DIRECTORY="/var/lib/feedbot:/var/lib/more").state == Path("/var/lib/feedbot")


def test_a_database_address_without_a_password_may_stand_in_the_file(tmp_path: Path) -> None:
    url = "postgresql+psycopg://nord@db.example:5432/feedbot"
    assert read(write(tmp_path, f'{SITE}[store]\nurl = "{url}"\n')).store.url == url
    assert read(write(tmp_path, SITE + '[store]\nurl = { env = "DB" }\n')).store.url == InEnvironment(
        name="DB"
    )


def site_file(folder: Path, name: str, url: str, more: str = "") -> None:
    (folder / "content").mkdir(exist_ok=True)
    write(
        folder,
        f'[site]\ntitle = "{name}"\nurl = "{url}"\nroot = ".."\noutput = "{name}"\n{more}',
        f"sites/{name}.toml",
    )


def test_several_sites_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    site_file(tmp_path, "b", "https://b.example", '[accounts.wall]\nnetwork = "paper"\n')
    site_file(tmp_path, "a", "https://a.example")
    config = read(write(tmp_path, 'sites = ["sites/*.toml"]\n[daemon]\nevery = "1h"\n'))
    assert [site.site.title for site in config.sites] == ["a", "b"]
    assert [site.file.name for site in config.sites] == ["a.toml", "b.toml"]
    assert config.daemon.every == timedelta(hours=1)
    assert config.sites[0].site.root.resolve() == tmp_path
    assert [account.name for account in config.sites[1].accounts] == ["wall"]


def test_the_mistakes_of_every_file_are_told_together(tmp_path: Path) -> None:
    site_file(tmp_path, "a", "https://one.example")
    site_file(tmp_path, "b", "https://one.example", '[daemon]\nevery = "1h"\n')
    site_file(tmp_path, "c", "https://c.example", "[feeds\n")
    file = write(tmp_path, 'sites = ["sites/*.toml", "more/*.toml"]\n[announce]\nburst = 2\n')
    with pytest.raises(ConfigError) as caught:
        read(file)
    assert (
        str(caught.value)
        == f"""\
feedbot.toml:1:26: no file is called "more/*.toml"
    sites = ["sites/*.toml", "more/*.toml"]
                             ^^^^^^^^^^^^^
    write a path or pattern that starts at {tmp_path}
feedbot.toml:2:2: [announce] cannot stand beside sites
    [announce]
     ^^^^^^^^
    move [announce] into the file of a site, or take sites out
sites/b.toml:3:7: "one.example" is the site of sites/a.toml already
    url = "https://one.example"
          ^^^^^^^^^^^^^^^^^^^^^
    give it a name of its own: name = "..."
sites/b.toml:6:2: daemon is not for one site alone
    [daemon]
     ^^^^^^
    move daemon into the file that lists the sites
sites/c.toml:6:7: not TOML: Expected ']' at the end of a table declaration
    [feeds
          ^
    close the header or the list with ]"""
    )
    assert len(caught.value.mistakes) == 5


def test_a_name_tells_two_sites_of_one_host_apart(tmp_path: Path) -> None:
    site_file(tmp_path, "a", "https://one.example/a")
    site_file(tmp_path, "b", "https://one.example/b", 'name = "one.example-b"\n')
    config = read(write(tmp_path, 'sites = ["sites/*.toml"]\n'))
    assert [site.site.name for site in config.sites] == ["one.example", "one.example-b"]


def test_two_sites_do_not_write_over_each_others_feeds(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in ("a", "b"):
        write(tmp_path, f'[site]\ntitle = "{name}"\nurl = "https://{name}.example"\n', f"{name}.toml")
    with pytest.raises(ConfigError) as caught:
        read(write(tmp_path, 'sites = ["?.toml"]\n'))
    assert str(caught.value).startswith(
        f"b.toml:3:7: {tmp_path}/public/atom.xml is a feed of a.toml already\n"
    )


def test_a_list_of_sites_that_is_empty_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="1:9: the list of sites is empty"):
        read(write(tmp_path, "sites = []\n"))


def test_a_file_that_cannot_be_read_is_one_mistake_among_the_others(tmp_path: Path) -> None:
    (tmp_path / "sites" / "a.toml").mkdir(parents=True)
    site_file(tmp_path, "b", "b.example")
    with pytest.raises(ConfigError) as caught:
        read(write(tmp_path, 'sites = ["sites/*.toml"]\n'))
    first, second = caught.value.mistakes
    assert first.startswith("sites/a.toml: cannot be read: Is a directory\n")
    assert second.startswith('sites/b.toml:3:7: "b.example" is no address of a website\n')
