"""Any pile of signs, in every language: nothing breaks, nothing leaks, nothing takes for ever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbot.content.text.code_parts import prose, stretches
from feedbot.content.text.short_codes import expand
from feedbot.content.text.templates import Templates
from feedbot.content.text.templating.pieces import has_tags, pieces

SIGNS = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{{<", ">}}", "{{%", "%}}", "{{</*", "*/>}}", "{", "}", "{/*", "*/}", "{#", "#}",
     " raw ", " endraw ", " if x ", " endif ", " else ", " for i in page.l ", " endfor ", " assign a = 'b' ",
     " highlight js ", " endhighlight ", " /highlight ", " end ", "q()", " a ", "/", "|", " | ", '"', "'",
     "`", "``",
     "```\n", "~~~\n", "    ```\n", "> ", "- ", "\n", "\n\n", "<A ", "</A>", "/>", ">", "<", "<!--", "-->",
     "import a from 'b'\n", "export const a = ", "[code]", "[/code]", "[youtube a]", ":::", ":::note[x]\n",
     "{:.a}\n", "\\", "é", "\t"],
)  # fmt: skip
BODIES = st.lists(SIGNS, max_size=40).map("".join)


@settings(max_examples=300)
@given(BODIES)
def test_a_body_is_parted_without_a_gap(body: str) -> None:
    assert "".join(body[part.start : part.end] for part in stretches(body)) == body
    for templates in filter(has_tags, Templates):
        assert "".join(body[piece.start : piece.end] for piece in pieces(body, templates)) == body
    ends = [0]
    for start, end in prose(body):
        assert ends[-1] <= start <= end
        ends.append(end)


@settings(max_examples=300)
@given(BODIES, st.sampled_from(Templates))
def test_any_body_is_expanded(body: str, templates: Templates) -> None:
    expand(body, lambda _: None, templates, {"page.l": ("a", "b"), "site.url": "https://a.example"})


@settings(max_examples=500)
@given(st.lists(SIGNS, max_size=40), st.sampled_from([Templates.HUGO, Templates.LIQUID, Templates.UNKNOWN]))
def test_no_sign_of_a_tag_is_left_in_a_text_without_code(signs: list[str], templates: Templates) -> None:
    body = " ".join(signs)
    for word in ("`", "~", "raw", "/*", "[code", "highlight"):
        body = body.replace(word, "")
    text = expand(body, lambda _: "", templates).text
    assert "{%" not in text
    assert "{{<" not in text


@settings(max_examples=200)
@given(BODIES)
def test_what_runs_no_templates_shows_them(body: str) -> None:
    words = (
        body.replace("[", "(").replace(":", ";").replace("import", "").replace("export", "").replace("{#", "")
    )
    assert expand(words, lambda _: None, Templates.NONE).text == words


@pytest.mark.parametrize("templates", list(Templates))
@pytest.mark.parametrize(
    "sign",
    ["{{", "{%", "{{<", "{{</*", "{% if x %}", "{% raw %}", '{{ a("', "{{< a `", "{/*", "<A ", "<A {",
     '<A b="',
     "import {", "export {\n", "{:", "{::comment}", ":::", "[code]", "[youtube a]", "`", "``a`", "    ```\n",
     "{#",
     "{% highlight a %}", "{{< highlight a >}}x{{< /highlight >}}", ":::a{", "<a  ", "<div>", "</div>",
     "<div>{", "{% highlight a %}x{% endhighlight %}", "[code]x[/code]"],
)  # fmt: skip
def test_a_long_body_of_one_sign_costs_one_look_at_each(templates: Templates, sign: str) -> None:
    """A pattern that looked at the rest of the body from every sign would not come back today."""
    expand(sign * (1_000_000 // len(sign)), lambda _: None, templates)
