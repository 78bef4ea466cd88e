"""What a theme puts into an article for its page goes; what the author wrote stays."""

from __future__ import annotations

import pytest

from feedbot.content.built.extraction import BuiltContent, extract

TITLE = "Été & hiver"
LONG = "<p>" + "Il faisait froid dans la vallée. " * 30 + "</p>"


def text(inside: str, *, title: str = TITLE) -> str:
    page = f'<!doctype html><meta charset="utf-8"><article>{inside}</article>'
    found = extract(page.encode(), title=title)
    return found.html if isinstance(found, BuiltContent) else ""


@pytest.mark.parametrize(
    "furniture",
    [
        "<h1>Été &amp; hiver</h1>",
        "<h1>ÉTÉ &amp; HIVER<a href='#top'>¶</a></h1>",
        "<h2>Été &amp; hiver</h2>",
        '<h1 class="p-name">Autrement dit</h1>',
        "<header><h1>Été &amp; hiver</h1><p>Par Ann.</p></header>",
        "<footer>Classé dans <a href=/t/>Notes</a></footer>",
        "<nav id=TableOfContents><ul><li><a href=#a>A</a></ul></nav>",
        '<aside class="sidebar"><ul><li>Autre</ul></aside>',
        "<form><input name=q>Chercher</form>",
        '<div class="post-meta">4 mai</div>',
        '<div class="post__meta">4 mai</div>',
        '<ul class="share-buttons"><li><a href=//x.example>X</a></ul>',
        '<section class="page__share">Partager</section>',
        '<div class="related-posts"><h3>À lire aussi</h3></div>',
        '<div class="toc">Sommaire</div>',
        '<ul id="markdown-toc"><li>Un</ul>',
        '<div id="disqus_thread">12 commentaires</div>',
        f'<section class="comments">{LONG}{LONG}</section>',
        '<p>Par <span class="p-author h-card">Ann</span>, le <time class="dt-published">4 mai</time></p>',
        '<div><div><a class="p-author">Ann</a></div></div>',
        '<p itemprop="author">Ann</p>',
        '<span class="sr-only">Lien</span>',
        "<p hidden>Caché</p>",
        '<p style="color: red; display:none">Caché</p>',
        '<div role="navigation">Suivant</div>',
        "<button>Copier</button>",
        "<script>1</script><style>p{}</style><template><p>x</p></template><!-- x -->",
        '<meta itemprop="wordCount" content="3">',
        '<a class="anchor" href="#x"></a>',
    ],
)
def test_what_the_page_adds_goes(furniture: str) -> None:
    assert text(f"{furniture}<p>Il neige.</p>") == "<p>Il neige.</p>"
    assert text(f"<p>Il neige.</p>{furniture}") == "<p>Il neige.</p>"


@pytest.mark.parametrize(
    "written",
    [
        "<h1>Un autre titre</h1>",
        "<h3>Neige</h3><h2>Été &amp; hiver</h2>",
        "<blockquote><p>Cité.</p><footer>Ann, <cite>Notes</cite></footer></blockquote>",
        '<blockquote><a class="p-author">Ann</a> : oui.</blockquote>',
        '<figure><header>Avant</header><img src="a.png"><footer>Après</footer></figure>',
        "<aside>En passant.</aside>",
        '<aside class="callout callout--tip">Astuce.</aside>',
        '<aside aria-label="Note" class="starlight-aside starlight-aside--note">Note.</aside>',
        '<aside id="fn-1" role="doc-footnote">Note de bas de page.</aside>',
        '<div class="footnotes"><ol><li id="fn:1">Note. <a href="#fnref:1">↩</a></li></ol></div>',
        '<p>Le <time datetime="2026-05-04">4 mai</time>, il neigeait.</p>',
        '<pre><code><span class="token comment">// toc</span> <span class="comments">x</span></code></pre>',
        '<div role="tabpanel" hidden>Le deuxième onglet.</div>',
        '<noscript><img src="a.png"></noscript>',
        '<img data-src="a.png" loading="lazy">',
        '<p>Voir <a href="#suite">la suite</a>.</p>',
        '<h2><a href="https://x.example/">Un lien</a></h2>',
        '<div class="note">Remarque.</div>',
        '<iframe src="https://video.example/1"></iframe>',
    ],
)
def test_what_the_author_wrote_stays(written: str) -> None:
    kept = text(f"<p>Il neige.</p>{written}")
    assert kept.replace(' hidden=""', " hidden") == f"<p>Il neige.</p>{written}"


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ('<h2 id="a">Neige<a class="headerlink" href="#a">¶</a></h2>', '<h2 id="a">Neige</h2>'),
        ('<h2 id="a">Neige <a href="#a" aria-hidden="true">#</a></h2>', '<h2 id="a">Neige </h2>'),
        ('<h2><a class="anchor" href="#a"><svg></svg></a>Neige</h2>', "<h2>Neige</h2>"),
        ('<h2>Neige<a class="hash-link" href="#a" title="Lien">\u200b</a></h2>', "<h2>Neige</h2>"),
        (
            '<h2>Neige <a class="header-anchor" href="#a"><span>Lien vers Neige</span> #</a></h2>',
            "<h2>Neige </h2>",
        ),
        ('<h2><a class="header-anchor" href="#a">Neige</a></h2>', "<h2>Neige</h2>"),
        ('<h2><a href="#a">Neige</a></h2>', "<h2>Neige</h2>"),
        ('<h2>Neige et <a href="#b">glace</a></h2>', "<h2>Neige et glace</h2>"),
    ],
)
def test_a_heading_loses_its_anchor_and_keeps_its_words(heading: str, kept: str) -> None:
    assert text(f"<p>Il neige.</p>{heading}") == f"<p>Il neige.</p>{kept}"


def test_a_bare_date_below_the_title_is_a_byline() -> None:
    head = "<div class=title><div class=date><time>4 mai</time></div><h1>Été &amp; hiver</h1></div>"
    assert text(f"{head}<p>Il neige.</p>") == "<p>Il neige.</p>"


def test_a_date_in_the_text_below_the_title_is_text() -> None:
    assert "<time>4 mai</time>" in text(f"<h1>Été &amp; hiver</h1>{LONG}<p>Le <time>4 mai</time>.</p>")


def test_a_picture_beside_the_byline_stays() -> None:
    kept = text('<div><img src="a.png"><p><time class="dt-published">4 mai</time></p></div><p>Il neige.</p>')
    assert kept == '<div><img src="a.png"></div><p>Il neige.</p>'


def test_what_holds_most_of_the_text_is_no_furniture_whatever_its_name() -> None:
    for written in (
        f'<div class="related">{LONG}</div>',
        f"<form>{LONG}</form>",
        f'<div class="tags">{LONG}</div>',
    ):
        assert text(f"{written}<p>Fin.</p>") == f"{written}<p>Fin.</p>"


CODE = "<pre><code>a\nb</code></pre>"


@pytest.mark.parametrize(
    "numbered",
    [
        (
            '<table class="lntable"><tr><td class="lntd"><pre><code><span class="lnt">1\n</span>'
            f'<span class="lnt">2\n</span></code></pre></td><td class="lntd">{CODE}</td></tr></table>'
        ),
        f'<table><tr><td class="gutter gl"><pre class="lineno">1\n2</pre></td><td>{CODE}</td></tr></table>',
        f'<table><tr><td class="linenos"><div><pre>1\n2</pre></div></td><td>{CODE}</td></tr></table>',
        '<pre><code><span class="ln">1</span>a\n<span class="ln">2</span>b</code></pre>',
    ],
)
def test_code_loses_its_line_numbers_and_the_table_that_set_them(numbered: str) -> None:
    assert text(f"<p>Code :</p>{numbered}") == f"<p>Code :</p>{CODE}"


def test_a_table_of_data_stays_a_table() -> None:
    table = "<table><tr><td>1</td><td><code>a</code></td></tr></table>"
    assert text(f"<p>Il neige.</p>{table}") == f"<p>Il neige.</p>{table}"
