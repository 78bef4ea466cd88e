"""An Astro site's own files say where its articles are; what they compute is asked for, and assumed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.discovery.astro.content import defined_in
from feedbot.content.discovery.astro.routes import feed_links, route_of, script_of
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.registry import discover
from feedbot.content.literals.script import Script

CONFIG = "export default { site: 'https://odds.example' };"
BLOG = """
import { defineCollection, z } from 'astro:content';
import { glob } from 'astro/loaders';
const blog = defineCollection({
  // Markdown in `src/content/blog/`, and nothing else
  loader: glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' }),
  schema: ({ image }) => z.object({ title: z.string(), pubDate: z.coerce.date(), cover: image().optional() }),
});
export const collections = { blog };
"""
ROUTE = """---
import { getCollection, render } from 'astro:content';
export async function getStaticPaths() {
  const posts = await getCollection('%s');
  return posts.map((post) => ({ params: { %s }, props: { post } }));
}
const { Content } = await render(Astro.props.post);
---
<Content />
"""


def found(root: Path, files: dict[str, str], config: str = CONFIG) -> Findings:
    for name, text in {"astro.config.mjs": config, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    generator, findings = discover(root, "auto")
    assert generator == "astro"
    return findings


def collections(said: Findings) -> dict[str, dict[str, Any]]:
    return {each.get("name", "blog"): each for each in json.loads(dict(said.options)["collections"])}


def one(
    root: Path, page: str, params: str, *, name: str = "blog", config: str = CONFIG, **more: str
) -> Findings:
    files = {
        "src/content.config.ts": BLOG,
        "src/content/blog/a.md": "",
        f"src/pages/{page}": ROUTE % (name, params),
    }
    return found(root, {**files, **more}, config)


def test_folders_in_which_something_would_count_are_told_too(tmp_path: Path) -> None:
    (tmp_path / "src" / "pages" / "deep" / "er").mkdir(parents=True)
    read = set(one(tmp_path, "blog/[...slug].astro", "slug: post.id").read)
    folders = ("pages", "pages/blog", "pages/deep", "pages/deep/er", "content", "content/blog")
    assert {tmp_path / "src" / folder for folder in folders} <= read
    assert tmp_path / "other/src/pages" in found(tmp_path / "other", {}).read


@pytest.mark.parametrize("name", ["src/consts.ts", "src/data/site.json", "site.config.mjs", "tsconfig.json"])
def test_files_that_would_count_are_told_too(name: str, tmp_path: Path) -> None:
    assert tmp_path / name in found(tmp_path, {}).read


@pytest.mark.parametrize(
    ("page", "params", "route"),
    [
        ("blog/[...slug].astro", "slug: post.id", "/blog/{id}/"),
        ("blog/[...slug]/index.astro", "slug: post.slug", "/blog/{id}/"),
        ("[slug].astro", "slug: post.data.slug ?? post.id", "/{id}/"),
        ("p-[id].astro", "id: post.id", "/p-{id}/"),
        (
            "[year]/[month]/[slug].astro",
            "year: y(post), month: m(post), slug: post.id",
            "/{year}/{month}/{id}/",
        ),
        ("[category]/[slug].astro", "category: post.data.category, slug: post.id", "/{data.category}/{id}/"),
        ("x/[slug].astro", "slug: post.id.split('/').pop()", "/x/{slug}/"),
        ("x/[post].astro", "post: post.id", "/x/{id}/"),
    ],
)
def test_a_page_with_parameters_is_the_route(page: str, params: str, route: str, tmp_path: Path) -> None:
    said = one(tmp_path, page, params)
    assert (said.content, said.sections, said.asks) == ("src/content/blog", (), ())
    assert dict(said.options) == {"route": route, "include": "**/*.{md,mdx}"}
    assert {tmp_path / "src/content.config.ts", tmp_path / "src/pages" / page} <= set(said.read)


@pytest.mark.parametrize(
    ("config", "slash", "route"),
    [
        ("site: 'https://a.example', trailingSlash: 'always'", True, "/blog/{id}/"),
        ("site: 'https://a.example', trailingSlash: 'never'", False, "/blog/{id}/"),
        (
            "site: 'https://a.example', trailingSlash: 'ignore', build: { format: 'file' }",
            False,
            "/blog/{id}/",
        ),
        ("site: 'https://a.example', build: { format: 'preserve' }", None, "/blog/{id}"),
        ("site: 'https://a.example'", None, "/blog/{id}/"),
    ],
)
def test_the_slash_is_the_configurations(config: str, slash: bool | None, route: str, tmp_path: Path) -> None:  # noqa: FBT001  # a table's column
    said = one(tmp_path, "blog/[...slug].astro", "slug: post.id", config=f"export default {{ {config} }};")
    assert (said.trailing_slash, dict(said.options)["route"]) == (slash, route)


def test_the_configuration_says_where_the_site_is_and_how_it_writes(tmp_path: Path) -> None:
    config = """
import { defineConfig } from 'astro/config';
const site = 'https://odds.example/';
export default defineConfig({ site, base: '/sub/', outDir: './out', srcDir: './source',
  markdown: { smartypants: false } });
"""
    said = found(tmp_path, {"source/content/notes/a.md": ""}, config)
    assert (said.url, said.output, said.content) == (
        "https://odds.example/sub",
        "out",
        "source/content/notes",
    )
    assert (said.markdown, said.timezone, said.origin) == ((), "UTC", "astro.config.mjs")
    assert "no page shows the collection notes" in dict(said.asks)["permalinks"]


@pytest.mark.parametrize(
    ("site", "url"),
    [
        ("process.env.SITE ?? 'https://odds.example'", "https://odds.example"),
        ("import.meta.env.SITE || 'https://odds.example'", "https://odds.example"),
        ("import.meta.env.PROD ? 'https://a.example' : 'https://b.example'", ""),
    ],
)
def test_what_stands_where_a_variable_is_not_set_counts(site: str, url: str, tmp_path: Path) -> None:
    said = one(tmp_path, "[...slug].astro", "slug: post.id", config=f"export default {{ site: {site} }};")
    assert (said.url, "url" in dict(said.asks)) == (url, not url)


def test_names_are_followed_into_the_files_that_they_come_from(tmp_path: Path) -> None:
    config = 'import { SITE } from "./src/config";\nexport default { site: SITE.website };'
    files = {
        "tsconfig.json": '{ "compilerOptions": { /* as ever */ "paths": { "@/*": ["./src/*"] } } }',
        "src/config.ts": 'export const SITE = { website: "https://odds.example", title: "Odds", desc: "Ends",'
        ' author: "Ann Lee", lang: "fr" } as const;',
        "src/content.config.ts": BLOG.replace("'./src/content/blog'", "`./${PLACE}`").replace(
            "import { glob }", 'import { PLACE } from "@/places";\nimport { glob }'
        ),
        "src/places.ts": 'export const PLACE = "src/data/blog";',
        "src/data/blog/a.md": "",
        "src/pages/rss.xml.ts": 'import { SITE } from "@/config";\n'
        "export const GET = () => rss({ title: SITE.title, description: 'Own words', items });",
    }
    said = one(tmp_path, "blog/[...slug].astro", "slug: post.id", config=config, **files)
    assert (said.url, said.title, said.description) == ("https://odds.example", "Odds", "Own words")
    assert (said.author, said.language, said.content) == ("Ann Lee", "fr", "src/data/blog")
    assert tmp_path / "src/config.ts" in said.read


@pytest.mark.parametrize(
    ("page", "route", "routes"),
    [
        ({"[lang]/blog/[...slug].astro": "lang, slug: rest.join('/')"}, "/{lang}/blog/{rest}/", None),
        (
            {
                "blog/[...slug].astro": "slug: post.id.replace('en/', '')",
                "[lang]/blog/[...slug].astro": "lang: l(post), slug: post.id.slice(3)",
            },
            "/blog/{rest}/",
            {"fr": "/{lang}/blog/{rest}/"},
        ),
        (
            {"blog/[id].astro": "id: bare(post.id)", "fr/blog/[id].astro": "id: bare(post.id)"},
            "/blog/{rest}/",
            {"fr": "/fr/blog/{rest}/"},
        ),
    ],
)
def test_languages_have_routes(
    page: dict[str, str], route: str, routes: dict[str, str] | None, tmp_path: Path
) -> None:
    config = (
        "export default { site: 'https://a.example', i18n: { defaultLocale: 'en', locales: ['en', 'fr'] } };"
    )
    files = {f"src/pages/{name}": ROUTE % ("blog", params) for name, params in page.items()}
    said = one(tmp_path, "tags/[tag].astro", "tag", config=config, **files)
    options = dict(said.options)
    assert (options["languages"], options["default_language"], said.language) == ("en fr", "en", "en")
    only = collections(said)["blog"] if routes else {"route": options["route"], "routes": None}
    assert (only["route"], only["routes"]) == (route, routes)


@pytest.mark.parametrize(
    ("page", "params", "route", "others"),
    [
        (
            "[...locale]/posts/[slug]/index.astro",
            "locale: locale === DEFAULT ? undefined : locale, slug: post.slug",
            "/posts/{slug}/",
            "/{lang}/posts/{slug}/",
        ),
        (
            "[...lang]/[...slug].astro",
            "lang: l === 'en' ? '' : l, slug: post.id.split('/').slice(1).join('/')",
            "/{rest}/",
            "/{lang}/{rest}/",
        ),
        ("[...lang]/p/[slug].astro", "lang, slug: post.id", "/{lang}/p/{slug}/", None),
        ("[lang]/p/[slug].astro", "lang: l || undefined, slug: post.id", "/{lang}/p/{slug}/", None),
    ],
)
def test_the_default_language_may_have_no_part_in_addresses(
    page: str, params: str, route: str, others: str | None, tmp_path: Path
) -> None:
    files = {f"src/content/blog/{folder}/a.md": "" for folder in ("en", "fr")}
    said = one(tmp_path, page, params, **files, **{"src/consts.ts": "export const SITE = { lang: 'en-US' }"})
    options = dict(said.options)
    only = collections(said)["blog"] if others else {"route": options["route"]}
    assert (only["route"], only.get("routes")) == (route, {"fr": others} if others else None)


SETTINGS = """site:
  name: Odds
  site: 'https://odds.example'
  base: '/sub'
  trailingSlash: false
metadata: {description: and Ends}
i18n: {language: fr}
apps: {blog: {post: {permalink: '%s'}}}
"""


@pytest.mark.parametrize(
    ("pattern", "route", "asks"),
    [
        ("/%slug%", "/{id}/", 0),
        ("notes/%category%/%year%/%slug%", "/notes/{category}/{year}/{id}/", 0),
        ("/%year%/%hour%/%slug%", "/{public}/", 1),
        ("", "/{public}/", 1),
    ],
)
def test_a_theme_may_have_its_settings_in_yaml(pattern: str, route: str, asks: int, tmp_path: Path) -> None:
    page, params = "[...blog]/index.astro", "blog: permalink(post)"
    said = one(tmp_path, page, params, config="export default {};", **{"src/config.yaml": SETTINGS % pattern})
    assert (said.url, said.title, said.description) == ("https://odds.example/sub", "Odds", "and Ends")
    assert (said.language, said.trailing_slash) == ("fr", False)
    assert (dict(said.options)["route"], len(said.asks)) == (route, asks)
    assert tmp_path / "src/config.yaml" in said.read


@pytest.mark.parametrize("text", ["", "[", "site: x", "site: {site: /}", "apps: 7\nsite: []"])
def test_odd_settings_say_nothing(text: str, tmp_path: Path) -> None:
    said = one(tmp_path, "b/[...slug].astro", "slug: post.id", **{"src/config.yaml": text})
    assert (said.url, dict(said.options)["route"]) == ("https://odds.example", "/b/{id}/")


@pytest.mark.parametrize(
    ("code", "route", "asks"),
    [
        ("const [l, ...ids] = post.id.split('/');\nslug = ids.join('/');", "/b/{rest}/", 0),
        ("const slug = post.id;", "/b/{id}/", 0),
        ("const slug = tidy(post.id);", "/b/{public}/", 1),
    ],
)
def test_a_parameter_may_be_a_variable(code: str, route: str, asks: int, tmp_path: Path) -> None:
    page = "[lang]/b/[...slug].astro" if "rest" in route else "b/[...slug].astro"
    params = "lang, slug" if "rest" in route else "slug"
    route = f"/{{lang}}{route}" if "rest" in route else route
    text = (ROUTE % ("blog", params)).replace("return posts.map", f"{code}\n  return posts.map")
    said = found(
        tmp_path,
        {"src/content.config.ts": BLOG, "src/content/blog/en/a.md": "", f"src/pages/{page}": text},
    )
    assert (dict(said.options)["route"], len(said.asks)) == (route, asks)


def test_the_sites_name_may_stand_beside_its_sources(tmp_path: Path) -> None:
    files = {"site.config.ts": "const config = theme({ title: 'Odds', author: {} });\nexport default config;"}
    assert one(tmp_path, "b/[...slug].astro", "slug: post.id", **files).title == "Odds"


def test_folders_named_like_languages_are_languages_where_a_route_has_one(tmp_path: Path) -> None:
    files = {f"src/content/blog/{folder}/a.md": "" for folder in ("en", "pt-br", "_images", "travel")}
    said = one(tmp_path, "[locale]/[...slug].astro", "locale: l, slug: s", **files)
    assert dict(said.options)["languages"] == "en pt-br"


def test_several_collections_are_sections_and_lists_are_no_routes(tmp_path: Path) -> None:
    content = """
const shared = { schema: z.object({ title: z.string(), fecha: z.date(), updated: z.date() }) };
const entry = z.object({ title: z.string() }).or(shared).extend;
const whole = entry.extend({ fecha: z.coerce.date(), hasta: z.date().optional(), updatedAt: z.date() });
const notes = defineCollection({ type: 'content', schema: whole });
const twin = notes;
const people = defineCollection({ type: 'content', schema: z.object({ name: z.string() }) });
export const collections = {
  notes, 'other-notes': twin, people,
  talks: defineCollection({ schema: z.object({ date: z.date() }) }),
  long: defineCollection({ loader: glob({ pattern: ['texts/**/*.md', '!**/x/**'] }) }),
};
"""
    files = {
        "src/content/config.ts": content,
        "src/pages/n/[slug].astro": ROUTE % ("notes", "slug: post.slug"),
        "src/pages/o/[slug].astro": ROUTE % ("other-notes", "slug"),
        "src/pages/l/[...slug].astro": ROUTE % ("long", "slug: post.id"),
        "src/pages/tags/[tag].astro": ROUTE % ("talks", "tag: post.data.tag"),
        "src/pages/[...page].astro": ROUTE % ("talks", "page: 1"),
        "src/pages/talks.astro": "---\nconst all = await getCollection('talks');\n---\n",
        "texts/a.md": "",
        **{f"src/content/{name}/a.md": "" for name in ("notes", "other-notes", "people", "talks")},
    }
    said = found(tmp_path, files)
    shown = collections(said)
    assert {name: each["route"] for name, each in shown.items()} == {
        "notes": "/n/{id}/", "other-notes": "/o/{id}/", "long": "/l/{id}/"
    }  # fmt: skip
    assert (said.content, said.sections) == (".", ("src/content/notes", "src/content/other-notes", "texts"))
    assert "folder" not in shown["long"]
    assert shown["long"]["patterns"] == ["texts/**/*.md", "!**/x/**"]
    assert dict(said.options)["date_keys"] == "fecha hasta"
    assert said.asks == ()


def test_markdown_pages_are_one_collection_more(tmp_path: Path) -> None:
    pages = {"src/pages/posts/a.md": "", "src/pages/_x.md": ""}
    said = one(tmp_path, "blog/[...slug].astro", "slug: post.id", **pages)
    assert (said.content, said.sections) == (".", ("src/content/blog", "src/pages"))
    assert collections(said)["pages"] == {"name": "pages", "folder": "src/pages", "route": "/{path}/"}
    alone = found(tmp_path / "alone", {"src/pages/posts/a.md": ""})
    assert (alone.content, dict(alone.options)) == ("src/pages", {"route": "/{path}/", "name": "pages"})


def test_a_collection_that_lies_among_the_pages_is_shown_by_them(tmp_path: Path) -> None:
    content = BLOG.replace("./src/content/blog", "./src/pages/post")
    said = found(tmp_path, {"src/content.config.ts": content, "src/pages/post/a.md": ""})
    assert (said.content, dict(said.options)["route"], said.asks) == ("src/pages", "/{path}/", ())


@pytest.mark.parametrize(
    ("files", "route", "asked"),
    [
        # the page asks a helper, and that one names the collection
        (
            {
                "src/pages/p/[...slug].astro": "---\nimport { sorted } from '../../lib/posts';\n"
                "export const getStaticPaths = async () => (await sorted()).map((entry) => "
                "({ params: { slug: entry.slug } }));\n---\n<Content />",
                "src/lib/posts.ts": "export const other = () => getCollection('x');\n"
                "export async function sorted() {\n  return getCollection('blog');\n}\n"
                "export const last = () => getCollection('y');",
            },
            "/p/{id}/",
            "",
        ),
        # only the type of the page's properties does
        (
            {
                "src/pages/p/[...slug].astro": "---\nimport { all } from 'somewhere';\n"
                "interface Props { entry: CollectionEntry<'blog'> }\n"
                "export const getStaticPaths = () => all.map((e) => ({ params: { slug: e.id } }));\n---\n",
            },
            "/p/{id}/",
            "",
        ),
        # nothing does
        (
            {
                "src/pages/p/[...slug].astro": "---\nimport { all } from 'somewhere';\n"
                "export const getStaticPaths = () => all.map((e) => ({ params: { slug: e.id } }));\n---\n",
            },
            "/p/{id}/",
            "does not say which collection it shows",
        ),
        # the addresses are computed
        (
            {"src/pages/p/[...slug].astro": ROUTE % ("blog", "slug: pathOf(post.id, post.filePath)")},
            "/p/{public}/",
            "computes the addresses of blog",
        ),
        # the whole list of pages is
        (
            {
                "src/pages/[...blog]/index.astro": "---\nimport { paths } from '../../utils/blog';\n"
                "export const getStaticPaths = async () => await paths();\n---\n",
                "src/utils/blog.ts": "const load = () => getCollection('blog');\n"
                "export const paths = async () => load();",
            },
            "/{public}/",
            "computes the addresses of blog",
        ),
        # a page that is asked for one entry
        (
            {
                "src/pages/p/[slug].astro": "---\nconst { slug } = Astro.params;\n"
                "const post = await getEntry('blog', slug);\n---\n<post.Content />"
            },
            "/p/{id}/",
            "",
        ),
        # only the feed shows it
        (
            {
                "src/pages/feed.xml.js": "const all = await getCollection('blog');\n"
                "rss({ items: all.map((p) => ({ link: `${import.meta.env.BASE_URL}texts/${p.slug}/` })) });"
            },
            "/texts/{id}/",
            "",
        ),
        ({}, "/blog/{id}/", "no page shows the collection blog"),
    ],
)
def test_what_is_not_said_is_looked_for_and_then_assumed(
    files: dict[str, str], route: str, asked: str, tmp_path: Path
) -> None:
    said = found(tmp_path, {"src/content.config.ts": BLOG, "src/content/blog/a.md": "", **files})
    assert dict(said.options)["route"] == route
    assert asked in dict(said.asks).get("permalinks", "")
    assert bool(said.asks) is bool(asked)


def test_starlights_documents_are_at_the_root(tmp_path: Path) -> None:
    definition = "defineCollection({ loader: docsLoader(), schema: docsSchema() })"
    content = f"export const collections = {{ docs: {definition} }};"
    said = found(tmp_path, {"src/content.config.ts": content, "src/content/docs/blog/a.md": ""})
    assert (said.content, dict(said.options)) == ("src/content/docs", {"route": "/{id}/", "name": "docs"})


@pytest.mark.parametrize(
    ("config", "content", "field"),
    [
        ("export default { site: process.env.SITE };", BLOG, "url"),
        ("export default { site: 'https://a.example', base: base() };", BLOG, "url"),
        ("export default { site: 'https://a.example', trailingSlash: slash() };", BLOG, "trailing_slash"),
        (CONFIG, BLOG.replace("'./src/content/blog'", "new URL('x', import.meta.url)"), "permalinks"),
        (CONFIG, BLOG.replace("'**/*.{md,mdx}'", "patterns()"), "permalinks"),
        (CONFIG, BLOG.replace("glob({", "glob({ generateId: ({ entry }) => entry,"), "permalinks"),
    ],
)
def test_what_the_files_compute_is_asked_for(config: str, content: str, field: str, tmp_path: Path) -> None:
    route = {
        "src/content.config.ts": content,
        "src/pages/blog/[...slug].astro": ROUTE % ("blog", "slug: post.id"),
    }
    said = found(tmp_path, {"src/content/blog/a.md": "", **route}, config)
    assert field in dict(said.asks)


@pytest.mark.parametrize(
    "text", ["", "export default 7;", "{", "export default { site: 7, i18n: [], build: 'x' };"]
)
def test_odd_files_say_nothing(text: str, tmp_path: Path) -> None:
    said = found(
        tmp_path,
        {"src/content.config.ts": "export const collections = [];", "src/pages/[.astro": "---"},
        text,
    )
    assert (said.url, said.title, said.content, said.options, said.trouble) == ("", "", "", (), "")


PIECES = (
    "---|\n|getCollection(|'blog'|)|params|:|{|}|slug|id|.|schema|object|(|defineCollection|glob|collections"
    "|=|const |x|,|`|${|link|[|]|url"
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=40).map("".join))
def test_any_text_may_stand_in_a_sites_files(text: str) -> None:
    route_of("blog/[...slug].astro", text, Script(script_of(text)), ("en",))
    defined_in(text, Script(text).constants)
    list(feed_links(text))
