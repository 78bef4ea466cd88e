"""MDX: Markdown with modules, components and expressions."""

import pytest

from feedbot.content.text.templates import Templates
from tests.content.text.templating.rendered import FILM, left_out, shown


def mdx(body: str) -> str:
    return shown(body, Templates.MDX)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('import A from "./a";\n\nText', "<p>Text</p>"),
        ('import {\n  A,\n\n  B,\n} from "./a"\nimport c from "c"\n\nText', "<p>Text</p>"),
        ('export const meta = {\n  title: "}",\n\n  draft: false,\n};\n\nText', "<p>Text</p>"),
        ("import duties from all goods.", "<p>import duties from all goods.</p>"),
        ("Goods for\nexport of all kinds", "<p>Goods for export of all kinds</p>"),
        ("```js\nimport 'a'\n```", '<pre><code class="language-js">import \'a\' </code></pre>'),
        ('<Box size="2">Kept *words*.</Box>', "<p>Kept <em>words</em>.</p>"),
        ('<Tabs>\n<Tab label="A">\n\nText\n\n</Tab>\n</Tabs>', "<p>Text</p>"),
        ("<>A <B.C>b</B.C></>", "<p>A b</p>"),
        ('<A\n  on={() => x > 3}\n  b="c > d"\n>multi</A>', "<p>multi</p>"),
        ('<Callout title="Mind">\nText\n</Callout>', "<p><strong>Mind</strong></p> <p>Text</p>"),
        ("a {/* gone */}b{ /* and\nthis */ }", "<p>a b</p>"),
        ('{"text"} {`more`}{\' \'}{frontMatter.title}', "<p>text more The page</p>"),
        ("\\{kept\\} `{kept}` { kept", "<p>{kept} <code>{kept}</code> { kept</p>"),
        ("<!-- {x} -->\n\na < b <3", "<!-- {x} --> <p>a &lt; b &lt;3</p>"),
        ("## Head {#own}", '<h2 id="own">Head</h2>'),
        (
            'import boat from "./boat.png"\n\n<Image src={boat} alt="A boat" />',
            '<figure><img src="./boat.png" alt="A boat"></figure>',
        ),
        (
            '<img src={require("./b.png").default} className="c" style={{a: 1}} alt="B" />',
            '<img src="./b.png" class="c" alt="B" />',
        ),
        ('<div style={{color: "red"}}>*x*</div>', "<div> <p><em>x</em></p> </div>"),
        ("<div>\n  *x*\n  <div>*y*</div>\n</div>",
         "<div> <p><em>x</em></p> <div> <p><em>y</em></p> </div> </div>"),
        ("a <div>*x*</div> {12}", "<p>a <div><em>x</em></div> 12</p>"),
        (
            '<YouTube id="abc" />',
            f"<p>{FILM}</p>",
        ),
        ('<a href="/x" target="_blank">x</a>', '<p><a href="/x" target="_blank">x</a></p>'),
        (":::note[Mind *this*]\n\nText\n\n:::", "<p><strong>Mind <em>this</em></strong></p> <p>Text</p>"),
    ],
)  # fmt: skip
def test_only_what_a_reader_should_see_is_left_of_mdx(body: str, html: str) -> None:
    assert mdx(body) == html
    assert left_out(body, Templates.MDX) == []


@pytest.mark.parametrize(
    ("body", "html", "names"),
    [
        ("a {1 + 1} b", "<p>a b</p>", ["{1 + 1}"]),
        ("a\n\n{items.map(i => (\n  <li>{i}</li>\n))}", "<p>a</p>", ["{items.map(i => ( <li>{i}</li> ))}"]),
        ("a <Chart data={[1, 2]} />", "<p>a</p>", ["Chart"]),
        ("{`a ${b}`}c", "<p>c</p>", ["{`a ${b}`}"]),
        ("don't {x ? 'a' : 'b'} won't", "<p>don't won't</p>", ["{x ? 'a' : 'b'}"]),
    ],
)
def test_what_a_program_would_have_to_say_is_left_out_and_named(
    body: str, html: str, names: list[str]
) -> None:
    assert mdx(body) == html
    assert [name for name, _ in left_out(body, Templates.MDX)] == names
