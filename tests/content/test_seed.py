"""The article that the job was given for, byte for byte."""

from datetime import UTC, datetime

from feedbot.content.article import Author
from feedbot.content.markdown import body_html
from feedbot.content.reader import read
from tests.content.corpora import CORPORA, needs_corpora, site

pytestmark = needs_corpora
FILE = CORPORA / "seed" / "2014-03-25-sogilis-soutient-grenoble-frenchtech.md"
PATH = f"posts/{FILE.name}"
RULES = site(language="fr")


def test_the_given_article_is_read_whole() -> None:
    reading = read(FILE.read_bytes(), PATH, RULES)
    article = reading.article
    assert article is not None
    assert reading.problems == ()
    assert article.title == "Sogilis soutient la candidature de Grenoble au label French Tech"
    assert article.authors == (Author(name="Tiphaine"),)
    assert article.published == datetime(2014, 3, 25, 9, 18, tzinfo=UTC)
    assert article.categories == ("LA VIE À SOGILIS",)
    assert article.tags == ("DigiGre", "Digital Grenoble", "FrenchTech", "Grenoble", "Numérique")
    assert article.address == "https://blog.example/posts/2014-03-25-sogilis-soutient-grenoble-frenchtech/"
    assert article.section == "posts"
    assert article.image is not None
    assert article.image.address == "https://blog.example/wp-content/uploads/2016/04/1.GRENOBLE.jpg"


def test_its_summary_is_the_text_before_the_more_marker() -> None:
    article = read(FILE.read_bytes(), PATH, RULES).article
    assert article is not None
    assert article.summary.startswith("Grenoble est candidate au label “Metropole French Tech”")
    assert "Fleur Pellerin" in article.summary
    assert "La French Tech c’est vous" not in article.summary
    assert not any(sign in article.summary for sign in ("<", "&", "\n"))


def test_its_body_keeps_the_html_and_loses_the_marker() -> None:
    html = body_html(FILE.read_bytes(), PATH, RULES)
    assert '<a href="http://digital-grenoble.com/" target="_blank">Digital Grenoble</a>' in html
    assert "soyez actifs sur les médias sociaux" in html
    assert "<!-- more" not in html
    assert "&nbsp;" not in html
