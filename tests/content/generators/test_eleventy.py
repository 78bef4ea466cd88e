"""What a path, its keys and the data files around it mean to Eleventy."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.generators.eleventy.functions import leaves_own, template_of
from feedbot.content.generators.eleventy.slugs import slug, slugify
from feedbot.content.generators.eleventy.templates import Names, rendered
from feedbot.content.generators.registry import generator_of
from feedbot.content.reader import read
from feedbot.content.reading import Reading
from feedbot.content.site import SiteRules
from tests.content.corpora import site

DAY = "date: 2024-03-05T23:30:00-05:00"


def rules(**changes: Any) -> SiteRules:
    """Make the rules of a site; ``data`` are files by path, as they are written."""
    files: dict[str, str] = changes.pop("data", {})
    options = tuple(changes.pop("options", {}).items())
    made = site(generator="eleventy", content=Path("/nowhere/src"), options=options, **changes)
    generator = generator_of(made)
    found = ((path, generator.digest(path, text.encode())) for path, text in files.items())
    return site(
        generator="eleventy",
        content=Path("/nowhere/src"),
        options=options,
        data=tuple((path, text) for path, text in found if text),
        **changes,
    )


def reading(path: str, front: str = "", title: str = "A Tale", date: str = DAY, **changes: Any) -> Reading:
    return read(f"---\ntitle: '{title}'\n{date}\n{front}\n---\nText.\n".encode(), path, rules(**changes))


def address(path: str, front: str = "", title: str = "A Tale", **changes: Any) -> str:
    """Return the address, or the code of the problem that holds the page."""
    found = reading(path, front, title, **changes)
    if found.article is None:
        return found.problems[-1].code
    return found.article.address.removeprefix("https://blog.example")


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        ("a.md", "", "/a/"),
        ("posts/2024-01-02-a.md", "", "/posts/2024-01-02-a/"),
        ("posts/Big Title.md", "", "/posts/Big%20Title/"),
        ("posts/index.md", "", "/posts/"),
        ("posts/trip/trip.md", "", "/posts/trip/"),
        ("index.md", "", "/"),
        ("page.html", "", "/page/"),
        ("a.md", "permalink: /own/place/", "/own/place/"),
        ("a.md", "permalink: own/index.html", "/own/"),
        ("a.md", "permalink: /x/index", "/x/"),
        ("a.md", "permalink: /a//b/./c.html", "/a/b/c.html"),
        ("a.md", "permalink: /no/slash", "/no/slash"),
        ("a.md", "permalink: ''", "/a/"),
        ("a.md", "permalink:\n  build: /built/", "/built/"),
        ("a.md", "permalink: /../x/", "url-outside"),
        ("a.md", "permalink: https://evil.example/", "url-outside"),
        ("a.md", "permalink: //evil.example/x/", "/evil.example/x/"),
        ("a.md", "permalink: /feed.xml", "no-page"),
        ("a.md", "permalink: '/{% if title %}a{% endif %}/'", "permalink-token"),
        ("a.md", "permalink: '/{{ title | fancy }}/'", "permalink-token"),
        ("a.md", "permalink: '/{{ site.base }}/x/'", "permalink-token"),
        ("a.md", "permalink: '/{{ slug }}/'", "permalink-token"),
        ("a.md", "permalink: '/{{ title /'", "permalink-token"),
        ("a.md", "permalink: '/{{ slug or page.fileSlug }}/'", "/a/"),
        ("a.md", "slug: s\npermalink: '/{{ (slug or page.fileSlug) | upper }}/'", "/S/"),
        ("a.md", "permalink: \"/{{ slug | default: 'none' }}/\"", "/none/"),
        ("x/2024-01-02-a.md", "permalink: '/{{ page.fileSlug }}/'", "/a/"),
        ("2024-01-02-x/index.md", "permalink: '/{{ page.fileSlug }}/'", "/x/"),
        (
            "x/2024-01-02-a.md",
            "permalink: '{{ page.filePathStem }}.{{page.outputFileExtension}}'",
            "/x/a.html",
        ),
        ("a.md", "permalink: '/{{ title | slugify }}/'", "/a-tale/"),
        ("a.md", "permalink: '/{{- title | slug -}}/'", "/a-tale/"),
        ("a.md", "permalink: \"/{{ page.date | date: '%Y/%-m/%d' }}/\"", "/2024/3/06/"),
        ("a.md", "permalink: '/{{ date | dateFormat(\"yyyy/MM\") }}/'", "/2024/03/"),
        ("a.md", "permalink: '/{{ page.date | dateFormat(\"MMMM\") }}/'", "permalink-token"),
        (
            "a.md",
            'permalink: \'/{{ title | replace("A", "The") | downcase | append: "-x" }}/\'',
            "/the%20tale-x/",
        ),
        (
            "a.md",
            "eleventyComputed:\n  permalink: '/c/{{ title | slug }}/'\npermalink: /other/",
            "/c/a-tale/",
        ),
    ],
)
def test_eleventy_addresses(path: str, front: str, wanted: str) -> None:
    assert address(path, front) == wanted


CODE = "module.exports = { permalink: d => strange(d) }"
COMPUTED = '{"eleventyComputed": {"permalink": "/c/{{ title | slugify }}/"}}'
OWN_FIRST = "export default { eleventyComputed: { permalink: d => d.permalink || `/f/` } }"
JSON = json.dumps({"permalink": "/blog/{{ page.fileSlug }}/", "tags": ["blog"], "lang": "fr"})


@pytest.mark.parametrize(
    ("data", "path", "front", "wanted"),
    [
        ({"posts/posts.json": JSON}, "posts/2024-01-02-a.md", "", "/blog/a/"),
        ({"posts/posts.json": JSON}, "posts/deep/a.md", "", "/blog/a/"),
        ({"posts/posts.json": JSON}, "other/a.md", "", "/other/a/"),
        ({"posts/other.json": JSON}, "posts/a.md", "", "/posts/a/"),
        ({"posts/a.json": JSON}, "posts/a.md", "", "/blog/a/"),
        ({"src.json": JSON}, "posts/a.md", "", "/blog/a/"),
        ({"posts/posts.json": JSON}, "posts/a.md", "permalink: /own/", "/own/"),
        ({"posts/posts.json": JSON, "posts/a.json": '{"permalink": "/x/"}'}, "posts/a.md", "", "/x/"),
        ({"posts/posts.json": '{"permalink": "/json/"}',
          "posts/posts.11tydata.js": "module.exports = { permalink: '/js/' }"}, "posts/a.md", "", "/js/"),
        ({"p/p.11tydata.js": "export default { permalink: (data) => `/f/${data.page.fileSlug}/` }"},
         "p/a.md", "", "/f/a/"),
        ({"p/p.11tydata.js": "export default { eleventyComputed: { permalink: d => `/f/${d.title}/` } }"},
         "p/a.md", "permalink: /own/", "/f/A%20Tale/"),
        ({"p/p.11tydata.js": OWN_FIRST},
         "p/a.md", "permalink: /own/", "/own/"),
        ({"p/p.11tydata.js": CODE}, "p/a.md", "", "permalink-token"),
        ({"p/p.11tydata.js": CODE}, "p/a.md", "permalink: /o/", "/o/"),
        ({"p/p.11tydata.js": "module.exports = make({ permalink })"}, "p/a.md", "", "permalink-token"),
        ({"p/p.json": COMPUTED}, "p/a.md", "", "/c/a-tale/"),
        ({"p/p.json": "{broken"}, "p/a.md", "", "/p/a/"),
        ({"p/p.json": "[1]"}, "p/a.md", "", "/p/a/"),
    ],
)  # fmt: skip
def test_data_files_speak_of_what_is_beside_and_below_them(
    data: dict[str, str], path: str, front: str, wanted: str
) -> None:
    assert address(path, front, data=data) == wanted


@pytest.mark.parametrize(
    ("changes", "front", "wanted"),
    [
        ({"options": {"permalink": "{{ page.filePathStem }}.html"}}, "", "/p/a.html"),
        ({"options": {"permalink_code": "_data/permalink.js"}}, "", "permalink-token"),
        ({"options": {"permalink_code": "_data/permalink.js"}}, "permalink: /own/", "/own/"),
        ({"options": {"data_base": "index"}, "data": {"p/index.11tydata.json": JSON}}, "", "/blog/a/"),
        ({"permalinks": (("p", "/b/{year}/{slug}/"),)}, "", "/b/2024/a/"),
        ({"permalinks": (("p", "/b/{slug}/"),)}, "permalink: /own/", "/own/"),
        ({"permalinks": (("", "/b/{slug}/"),)}, "permalink: '{% code %}'", "/b/a/"),
        ({"permalinks": (("p", "/b/{slug}/"),), "data": {"p/p.json": JSON}}, "", "/b/a/"),
        ({"permalinks": (("p", "/b/{nonsense}/"),)}, "", "permalink-token"),
        ({"trailing_slash": False}, "", "/p/a"),
        ({"trailing_slash": False}, "permalink: /x.html", "/x.html"),
        ({"url": "https://blog.example/sub"}, "", "/sub/p/a/"),
    ],
)
def test_settings_of_the_site_count(changes: dict[str, Any], front: str, wanted: str) -> None:
    assert address("p/a.md", front, **changes) == wanted


def test_names_of_collections_are_no_tags() -> None:
    data = {"p/p.json": '{"tags": "posts, all"}', "src.json": '{"tags": ["everything"]}'}
    for front, wanted in (
        ("tags: [js, posts, everything]", ("js",)),
        ("tags: two words, b", ("two words", "b")),
        ("tags: post", ("post",)),
        ("", ()),
    ):
        article = reading("p/a.md", front, data=data).article
        assert article is not None
        assert article.tags == wanted


def test_data_files_say_more_than_the_address() -> None:
    data = {"p/p.json": '{"lang": "de", "author": "Ann", "title": "{{ no }}", "date": "2020-01-01"}'}
    article = reading("p/a.md", date="locale: fr", data=data).article
    assert article is not None
    assert (article.language, article.authors[0].name, article.title) == ("de", "Ann", "A Tale")
    assert article.published.isoformat() == "2020-01-01T00:00:00+00:00"
    alone = reading("a.md", "locale: fr-CA").article
    assert alone is not None
    assert alone.language == "fr-CA"


@pytest.mark.parametrize(
    ("front", "options", "codes"),
    [
        ("permalink: false", {}, ["draft"]),
        ("permalink:\n  build: false", {}, ["draft"]),
        ("eleventyExcludeFromCollections: true", {}, ["draft"]),
        ("draft: true", {}, ["draft", "generator-differs"]),
        ("draft: true", {"knows_drafts": "true"}, ["draft"]),
        ("published: false", {"knows_drafts": "true"}, ["draft", "generator-differs"]),
        ("eleventyExcludeFromCollections: [posts]", {}, []),
    ],
)
def test_what_is_kept_back(front: str, options: dict[str, str], codes: list[str]) -> None:
    assert [problem.code for problem in reading("a.md", front, options=options).problems] == codes


def test_a_data_file_keeps_a_whole_folder_back() -> None:
    found = reading("p/a.md", data={"p/p.11tydata.js": "export default { permalink: false }"})
    assert [problem.code for problem in found.problems] == ["draft"]


@pytest.mark.parametrize(
    ("date", "codes", "instant"),
    [
        ("date: 2024-03-05", [], "2024-03-05T00:00"),
        ("date: 2024-03-05 10:00:00", ["date-no-zone"], "2024-03-05T10:00"),
        ("date: 2024-03-05 10:00", ["date-no-zone", "generator-differs"], "2024-03-05T10:00"),
        ("date: '2024-03-05T10:00+02:00'", [], "2024-03-05T08:00"),
        ("date: March 5, 2024", ["generator-differs"], "2024-03-05T00:00"),
        ("date: Last Modified", ["date-unreadable"], ""),
        ("date: git Created", ["date-unreadable"], ""),
        ("date: 2030-31-12", ["date-impossible"], ""),
        ("", ["no-date"], ""),
    ],
)
def test_dates_are_utc_and_never_a_files(date: str, codes: list[str], instant: str) -> None:
    found = reading("a.md", date=date, zone="America/New_York")
    assert [problem.code for problem in found.problems] == codes
    assert (found.article.published.isoformat()[:16] if found.article else "") == instant


def test_a_date_may_stand_in_a_name_or_in_a_folders() -> None:
    for path in ("2024-01-02-a.md", "2024-01-02-trip/index.md", "x/a-2024-01-02.md"):
        article = reading(path, date="").article
        assert article is not None
        assert article.published.isoformat() == "2024-01-02T00:00:00+00:00"


def test_a_page_that_lists_others_is_no_article() -> None:
    found = reading("a.md", "pagination:\n  data: collections.posts")
    assert (found.article, [problem.code for problem in found.problems]) == (None, ["list-page"])


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ('---json\n{"title": "T", "date": "2024-01-02"}\n---\nx', []),
        ("\n---\ntitle: T\ndate: 2024-01-02\n---\nx", ["generator-differs"]),
        ("+++\ntitle = 'T'\ndate = 2024-01-02\n+++\nx", ["generator-differs"]),
        ("---js\n{ title: 'T' }\n---\nx", ["front-matter-code"]),
    ],
)  # fmt: skip
def test_front_matter_that_eleventy_does_not_see_is_told(source: str, codes: list[str]) -> None:
    assert [problem.code for problem in read(source.encode(), "a.md", rules()).problems] == codes


def test_layouts_data_and_what_is_ignored_are_no_articles() -> None:
    generator = generator_of(rules(options={"ignored": "drafts\nposts/secret*.md\n**/_x.md"}))
    names = ("_under.md", "_x.md", "a.md", "a.json", "posts.json", "other.json", "posts.11tydata.js")
    picked = generator.pick("posts", (*names, "secret1.md"), ("_includes", "x"))
    assert (picked.names, picked.data) == (
        ("a.md", "a.json", "posts.json", "other.json", "posts.11tydata.js"),
        ("a.json", "posts.json", "posts.11tydata.js"),
    )
    assert generator.pick("", ("src.json", "posts.json"), ("_includes", "_data", "drafts", "posts")).data == (
        "src.json",
    )
    assert generator.pick("", (), ("_includes", "_data", "drafts", "posts")).folders == ("posts",)


def test_dated_templates_that_are_no_markdown_are_told() -> None:
    names = ("index.njk", "2024-01-02-a.njk", "2024-01-02-b.md", "2024-01-02-c.11ty.js")
    assert generator_of(rules()).pick("posts", names, ()).unread == (
        "2024-01-02-a.njk",
        "2024-01-02-c.11ty.js",
    )


LAYOUTS = {
    "post.njk": {"permalink": "/l/{{ page.fileSlug }}/", "tags": ["posts"]},
    "gone.njk": {"permalink": False},
}


@pytest.mark.parametrize(
    ("front", "data", "wanted"),
    [
        ("layout: post.njk", {}, "/l/a/"),
        ("layout: post", {}, "/l/a/"),
        ("layout: other", {}, "/p/a/"),
        ("", {"p/p.json": '{"layout": "post.njk"}'}, "/l/a/"),
        ("layout: other", {"p/p.json": '{"layout": "post.njk"}'}, "/p/a/"),
        ("layout: post.njk\npermalink: /own/", {}, "/own/"),
        ("layout: post.njk", {"p/p.json": '{"permalink": "/d/"}'}, "/d/"),
        ("layout: gone.njk", {}, "draft"),
    ],
)
def test_a_layout_speaks_of_its_pages(front: str, data: dict[str, str], wanted: str) -> None:
    options = {"layouts": json.dumps(LAYOUTS)}
    found = reading("p/a.md", f"{front}\ntags: [posts, own]", data=data, options=options)
    if wanted == "draft":
        assert [problem.code for problem in found.problems] == ["draft"]
        return
    assert found.article
    assert found.article.address == f"https://blog.example{wanted}"
    assert found.article.tags == (("own",) if "/p/" not in wanted and wanted != "/p/a/" else ("posts", "own"))


@pytest.mark.parametrize("layouts", ["", "[", '{"post.njk": 1}', "[1]", '{"post.njk": {"tags": {"a": 1}}}'])
def test_layouts_that_say_nothing_change_nothing(layouts: str) -> None:
    assert address("p/a.md", "layout: post.njk", options={"layouts": layouts}) == "/p/a/"


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("/{{ page.date | month }}/x/", "/2024/03/x/"),
        ("/{{ date | day }}/x/", "/6/x/"),
        ("/{{ page.date | other }}/x/", "permalink-token"),
        ("/{{ title | month }}/x/", "permalink-token"),
    ],
)
def test_dates_go_through_the_sites_own_filters(template: str, wanted: str) -> None:
    options = {"date_filters": '{"month": "yyyy/MM", "day": "%-d"}'}
    assert address("a.md", f"permalink: '{template}'", options=options) == wanted


def test_a_permalink_that_takes_code_names_the_section_to_write_a_pattern_for() -> None:
    found = reading("My posts/a.md", "permalink: '/{{ f() }}/'")
    assert found.problems[-1].repair.endswith('"My posts" = "/blog/{slug}/"')


def test_bodies_show_a_pages_own_keys_and_the_sites() -> None:
    shown = read(
        b"---\ntitle: T\ndate: 2024-01-02\n---\nOn {{ title }} at {{ metadata.url }}.\n", "a.md", rules()
    )
    assert shown.article
    assert shown.article.summary == "On T at https://blog.example."


@pytest.mark.parametrize(
    ("title", "of_slugify", "of_slug"),
    [
        ("What’s new & good?", "what-s-new-and-good", "what's-new-and-good"),
        ("It's Bob's 100% (v1.2)", "its-bobs-100-v1-2", "it's-bob's-100percent-(v1.2)"),
        ("Über Straße Øl", "ueber-strasse-oel".replace("oel", "ol"), "uber-strasse-ol"),
        ("L'été -- à Paris", "l-ete-a-paris", "l'ete-a-paris"),
        ("Привет, мир! Объезд новый", "privet-mir-obyezd-noviy", "privet-mir!-obuezd-novyj"),
        ("Ελληνικά Θέμα", "ellinika-thema", "ellhnika-8ema"),
        ("日本語 title", "title", "title"),
        ("I ♥ C++ `code`", "i-love-c-code", "i-love-c++-code"),
        ("ĉu ŭ", "cu-u", "u"),
    ],
)
def test_both_filters_make_slugs_of_their_own(title: str, of_slugify: str, of_slug: str) -> None:
    assert (slugify(title).text, slug(title).text) == (of_slugify, of_slug)
    assert slugify(title).sure
    assert slug(title).sure


def test_letters_that_only_eleventy_spells_are_told() -> None:
    found = reading("a.md", "permalink: '/x/{{ title | slugify }}-{{ page.fileSlug }}/'", title="العربية")
    assert [problem.code for problem in found.problems] == ["generator-differs"]
    own = reading("a.md", "permalink: '/{{ title | slug }}/'", options={"own_filters": "slug"})
    assert [problem.code for problem in own.problems] == ["generator-differs"]


@pytest.mark.parametrize(
    ("code", "template"),
    [
        ("(data) => `/b/${data.page.fileSlug}/`", "/b/{{ page.fileSlug }}/"),
        ("data => `${data?.page?.filePathStem}.html`", "{{ page.filePathStem }}.html"),
        ("({ page, title }) => `/${title}/${page.fileSlug}/`", "/{{ title }}/{{ page.fileSlug }}/"),
        (
            "function (data) { return `/${this.slug(data.slug || data.title)}/`; }",
            "/{{ (slug or title) | slug }}/",
        ),
        ("permalink(data) { return `/${data.a ?? 'b'}/`; }", "/{{ a or 'b' }}/"),
        ("() => (data) => `${data.page.filePathStem}/`", "{{ page.filePathStem }}/"),
        ("data => { if (data.draft) return false; return `/x/`; }", "/x/"),
        ("data => isLive(data) ? `/x/` : false", "/x/"),
        ("data => !data?.draft ? false : '/{{ page.fileSlug }}/'", "/{{ page.fileSlug }}/"),
        ("data => { let link = '/x/'; return isLive(data) ? link : false; }", "/x/"),
        ("data => data.draft ? false : data.permalink", ""),
        ("data => data.permalink || `/x/`", "/x/"),
        ("p(data) { if (data.draft) { return {}; } return `/x/`; }", "/x/"),
        ("data => process.env.NODE_ENV === 'production' ? `/x/` : undefined", "/x/"),
        ("data => data.open === false ? false : `/x/`", None),
        ("data => { if (data.closed) return false; return `/x/`; }", None),
        ("data => `/${slugify(data.title)}/`", None),
        ("data => `/${other.title}/`", None),
        ("data => `/${data.title.toLowerCase()}/`", None),
        ("({ page }) => `/${title}/`", None),
        ("data => data.a ? `/x/` : `/y/`", None),
        ("data => make(data)", None),
        ("data => `\\u0041`", None),
        ("data => `/{{ x }}/${data.title}`", None),
        ("async function (data) { return await x(data); }", None),
        ("", None),
    ],
)
def test_a_function_that_fills_a_template_in_is_that_template(code: str, template: str | None) -> None:
    assert template_of(code) == template


def test_a_function_may_leave_a_pages_own_permalink() -> None:
    assert leaves_own("data => data.permalink || `/x/`")
    assert leaves_own("data => { if (data.permalink) return data.permalink; return `/x/`; }")
    assert not leaves_own("data => `/x/`")


SIGNS = "{}%|().,:;'\"`$?=> \n/data.pgeilmknrtusfA0-"


@given(st.text(alphabet=SIGNS), st.text(alphabet=SIGNS))
def test_any_text_is_a_template_or_code(one: str, other: str) -> None:
    names = Names(values={"data": "x", "page.date": datetime(2024, 1, 2, tzinfo=UTC)})
    for text in (
        one,
        f"{{{{ {one} }}}}",
        f"{{{{ data | replace({one}) }}}}",
        f"{{{{ page.date | date: '{one}' }}}}",
    ):
        found = rendered(text, names)
        assert found is None or isinstance(found.text, str)
    for code in (one, f"data => `{one}`", f"({one}) => {{ {other} }}", f"data => {{ {one}return {other} }}"):
        assert isinstance(template_of(code), str | None)
        assert isinstance(leaves_own(code), bool)


@given(st.binary(), st.text(alphabet=SIGNS))
def test_any_bytes_are_a_data_file(source: bytes, text: str) -> None:
    generator = generator_of(rules())
    for path in ("p/p.json", "p/p.11tydata.js"):
        for written in (source, text.encode(), f"export default {{ permalink: {text} }}".encode()):
            kept = generator.digest(path, written)
            assert not kept or json.loads(kept)


def test_a_data_file_that_is_nested_deeply_says_nothing() -> None:
    generator = generator_of(rules())
    deep = "[" * 100_000
    assert generator.digest("p/p.json", deep.encode()) == ""
    assert generator.digest("p/p.json", b'{"tags": ' + b"[" * 50 + b"]" * 50 + b"}") == ""
    assert address("p/a.md", data={"p/p.11tydata.js": f"export default {{ tags: {deep} }}"}) == "/p/a/"
