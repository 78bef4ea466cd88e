"""What a path and its metadata mean to Pelican."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.generators.generator import NoPlace
from feedbot.content.generators.pelican.addresses import filled
from feedbot.content.generators.pelican.dates import spelled
from feedbot.content.generators.pelican.slugs import slugs_of
from feedbot.content.generators.registry import generator_of
from feedbot.content.reader import read
from feedbot.content.reading import Reading
from tests.content.corpora import site


def reading(
    path: str, front: str = "", title: str = "A Tale", date: str = "2024-03-05 10:00", **changes: Any
) -> Reading:
    lines = (f"Title: {title}" if title else "", f"Date: {date}" if date else "", front)
    source = "\n".join(line for line in lines if line) + "\n\nText.\n"
    options = tuple(changes.pop("options", {}).items())
    return read(source.encode(), path, site(generator="pelican", options=options, **changes))


def address(path: str, front: str = "", title: str = "A Tale", **changes: Any) -> str:
    """Return the address, or the code of the problem that holds the page."""
    found = reading(path, front, title, **changes)
    if found.article is None:
        return found.problems[-1].code
    return found.article.address.removeprefix("https://blog.example/")


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        ("a.md", "", "a-tale.html"),
        ("deep/er/2024-01-02-a.md", "", "a-tale.html"),
        ("a.md", "Slug: My Slug!", "My%20Slug!.html"),
        ("a.md", "Slug:", "a-tale.html"),
        ("a.md", "Slug: été/b", "%C3%A9t%C3%A9/b.html"),
        ("a.md", "Slug: ../../x", "url-outside"),
        ("a.md", "URL: some/Where/\nSave_as: some/Where/index.html", "some/Where/"),
        ("a.md", "URL: //evil.example/x", "url-outside"),
        ("a.md", "Lang: fr", "a-tale-fr.html"),
        ("a.md", "Lang: en", "a-tale.html"),
        ("a.md", "Lang: EN", "a-tale-EN.html"),
    ],
)
def test_pelican_addresses_without_settings(path: str, front: str, wanted: str) -> None:
    assert address(path, front) == wanted


@pytest.mark.parametrize(
    ("computed", "front", "permalinks", "wanted"),
    [
        ("ARTICLE_URL", "", (), "permalink-token"),
        ("ARTICLE_URL", "URL: own/", (), "own/"),
        ("ARTICLE_URL", "", (("", "x/{slug}/"),), "x/a-tale/"),
        ("ARTICLE_URL", "Lang: fr", (), "a-tale-fr.html"),
        ("ARTICLE_LANG_URL", "", (), "a-tale.html"),
        ("ARTICLE_URL ARTICLE_LANG_URL", "Lang: fr", (), "permalink-token"),
    ],
)
def test_addresses_that_only_code_knows_are_not_guessed(
    computed: str, front: str, permalinks: tuple[tuple[str, str], ...], wanted: str
) -> None:
    assert address("a.md", front, permalinks=permalinks, options={"computed": computed}) == wanted


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("posts/{date:%Y}/{date:%b}/{date:%-d}/{slug}/", "posts/2024/Mar/5/a-tale/"),
        ("{date:%Y%m%d}-{slug}.html", "20240305-a-tale.html"),
        ("{date.year}/{date.month:02d}/{slug}.html", "2024/03/a-tale.html"),
        ("/{category}/{author}/{slug}", "big-garden/ann-lee/a-tale"),
        ("{lang}/{slug}.html", "en/a-tale.html"),
        ("{series_name}/{slug}.html", "Two/a-tale.html"),
        ("{path}.html", "Big%20Garden/a.md.html"),
        ("{{{slug}}}", "%7Ba-tale%7D"),
        ("{nonsense}/{slug}", "permalink-token"),
        ("{slug.__class__}", "%7Bslug.__class__%7D"),
        ("{slug:>900000000}", "permalink-token"),
    ],
)
def test_pelican_patterns(pattern: str, wanted: str) -> None:
    front = "Authors: Ann Lee; Ben\nSeries_name: Two"
    assert address("Big Garden/a.md", front, permalinks=(("", pattern),)) == wanted


@pytest.mark.parametrize(
    ("options", "path", "front", "wanted"),
    [
        ({"slug_source": "basename"}, "x/My File.md", "", "my-file.html"),
        (
            {"filename_metadata": r"(?P<date>\d{4}-\d\d-\d\d)_(?P<slug>.*)"},
            "2024-01-02_It's.md",
            "",
            "It's.html",
        ),
        ({"filename_metadata": "("}, "a.md", "", "a-tale.html"),
        ({"path_metadata": r"(?P<lang>..)/.*"}, "de/a.md", "", "a-tale-de.html"),
        ({"default_language": "de"}, "a.md", "", "a-tale.html"),
        ({"default_language": "de"}, "a.md", "Lang: en", "a-tale-en.html"),
        ({"article_lang_url": "{lang}/{slug}/"}, "a.md", "Lang: fr", "fr/a-tale/"),
        ({"subsites": "fr it"}, "a.md", "Lang: fr", "fr/a-tale.html"),
        ({"subsites": "fr it"}, "a.md", "Lang: de", "a-tale.html"),
        ({"extra_path_metadata": '{"x": {"slug": "extra"}}'}, "x/a.md", "", "extra.html"),
        ({"extra_path_metadata": '{"x": {"slug": "extra"}}'}, "xy/a.md", "", "a-tale.html"),
        ({"extra_path_metadata": '{"x": {"slug": "1"}, "x/a.md": {"slug": "2"}}'}, "x/a.md", "", "2.html"),
        ({"extra_path_metadata": "[["}, "x/a.md", "", "a-tale.html"),
        ({"default_metadata": '{"slug": "always"}'}, "a.md", "", "always.html"),
        ({"slug_substitutions": '[["tale", "fish"], ["\\\\s", "_"]]'}, "a.md", "", "a_fish.html"),
        ({"slug_case": "true"}, "a.md", "", "A-Tale.html"),
    ],
)
def test_pelican_settings(options: dict[str, str], path: str, front: str, wanted: str) -> None:
    assert address(path, front, options=options) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("L’été à Zürich & 50 % plus", "lete-a-zurich-50-plus"),
        ("Straße über ÄÖÜ", "strasse-uber-aou"),
        ("Привет, мир!", "privet-mir"),
        ("Єва їжак", "ieva-yizhak"),
        ("しつー スキー", "shitsu-suki-"),
        ("中文标题", "zhong-wen-biao-ti"),
        ("한국어", "hangugeo"),
        ("שלום", "shlvm"),
        ("ﬁrst ½ ™ …", "first-12-tm"),
        ("C++ & C#", "c-c"),
        ("__init__ and *args*", "__init__-and-args"),
        ("A <em>tagged</em> &amp; <!-- gone --> title", "a-tagged-title"),
        ("Party 🎉 time", "party-time"),
        ("a_b-c--d  e", "a_b-c-d-e"),
        ("I ♥ it", "i-hearts-it"),
        ("🎉", ""),
    ],
)
def test_a_slug_is_ascii_with_hyphens(title: str, wanted: str) -> None:
    assert slugs_of({}, "slug").of(title) == wanted


def test_a_slug_may_keep_its_alphabet_and_its_case() -> None:
    slugs = slugs_of({"slug_unicode": "true", "slug_case": "true"}, "slug")
    assert slugs.of("Éte À Łódź") == "Éte-À-Łódź"


def test_kinds_of_names_have_substitutions_of_their_own_or_the_common_ones() -> None:
    options = {
        "slug_substitutions": '[["a", "b"], ["(", "x"], ["c", "\\\\1"]]',
        "author_substitutions": "[7]",
    }
    assert slugs_of(options, "category").of("abc d") == "bbc d"
    assert slugs_of(options, "author").of("a b") == "a b"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2024-03-05", "2024-03-05T05:00"),
        ("2024_03_05", "2024-03-05T05:00"),
        ("2024/03/05 10:20", "2024-03-05T15:20"),
        ("3/5/2024 8:30 PM", "2024-03-06T01:30"),
        ("05.03.2024", "2024-05-03T04:00"),
        ("Tue, 05 Mar 2024 10:20:00 +0100", "2024-03-05T09:20"),
        ("March 5, 2024 10:20", "2024-03-05T15:20"),
        ("20240305T1020", "2024-03-05T15:20"),
        ("2024-03", "date-unreadable"),
        ("Monday", "date-unreadable"),
        ("someday", "date-unreadable"),
        ("9" * 90, "date-unreadable"),
        ("2024-02-30", "date-impossible"),
        ("9999-01-01", "date-placeholder"),
    ],
)
def test_pelican_reads_more_spellings_of_dates_than_others(written: str, wanted: str) -> None:
    found = reading("a.md", date=written, zone="America/New_York")
    said = found.article.published.isoformat()[:16] if found.article else found.problems[-1].code
    assert said == wanted


@pytest.mark.parametrize(
    ("zone", "wanted"),
    [("Asia/Tokyo", "2024-03-05T01:00"), ("Mars/Base", "2024-03-05T15:00"), ("../x", "2024-03-05T15:00")],
)
def test_an_article_may_have_a_zone_of_its_own(zone: str, wanted: str) -> None:
    found = reading("a.md", f"Timezone: {zone}", zone="America/New_York")
    assert found.article is not None
    assert found.article.published.isoformat()[:16] == wanted


@pytest.mark.parametrize(
    ("front", "wanted", "odd"),
    [
        ("Tags: a, two words, ,A", ("a", "two words", "A"), False),
        ("Tags: a; b, c", ("a", "b, c"), False),
        ("Tags: [a, 'b c']", ("a", "b c"), True),
        ("Tags: a,\n    b", ("a",), False),
        ("Keywords: k", (), False),
        ("", (), False),
    ],
)
def test_tags_are_parted_at_commas_or_semicolons(front: str, wanted: tuple[str, ...], *, odd: bool) -> None:
    found = reading("a.md", front)
    assert found.article is not None
    assert found.article.tags == wanted
    assert ("odd-value" in {problem.code for problem in found.problems}) is odd


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("Authors: Ann Lee, Ben Ray", ("Ann Lee", "Ben Ray")),
        ("Authors: Lee, Ann; Ray, Ben", ("Lee, Ann", "Ray, Ben")),
        ("Author: Ann Lee, Ben Ray", ("Ann Lee, Ben Ray",)),
        ("Author: A\nAuthors: B", ("B",)),
        ("", ()),
    ],
)
def test_only_authors_are_several(front: str, wanted: tuple[str, ...]) -> None:
    found = reading("a.md", front)
    assert found.article is not None
    assert tuple(author.name for author in found.article.authors) == wanted


@pytest.mark.parametrize(
    ("path", "front", "options", "wanted"),
    [
        ("a.md", "", {}, ("misc",)),
        ("a.md", "", {"default_category": "Blog"}, ("Blog",)),
        ("a/b/c.md", "", {}, ("b",)),
        ("a/b/c.md", "Category: Own, one", {}, ("Own, one",)),
        ("a/b/c.md", "Category:", {}, ("b",)),
        ("a/b/c.md", "", {"folder_as_category": "false"}, ("misc",)),
        ("a/b/c.md", "", {"categories": "false"}, ()),
    ],
)
def test_a_category_is_said_or_the_folder(
    path: str, front: str, options: dict[str, str], wanted: tuple[str, ...]
) -> None:
    found = reading(path, front, options=options)
    assert found.article is not None
    assert found.article.categories == wanted


@pytest.mark.parametrize(
    ("path", "front", "options", "codes"),
    [
        ("a.md", "Status: draft", {}, ["draft"]),
        ("a.md", "Status: Hidden", {}, ["draft"]),
        ("a.md", "Status: skip", {}, ["draft"]),
        ("a.md", "Status: Published", {}, []),
        ("a.md", "Status: publish", {}, ["draft"]),
        ("a.md", "Status:", {"default_metadata": '{"status": "draft"}'}, ["draft"]),
        ("a.md", "Status: published", {"default_metadata": '{"status": "draft"}'}, []),
        ("a.md", "Draft: true", {}, ["draft", "generator-differs"]),
        ("drafts/a.md", "", {}, ["draft", "generator-differs"]),
    ],
)
def test_a_status_keeps_an_article_back(
    path: str, front: str, options: dict[str, str], codes: list[str]
) -> None:
    found = reading(path, front, options=options)
    assert [problem.code for problem in found.problems] == codes


@pytest.mark.parametrize(
    ("title", "date", "options", "code", "severity"),
    [
        ("", "2024-03-05", {}, "no-title", "notice"),
        ("T", "", {}, "no-date", "notice"),
        ("T", "", {"default_date": "fs"}, "no-date", "held"),
    ],
)
def test_without_title_or_date_there_is_no_article(
    title: str, date: str, options: dict[str, str], code: str, severity: str
) -> None:
    found = reading("a.md", title=title, date=date, options=options)
    assert found.article is None
    assert [(problem.code, problem.severity) for problem in found.problems] == [(code, severity)]


def test_the_site_or_the_name_may_give_the_date() -> None:
    for path, options in (("2012-03-02-a.md", {}), ("a.md", {"default_date": "2012-03-02"})):
        found = reading(path, date="", options=options)
        assert found.article is not None
        assert found.article.published.isoformat() == "2012-03-02T00:00:00+00:00"


def test_a_name_may_say_all_that_an_article_needs() -> None:
    options = {"filename_metadata": r"(?P<date>\d{4}-\d\d-\d\d)-(?P<title>.*)"}
    rules = site(generator="pelican", options=tuple(options.items()))
    article = read(b"Only text.\n", "2024-01-02-By name.md", rules).article
    assert article is not None
    assert (article.title, article.address) == ("By name", "https://blog.example/by-name.html")


def test_restructured_text_and_html_are_read_by_their_endings() -> None:
    rst = b"A *fine* <title> & ``code``\n===========================\n\n:date: 2024-01-02\n:tags: a,\n  b\n"
    rst += b":authors:\n  - Lee, Ann\n  - Ray, Ben\n\nText.\n"
    html = (
        b"<html><head><title>A &amp; B</title><meta name='date' content='2024-01-02'>"
        b"<meta name='keywords' content='x, y'></head><body><p>Text.</p></body></html>"
    )
    found = {
        name: read(source, name, site(generator="pelican")).article
        for name, source in (("a.rst", rst), ("b.html", html))
    }
    assert found["a.rst"] is not None
    assert [author.name for author in found["a.rst"].authors] == ["Lee, Ann", "Ray, Ben"]
    assert {name: (a.address[21:], a.title, a.tags) for name, a in found.items() if a} == {
        "a.rst": ("a-fine-title-code.html", "A fine <title> & code", ("a", "b")),
        "b.html": ("a-b.html", "A & B", ("x", "y")),
    }


def test_pages_and_what_is_ignored_are_no_articles() -> None:
    options = {
        "excluded_folders": "pages\nblog/skip",
        "ignore_files": "*.draft.md\nign*",
        "no_readers": "html",
    }
    generator = generator_of(site(generator="pelican", options=tuple(options.items())))
    picked = generator.pick(
        "", ("a.md", "a.draft.md", "a.MD", "a.html", "a.rst", "a.txt"), ("pages", "blog", "ign")
    )
    assert (picked.names, picked.folders) == (("a.md", "a.rst"), ("blog",))
    assert generator.pick("blog", (), ("pages", "skip")).folders == ("pages",)
    assert generator_of(site(generator="pelican")).pick("", (), ("pages", "x")).folders == ("x",)


def test_a_plugin_may_read_yaml_or_what_feedbot_cannot() -> None:
    rules = site(generator="pelican", options=(("yaml", "true"), ("unread", "ipynb adoc")))
    source = b"---\ntitle: 'In YAML'\ndate: 2024-01-02\ntags: [a, b]\nstatus: draft\n---\nText.\n"
    article = read(source, "a.md", rules).article
    assert article is not None
    assert (article.title, article.tags, article.draft) == ("In YAML", ("a", "b"), True)
    assert generator_of(rules).pick("", ("a.ipynb", "b.md", "c.txt"), ()).unread == ("a.ipynb",)


def test_a_future_article_is_shown_unless_the_site_says_no() -> None:
    assert generator_of(site(generator="pelican")).shows_future
    assert not generator_of(site(generator="pelican", options=(("future", "false"),))).shows_future


@pytest.mark.parametrize(
    ("front", "options", "pattern"),
    [("Save_as: else.html", {}, "{slug}.html"), ("", {"locale": "fr_FR"}, "{date:%B}/{slug}.html")],
)
def test_what_nobody_can_know_for_sure_is_told(front: str, options: dict[str, str], pattern: str) -> None:
    found = reading("a.md", front, options=options, permalinks=(("", pattern),))
    assert [problem.code for problem in found.problems] == ["generator-differs"]


def test_a_host_may_take_the_slash_away() -> None:
    permalinks = (("", "{slug}/"),)
    assert address("a.md", permalinks=permalinks, trailing_slash=False) == "a-tale"
    assert address("a.md", permalinks=(("", "{slug}.html"),), trailing_slash=True) == "a-tale.html"


@given(st.text(alphabet="{}:%.-slugdateYm0 <>'"), st.text())
def test_any_text_is_a_pattern_or_a_fault(pattern: str, title: str) -> None:
    found = filled(pattern, {"slug": title}, datetime(2024, 1, 2, tzinfo=UTC))
    assert isinstance(found, str | NoPlace)
    assert isinstance(slugs_of({}, "slug").of(title), str)


@given(st.text(), st.text(alphabet='[]{}",:()?*+\\ab'))
def test_any_settings_are_read(name: str, text: str) -> None:
    keys = (
        "filename_metadata",
        "path_metadata",
        "extra_path_metadata",
        "default_metadata",
        "slug_substitutions",
    )
    for key in keys:
        assert reading(f"{name.replace('/', '') or 'x'}.md", options={key: text}).problems is not None


@given(st.text(alphabet="0123456789-:/ ., JanuyMondPAmT+Z"))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert isinstance(spelled(text, "Asia/Tokyo"), str)
