"""Configuration in JavaScript and TypeScript gives its literals, and runs not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.literals.code import Code
from feedbot.content.literals.script import Script, read_object


@pytest.mark.parametrize(
    "text",
    [
        "export default { url: 'https://a.example' }",
        "export default { url: 'https://a.example' };",
        "module.exports = { url: 'https://a.example' }",
        "export default defineConfig({ url: 'https://a.example', });",
        "export default defineConfig<Site>({ url: 'https://a.example', } satisfies Site);",
        "module.exports = withOne(withTwo({ url: 'https://a.example' }));",
        "module.exports = function (c) { c.add({}); return { url: 'https://a.example' }; };",
        "module.exports = (c) => { if (x) { return {url: 1}; }\n return { url: 'https://a.example' } }",
        "module.exports = c => ({ url: 'https://a.example' })",
        "export default async function config(c): Promise<Site> { return { url: 'https://a.example' } }",
        "export default async (c) => ({ url: 'https://a.example' });",
        "const config = { url: 'https://a.example' }\nexport default config",
        "const config: Config = { url: 'https://a.example' } satisfies Config;\nmodule.exports = config;",
        "function make() { const found = { url: 'https://a.example' }; return found }\nexport default make",
        "export default async function f() { const c = {url: 'https://a.example'}; return c; }",
        "export default (): Site => ({ url: 'https://a.example' })",
        "#!/usr/bin/env node\n/** @type {Site} */\nmodule.exports = {\n// no\nurl:\n'https://a.example',}",
        "export default { url: 'https://a.' + `example` }",
        "const host = 'a.example', scheme = 'https'\nexport default { url: `${scheme}://${host}` }",
        "const site = { at: { url: 'https://a.example' } } as const;\nexport default { url: site.at.url }",
        "export const url = 'https://a.example'\nexport default { url }",
        "const base = { url: 'https://a.example' }\nexport default { ...base }",
        "export default { url: ('https:\\/\\/a.e\\u0078ample') }",
        "export default { 'url': \"https://a.example\" }",
    ],
)
def test_an_exported_object_is_found_however_it_is_exported(text: str) -> None:
    assert read_object(text) == {"url": "https://a.example"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("null", None),
        ("undefined", None),
        ("-1_000", -1000),
        ("0x10", 16),
        ("1.5", 1.5),
        ("[1, 'a', [], {}]", [1, "a", [], {}]),
        ("['a', x, 'b',]", ["a", Code(text="x"), "b"]),
        ("'a' as Word", "a"),
        ("{ a: { b: 'c' } }", {"a": {"b": "c"}}),
        ("`two\nlines`", "two\nlines"),
        ("'it\\'s'", "it's"),
        ("process.env.URL || 'x'", Code(text="process.env.URL || 'x'")),
        ("'a'.trim()", Code(text="'a'.trim()")),
        ("['a'].concat(x)", Code(text="['a'].concat(x)")),
        ("cond ? 'a' : 'b'", Code(text="cond ? 'a' : 'b'")),
        ("new URL('a')", Code(text="new URL('a')")),
        ("`a${x}`", Code(text="`a${x}`")),
        ("'a' + x", Code(text="'a' + x")),
        ("/[/,}]{1,2}/g", Code(text="/[/,}]{1,2}/g")),
        ("(a) =>\n  b.c // why\n", Code(text="(a) => b.c")),
        ("(a, b) => { return {} }", Code(text="(a, b) => { return {} }")),
        ("function () { return 'x, }' }", Code(text="function () { return 'x, }' }")),
        ("10n", Code(text="10n")),
        ("4 / 2 / 1", Code(text="4 / 2 / 1")),
    ],
)
def test_a_value_is_a_literal_or_code(written: str, value: object) -> None:
    assert read_object(f"export default {{ before: 1, key: {written}, after: 2 }}") == {
        "before": 1,
        "key": value,
        "after": 2,
    }


def test_methods_and_spreads_are_code_under_their_names() -> None:
    found = read_object("export default { ...theme(), get a() { return 1 }, b() {}, c: 'd' }")
    assert found["c"] == "d"
    assert found["...theme()"] == Code(text="theme()")
    assert isinstance(found["b"], Code)


def test_a_file_without_an_object_exports_nothing() -> None:
    for text in (
        "",
        "export default",
        "module.exports = require('./x')",
        "export default 7",
        "return {a: 1}",
    ):
        assert read_object(text) == {}


def test_names_that_need_each_other_are_code() -> None:
    assert read_object("const a = b\nconst b = a\nexport default { a, b }") == {
        "a": Code(text="b"),
        "b": Code(text="a"),
    }


def test_constants_and_imports_of_a_file_are_known() -> None:
    script = Script(
        "import Site, { one as two, type Three } from './site'\nimport './style.css'\n"
        "const data = require('./data.json')\nconst { four, five: six, x = 1 } = require('./more')\n"
        "export const config = { dir: { input: 'src' } }\n"
        "let count: number\nconst title = 'A'\nexports.more = 'B'\n"
    )
    assert script.imports == {
        "Site": "./site",
        "two": "./site",
        "Three": "./site",
        "data": "./data.json",
        "four": "./more",
        "six": "./more",
        "x": "./more",
    }
    constants = script.constants
    assert constants["config"] == {"dir": {"input": "src"}}
    assert (constants["title"], constants["more"]) == ("A", "B")


def test_what_an_import_brings_may_be_given() -> None:
    text = "import { SITE } from './site'\nexport default defineConfig({ site: SITE.url })"
    assert read_object(text, {"SITE": {"url": "https://a.example"}}) == {"site": "https://a.example"}
    assert read_object(text) == {"site": Code(text="SITE.url")}


def test_calls_give_their_arguments() -> None:
    script = Script("const d = 'src'\nfunction f(c) { c.setDir(d); c.add('a', {b: 1}, () => 2) }")
    assert [(call.name, call.arguments) for call in script.calls("setDir", "add")] == [
        ("setDir", ("src",)),
        ("add", ("a", {"b": 1}, Code(text="() => 2"))),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "export default " + "[{a:" * 15_000,
        "export default " + "{a:[" * 5_000 + "]}" * 5_000,
        "export default {" + "a:'\\'" * 12_000,
        "export default {" + '"\\"' * 15_000,
        "export default {a: " + "/[" * 25_000,
        "export default {a: " + "`${" * 20_000,
        "export default {a: " + "/*" * 25_000,
        "const " * 10_000 + "export default {}",
        "import\n" * 10_000,
        "export default " * 4_000,
        "export default f" + "<" * 50_000,
        "export default " + "(" * 25_000 + ")" * 25_000,
        "const a0 = ['x'];" + "".join(f"const a{n} = [a{n - 1}, a{n - 1}];" for n in range(1, 5000)),
        "const a0 = {x: 1};"
        + "".join(f"const a{n} = {{...a{n - 1}, k{n}: 1}};" for n in range(1, 5000))
        + "export default a4999",
        "const a0 = 'x';"
        + "".join(f"const a{n} = a{n - 1} + a{n - 1};" for n in range(1, 5000))
        + "export default {a: a4999}",
        "export default {a: " + "'x' + " * 10_000,
        "export default {a: " + "9" * 50_000 + "}",
        "c(" * 15_000,
    ],
    ids=range(18),
)
def test_no_text_takes_more_time_than_its_length_warrants(text: str) -> None:
    look_at_all(text)


@given(st.text(alphabet="abc{}[]()'\"`$/\\*\n:,;=.>< +-0"))
def test_any_text_is_read(text: str) -> None:
    look_at_all(text)
    look_at_all(f"export default {text}")


@given(st.text())
def test_any_string_is_what_it_was(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    assert read_object(f"export default {{ key: `{escaped}` }}") == {"key": text}


def look_at_all(text: str) -> None:
    script = Script(text)
    assert isinstance(script.exported, Mapping)
    assert isinstance(script.constants, Mapping)
    assert isinstance(script.imports, Mapping)
    assert len(list(script.calls("c"))) <= len(text)
