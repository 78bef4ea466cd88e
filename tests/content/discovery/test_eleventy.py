"""An Eleventy site's own configuration and data are read, and none of them is run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedbot.content.discovery.eleventy.finder import find_eleventy
from feedbot.content.discovery.files import UnreadableError
from feedbot.content.discovery.findings import Findings

CONFIG = """
const markdownIt = require("markdown-it");
const { full: emoji } = require("markdown-it-emoji");
const input = "src";
module.exports = function (eleventyConfig) {
  eleventyConfig.ignores.add("src/old/**");
  eleventyConfig.addFilter("slug", (text) => text);
  eleventyConfig.addFilter("date", (text) => text);
  eleventyConfig.setDataFileBaseName("index");
  eleventyConfig.setFrontMatterParsingOptions({ excerpt: true, excerpt_separator: "<!-- cut -->" });
  eleventyConfig.addPlugin(i18n, { defaultLanguage: "fr" });
  eleventyConfig.setLibrary("md", markdownIt({ html: true, breaks: true, typographer: true }).use(emoji));
  eleventyConfig.addGlobalData("permalink", () => (data) => `${data.page.filePathStem}.html`);
  return { pathPrefix: "/sub/", dir: { input, includes: "_parts", layouts: "_layouts", output: "dist" } };
};
"""


def found_in(root: Path, **files: str) -> Findings:
    """Write files; ``__`` in a name is a slash, and ``_dot_`` a dot."""
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return find_eleventy(root)


def test_configuration_and_global_data_are_read(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        _dot_eleventy_dot_js=CONFIG,
        src___data__site_dot_json='{"title": "A site", "url": "https://a.example/", "author": "Ann"}',
        _dot_eleventyignore="src/secret*.md\n# no\n!no\nother\n**/_*.md\n",
        _dot_gitignore="/src/private/\nnode_modules\n",
    )
    assert (found.title, found.url, found.author, found.language) == (
        "A site", "https://a.example/sub", "Ann", "fr",
    )  # fmt: skip
    assert (found.content, found.output, found.timezone) == ("src", "dist", "UTC")
    assert found.markdown == ("line-breaks", "smart-punctuation", "emoji")
    assert found.origin == ".eleventy.js and site.json"
    assert found.asks == ()
    assert dict(found.options) == {
        "skipped_folders": "_parts\n_data\n_layouts",
        "ignored": "old/**\nsecret*.md\n**/_*.md\nprivate",
        "data_base": "index",
        "own_filters": "slug",
        "excerpt_mark": "<!-- cut -->",
        "permalink": "{{ page.filePathStem }}.html",
    }
    assert {path.name for path in found.read} >= {
        ".eleventy.js",
        "site.json",
        ".gitignore",
        "package.json",
        "CNAME",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "eleventy.config.js",
            "export default (c) => { c.setInputDirectory('src'); c.setOutputDirectory('x') }",
        ),
        ("eleventy.config.mjs", "export const config = { dir: { input: './src/', output: 'x' } };"),
        ("eleventy.config.cjs", "module.exports = (c) => ({ dir: { input: 'src', output: 'x' } })"),
        ("package.json", '{"scripts": {"b": "rm -r x && npx @11ty/eleventy --input=src --output=\'x\'"}}'),
    ],
)
def test_folders_are_named_in_many_ways(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    found = find_eleventy(tmp_path)
    assert (found.content, found.output) == ("src", "x")


def test_without_a_word_nothing_is_said(tmp_path: Path) -> None:
    found = find_eleventy(tmp_path)
    assert found == Findings(timezone="UTC", read=found.read)


HERE = "title: 'T', url: 'https://a.example'"
IN_JSON = '{"title": "T", "url": "https://a.example"}'


@pytest.mark.parametrize(
    ("name", "text", "url", "title"),
    [
        ("_data/metadata.js", f"export default {{ {HERE} }}", "https://a.example", "T"),
        (
            "_data/meta.js",
            "module.exports = { siteName: 'T', siteURL: 'a.example' }",
            "https://a.example",
            "T",
        ),
        ("_data/site.yaml", "name: T\nbaseUrl: https://a.example\n", "https://a.example", "T"),
        ("_data/site.json", '{"title": "T", "domain": "a.example"}', "https://a.example", "T"),
        ("_data/site.json", '{"title": "T", "author": {"name": "B"}, "url": ""}', "", "T"),
        ("_data/config.json", f'{{"site": {IN_JSON}}}', "https://a.example", "T"),
        (
            "eleventy.config.js",
            f"export default (c) => {{ c.addGlobalData('site', {{ {HERE} }}) }}",
            "https://a.example",
            "T",
        ),
        (
            "eleventy.config.js",
            f"export default (c) => {{ c.addPlugin(feed, {{ metadata: {{ {HERE} }} }}) }}",
            "https://a.example",
            "T",
        ),
        ("CNAME", "a.example\n", "https://a.example", ""),
        ("package.json", '{"homepage": "https://a.example"}', "https://a.example", ""),
        ("package.json", '{"homepage": "https://github.com/a/b"}', "", ""),
        ("_data/site.json", '{"title": "T", "url": "http://localhost:8080"}', "", "T"),
        ("_data/site.json", '{"title": "T", "url": "/"}', "", "T"),
    ],
)
def test_the_address_is_found_where_starter_kits_have_it(
    name: str, text: str, url: str, title: str, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    found = find_eleventy(tmp_path)
    assert (found.url, found.title) == (url, title)


def test_what_is_computed_is_asked_for(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        _dot_eleventy_dot_js="module.exports = () => ({ dir: { input: pick() }, pathPrefix: process.env.P })",
        _data__site_dot_js="module.exports = { url: process.env.URL || 'https://a.example' }",
        _data__eleventyComputed_dot_js="module.exports = { permalink: (data) => strange(data) }",
    )
    assert (found.content, found.url) == ("", "")
    assert [field for field, _ in found.asks] == ["content", "url", "url"]
    assert found.asks[-1][1] == "site.js computes url: process.env.URL || 'https://a.example'"
    assert dict(found.options)["permalink_code"] == "eleventyComputed.js"


@pytest.mark.parametrize(
    ("config", "other"),
    [
        ("c => { c.addFilter('day', d => DateTime.fromJSDate(d).toFormat('yyyy/MM')) }", ""),
        (
            "c => { c.addFilter('day', function (d) {\n // why\n return dayjs(d).format('YYYY/MM'); }) }",
            "",
        ),
        ("c => { const day = (d) => format(d, 'yyyy/MM'); c.addFilter('day', day); return {} }", ""),
        ("c => { c.addPlugin(require('./other.js')) }", "module.exports = c => c.addFilter('day', {day});"),
        (
            "c => { Object.keys(own).forEach(n => c.addFilter(n, own[n])) }\nconst own = require('./other')",
            "module.exports = { day: {day} }",
        ),
        (
            "c => { c.addFilter('day', own.day) }\nconst own = require('./other')",
            "module.exports = { {day} }",
        ),
    ],
)
def test_a_filter_that_only_writes_a_date_is_its_format(config: str, other: str, tmp_path: Path) -> None:
    function = (
        "day: d => moment.utc(d).format('yyyy/MM')" if "{ {day} }" in other else "d => d.format('yyyy/MM')"
    )
    found = found_in(
        tmp_path,
        _dot_eleventy_dot_js=f"module.exports = {config}",
        other_dot_js=other.replace("{day}", function),
    )
    assert dict(found.options)["date_filters"].lower() == '{"day": "yyyy/mm"}'


@pytest.mark.parametrize(
    ("function", "form"),
    [
        ("d => at(d).toISOString().split('T')[0].split('-').join('/')", "%Y/%m/%d"),
        ("d => d.toISOString().slice(0, 7).replace(/-/g, '/')", "%Y/%m"),
        ("d => d.toISOString().substring(0, 10)", "%Y-%m-%d"),
        ("d => { return d.getUTCFullYear(); }", "%Y"),
        ("d => String(d.getMonth() + 1).padStart(2, '0')", "%m"),
        ("d => d.getMonth() + 1", "%-m"),
        ("d => DateTime.fromJSDate(d, { zone: 'utc' }).toFormat('y/LL/dd')", "y/LL/dd"),
        ("d => DateTime.fromJSDate(d, { zone: 'Europe/Paris' }).toFormat('y/LL/dd')", ""),
        ("d => DateTime.fromJSDate(d).toFormat('DD')", ""),
        ("d => moment(d).format('dddd')", ""),
        ("d => a ? d.format('YYYY') : d.format('MM')", ""),
        ("d => 'x' + d.format('YYYY')", ""),
        ("d => `x${d.format('YYYY')}`", ""),
        ("d => d.format('YYYY').slice(2)", ""),
        ("d => d.getMonth()", ""),
        ("d => d.toISOString().slice(0, 10) + 'x'", ""),
        ("d => `${d.getFullYear()}/${d.getMonth()}`", ""),
        ("d => d.toLocaleDateString('en')", ""),
        ("d => d", ""),
    ],
)
def test_what_else_a_filter_does_is_code(function: str, form: str, tmp_path: Path) -> None:
    config = f"module.exports = c => {{ c.addFilter('day', {function}); c.addFilter('x', y => y) }}"
    found = dict(found_in(tmp_path, _dot_eleventy_dot_js=config).options)
    assert found == ({"date_filters": f'{{"day": "{form}"}}'} if form else {})


def test_layouts_say_what_they_say_of_their_pages(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        _dot_eleventy_dot_js="module.exports = c => { c.addLayoutAlias('story', 'post.njk') }",
        _includes__base_dot_njk="---\ntags: pages\nlang: fr\ntitle: A site\n---\n{{ content }}",
        _includes__post_dot_njk="---\nlayout: base\npermalink: /p/{{ page.fileSlug }}/\ntags: [posts]\n---\n",
        _includes__loop_dot_njk="---\nlayout: loop.njk\n---\n",
        _includes__broken_dot_njk="---\na: [\n---\n",
        _includes__plain_dot_njk="{{ content }}",
    )
    post = {"lang": "fr", "permalink": "/p/{{ page.fileSlug }}/", "tags": ["posts", "pages"]}
    assert json.loads(dict(found.options)["layouts"]) == {
        "base.njk": {"lang": "fr", "tags": ["pages"]}, "post.njk": post, "story": post,
    }  # fmt: skip
    assert tmp_path / "_includes/plain.njk" in found.read


def test_a_layout_may_be_the_usual_one(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        eleventy_dot_config_dot_js="export default c => { let all = { layout: 'a.njk', permalink: '/x/' };\n"
        "for (let key in all) c.addGlobalData(key, all[key]);\nreturn { dir: { layouts: '_l' } } }",
        _l__a_dot_njk="---\ndraft: true\n---\n",
    )
    options = dict(found.options)
    assert json.loads(options["layouts"]) == {"": {"draft": True}, "a.njk": {"draft": True}}
    assert options["permalink"] == "/x/"


def test_folders_of_data_may_lie_beside_the_content(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        eleventy_dot_config_dot_js="export const config = { dir: "
        "{ input: 'content', includes: '../_includes', data: '../_data' } };\n"
        "export default (c) => { c.addPreprocessor('drafts', '*', (data) => !data.draft) }",
        _data__metadata_dot_js="export default { url: 'https://a.example/' }",
    )
    assert found.url == "https://a.example"
    assert dict(found.options) == {"skipped_folders": "_", "knows_drafts": "true"}


@pytest.mark.parametrize(
    ("lines", "content", "wanted"),
    [
        ("src/a\nb/c\n./src/d/", "src", "a\nd"),
        ("*/a\n**/b.md\nsrc", "src", "a\n**/b.md"),
        ("a\n/b/", ".", "a\nb"),
        ("site/src/a\nsite/*/b\nsite/x", "site/src", "a\nb"),
    ],
)
def test_ignored_files_are_seen_from_the_content_folder(
    lines: str, content: str, wanted: str, tmp_path: Path
) -> None:
    config = f"module.exports = () => ({{ dir: {{ input: '{content}' }} }})"
    found = found_in(tmp_path, _dot_eleventy_dot_js=config, _dot_eleventyignore=lines)
    assert dict(found.options)["ignored"] == wanted


def test_gits_own_list_may_be_switched_off(tmp_path: Path) -> None:
    text = "module.exports = (c) => { c.setUseGitIgnore(false) }"
    found = found_in(tmp_path, _dot_eleventy_dot_js=text, _dot_gitignore="a\n", _dot_eleventyignore="b\n")
    assert dict(found.options)["ignored"] == "b"


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"site\.json cannot be read"):
        found_in(tmp_path, _data__site_dot_json="{")
