"""A Docusaurus site's own configuration says where its blogs are; what it computes is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.registry import discover

PLAIN = """// @ts-check
/** @type {import('@docusaurus/types').Config} */
const config = {
  title: 'Odds', tagline: "and Ends", url: 'https://odds.example/', baseUrl: '/base/',
  trailingSlash: false,
  i18n: { defaultLocale: 'fr', locales: ['fr'] },
  presets: [['classic', /** @type {any} */ ({ docs: {}, %s })]],
};
module.exports = config;
"""
TYPED = """import type {Config} from '@docusaurus/types';
import type * as Preset from '@docusaurus/preset-classic';
const config: Config = {
  title: 'Odds', url: 'https://odds.example', baseUrl: '/',
  i18n: {
    defaultLocale: 'en', locales: ['en', 'fr', 'de', 'it'],
    localeConfigs: { en: { htmlLang: 'en-GB' }, de: { htmlLang: 'de-AT', path: 'de-AT', baseUrl: '/austria/' },
                     it: { url: 'https://it.example' } },
  },
  presets: [['@docusaurus/preset-classic', { blog: false } satisfies Preset.Options]],
  plugins: [
    async function other() { return { name: 'other' }; },
    [require.resolve('@docusaurus/plugin-content-blog'), { id: 'news', path: './news', routeBasePath: '/', tags: 't.yml' }],
    ['./src/plugins/blog', { path: 'notes', routeBasePath: 'notes', exclude: ['old/**'] }],
    ['@docusaurus/plugin-content-blog', { id: 'gone', path: 'gone' }],
  ],
};
export default config;
"""  # noqa: E501  # as such files are written


def found(root: Path, text: str, *folders: str, name: str = "docusaurus.config.js") -> Findings:
    for folder in folders:
        (root / folder).mkdir(parents=True)
    (root / name).write_text(text, encoding="utf-8")
    generator, findings = discover(root, "auto")
    assert generator == "docusaurus"
    return findings


@pytest.mark.parametrize(
    ("blog", "content", "options"),
    [
        ("", "blog", {}),
        ("blog: {}", "blog", {}),
        ("blog: {path: './journal/'}", "journal", {}),
        ("blog: {routeBasePath: '/'}", "blog", {"route": ""}),
        ("blog: {routeBasePath: 'a/b', authorsMapPath: 'who.yml', tags: 'what.yml'}", "blog",
         {"route": "a/b", "authors_file": "who.yml", "tags_file": "what.yml"}),
        ("blog: {include: ['*.md'], exclude: []}", "blog", {"include": "*.md", "exclude": ""}),
    ],
)  # fmt: skip
def test_one_blog_is_the_content(blog: str, content: str, options: dict[str, str], tmp_path: Path) -> None:
    said = found(tmp_path, PLAIN % blog, "blog", "journal")
    assert (said.content, said.sections, dict(said.options)) == (content, (), options)
    assert (said.title, said.description, said.url) == ("Odds", "and Ends", "https://odds.example/base")
    assert (said.language, said.timezone, said.trailing_slash) == ("fr", "UTC", False)
    assert (said.origin, said.asks) == ("docusaurus.config.js", ())


def test_the_format_of_markdown_is_known(tmp_path: Path) -> None:
    text = PLAIN.replace("trailingSlash: false", "markdown: {format: 'detect'}") % ""
    assert dict(found(tmp_path, text, "blog").options) == {"markdown_format": "detect"}


def test_several_blogs_and_translations_are_sections_of_the_site(tmp_path: Path) -> None:
    translations = [f"i18n/{where}/docusaurus-plugin-content-blog-news" for where in ("fr", "de-AT", "it")]
    said = found(tmp_path, TYPED, "news", "notes", *translations, name="docusaurus.config.ts")
    assert (said.content, said.sections) == (".", ("news", *translations[:2], "notes"))
    blogs: list[dict[str, Any]] = json.loads(dict(said.options)["blogs"])
    assert [(blog["folder"], blog.get("route", "blog"), blog.get("language", "")) for blog in blogs] == [
        ("news", "", ""),
        (translations[0], "fr", "fr"),
        (translations[1], "austria", "de-AT"),
        ("notes", "notes", ""),
    ]
    assert [blog["original"] for blog in blogs] == ["news", "news", "news", "notes"]
    assert (blogs[1]["tags_file"], blogs[3]["exclude"]) == ("t.yml", ["old/**"])
    assert said.language == "en-GB"
    assert tmp_path / "gone" in said.read
    assert tmp_path / "news" not in said.read


@pytest.mark.parametrize(
    ("url", "base", "wanted"),
    [
        ("process.env.URL ?? 'https://a.example'", "'/'", "https://a.example"),
        (
            "process.env['URL'] || `https://a.example`",
            "process.env.BASE || '/base/'",
            "https://a.example/base",
        ),
        ("process.env.URL || fallback", "'/'", ""),
    ],
)
def test_what_stands_where_a_variable_is_not_set_counts(
    url: str, base: str, wanted: str, tmp_path: Path
) -> None:
    text = f"const baseUrl = {base};\nmodule.exports = {{url: {url}, baseUrl, presets: ['classic']}};"
    said = found(tmp_path, text, "blog")
    assert (said.url, "url" in dict(said.asks)) == (wanted, not wanted)


@pytest.mark.parametrize(
    "locales", ["['en', 'fr']", "staging ? [first, 'fr'] : [first, 'de', 'fr']", "['en'].concat('fr')"]
)
def test_languages_may_stand_in_another_file_or_in_code(locales: str, tmp_path: Path) -> None:
    (tmp_path / "languages.js").write_text(f"module.exports = {{ defaultLocale: 'en', locales: {locales} }};")
    text = "const i18n = require('./languages');\nmodule.exports = {i18n, presets: ['classic']};"
    folders = [f"i18n/{locale}/docusaurus-plugin-content-blog" for locale in ("fr", "it")]
    said = found(tmp_path, text, "blog", *folders)
    assert said.sections == ("blog", folders[0])
    assert tmp_path / "languages.js" in said.read


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("module.exports = {url: process.env.URL, baseUrl: '/', presets: ['classic']};", "url"),
        ("module.exports = {url: 'https://a.example', baseUrl: base(), presets: ['classic']};", "url"),
        ("module.exports = {title: title(), presets: ['classic']};", "title"),
        ("module.exports = {trailingSlash: isProduction(), presets: ['classic']};", "trailing_slash"),
        ("module.exports = {presets: [['classic', {blog: blogOptions()}]]};", "content"),
        ("module.exports = {presets: [['classic', options()]]};", "content"),
    ],
)
def test_what_the_file_computes_is_asked_for(text: str, asked: str, tmp_path: Path) -> None:
    said = found(tmp_path, text, "blog")
    assert asked in dict(said.asks)
    assert getattr(said, asked) in {"", None}


@pytest.mark.parametrize(
    "text", ["", "module.exports = 7;", "{", "export default {presets: 'classic', i18n: []};"]
)
def test_odd_files_say_nothing(text: str, tmp_path: Path) -> None:
    said = found(tmp_path, text, "blog")
    assert (said.title, said.url, said.content, said.options) == ("", "", "", ())
