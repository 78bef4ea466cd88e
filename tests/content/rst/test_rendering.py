"""reStructuredText, with what Pelican and Sphinx add to it, becomes HTML."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("docutils", reason="the extra rst is not installed")

from feedbot.content.rst.rendering import MOST_CHARACTERS, RstBody, render_rst


def html(text: str, language: str = "en") -> str:
    found = render_rst(text, language)
    assert isinstance(found, RstBody)
    return found.html.replace("\n", "")


def faults(text: str) -> list[tuple[int | None, str]]:
    found = render_rst(text)
    assert isinstance(found, RstBody)
    return [(fault.line, fault.what) for fault in found.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*un* **mot** ``code``", "<p><em>un</em> <strong>mot</strong> <code>code</code></p>"),
        ("`ici <https://a.example/?b&c>`__", '<p><a href="https://a.example/?b&amp;c">ici</a></p>'),
        ("Voir là_.\n\n.. _là: https://a.example/", '<p>Voir <a href="https://a.example/">là</a>.</p>'),
        ("https://a.example/", '<p><a href="https://a.example/">https://a.example/</a></p>'),
        ("`b <{filename}/b.rst>`_", '<p><a href="{filename}/b.rst">b</a></p>'),
        ("`b <|filename|/b.rst>`_", '<p><a href="|filename|/b.rst">b</a></p>'),
        (r"H\ :sub:`2`\ O, :sup:`3`", "<p>H<sub>2</sub>O, <sup>3</sup></p>"),
        ("`Titre`", "<p><cite>Titre</cite></p>"),
        ("- un\n- deux\n\n  - trois", "<ul><li>un</li><li>deux<ul><li>trois</li></ul></li></ul>"),
        ("- un\n\n  suite", "<ul><li><p>un</p><p>suite</p></li></ul>"),
        ("c. un\n#. deux", '<ol start="3" type="a"><li>un</li><li>deux</li></ol>'),
        ("mot : sorte\n   Sens.", "<dl><dt>mot (sorte)</dt><dd>Sens.</dd></dl>"),
        (":clef: valeur", "<dl><dt>clef</dt><dd>valeur</dd></dl>"),
        ("-o FILE, --out=FILE  Où.", "<dl><dt><code>-o FILE, --out=FILE</code></dt><dd>Où.</dd></dl>"),
        ("  Cité.\n\n  -- Ann", "<blockquote><p>Cité.</p><p>— Ann</p></blockquote>"),
        ("| un\n| deux", "<div><div>un</div><div>deux</div></div>"),
        ("Voir::\n\n  a < b", "<p>Voir:</p><pre><code>a &lt; b</code></pre>"),
        (">>> 1", "<pre><code>&gt;&gt;&gt; 1</code></pre>"),
        ("un\n\n----\n\ndeux", "<p>un</p><hr><p>deux</p>"),
        (".. un commentaire\n\nTexte.", "<p>Texte.</p>"),
        (".. image:: a.png\n   :width: 20px", '<img src="a.png" alt="" width="20">'),
        (".. image:: a.png\n   :alt: Un A\n   :width: 50%", '<img src="a.png" alt="Un A">'),
        (".. image:: {static}/a.png\n   :target: /b/", '<a href="/b/"><img src="{static}/a.png" alt=""></a>'),
        (".. figure:: a\n\n   B", '<figure><img src="a" alt=""><figcaption>B</figcaption></figure>'),
        (".. math:: a^2 < b", "<p><code>a^2 &lt; b</code></p>"),
        (":math:`a^2`", "<p><code>a^2</code></p>"),
        (".. rubric:: Suite", "<p><strong>Suite</strong></p>"),
        ("|x|\n\n.. |x| replace:: mot", "<p>mot</p>"),
        (".. contents::\n\nA\n=\n\nun", '<h2 id="a">A</h2><p>un</p>'),
    ],
)
def test_what_docutils_knows_becomes_plain_html(text: str, expected: str) -> None:
    assert html(text) == expected
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "= =\na b\n= =\n1 2\n= =",
            "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>",
        ),
        (
            "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+",
            '<tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody>',
        ),
        (
            ".. table:: Titre\n\n   = =\n   1 2\n   = =",
            "<caption>Titre</caption><tbody><tr><td>1</td><td>2</td></tr></tbody>",
        ),
        (
            ".. list-table::\n   :header-rows: 1\n\n   * - a\n   * - b",
            "<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>",
        ),
        (".. csv-table::\n\n   a,b", "<tbody><tr><td>a</td><td>b</td></tr></tbody>"),
    ],
)
def test_a_table_is_a_table(text: str, expected: str) -> None:
    assert html(text) == f"<table>{expected}</table>"


def test_sections_begin_at_h2_and_the_first_is_none_of_the_titles() -> None:
    text = "Seul\n====\n\nun\n\nPlus\n----\n\ndeux"
    assert html(text) == '<h2 id="seul">Seul</h2><p>un</p><h3 id="plus">Plus</h3><p>deux</p>'


def test_sections_are_nested_as_deep_as_html_goes() -> None:
    text = "\n\n".join(f"T{number}\n{sign * 4}" for number, sign in enumerate("=-~^+*#"))
    assert '<h6 id="t4">T4</h6><h6 id="t5">T5</h6>' in html(text)


def test_a_footnote_and_its_sign_lead_to_each_other() -> None:
    assert html("Vrai [1]_.\n\n.. [1] Source.") == (
        '<p>Vrai <sup><a id="footnote-reference-1" href="#footnote-1">1</a></sup>.</p>'
        '<dl id="footnote-1"><dt>[<a href="#footnote-reference-1">1</a>]</dt><dd><p>Source.</p></dd></dl>'
    )


def test_a_note_is_called_in_the_articles_language() -> None:
    assert html(".. warning:: Attention.") == "<div><p><strong>Warning</strong></p><p>Attention.</p></div>"
    assert html(".. warning:: Oh.", "fr-CA") == "<div><p><strong>Avis</strong></p><p>Oh.</p></div>"
    assert html(".. warning:: Oh.", "tlh") == html(".. warning:: Oh.", "..") == html(".. warning:: Oh.")


class TestWhatPelicanAndSphinxAdd:
    @pytest.mark.parametrize("name", ["code-block", "sourcecode", "highlight", "code"])
    def test_code_keeps_its_language_and_its_lines_alone(self, name: str) -> None:
        text = f".. {name}:: python\n   :linenos: table\n   :hl_lines: 1 2\n\n   if a < b:\n       c()"
        assert html(text) == '<pre><code class="language-python">if a &lt; b:    c()</code></pre>'
        assert faults(text) == []

    def test_code_without_a_language_is_code(self) -> None:
        assert html(".. code-block::\n\n   a *b*") == "<pre><code>a *b*</code></pre>"

    def test_an_abbreviation_has_its_meaning(self) -> None:
        assert html(":abbr:`LPO (Ligue)`") == '<p><abbr title="Ligue">LPO</abbr></p>'

    def test_a_video_is_a_link(self) -> None:
        link = "https://www.youtube.com/watch?v=a1"
        assert html(".. youtube:: a1\n   :width: 80") == f'<p><a href="{link}">{link}</a></p>'

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (":py:func:`~pkg.mod.run`", "<p><code>run</code></p>"),
            (":file:`/etc/hosts`", "<p><code>/etc/hosts</code></p>"),
            (":ref:`la suite <suite>`", "<p>la suite</p>"),
            (":doc:`/a/b`", "<p>/a/b</p>"),
            (".. toctree::\n   :maxdepth: 2\n\n   a\n   b", ""),
            (".. graphviz:: a.dot\n\n   digraph { a -> b }", "<pre><code>digraph { a -&gt; b }</code></pre>"),
        ],
    )
    def test_what_only_sphinx_can_follow_is_shown_by_its_words(self, text: str, expected: str) -> None:
        assert html(text) == expected
        assert faults(text) == []


class TestWhatNobodyKnows:
    def test_a_directives_text_is_kept_and_told(self) -> None:
        text = "Un.\n\n.. encart:: Un titre\n   :couleur: bleu\n\n   Du *texte*.\n\nDeux."
        assert html(text) == "<p>Un.</p><p>Un titre</p><p>Du <em>texte</em>.</p><p>Deux.</p>"
        assert faults(text) == [(3, "the directive encart is unknown here; its text is kept")]

    def test_one_word_behind_a_directive_is_no_text(self) -> None:
        assert html(".. soundcloud:: 123456") == ""

    def test_a_roles_text_is_kept_and_told(self) -> None:
        assert html("Un :foo:`mot` et `deux`:bar:.") == "<p>Un mot et deux.</p>"
        assert [what for _, what in faults(":foo:`mot`")] == [
            "the role foo is unknown here; its text is kept"
        ]

    def test_markup_that_does_not_end_is_shown_as_it_stands(self) -> None:
        assert html("un *mot") == "<p>un *mot</p>"
        assert faults("un *mot") == [(1, "Inline emphasis start-string without end-string.")]

    def test_a_reference_to_nothing_is_shown_as_it_stands(self) -> None:
        assert html("Voir rien_.") == "<p>Voir rien_.</p>"
        assert faults("\n\nVoir rien_.")[0][0] == 3


class TestWhatIsNotDone:
    @pytest.mark.parametrize(
        "text",
        [
            ".. include:: {file}",
            ".. include:: {file}\n   :literal:",
            ".. literalinclude:: {file}",
            ".. code-block:: text\n   :file: {file}",
            ".. code-block:: text\n   :include: {file}",
            ".. csv-table::\n   :file: {file}",
            ".. csv-table::\n   :url: file://{file}",
            ".. raw:: html\n   :file: {file}",
            ".. raw:: html\n   :url: file://{file}",
            ".. image:: {file}\n   :loading: embed",
            ".. figure:: {file}\n   :figwidth: image",
        ],
    )
    def test_no_file_is_read(self, text: str, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("s3cret", encoding="utf-8")
        assert "s3cret" not in html(text.format(file=tmp_path / "secret.txt"))

    @pytest.mark.parametrize(
        "text",
        [
            ".. raw:: html\n\n   <script>1</script>",
            ".. role:: brut(raw)\n   :format: html\n\n:brut:`<script>1</script>`",
            "<script>1</script>",
            '`<script> <x"><script>1</script>>`__',
            '.. image:: x"><script>\n   :alt: "><script>',
            '.. code-block:: x"><script>\n\n   1',
        ],
    )
    def test_no_markup_of_html_gets_through(self, text: str) -> None:
        assert "<script" not in html(text)

    def test_the_date_of_the_day_is_left_out(self) -> None:
        text = "Bâti le |d|.\n\n.. |d| date::"
        assert html(text).startswith("<p>Bâti le ")
        assert not any(character.isdigit() for character in html(text))
        assert "the date of the day" in faults(text)[0][1]

    def test_no_configuration_of_docutils_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "docutils.conf").write_text("[general]\ninitial_header_level: 5\nraw_enabled: yes\n")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("DOCUTILSCONFIG", str(tmp_path / "docutils.conf"))
        assert html(".. raw:: html\n\n   <b>x</b>") == ""

    def test_one_text_defines_nothing_for_the_next(self) -> None:
        assert (
            html(".. role:: fort\n\n.. default-role:: strong\n\n:fort:`a` `b`")
            == "<p>a <strong>b</strong></p>"
        )
        assert html("`b`") == "<p><cite>b</cite></p>"
        assert faults(":fort:`a`") == [(1, "the role fort is unknown here; its text is kept")]

    def test_nothing_is_printed(self) -> None:
        said = io.StringIO()
        with redirect_stderr(said), redirect_stdout(said):
            html("*a\n\n.. foo::\n\n=\na\n\n:x:`y`\n\n.. include:: /z")
        assert said.getvalue() == ""


@pytest.mark.parametrize(
    "text",
    [
        "a" * (MOST_CHARACTERS + 1),
        "\n" * 20_000,
        "`<" * 20_000,
        "*a " * 20_000,
        "a*" * 5001,
        "\n".join(" " * depth + "- a" for depth in range(500)),
        "http://a.example " * 2000,
        "\n".join(f".. |a{n}| replace:: |a{n + 1}| |a{n + 1}|" for n in range(1000)) + "\n\n|a0|",
    ],
    ids=lambda text: text[:12],
)
def test_what_would_take_too_long_or_too_deep_is_not_rendered_but_told(text: str) -> None:
    found = render_rst(text)
    assert isinstance(found, RstBody)
    assert found.faults
    assert found.html == ""


PIECES = (
    "*|**|`|``|_|__|a|b c| |   |- |1. |.. |::|:a: |:abbr:`|:foo:`x`|\n====\n|----|+--+\n|= =\n|.. note:: "
    "|.. foo:: a b|.. image:: x|.. figure:: x\n\n   l|.. code-block:: py\n\n   x|.. list-table::\n\n   * - a"
    "|.. table:: t|.. csv-table::\n\n   a,b|.. include:: /x|.. raw:: html|.. contents::|.. sectnum::"
    "|.. class:: x|.. role:: foo|.. role:: r(raw)|.. default-role:: math|.. [1] a|.. [#] b|.. [cit] c"
    "|-a  o|.. _t: u|__ u|[1]_|[#]_|[cit]_|.. math:: a|.. topic:: T\n\n   x|.. epigraph::\n\n   q\n\n   -- m"
    "|.. parsed-literal::\n\n   *a*|.. target-notes::|.. meta::|.. header:: h|.. unicode:: 0xA9|>>> a|-a  o"
    "|\\|\0|é|http://a.b|a@b.c|_`t`|`a <b>`_|`a <b_>`_|`a`__|.. replace:: x"
)
SEAMS = ["", " ", "\n", "\n\n", "\n   "]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES.split("|")), st.sampled_from(SEAMS)), max_size=12))
def test_any_text_is_rendered(parts: list[tuple[str, str]]) -> None:
    found = render_rst("".join(piece + seam for piece, seam in parts))
    assert isinstance(found, RstBody)
    assert "docutils cannot read" not in str(found.faults)
