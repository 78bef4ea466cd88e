"""A Hugo site's own configuration, in each of its languages and places, as feedbot finds it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedbot.content.discovery.files import UnreadableError
from feedbot.content.discovery.hugo.finder import find_hugo

TOML = """
baseURL = "https://blog.example/sub/"
title = "A Blog"
timeZone = "Europe/Paris"
defaultContentLanguage = "FR"
defaultContentLanguageInSubdir = true
uglyURLs = true
buildDrafts = true
ignoreFiles = ['\\.Rmd$', '_files$']
publishDir = "docs"
enableEmoji = true
[params]
description = "About it"
[params.author]
name = "Ann Lee"
[permalinks]
posts = "/:year/:slug/"
[permalinks.page]
news = "/n/:slug/"
[permalinks.section]
news = "/never/"
[frontmatter]
date = [":filename", ":default"]
lastmod = "updated"
[languages.fr]
weight = 1
[languages.en]
weight = 2
[markup.goldmark.renderer]
hardWraps = true
"""
YAML = """---
baseurl: https://blog.example/sub/
Title: A Blog
timezone: Europe/Paris
defaultcontentlanguage: fr
DefaultContentLanguageInSubdir: true
uglyurls: true
builddrafts: true
publishdir: docs
enableemoji: true
params: {description: About it, author: {name: Ann Lee}}
ignorefiles: ['\\.Rmd$', '_files$']
permalinks: {posts: "/:year/:slug/", page: {news: "/n/:slug/"}, section: {news: /never/}}
frontmatter: {date: [":filename", ":default"], lastmod: [updated]}
languages: {fr: {weight: 1}, en: {weight: 2}}
markup: {goldmark: {renderer: {hardwraps: true}}}
"""
JSON = r"""
{"baseURL": "https://blog.example/sub", "title": "A Blog", "timeZone": "Europe/Paris",
 "defaultContentLanguage": "fr", "defaultContentLanguageInSubdir": true,
 "uglyURLs": true, "buildDrafts": true, "ignoreFiles": ["\\.Rmd$", "_files$"], "publishDir": "docs",
 "params": {"description": "About it", "author": "Ann Lee"}, "enableEmoji": true,
 "permalinks": {"posts": "/:year/:slug/", "page": {"news": "/n/:slug/"}},
 "frontmatter": {"date": [":filename", ":default"], "lastmod": "updated"},
 "languages": {"fr": {}, "en": {}}, "markup": {"goldmark": {"renderer": {"hardWraps": true}}}}
"""
SAID: dict[str, object] = {
    "title": "A Blog",
    "url": "https://blog.example/sub",
    "description": "About it",
    "author": "Ann Lee",
    "language": "fr",
    "timezone": "Europe/Paris",
    "content": "",
    "output": "docs",
    "sections": (),
    "exclude": (),
    "permalinks": (("posts", "/:year/:slug/"), ("news", "/n/:slug/")),
    "trailing_slash": None,
    "markdown": ("smart-punctuation", "line-breaks", "emoji"),
    "options": (
        ("languages", "fr en"),
        ("default_language", "fr"),
        ("default_language_in_subdir", "true"),
        ("build_drafts", "true"),
        ("ugly_urls", "true"),
        ("date_keys", ":filename :default"),
        ("updated_keys", "updated"),
        ("ignore_files", "\\.Rmd$\n_files$"),
    ),
}
NOTHING: dict[str, object] = dict.fromkeys(
    ("title", "url", "description", "author", "language", "timezone", "content", "output"), ""
) | {
    "sections": (),
    "exclude": (),
    "permalinks": (),
    "trailing_slash": None,
    "markdown": ("smart-punctuation",),
    "options": (),
}


def write(root: Path, name: str, text: str = "") -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def said(root: Path) -> dict[str, object]:
    found = find_hugo(root)
    settings = tuple(pair for pair in found.options if pair[0] != "params")
    return {key: getattr(found, key) for key in SAID} | {"options": settings}


def options(root: Path) -> dict[str, str]:
    return dict(find_hugo(root).options)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", TOML),
        ("config.toml", "\ufeff" + TOML),
        ("hugo.yaml", YAML),
        ("config.yml", YAML),
        ("hugo.json", JSON),
        ("config/_default/config.toml", TOML),
        ("config/production/hugo.yaml", YAML),
    ],
)
def test_each_language_and_place_says_the_same(name: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, name, text)
    assert said(tmp_path) == SAID
    assert find_hugo(tmp_path).origin == name.rpartition("/")[0] or name


def test_what_is_said_of_the_site_is_plain_text_on_one_line(tmp_path: Path) -> None:
    text = "title = 'Tips &amp; Tricks'\n[params]\ndescription = '''\n  It&rsquo;s\n  <b>free</b>\n'''"
    write(tmp_path, "hugo.toml", text)
    assert (find_hugo(tmp_path).title, find_hugo(tmp_path).description) == ("Tips & Tricks", "It’s free")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("baseURL = '/'", ["url"]),
        ("baseURL = '//blog.example'", ["url"]),
        ("baseURL = 'http://localhost:1313/'", ["url"]),
        ("baseURL = 'http://127.0.0.1'", ["url"]),
        ("baseURL = 'https://localhost.blog.example'", []),
        ("baseURL = 'https://blog.example'\ncontentDir = '../articles'", ["content"]),
        ("[languages.en]\ncontentDir = '/srv/en'", ["content"]),
        ("[[module.mounts]]\nsource = '../up'\ntarget = 'content/x'", ["content"]),
        ("[[module.mounts]]\nsource = '../up'\ntarget = 'static'", []),
        ("", []),
    ],
)
def test_what_feedbot_cannot_use_is_asked_for(text: str, asked: list[str], tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml", text)
    found = find_hugo(tmp_path)
    assert [key for key, _ in found.asks] == asked
    assert not ("url" in asked and found.url)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("[languages.en]\n[languages.de]", ""),
        ("[languages.de]\nweight = 2\n[languages.fr]\nweight = 1", "fr"),
        ("[languages.fr]\n[languages.de]", "de"),
        ("[languages.fr]\n[languages.de]\nweight = 'x'\n[languages.it]\nweight = 9", "it"),
        ("defaultContentLanguage = 'zh-CN'", "zh-cn"),
        ("languageCode = 'fr'", ""),
    ],
)
def test_the_default_language(text: str, wanted: str, tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml", text)
    assert find_hugo(tmp_path).language == wanted
    assert options(tmp_path).get("default_language", "") == wanted


def test_uglyurls_may_be_those_of_some_sections(tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml", "[uglyURLs]\nPosts = true\nnotes = false\ndocs = true")
    assert options(tmp_path) == {"ugly_urls": "posts docs"}


def test_a_tower_of_tables_says_nothing(tmp_path: Path) -> None:
    write(tmp_path, "hugo.json", '{"title": "T", "cascade": ' + '{"a":' * 200 + "1" + "}" * 201)
    assert find_hugo(tmp_path).title == "T"
    assert len(options(tmp_path)["cascade"]) < 1000
    write(tmp_path, "hugo.json", '{"module": {"mounts": [1, {}, [], {"source": "a", "target": "content"}]}}')
    assert find_hugo(tmp_path).content == "a"


def test_parameters_are_kept_for_the_short_code_that_shows_them(tmp_path: Path) -> None:
    write(
        tmp_path,
        "hugo.toml",
        f"[params]\nVersion = 'v1'\nlist = [1]\nlong = '{'x' * 500}'\nsub = {{Port = 80, on = true}}\n"
        "[languages.en.params]\nversion = 'v2'",
    )
    assert json.loads(options(tmp_path)["params"]) == {"version": "v2", "sub.port": "80"}


def test_people_are_known_by_their_data_files(tmp_path: Path) -> None:
    write(tmp_path, "data/authors/ann.json", '{"name": "Ann Lee", "bio": "x"}')
    write(tmp_path, "data/authors/bo.toml", "Name = 'Bo Berg'")
    write(tmp_path, "data/authors/cy.yaml", "name: [")
    write(tmp_path, "data/authors/di.txt", "name: Di")
    assert json.loads(options(tmp_path)["people"]) == {"ann": "Ann Lee", "bo": "Bo Berg"}


def test_only_the_first_file_of_the_sites_own_folder_counts(tmp_path: Path) -> None:
    write(tmp_path, "config.toml", 'title = "old"\nbaseURL = "https://old.example"')
    write(tmp_path, "hugo.yaml", "title: second")
    write(tmp_path, "hugo.toml", 'title = "first"')
    assert (find_hugo(tmp_path).title, find_hugo(tmp_path).url) == ("first", "")


def test_a_file_of_the_default_folder_is_the_table_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, "config/_default/hugo.toml", 'timeZone = "Asia/Tokyo"\n[permalinks]\nposts = "/old/"')
    write(tmp_path, "config/_default/permalinks.toml", 'posts = "/:title/"')
    assert said(tmp_path) == NOTHING | {"permalinks": (("posts", "/:title/"),), "timezone": "Asia/Tokyo"}


def test_what_production_says_goes_over_the_default_table_by_table(tmp_path: Path) -> None:
    write(tmp_path, "config/_default/hugo.toml", 'title = "A"\nbaseURL = "http://localhost:1313"')
    write(tmp_path, "config/_default/params.yaml", "author: Ann Lee\ndescription: Old")
    write(tmp_path, "config/production/config.toml", 'baseURL = "https://blog.example"\n')
    write(tmp_path, "config/production/params.toml", 'description = "New"')
    write(tmp_path, "config/staging/hugo.toml", 'title = "never"')
    found = find_hugo(tmp_path)
    assert (found.title, found.url) == ("A", "https://blog.example")
    assert (found.author, found.description) == ("Ann Lee", "New")
    assert found.origin == "config/_default, config/production"


def test_a_file_named_after_a_language_is_that_languages_part(tmp_path: Path) -> None:
    write(tmp_path, "config/_default/hugo.toml", 'defaultContentLanguage = "fr"\ntitle = "Site"')
    write(tmp_path, "config/_default/languages.toml", "[fr]\nweight = 1\n[pt-BR]\nweight = 2\n")
    write(tmp_path, "config/_default/languages.fr.toml", 'title = "Le site"')
    write(tmp_path, "config/_default/params.fr.toml", 'author = "Zoé"')
    write(tmp_path, "config/_default/menus.fr.toml", "[[main]]\nname = 'x'")
    found = find_hugo(tmp_path)
    assert (found.title, found.author, found.language) == ("Le site", "Zoé", "fr")
    assert options(tmp_path)["languages"] == "fr pt-br"


def test_no_configuration_and_odd_values_say_nothing(tmp_path: Path) -> None:
    assert said(tmp_path) == NOTHING
    write(
        tmp_path,
        "hugo.toml",
        "timeZone = 7\npermalinks = []\nlanguages = 'x'\nignoreFiles = {}\nuglyURLs = {}\nmarkup = 3\n"
        "cascade = 'x'\ntaxonomies = [1]\nparams = 'x'\nmodule = {mounts = 'x'}\nfrontmatter = 1",
    )
    assert said(tmp_path) == NOTHING
    write(tmp_path, "hugo.toml", "timeZone = '../etc/passwd'\nignoreFiles = ['(', '*']")
    assert said(tmp_path) == NOTHING


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "a = \n"),
        ("hugo.json", "{"),
        ("hugo.yaml", "a: [\n"),
        ("hugo.yaml", "[" * 5000),
        ("hugo.toml", "#" * 300_000),
        ("config/_default/params.toml", "a = \n"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, name, text)
    with pytest.raises(UnreadableError, match=str(tmp_path / name)):
        find_hugo(tmp_path)


@pytest.mark.parametrize(
    ("text", "folders", "content", "mounts"),
    [
        ("", ["content"], "", None),
        ("contentDir = 'src/blog'", [], "src/blog", [["src/blog", "", ""]]),
        ("contentDir = '.'", [], ".", [[".", "", ""]]),
        ("contentDir = '../up'", ["content"], "", None),
        (
            "[languages.en]\ncontentDir = 'content/en'",
            ["content/en"],
            "content/en",
            [["content/en", "", "en"]],
        ),
        (
            "[languages.en]\ncontentDir = 'content/en'\n[languages.fr]\ncontentDir = 'content/fr/'",
            ["content/en", "content/fr"],
            "",
            [["content/en", "", "en"], ["content/fr", "", "fr"]],
        ),
        (
            "[languages.en]\n[languages.fr]\ncontentDir = 'content.fr'",
            ["content", "content.fr"],
            ".",
            [["content", "", ""], ["content.fr", "", "fr"]],
        ),
        (
            "[languages.en]\n[languages.fr]\ncontentDir = 'content/french'",
            ["content/french"],
            "",
            [["content", "", ""], ["content/french", "", "fr"]],
        ),
        (
            (
                "disableLanguages = ['fr']\n[languages.en]\ncontentDir = 'c/en'\n"
                "[languages.fr]\ncontentDir = 'c/fr'"
            ),
            ["c/en", "c/fr"],
            "c/en",
            [["c/en", "", "en"]],
        ),
        (
            (
                "[[module.mounts]]\nsource = 'blog'\ntarget = 'content/posts'\n"
                "[[module.mounts]]\nsource = 'docs/fr'\ntarget = 'content/docs'\nlang = 'fr'\n"
                "[[module.mounts]]\nsource = 'assets'\ntarget = 'assets'\n"
                "[[module.mounts]]\nsource = 'gone'\ntarget = 'content/gone'"
            ),
            ["blog", "docs/fr"],
            ".",
            [["blog", "posts", ""], ["docs/fr", "docs", "fr"]],
        ),
        (
            "[[module.mounts]]\nsource = 'blog'\ntarget = 'content'\nsites = {matrix = {languages = ['de']}}",
            ["blog"],
            "blog",
            [["blog", "", "de"]],
        ),
        ("[[module.mounts]]\nsource = '../up'\ntarget = 'content'", ["content"], "", None),
    ],
)
def test_the_content_folder_is_the_one_above_all_that_hold_pages(
    text: str, folders: list[str], content: str, mounts: list[list[str]] | None, tmp_path: Path
) -> None:
    write(tmp_path, "hugo.toml", text)
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    assert find_hugo(tmp_path).content == content
    found = options(tmp_path).get("mounts")
    assert (json.loads(found) if found else None) == mounts


def test_what_a_mount_leaves_out_is_excluded(tmp_path: Path) -> None:
    write(
        tmp_path,
        "hugo.toml",
        "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nexcludeFiles = ['drafts/**']\n"
        "[[module.mounts]]\nsource = 'blog'\ntarget = 'content/posts'\nfiles = ['! /old/*.md', '*.md']",
    )
    write(tmp_path, "content/a.md")
    write(tmp_path, "blog/a.md")
    assert find_hugo(tmp_path).exclude == ("/content/drafts/**", "/blog/old/*.md")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[params]\nmainSections = ['posts', 'gone', 'Notes']", ("posts", "notes")),
        ("[params]\nmainsections = 'posts'", ("posts",)),
        ("[languages.en.params]\nmainSections = ['notes']", ("notes",)),
        ("mainSections = ['posts']", ("posts",)),
        ("[params]\nmainSections = ['gone']", ()),
    ],
)
def test_main_sections_are_sections_where_there_are_such_folders(
    text: str, wanted: tuple[str, ...], tmp_path: Path
) -> None:
    write(tmp_path, "hugo.toml", text)
    write(tmp_path, "content/posts/a.md")
    write(tmp_path, "content/notes/a.md")
    assert find_hugo(tmp_path).sections == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[taxonomies]\ntag = 'tags'\ncategory = 'categories'\nseries = 'series'", {}),
        ("[indexes]\ntag = 'tags'\ntopic = 'topics'", {}),
        ("[taxonomies]\ntag = 'sujets'", {"tag_keys": "sujets"}),
        (
            "[taxonomies]\nsujet = 'sujets'\ncategory = 'rubriques'\nserie = 'series'",
            {"tag_keys": "sujets", "category_keys": "rubriques"},
        ),
        ("[taxonomies]\nauthor = 'authors'\ntag = 'tags'", {"author_section": "authors"}),
        ("[taxonomies]", {}),
    ],
)
def test_taxonomies_of_other_names(text: str, wanted: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml", text)
    assert options(tmp_path) == wanted


def test_each_language_may_have_its_own_address_title_and_permalinks(tmp_path: Path) -> None:
    write(
        tmp_path,
        "hugo.toml",
        "defaultContentLanguage = 'en'\nbaseURL = 'https://blog.example'\n[permalinks]\nposts = '/:slug/'\n"
        "[languages.en]\ntitle = 'In English'\nbaseURL = 'https://en.blog.example/'\n"
        "[languages.fr]\nbaseURL = 'https://blog.fr/x/'\n[languages.fr.permalinks]\nposts = '/art/:slug/'\n"
        "[languages.de]\n",
    )
    found = find_hugo(tmp_path)
    assert (found.title, found.url) == ("In English", "https://en.blog.example")
    assert json.loads(options(tmp_path)["hosts"]) == {"fr": "https://blog.fr/x", "de": "https://blog.example"}
    assert json.loads(options(tmp_path)["permalinks_by_language"]) == {"fr": [["posts", "/art/:slug/"]]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "permalinks = {'/' = '/:slug/', 'Posts/Tech' = '/t/:slug/'}",
            (("/", "/:slug/"), ("posts/tech", "/t/:slug/")),
        ),
        ("permalinks = {page = {'' = '/:slug/'}}", (("/", "/:slug/"),)),
        (
            (
                "[[permalinks]]\npattern = '/b/:slug/'\ntarget = {path = '/{b,b/**}', kind = 'page'}\n"
                "[[permalinks]]\npattern = '/never/'\ntarget = {kind = 'section'}\n"
                "[[permalinks]]\npattern = '/o/:slug/'\ntarget = {kind = '{page,section}'}\n"
            ),
            (("/{b,b/**}", "/b/:slug/"), ("", "/o/:slug/")),
        ),
    ],
)
def test_permalinks_in_each_of_their_shapes(
    text: str, wanted: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    write(tmp_path, "hugo.toml", text)
    assert find_hugo(tmp_path).permalinks == wanted


def test_the_sites_own_cascade_is_kept_as_json(tmp_path: Path) -> None:
    write(
        tmp_path, "hugo.toml", "[[cascade]]\ndraft = true\n[cascade.target]\npath = '/Old/**'\nlang = 'fr'\n"
    )
    assert json.loads(options(tmp_path)["cascade"]) == [
        {"lang": "fr", "path": "/old/**", "set": {"draft": True}}
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[markup.goldmark.extensions]\ntypographer = false", ()),
        ("[markup.goldmark.extensions.typographer]\ndisable = true", ()),
        ("[markup.goldmark.extensions.typographer]\nellipsis = 'x'", ("smart-punctuation",)),
    ],
)
def test_the_typographer_can_be_off(text: str, wanted: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml", text)
    assert find_hugo(tmp_path).markdown == wanted


ELEVEN = tuple(f"{number}.md" for number in range(11))


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ((), ""),
        (("_index.md", "index.md", "posts/_index.md", "images/a.png"), ""),
        (("a.md", "images/a.png", "authors/ann/_index.md"), "true"),
        (("trip/index.md", "trip/notes.md", "trip/more/b.md"), "true"),
        (("about.md", "contact/index.fr.md", "posts/a.md"), "false"),
        (("about.md", "contact.md", "posts/2024/05/a/index.html"), "false"),
        ((*ELEVEN, "projects/a.md", "projects/b/index.md", "projects/b/c.md"), "true"),
        ((*ELEVEN, *(f"posts/deep/{name}" for name in ELEVEN)), "false"),
        (ELEVEN[:5], "true"),
    ],
)
def test_pages_of_no_section_are_articles_where_few_others_are(
    tmp_path: Path, names: tuple[str, ...], wanted: str
) -> None:
    write(tmp_path, "hugo.toml", 'baseURL = "https://blog.example/"')
    for name in names:
        write(tmp_path, f"content/{name}")
    assert options(tmp_path).get("root_pages", "") == wanted


def test_sections_are_counted_in_every_language_and_mount(tmp_path: Path) -> None:
    languages = "languages: {en: {contentDir: content}, fr: {contentDir: content/fr}}"
    write(tmp_path, "hugo.yaml", languages)
    for name in (*ELEVEN, "fr/a.md", *(f"posts/{name}" for name in ELEVEN[:7])):
        write(tmp_path, f"content/{name}")
    assert options(tmp_path)["root_pages"] == "true"
    for name in ELEVEN[:7]:
        write(tmp_path, f"content/fr/posts/{name}")
    assert options(tmp_path)["root_pages"] == "false"
    mounts = [
        "module: {mounts: [{source: content, target: content}, {source: blog, target: content/posts}]}",
    ]
    write(tmp_path, "hugo.yaml", "\n".join(mounts))
    for name in ELEVEN[:7]:
        write(tmp_path, f"blog/{name}")
    assert options(tmp_path)["root_pages"] == "false"
