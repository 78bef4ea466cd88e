"""A Pelican site's own configuration is read, and not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbot.content.discovery.files import UnreadableError
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.pelican import find_pelican
from feedbot.content.discovery.registry import discover
from feedbot.content.generators.pelican.slugs import slugs_of

CONF = """
import os
from local_names import HOST

AUTHOR = "Ann Lee"
SITENAME = "A " + "site"
SITESUBTITLE = 'Of things'
SITEURL = ''
PATH = "content/"
OUTPUT_PATH = './html/'
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "FR"
ARTICLE_PATHS = ['blog', './news']
PAGE_PATHS = ("pages", "blog/pages")
ARTICLE_EXCLUDES = ['blog/old']
ARTICLE_URL = "posts/{date:%Y}/{slug}/"
ARTICLE_LANG_URL = "{lang}/{slug}/"
FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})_(?P<slug>.*)'
EXTRA_PATH_METADATA = {'extra/CNAME': {'path': 'CNAME'}, 'blog': {'Tags': ['a'], 'n': 1}}
DEFAULT_METADATA = (('status', 'draft'),)
DEFAULT_DATE = (2012, 3, 2, 14, 1, 1)
SLUGIFY_SOURCE = 'basename'
SLUG_REGEX_SUBSTITUTIONS = [(r'[^\\w]', '-'), (r'x', 'y', True)]
USE_FOLDER_AS_CATEGORY = False
WITH_FUTURE_DATES = False
CATEGORY_SAVE_AS = ''
IGNORE_FILES = ['.#*']
READERS = {'html': None, 'md': Reader}
I18N_SUBSITES = {'en': {}}
PLUGINS = ['sitemap', 'pelican.plugins.yaml_metadata', 'pelican-ipynb.markup']
LOCALE = ('fr_FR', 'en_US')
TYPOGRIFY = True
MARKDOWN = {'extensions': ['nl2br'], 'extension_configs': {'markdown.extensions.smarty': {}}}
"""
PUBLISH = """
import sys
sys.path.append(os.curdir)
from pelicanconf import *
SITEURL = f"https://{HOST}/sub/"
"""


def found_in(root: Path, **files: str) -> Findings:
    for name, text in files.items():
        (root / f"{name}.py").write_text(text, encoding="utf-8")
    return find_pelican(root)


def test_the_published_configuration_lies_over_the_usual_one(tmp_path: Path) -> None:
    found = found_in(tmp_path, pelicanconf=CONF, publishconf=PUBLISH, local_names="HOST = 'a.example'")
    assert (found.title, found.url, found.description) == ("A site", "https://a.example/sub", "Of things")
    assert (found.author, found.language, found.timezone) == ("Ann Lee", "FR", "Europe/Paris")
    assert (found.content, found.output, found.sections) == ("content", "html", ("blog", "news"))
    assert found.permalinks == (("", "posts/{date:%Y}/{slug}/"),)
    assert found.markdown == ("line-breaks", "smart-punctuation")
    assert found.origin == "pelicanconf.py and publishconf.py"
    assert found.asks == ()
    assert [path.name for path in found.read] == ["pelicanconf.py", "local_names.py", "publishconf.py"]
    assert dict(found.options) == {
        "author": "Ann Lee",
        "article_lang_url": "{lang}/{slug}/",
        "filename_metadata": r"(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>.*)",
        "slug_source": "basename",
        "folder_as_category": "false",
        "future": "false",
        "default_language": "fr",
        "categories": "false",
        "excluded_folders": "pages\nblog/pages\nblog/old",
        "ignore_files": ".#*",
        "no_readers": "html",
        "yaml": "true",
        "unread": "ipynb",
        "subsites": "en",
        "locale": "fr_FR",
        "extra_path_metadata": '{"blog": {"tags": ["a"]}}',
        "default_metadata": '{"status": "draft"}',
        "slug_substitutions": '[["[^\\\\w]", "-"], ["x", "y"]]',
        "default_date": "2012-03-02 14:01:01",
    }


def test_no_configuration_says_next_to_nothing(tmp_path: Path) -> None:
    found = find_pelican(tmp_path)
    assert found == Findings(timezone="UTC", options=(("default_language", "en"),), read=found.read)


@pytest.mark.parametrize(
    ("text", "permalinks", "language_url"),
    [
        ("CLEAN_URLS = True", (("", "{slug}/"),), "{slug}-{lang}/"),
        ("ARTICLE_PERMALINK_STRUCTURE = '/%Y/%m/%(category)s/'",
         (("", "{date:%Y}/{date:%m}/{category}/{slug}.html"),), None),
        ("ARTICLE_URL = False", (), None),
    ],
)  # fmt: skip
def test_settings_of_older_versions_are_known(
    text: str, permalinks: tuple[tuple[str, str], ...], language_url: str | None, tmp_path: Path
) -> None:
    found = found_in(tmp_path, pelicanconf=text)
    assert found.permalinks == permalinks
    assert dict(found.options).get("article_lang_url") == language_url


def test_texts_that_older_versions_replace_in_slugs_are_expressions(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        pelicanconf="SLUG_SUBSTITUTIONS = (('C++', 'cpp'),)\nCATEGORY_SUBSTITUTIONS = (('&', 'and', True),)",
    )
    kinds = {kind: slugs_of(dict(found.options), kind) for kind in ("slug", "category", "author")}
    assert {kind: slugs.of("C++ & R&D.") for kind, slugs in kinds.items()} == {
        "slug": "cpp-rd",
        "category": "cpp and randd.",
        "author": "c-rd",
    }


def test_what_is_computed_is_asked_for(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        pelicanconf="import os\nSITEURL = os.environ.get('URL', 'https://a.example')\n"
        "if DEBUG:\n    SITENAME = 'x'\nTIMEZONE = 'Mars/Base'\nARTICLE_PATHS = 'blog'",
    )
    assert (found.url, found.title, found.timezone, found.sections) == ("", "", "UTC", ())
    assert found.asks == (
        ("title", "SITENAME is computed: SITENAME = 'x'"),
        ("url", "SITEURL is computed: SITEURL = os.environ.get('URL', 'https://a.example')"),
    )


def test_addresses_that_only_code_knows_are_named(tmp_path: Path) -> None:
    found = found_in(
        tmp_path, pelicanconf="ARTICLE_URL = '{slug}/'\nif DEBUG:\n    ARTICLE_URL = 'x/{slug}/'"
    )
    assert (found.permalinks, dict(found.options)["computed"]) == ((), "ARTICLE_URL")


def test_a_language_with_a_country_is_a_language_tag(tmp_path: Path) -> None:
    found = found_in(tmp_path, pelicanconf="DEFAULT_LANG = 'pt_BR'")
    assert (found.language, dict(found.options)["default_language"]) == ("pt-BR", "pt_br")


def test_modules_that_import_each_other_end(tmp_path: Path) -> None:
    found = found_in(tmp_path, pelicanconf="from other import *\nA = 1", other="from pelicanconf import *")
    assert found.title == ""


@pytest.mark.parametrize("text", ["print 'old'", "A = (", "#" * 300_000])
def test_what_cannot_be_read_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"pelicanconf\.py cannot be read"):
        found_in(tmp_path, pelicanconf=text)
    assert discover(tmp_path, "auto")[1].trouble
