"""Liquid as Jekyll runs it, and Nunjucks as Eleventy does."""

import pytest

from feedbot.content.text.templates import Templates
from tests.content.text.templating.rendered import FILM, expanded, left_out, shown


def liquid(body: str) -> str:
    return shown(body, Templates.LIQUID)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ site.title }}: {{ page.title }}", "The site: The page"),
        ("{{site.title | upcase}} {{ 'a' | append: \"b\" | capitalize }}", "THE SITE Ab"),
        ("{{ site.url }}{{ site.baseurl }}/x", "https://blog.example/sub/x"),
        ('{{ "/x" | relative_url }} {{ "x" | url }}', "/sub/x /sub/x"),
        ('{{ "/x" | absolute_url }}', "https://blog.example/sub/x"),
        ('{{ "https://other.example/x" | relative_url }}', "https://other.example/x"),
        ('{{ "/x" | prepend: site.baseurl | prepend: site.url }}', "https://blog.example/sub/x"),
        ("{{ nothing | default: 'else' }}", "else"),
        ('{% assign n = "Ann" %}{{ n }}', "Ann"),
        ("{% assign n = page.title %}{% assign n = nothing %}[{{ n }}]", "[]"),
        ('{% set n = "Ann" %}{{ n | safe }}', "Ann"),
        ("{% capture n %}a {{ site.title }}{% endcapture %}{{ n }}", "a The site"),
        ("{% for c in page.colours %}({{ c }}){% endfor %}", "(red)(blue)"),
        ('{% assign l = "1|2" | split: "|" %}{% for i in l %}{{ i }};{% endfor %}{{ l | last }}', "1;2;2"),
        ("{% for c in page.colours %}{% for d in page.colours %}{{ c }}{{ d }} {% endfor %}{% endfor %}",
         "redred redblue bluered blueblue "),
        ("a {%- if x -%}  b  {%- endif -%} c", "abc"),
        ("a {{- site.title -}} b", "aThe siteb"),
        ("{% comment %}{{ x }}{% if %}{% endcomment %}a{# b #}{% # c %}", "a"),
        ("{% raw %}{{ x }} {% if %}{% endraw %}", "{{ x }} {% if %}"),
        ("{% verbatim %}{{ x }}{% endverbatim %}", "{{ x }}"),
        ('{{ "{{" }} and {{ \'{%\' }}', "{{ and {%"),
        ("{% if a %}yes{% elsif b %}maybe{% else %}no{% endif %}", "yes"),
        ("{% unless a %}yes{% else %}no{% endunless %}", "yes"),
        ("{% case a %}{% when 1 %}one{% when 2 %}two{% endcase %}", "one"),
        ("{% if a %}{% if b %}in{% else %}no{% endif %}{% else %}no{% endif %}", "in"),
        ("{% post_url 2024-03-05-b %}", "https://blog.example/sub/b/"),
        ("{{ site.baseurl }}{% post_url 2024-03-05-b %}", "https://blog.example/sub/b/"),
        ("({{ site.url }}{{ site.baseurl }}{% post_url 2024-03-05-b %})", "(https://blog.example/sub/b/)"),
        ("(https://blog.example/sub{% link b.md %})", "(https://blog.example/sub/b/)"),
    ],
)  # fmt: skip
def test_what_the_body_itself_says_is_shown(body: str, text: str) -> None:
    assert expanded(body, Templates.LIQUID) == text


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "{% highlight ruby linenos %}\nputs {{ x }}\n{% endhighlight %}",
            '<pre><code class="language-ruby">puts {{ x }} </code></pre>',
        ),
        (
            "{% highlight html %}{% raw %}<b>{{ x }}</b>{% endraw %}{% endhighlight %}",
            '<pre><code class="language-html">&lt;b&gt;{{ x }}&lt;/b&gt; </code></pre>',
        ),
        (
            '{% include figure.html src="/a.png" caption="A *boat*" %}',
            '<figure><img src="/a.png" alt="A boat"><figcaption>A <em>boat</em></figcaption></figure>',
        ),
        (
            '{% include figure image_path="/b.png" alt="B" %}',
            '<figure><img src="/b.png" alt="B"></figure>',
        ),
        (
            '{% include youtube.html id="abc" %}',
            f"<p>{FILM}</p>",
        ),
        (
            '{% include video id="12" provider="vimeo" %}',
            '<p><a href="https://vimeo.com/12">https://vimeo.com/12</a></p>',
        ),
        (
            "{% youtube https://www.youtube.com/watch?v=abc %}",
            f"<p>{FILM}</p>",
        ),
        (
            "{% gist ann/123 %}",
            '<p><a href="https://gist.github.com/ann/123">https://gist.github.com/ann/123</a></p>',
        ),
        (
            "{% avatar ann size=40 %} said",
            '<p><img src="https://github.com/ann.png" alt="ann" width="40"> said</p>',
        ),
        ("{% img left /i.png 300 200 'Boats' %}", '<figure><img src="/i.png" alt="Boats"></figure>'),
        ('{% image "i.png", "Boats" %}', '<figure><img src="i.png" alt="Boats"></figure>'),
        ('{{ figure("i.png", "Boats") }}', '<figure><img src="i.png" alt="Boats"></figure>'),
        ("[x]({% post_url none %}) stays", "<p>x stays</p>"),
        (
            "`{% raw %}{{ x }}{% endraw %}`\n\n```\n{% raw %}{{ y }}{% endraw %} {{ z }}\n```",
            "<p><code>{{ x }}</code></p> <pre><code>{{ y }} {{ z }} </code></pre>",
        ),
    ],
)
def test_a_common_tag_becomes_what_a_reader_should_see(body: str, html: str) -> None:
    assert liquid(body) == html
    assert left_out(body, Templates.LIQUID) == []


@pytest.mark.parametrize(
    ("body", "text", "names"),
    [
        ("a {{ site.nothing }} b", "a  b", ["site.nothing"]),
        ("a {{ page.title | fancy }} b", "a  b", ["page.title | fancy"]),
        ("{% for p in site.posts %}{{ p.title }}{% endfor %}a", "a", ["for"]),
        ("{% if x %}a{% endif %}", "a", ["if"]),
        ("{% include nav.html %}a", "a", ["include nav.html"]),
        ("{% tabs %}{% tab x %}a{% endtab %}{% endtabs %}", "a", ["tabs", "tab"]),
        ('{% callout type="x" %}a{% /callout %}', "a", ["callout"]),
        ("{{< youtube abc >}}a", "a", ["< youtube abc >"]),
        ("a {% b", "a  b", ["{%"]),
        ("{% endif %}{% else %}a", "a", []),
        ("{% raw %}a {{ b }}", "a {{ b }}", []),
    ],
)
def test_what_only_the_site_knows_is_left_out_and_named(body: str, text: str, names: list[str]) -> None:
    assert expanded(body, Templates.LIQUID) == text
    assert [name for name, _ in left_out(body, Templates.LIQUID)] == names


@pytest.mark.parametrize(
    "body",
    [
        '{% assign a = "xxxxxxxxxx" %}' + "{% assign a = a | append: a %}" * 60 + "{{ a }}",
        '{% assign a = "x x" | split: " " %}' + "{% for i in a %}" * 49 + "y" + "{% endfor %}" * 49,
        '{% assign a = "x" | replace: "x", "' + "x" * 9 + '" %}' + '{% assign a = a | replace: "x", a %}' * 9,
    ],
)  # fmt: skip
def test_a_body_that_would_grow_for_ever_stops_growing(body: str) -> None:
    assert len(expanded(body, Templates.LIQUID)) < 1_000_000


def test_blocks_in_each_other_beyond_all_reason_are_shown_without_their_tags() -> None:
    assert expanded("{% if a %}" * 2000 + "x" + "{% endif %}" * 2000, Templates.LIQUID) == "x"
