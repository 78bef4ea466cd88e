"""The article that feedbot began with, byte for byte."""

from datetime import UTC, datetime

from feedbot.content.article import Author
from feedbot.content.markdown import body_html
from feedbot.content.reader import read
from tests.content.corpora import site
from tests.seed import ADDRESS, CATEGORY, FILE, TAGS, needs_seed, said, words

pytestmark = needs_seed
PATH = f"posts/{FILE.name}"
RULES = site(language="fr")


def test_the_given_article_is_read_whole() -> None:
    reading = read(FILE.read_bytes(), PATH, RULES)
    article = reading.article
    assert article is not None
    assert reading.problems == ()
    assert article.title == said("title")
    assert article.authors == (Author(name="Tiphaine"),)
    assert article.published == datetime(2014, 3, 25, 9, 18, tzinfo=UTC)
    assert article.categories == (CATEGORY,)
    assert article.tags == TAGS
    assert article.address == ADDRESS
    assert article.section == "posts"
    assert article.image is not None
    assert article.image.address == f"https://blog.example{said('featured_image')}"


def test_its_summary_is_the_text_before_the_more_marker() -> None:
    article = read(FILE.read_bytes(), PATH, RULES).article
    assert article is not None
    summary = article.summary
    assert all(word in summary for word in words(before_the_marker=True))
    assert not all(word in summary for word in words(before_the_marker=False))
    assert not any(sign in summary for sign in ("<", "&", "\n"))


def test_its_body_keeps_the_html_and_loses_the_marker() -> None:
    html = body_html(FILE.read_bytes(), PATH, RULES)
    assert 'target="_blank">Digital Grenoble</a>' in html
    assert all(word in html for word in words(before_the_marker=False))
    assert "<!-- more" not in html
    assert "&nbsp;" not in html
