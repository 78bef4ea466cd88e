"""One table of feeds or several: what each ends up with, what rules become, and how mistakes are told."""

import importlib.util
from pathlib import Path

import pytest

from feedbot.config.settings import FeedSettings
from feedbot.errors import ConfigError
from feedbot.feeds.rule import Choice, Quality
from tests.config.known import read, write

SITE = '[site]\ntitle = "Nord"\nurl = "https://nord.example"\n'


def tables(folder: Path, text: str) -> tuple[FeedSettings, ...]:
    return read(write(folder, SITE + text)).sites[0].feeds


def screen(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(write(folder, SITE + text))
    return str(caught.value)


def test_without_a_table_there_are_three_files_with_archives(tmp_path: Path) -> None:
    (feeds,) = tables(tmp_path, "")
    assert feeds.files == {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
    assert (feeds.archives, feeds.stylesheet, feeds.opml) == (100, "feed.css", "feeds.opml")


@pytest.mark.parametrize("header", ["[feeds]", "[[feeds]]"])
def test_one_table_may_be_written_alone_or_as_the_only_one_of_several(tmp_path: Path, header: str) -> None:
    (feeds,) = tables(tmp_path, f"{header}\nlimit = 5\n")
    assert (feeds.limit, feeds.rss, feeds.archives, feeds.opml) == (5, "rss.xml", 100, "feeds.opml")


def test_every_key_of_a_table_is_taken_over(tmp_path: Path) -> None:
    text = """[feeds]
rss = "a.xml"
atom = false
json = ""
limit = 3
most_bytes = 250000
content = "full"
title = "Nord, all of it"
description = "Wood"
home = " /blog/ "
icon = "/icon.png"
logo = "https://Bücher.example/l%C3%B4go?v=1"
rights = "© Nord"
archives = 0
hubs = ["https://hub.example", "http://hub.example:8080/push?x=1", "https://hub.example/"]
comments = "{{ url }}#comments"
footer = '<a href="{{ reply }}">Reply</a>'
compress = ["gzip", "gzip"]
stylesheet = false
tombstones = true
opml = "subscriptions.opml"
"""
    (feeds,) = tables(tmp_path, text)
    assert feeds.model_dump() == {
        "rss": "a.xml",
        "atom": "",
        "json_": "",
        "limit": 3,
        "most_bytes": 250_000,
        "content": "full",
        "title": "Nord, all of it",
        "description": "Wood",
        "home": "/blog/",
        "icon": "/icon.png",
        "logo": "https://xn--bcher-kva.example/l%C3%B4go?v=1",
        "rights": "© Nord",
        "only": (),
        "exclude": (),
        "archives": 0,
        "hubs": ("https://hub.example/", "http://hub.example:8080/push?x=1"),
        "comments": "{{ url }}#comments",
        "footer": '<a href="{{ reply }}">Reply</a>',
        "compress": ("gzip",),
        "stylesheet": "",
        "tombstones": True,
        "opml": "subscriptions.opml",
    }


SHARED = """limit = 3
most_bytes = 250000
content = "full"
icon = "/icon.png"
logo = "/logo.png"
rights = "Nord"
hubs = ["https://hub.example/"]
comments = "{{ url }}#comments"
footer = "{{ site }}"
compress = ["gzip"]
stylesheet = "look.css"
tombstones = true
"""


def test_a_later_table_has_of_the_first_what_it_leaves_out(tmp_path: Path) -> None:
    text = (
        f'[[feeds]]\n{SHARED}title = "T"\nhome = "/h/"\nonly = {{ tags = "a" }}\n[[feeds]]\natom = "b.xml"\n'
    )
    first, later = tables(tmp_path, text)
    shared = [line.split(" ")[0] for line in SHARED.splitlines()]
    assert {key: getattr(later, key) for key in shared} == {key: getattr(first, key) for key in shared}
    assert later.files == {"atom": "b.xml"}
    assert (later.title, later.description, later.home, later.only, later.exclude) == ("", "", "", (), ())
    assert (later.archives, later.opml) == (0, "")


def test_a_later_table_may_say_all_for_itself(tmp_path: Path) -> None:
    text = f"""[[feeds]]
{SHARED}[[feeds]]
rss = "b.xml"
limit = 20
most_bytes = 4900000
content = "both"
icon = ""
logo = ""
rights = ""
hubs = []
comments = ""
footer = ""
compress = []
stylesheet = false
tombstones = false
archives = 50
"""
    _, later = tables(tmp_path, text)
    assert (later.limit, later.content, later.hubs, later.compress) == (20, "both", (), ())
    assert (later.icon, later.logo, later.rights, later.comments, later.footer) == ("", "", "", "", "")
    assert (later.stylesheet, later.tombstones, later.archives) == ("", False, 50)


def test_a_family_may_name_itself_in_its_words(tmp_path: Path) -> None:
    text = """[[feeds]]
[[feeds]]
rss = "{language}/{tag}/rss.xml"
json = "{tag}/{language}.json"
title = "Nord: {tag}"
home = "/{language}/tags/{tag}/"
archives = 10
[[feeds]]
atom = "{section}/atom.xml"
description = "All of a part"
"""
    _, tags, sections = tables(tmp_path, text)
    assert (tags.title, tags.home, tags.archives) == ("Nord: {tag}", "/{language}/tags/{tag}/", 10)
    assert sections.files == {"atom": "{section}/atom.xml"}


@pytest.mark.parametrize("header", ["[feeds]", "[[feeds]]"])
def test_a_family_as_the_first_table_has_only_the_files_that_it_names(tmp_path: Path, header: str) -> None:
    (feeds,) = tables(tmp_path, f'{header}\nrss = "{{tag}}.xml"\n')
    assert feeds.files == {"rss": "{tag}.xml"}
    assert (feeds.archives, feeds.stylesheet, feeds.opml) == (100, "feed.css", "feeds.opml")


def test_a_first_table_with_a_file_of_a_family_and_another_is_told_of_what_it_says_itself(
    tmp_path: Path,
) -> None:
    assert screen(tmp_path, '[feeds]\nrss = "{tag}.xml"\njson = "feed.json"\n') == (
        'feedbot.toml:6:8: "feed.json" has not the placeholders of "{tag}.xml"\n    json = "feed.json"\n'
        "           ^^^^^^^^^^^\n    put the same ones into both, or write json = false"
    )


TAG, SECTION, LANGUAGE = Quality.TAG, Quality.SECTION, Quality.LANGUAGE


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("[]", ()),
        ('{ tags = "rust" }', ((Choice(quality=TAG, any_of=(("rust",),)),),)),
        ('{ tags = ["rust", "c"] }', ((Choice(quality=TAG, any_of=(("rust",), ("c",))),),)),
        (
            '{ tags = [["python", "web"], "rust"] }',
            ((Choice(quality=TAG, any_of=(("python", "web"), ("rust",))),),),
        ),
        ('{ tags = [" AC/DC/ ", "/"] }', ((Choice(quality=TAG, any_of=(("AC/DC/",), ("/",))),),)),
        (
            '{ sections = ["/posts/"], languages = "fr" }',
            (
                (
                    Choice(quality=SECTION, any_of=(("posts",),)),
                    Choice(quality=LANGUAGE, any_of=(("fr",),)),
                ),
            ),
        ),
        (
            '[{ authors = "Ada" }, { categories = ["News"] }]',
            (
                (Choice(quality=Quality.AUTHOR, any_of=(("Ada",),)),),
                (Choice(quality=Quality.CATEGORY, any_of=(("News",),)),),
            ),
        ),
    ],
)
@pytest.mark.parametrize("key", ["only", "exclude"])
def test_tables_of_values_become_rules(tmp_path: Path, key: str, written: str, rows: object) -> None:
    (feeds,) = tables(tmp_path, f"[feeds]\n{key} = {written}\n")
    assert getattr(feeds, key) == rows


def test_rules_may_stand_below_headers_of_their_own(tmp_path: Path) -> None:
    text = '[[feeds]]\n[[feeds.only]]\ntags = "a"\n[[feeds.only]]\ntags = "b"\n[feeds.exclude]\ntags = "c"\n'
    (feeds,) = tables(tmp_path, text)
    assert [row[0].any_of for row in feeds.only] == [(("a",),), (("b",),)]
    assert [row[0].any_of for row in feeds.exclude] == [(("c",),)]


def test_every_mistake_of_several_tables_is_told_at_its_line(tmp_path: Path) -> None:
    text = """
[[feeds]]
limt  = 5
home  = "tags"
hubs  = ["https://hub.example/", "hub.example"]

[[feeds]]
atom    = "tags/{tags}.xml"
limit   = 0
only    = { tags = ["rust", []], tgas = ["x"] }

[[feeds]]
archives = 2000
only     = [{ tags = "a" }, { tgas = ["x"] }]
compress = ["zip"]
"""
    assert (
        screen(tmp_path, text)
        == """\
feedbot.toml:6:1: "limt" is not a key of [[feeds]]
    limt  = …
    ^^^^
    did you mean "limit"?
feedbot.toml:7:9: "tags" is no path below the site's address
    home  = "tags"
            ^^^^^^
    write a path that starts with "/", for example "/tags/{tag}/"
feedbot.toml:8:34: "hub.example" is no address of a hub
    hubs  = ["https://hub.example/", "hub.example"]
                                     ^^^^^^^^^^^^^
    write it whole: "https://hub.example/"
feedbot.toml:11:11: "{tags}" is no placeholder
    atom    = "tags/{tags}.xml"
              ^^^^^^^^^^^^^^^^^
    did you mean "{tag}"?
feedbot.toml:12:11: this must not be less than 1, and is 0
    limit   = 0
              ^
    write a number without quotes, for example 20
feedbot.toml:13:29: an empty list is no value of tags
    only    = { tags = ["rust", []], tgas = ["x"] }
                                ^^
    write tags = ["one", "two"] for any of them, [["one", "two"]] for all of them together
feedbot.toml:16:12: this must not be more than 1000, and is 2000
    archives = 2000
               ^^^^
    write a number without quotes, for example 100
feedbot.toml:17:31: "tgas" is nothing to choose by
    only     = [{ tags = "a" }, { tgas = ["x"] }]
                                  ^^^^
    did you mean "tags"?
feedbot.toml:18:13: "zip" is no compression
    compress = ["zip"]
                ^^^^^
    there are "gzip" and "brotli\""""
    )


def test_what_tables_say_together_is_told_at_the_table_that_says_it_last(tmp_path: Path) -> None:
    text = """
[[feeds]]
title = "Nord, {tag}"
json  = "Feed.css"

[[feeds]]
opml  = false
title = "News"

[[feeds]]
rss   = "tags/{tag}.xml"
atom  = "atom.xml"
home  = "/{language}/"
title = "{tags"

[[feeds]]
rss   = "RSS.xml"
json  = "tags/{tag}.xml"
"""
    assert (
        screen(tmp_path, text)
        == """\
feedbot.toml:5:3: "feed.css" is the json feed already
    [[feeds]]
      ^^^^^
    give each feed a file of its own
feedbot.toml:6:9: {tag} stands in no file name of this table
    title = "Nord, {tag}"
            ^^^^^^^^^^^^^
    take it out, or put it into the file names, as in "{tag}.xml"
feedbot.toml:9:3: this table names no file
    [[feeds]]
      ^^^^^
    add for example atom = "news.xml"
feedbot.toml:10:1: opml belongs to the first table
    opml  = false
    ^^^^
    move opml there; the one list names the feeds of all tables
feedbot.toml:15:9: "atom.xml" has not the placeholders of "tags/{tag}.xml"
    atom  = "atom.xml"
            ^^^^^^^^^^
    put the same ones into both, or write atom = false
feedbot.toml:15:9: "atom.xml" is the atom feed of table 1 already
    atom  = "atom.xml"
            ^^^^^^^^^^
    give each feed a file of its own
feedbot.toml:16:9: {language} stands in no file name of this table
    home  = "/{language}/"
            ^^^^^^^^^^^^^^
    take it out, or put it into the file names, as in "{language}.xml"
feedbot.toml:17:9: a brace has no partner
    title = "{tags"
            ^^^^^^^
    write placeholders whole; there are {section}, {category}, {tag}, {author}, {language}
feedbot.toml:20:9: "RSS.xml" is the rss feed of table 1 already
    rss   = "RSS.xml"
            ^^^^^^^^^
    give each feed a file of its own
feedbot.toml:21:9: "tags/{tag}.xml" has not the placeholders of "RSS.xml"
    json  = "tags/{tag}.xml"
            ^^^^^^^^^^^^^^^^
    put the same ones into both, or write json = false
feedbot.toml:21:9: "tags/{tag}.xml" is the rss feed of table 3 already
    json  = "tags/{tag}.xml"
            ^^^^^^^^^^^^^^^^
    give each feed a file of its own"""
    )


@pytest.mark.parametrize(
    ("line", "place", "what"),
    [
        ('rss = "{tag"', 7, "a brace has no partner"),
        ('rss = "tag}"', 7, "a brace has no partner"),
        ('rss = "{}.xml"', 7, '"{}" is no placeholder'),
        ('rss = "{{tag}}.xml"', 7, "a brace has no partner"),
        ('rss = "/rss.xml"', 7, '"/rss.xml" leads out of the output folder'),
        ("rss = true", 7, "this must be a file name or false, not true"),
        ('opml = "{tag}.opml"', 8, '"{tag}.opml" is one file and takes no placeholder'),
        ('stylesheet = "a}.css"', 14, '"a}.css" is one file and takes no placeholder'),
        ("most_bytes = 99999", 14, "this must not be less than 100000, and is 99999"),
        ("most_bytes = 5000000", 14, "this must not be more than 4999000, and is 5000000"),
        ("archives = true", 12, "this must be a whole number, not true"),
        ("limit = 1.5", 9, "this must be a whole number, not 1.5"),
        ('content = "all"', 11, '"all" is not allowed here'),
        ('home = "//evil.example/"', 8, '"//evil.example/" is no path below the site\'s address'),
        ('home = "/../"', 8, '"/../" is no path below the site\'s address'),
        ('home = "/?a=b"', 8, '"/?a=b" is no path below the site\'s address'),
        ('home = "/{"', 8, "a brace has no partner"),
        ('icon = "icon.png"', 8, '"icon.png" is no address on the web'),
        ('logo = "ftp://nord.example/l.png"', 8, '"ftp://nord.example/l.png" is no address on the web'),
        ('logo = "https://nord.example/a b.png"', 8, '"https://nord.example/a b.png" is no address'),
        ('hubs = "https://hub.example/"', 8, "this must be a list, even of one"),
        ('compress = "gzip"', 12, "this must be a list, even of one"),
        ("tombstones = 1", 14, "this must be true or false, not 1"),
        ("footer = '{{ titel }}'", 10, "the template cannot be used: line 1: 'titel' is unknown"),
        ("comments = '{% for %}'", 12, "the template cannot be used: line 1:"),
        ('only = "rust"', 8, 'this must be a table, not "rust"'),
        ("only = {}", 8, "this table chooses nothing"),
        ("exclude = [{}]", 12, "this table chooses nothing"),
        ("only = { tags = [] }", 17, "an empty list is no value of tags"),
        ("only = { tags = [3] }", 18, "3 is no value of tags"),
        ("only = { tags = 3 }", 17, "3 is no value of tags"),
        ('only = { tags = "" }', 17, '"" is no value of tags'),
        ('only = { tags = [["a", ["b"]]] }', 18, "a list is no value of tags"),
    ],
)
def test_a_wrong_value_is_named_at_its_place(tmp_path: Path, line: str, place: int, what: str) -> None:
    assert screen(tmp_path, f"[feeds]\n{line}\n").startswith(f"feedbot.toml:5:{place}: {what}")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("feeds = []", "feedbot.toml:1:9: the list of feeds is empty\n"),
        ("feeds = 5", "feedbot.toml:1:1: feeds must be a table\n"),
        ("feeds = [{}, 5]", "feedbot.toml:1:1: each of feeds must be a table\n"),
    ],
)
def test_feeds_that_are_no_tables_are_told(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(write(tmp_path, f"{written}\n{SITE}"))
    assert str(caught.value).startswith(told)


def test_brotli_is_asked_for_where_it_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '[feeds]\ncompress = ["gzip", "brotli"]\n'
    monkeypatch.setattr("feedbot.config.feed_kinds.find_spec", lambda name: None)
    assert screen(tmp_path, text) == (
        'feedbot.toml:5:21: brotli is not installed\n    compress = ["gzip", "brotli"]\n'
        "                        ^^^^^^^^\n    pip install 'feedbot[brotli]', or write \"gzip\""
    )


@pytest.mark.skipif(importlib.util.find_spec("brotli") is None, reason="the extra brotli is not installed")
def test_brotli_is_taken_where_it_is_installed(tmp_path: Path) -> None:
    assert tables(tmp_path, '[feeds]\ncompress = ["gzip", "brotli"]\n')[0].compress == ("gzip", "brotli")


def test_tables_may_share_a_stylesheet_but_no_feed_may_be_it(tmp_path: Path) -> None:
    text = '[[feeds]]\n[[feeds]]\nrss = "a.xml"\nstylesheet = "a.xml"\n'
    assert screen(tmp_path, text).startswith('feedbot.toml:7:14: "a.xml" is the rss feed already\n')


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ('rss = "a.xml"', 'rss = "A.XML"', "A.XML is a feed of a.toml already"),
        ('rss = "{tag}.xml"', 'rss = "{tag}.xml"', "{tag}.xml is a feed of a.toml already"),
        (
            'rss = "a.xml"\nopml = "x"',
            'rss = "b.xml"\nopml = "x"',
            "x is the list of feeds of a.toml already",
        ),
        (
            'rss = "a.xml"\nstylesheet = "x"',
            'rss = "b.xml"\nstylesheet = "x"',
            "x is the stylesheet of a.toml already",
        ),
    ],
)
def test_two_sites_with_one_output_have_each_their_own_files(
    tmp_path: Path, one: str, other: str, told: str
) -> None:
    (tmp_path / "content").mkdir()
    for name, written in (("a", one), ("b", other)):
        keys = [line.split(" ")[0] for line in written.splitlines()]
        off = "".join(f"{key} = false\n" for key in ("atom", "json", "opml", "stylesheet") if key not in keys)
        text = f'[site]\ntitle = "{name}"\nurl = "https://{name}.example"\n[feeds]\n{written}\n{off}'
        write(tmp_path, text, f"{name}.toml")
    with pytest.raises(ConfigError) as caught:
        read(write(tmp_path, 'sites = ["?.toml"]\n'))
    assert str(caught.value).startswith(f"b.toml:3:7: {tmp_path}/public/{told}\n")
