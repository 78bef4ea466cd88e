"""Hugo's short codes."""

import pytest

from feedbot.content.text.templates import Templates
from tests.content.text.templating.rendered import FILM, left_out, shown


def hugo(body: str) -> str:
    return shown(body, Templates.HUGO)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            '{{< figure src="a.png" caption=`raw "c"` alt="x \\"q\\"" >}}',
            (
                '<figure><img src="a.png" alt="x &quot;q&quot;">'
                "<figcaption>raw &quot;c&quot;</figcaption></figure>"
            ),
        ),
        (
            '{{< figure\n  src="a.png"\n  title="T"\n>}}',
            '<figure><img src="a.png" alt="T"><figcaption>T</figcaption></figure>',
        ),
        (
            '{{< figure src="a.png" link="/big.png" >}}',
            '<figure><a href="/big.png"><img src="a.png" alt=""></a></figure>',
        ),
        (
            '{{< figure src="a.png" title="T" caption="C *d*" attr="Ann" attrlink="/ann" >}}',
            (
                '<figure><img src="a.png" alt="T C d Ann">'
                '<figcaption>T<br>C <em>d</em><br><a href="/ann">Ann</a></figcaption></figure>'
            ),
        ),
        ("{{< img /x.png >}}", '<figure><img src="/x.png" alt=""></figure>'),
        ('{{< image "x.png" "Two boats" >}}', '<figure><img src="x.png" alt="Two boats"></figure>'),
        (
            "{{< youtube abc >}}",
            f"<p>{FILM}</p>",
        ),
        (
            '{{< youtube id="abc" autoplay=true >}}',
            f"<p>{FILM}</p>",
        ),
        (
            '{{< youtube "https://youtu.be/abc?t=1" >}}',
            '<p><a href="https://youtu.be/abc?t=1">https://youtu.be/abc?t=1</a></p>',
        ),
        ("{{< vimeo 12 >}}", '<p><a href="https://vimeo.com/12">https://vimeo.com/12</a></p>'),
        (
            "{{< gist ann 123 >}}",
            '<p><a href="https://gist.github.com/ann/123">https://gist.github.com/ann/123</a></p>',
        ),
        (
            '{{< tweet user="ann" id="9" >}}',
            '<p><a href="https://x.com/ann/status/9">https://x.com/ann/status/9</a></p>',
        ),
        ("{{< x 9 >}}", '<p><a href="https://x.com/i/status/9">https://x.com/i/status/9</a></p>'),
        (
            "{{< instagram CxAb >}}",
            '<p><a href="https://www.instagram.com/p/CxAb/">https://www.instagram.com/p/CxAb/</a></p>',
        ),
        ('{{< video src="a.mp4" >}}', '<p><video src="a.mp4" controls></video></p>'),
        ('{{< audio "a.mp3" >}}', '<p><audio src="a.mp3" controls></audio></p>'),
        ('By {{< param "author" >}}.', "<p>By Ann.</p>"),
        ("{{% param title %}}", "<p>The page</p>"),
        ("{{< rawhtml >}}<b>x</b>{{< /rawhtml >}}", "<p><b>x</b></p>"),
        (
            '{{< details "More" >}}inner *em*{{< /details >}}',
            "<details><summary>More</summary> <p>inner <em>em</em></p> </details>",
        ),
        ("{{< comment >}}gone {{< youtube a >}}{{< /comment >}}kept", "<p>kept</p>"),
        ("{{< toc >}}kept", "<p>kept</p>"),
    ],
)
def test_a_common_short_code_becomes_what_a_reader_should_see(body: str, html: str) -> None:
    assert hugo(body) == html
    assert left_out(body, Templates.HUGO) == []


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('[x]({{< ref "b.md#part" >}})', '<p><a href="https://blog.example/sub/b/#part">x</a></p>'),
        ('[x]({{< relref path="b.md" >}})', '<p><a href="https://blog.example/sub/b/">x</a></p>'),
        ('Go to [x *y*]({{< ref "none" >}}).', "<p>Go to x <em>y</em>.</p>"),
    ],
)
def test_a_link_leads_to_the_article_or_leaves_its_text(body: str, html: str) -> None:
    assert hugo(body) == html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "{{< highlight go >}}\nx := 1\n{{< /highlight >}}",
            '<pre><code class="language-go">x := 1 </code></pre>',
        ),
        (
            '- one\n\n  {{< highlight go "linenos" >}}\n  {{ x }} // `y`\n  {{< /highlight >}}\n\n- two',
            (
                '<ul> <li> <p>one</p> <pre><code class="language-go">{{ x }} // `y` </code></pre> </li>'
                " <li> <p>two</p> </li> </ul>"
            ),
        ),
        (
            "Text {{< highlight html >}}<a>```</a>{{< /highlight >}} goes",
            '<p>Text</p> <pre><code class="language-html">&lt;a&gt;```&lt;/a&gt; </code></pre> <p>goes</p>',
        ),
        (
            "{{< mermaid >}}\na --> b\n{{< /mermaid >}}",
            '<pre><code class="language-mermaid">a --&gt; b </code></pre>',
        ),
    ],
)
def test_code_between_short_codes_is_code_to_the_letter(body: str, html: str) -> None:
    assert hugo(body) == html


@pytest.mark.parametrize(
    ("body", "html", "names"),
    [
        ("{{% note %}}\n\n*in*\n\n{{% /note %}}", "<p><em>in</em></p>", ["note"]),
        ("{{< a >}}{{< b >}}deep{{< /b >}}{{< /a >}}", "<p>deep</p>", ["a", "b"]),
        (
            '{{< callout title="Mind" >}}\nText\n{{< /callout >}}',
            "<p><strong>Mind</strong></p> <p>Text</p>",
            ["callout"],
        ),
        ("one {{< unknown x=1 >}} two", "<p>one two</p>", ["unknown"]),
        ("{{< unknown />}}{{< unknown >}}in{{< /unknown >}}", "<p>in</p>", ["unknown"]),
        ("{{< param nope >}}x", "<p>x</p>", ["param"]),
        ('{{< youtube "a\'><script>" >}}x', "<p>x</p>", ["youtube"]),
        ("{{< figure >}}x", "<p>x</p>", ["figure"]),
        ('{{< f title="It\'s 5" tall" >}}x', "<p>x</p>", ["f"]),
        ("stray {{< /note >}}", "<p>stray</p>", []),
        ('open {{< figure src="a', "<p>open figure src=&quot;a</p>", ["{{<"]),
    ],
)
def test_what_is_unknown_goes_and_its_inner_text_stays(body: str, html: str, names: list[str]) -> None:
    assert hugo(body) == html
    assert [name for name, _ in left_out(body, Templates.HUGO)] == names


def test_what_is_left_out_is_named_with_its_line_and_once() -> None:
    body = "a\n\n{{< b >}}\n{{< c >}} {{< c >}}\n\n{{< b >}}\n"
    assert left_out(body, Templates.HUGO) == [("b", 3), ("c", 4), ("b", 6)]


def test_code_shows_short_codes_and_text_shows_those_that_are_commented_out() -> None:
    body = "{{</* a */>}} `{{%/* b */%}} {{< c >}}`\n\n```\n{{</* d */>}} {{< e >}}\n```\n\n"
    body += "1. x\n\n    ~~~\n    {{< f >}}\n    ~~~\n"
    html = hugo(body)
    for part in (
        "{{&lt; a &gt;}}",
        "{{% b %}} {{&lt; c &gt;}}",
        "{{&lt; d &gt;}} {{&lt; e &gt;}}",
        "{{&lt; f &gt;}}",
    ):
        assert part in html
    assert left_out(body, Templates.HUGO) == []


def test_signs_of_other_languages_are_text_but_tags_that_would_tell_nobody_anything_go() -> None:
    assert (
        hugo("Write {{ x }} {% raw %}or{% endraw %} {% assign y = 1 %}so.") == "<p>Write {{ x }} or so.</p>"
    )
