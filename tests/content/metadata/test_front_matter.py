"""Front matter: its syntaxes, its accidents, and what was built to hurt."""

import pytest

from feedbot.content.metadata.front_matter import MOST_TOLD, FrontMatter, read_front_matter
from feedbot.content.metadata.values import Table, Value, line_of
from feedbot.content.problem import Problem, Severity


def table_of(source: str | bytes) -> Table:
    found = read_front_matter(source.encode() if isinstance(source, str) else source, "a.md")
    assert isinstance(found, FrontMatter), found
    assert found.table is not None
    return found.table


def problem_of(source: str | bytes) -> Problem:
    found = read_front_matter(source.encode() if isinstance(source, str) else source, "a.md")
    assert isinstance(found, Problem)
    assert found.severity is Severity.HELD
    return found


def warnings_of(source: str) -> list[tuple[str, int | None]]:
    found = read_front_matter(source.encode(), "a.md")
    assert isinstance(found, FrontMatter)
    return [(problem.code, problem.line) for problem in found.problems]


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: T\n---\nBody\n",
        "---  \ntitle: T\n---\t\nBody\n",
        "---\ntitle: T\n...\nBody\n",
        "\n \n---\ntitle: T\n---\nBody\n",
        "\ufeff---\ntitle: T\n---\nBody\n",
        "---\r\ntitle: T\r\n---\r\nBody\r\n",
        "---\rtitle: T\r---\rBody\r",
        "---\n title: T\n---\nBody\n",
        "---yaml\ntitle: T\n---\nBody\n",
        "+++\ntitle = 'T'\n+++\nBody\n",
        "---toml\ntitle = 'T'\n---\nBody\n",
        '---json\n{"title": "T"}\n---\nBody\n',
        '{"title": "T"}\nBody\n',
        '{\n  "title": "T"\n}\nBody\n',
    ],
)
def test_every_syntax_gives_the_same_table_and_body(source: str) -> None:
    found = read_front_matter(source.encode(), "a.md")
    assert isinstance(found, FrontMatter)
    assert found.table is not None
    assert found.table.text("title") == "T"
    assert found.body == "Body\n"
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert lines[found.body_line - 1] == "Body"


@pytest.mark.parametrize(
    "source", ["", "Just text.\n", "# Title\n", "---\n---\nBody\n", "{{< figure >}}\n", "----\na: b\n----\n"]
)
def test_a_file_may_have_no_front_matter(source: str) -> None:
    found = read_front_matter(source.encode(), "a.md")
    assert isinstance(found, FrontMatter)
    assert found.table is None


@pytest.mark.parametrize("key", ["Featured_Image", "featured-image", "featuredImage", "FEATURED IMAGE"])
def test_keys_are_found_in_any_spelling(key: str) -> None:
    assert table_of(f"---\n{key}: x\n---\n").text("featuredimage") == "x"


@pytest.mark.parametrize("written", ["no", "12:30", "2019", "1.10", "012", "1e3", "2024-01-01", "0x1F", "~x"])
def test_values_keep_the_text_that_was_written(written: str) -> None:
    assert table_of(f"---\ntitle: {written}\n---\n").text("title") == written
    assert table_of(f"+++\ntitle = '{written}'\n+++\n").text("title") == written


@pytest.mark.parametrize("nothing", ["", "null", "~", "''", "[]"])
def test_nothing_is_as_good_as_no_key(nothing: str) -> None:
    assert table_of(f"---\ntitle: {nothing}\nname: n\n---\n").text("title", "name") == "n"


def test_a_list_of_one_counts_as_its_item() -> None:
    assert table_of("---\nid:\n  - 80664609288\n---\n").text("id") == "80664609288"


@pytest.mark.parametrize(
    ("block", "code", "line", "repair"),
    [
        ("title: Call: spring", "yaml-colon", 3, 'write title: "Call: spring"'),
        ('title: Say "hi": now', "yaml-colon", 3, "write title: 'Say \"hi\": now'"),
        ('title: It\'s "hi": now', "yaml-colon", 3, 'write title: "It\'s \\"hi\\": now"'),
        ("title: Spring:", "yaml-colon", 3, 'write title: "Spring:"'),
        ("tags:\n- one\n- two: three: four", "yaml-colon", 5, 'write - two: "three: four"'),
        ("title:Spring edition", "yaml-no-space", 3, "write title: Spring edition"),
        ('title:"Spring"', "yaml-no-space", 3, 'write title: "Spring"'),
        ('description: ""tags: ["a"]', "yaml-two-keys", 3, "begin a new line before tags:"),
        ("description: 'x' tags: [a]", "yaml-two-keys", 3, "begin a new line before tags:"),
        ("tags:\n\t- a", "yaml-tab", 4, "use spaces there"),
        ("tags:\n\t- a\n\t- b", "yaml-tab", 4, "use spaces there"),
        ("authors:\n  - name: A\n   url: x", "yaml-indent", 5, "begin url: x at column 5"),
        ("authors:\n  - name: A\n    url\n  x: y", "yaml-indent", 4, "begin - name: A at column 1"),
        ("title: T\n  date: 2024-01-01", "yaml-indent", 4, "begin date: 2024-01-01 at column 1"),
        ('title: "never closed', "yaml-quotes", 3, 'write title: "never closed"'),
        ("title: 'never closed", "yaml-quotes", 3, 'write title: "never closed"'),
        ('title: "never closed\ntags: ["a", "b"]', "yaml-quotes", 3, 'write title: "never closed"'),
        ("title: 'It's here'", "yaml-quotes", 3, 'write title: "It\'s here"'),
        ('title: "Say "hi" now"', "yaml-quotes", 3, "write title: 'Say \"hi\" now'"),
        ('title: "Spring" edition', "yaml-quotes", 3, "write title: '\"Spring\" edition'"),
        ('title: Spring: edition"', "yaml-quotes", 3, 'write title: "Spring: edition"'),
        ('tags: ["a", "b]', "yaml-quotes", 3, 'write tags: ["a", "b"]'),
        ('tags: ["a" "b"]', "yaml-brackets", 3, 'write tags: ["a", "b"]'),
        ("tags: [a, b", "yaml-brackets", 3, "write tags: [a, b]"),
        ("tags: {a: [b, c}", "yaml-brackets", 3, "write tags: {a: [b, c]}"),
        ("tags: [a, b]]", "yaml-brackets", 3, "write tags: [a, b]"),
        ("title: [Draft] Spring", "yaml-sign", 3, 'write title: "[Draft] Spring"'),
        ("title: {{ page.title }}", "yaml-sign", 3, 'write title: "{{ page.title }}"'),
        ("title: @ann says", "yaml-sign", 3, 'write title: "@ann says"'),
        ("title: `make` all", "yaml-sign", 3, 'write title: "`make` all"'),
        ("title: %d things", "yaml-sign", 3, 'write title: "%d things"'),
        ("title: *Fast* cars", "yaml-sign", 3, 'write title: "*Fast* cars"'),
        ("title: *", "yaml-sign", 3, 'write title: "*"'),
        ("title: & more", "yaml-sign", 3, 'write title: "& more"'),
        ("title: !important", "yaml-sign", 3, 'write title: "!important"'),
        ("title: - dashed", "yaml-sign", 3, 'write title: "- dashed"'),
        ("title: > quoted", "yaml-sign", 3, 'write title: "> quoted"'),
        ("tags:\n- @ann", "yaml-sign", 4, 'write - "@ann"'),
        ('path: "C:\\new\\data"', "yaml-escape", 3, "write path: 'C:\\new\\data'"),
        ("title Spring", "yaml-no-colon", 3, "write title: Spring"),
        ("a: !!python/object/apply:os.system [ls]", "yaml-sign", 3, "write a: "),
        ("title: !!int ", "yaml-sign", 3, 'write title: "!!int"'),
        ("title: !!int +", "yaml-sign", 3, 'write title: "!!int +"'),
        ("tags:\n- a\n- !!int '_'", "yaml-sign", 5, "write - "),
        ("draft: !!bool maybe", "yaml-sign", 3, 'write draft: "!!bool maybe"'),
        ("date: !!timestamp soon", "yaml-sign", 3, 'write date: "!!timestamp soon"'),
    ],
)
def test_broken_yaml_names_the_line_and_the_repair(block: str, code: str, line: int, repair: str) -> None:
    found = problem_of(f"---\ndate: 2024-01-01\n{block}\nlayout: post\n---\nText\n")
    assert (found.code, found.line) == (code, line)
    assert repair in found.repair


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("---\ntitle: T\n\nText\n", "not-closed", 1),
        ("\n+++\ntitle = 'T'\n", "not-closed", 2),
        ("---\n- a\n- b\n---\n", "not-a-mapping", 2),
        ("---\njust words\n---\n", "not-a-mapping", 2),
        ("---\ntitle:x\n---\n", "yaml-no-space", 2),
        ("+++\ntitle = \n+++\n", "toml-broken", 2),
        ('{\n"title": x\n}\n', "json-broken", 2),
        (b"\xff\xfe-\x00-\x00", "not-utf8", 1),
        ("---\ntitle: T\n".encode("utf-16-le"), "not-utf8", 1),
        (b"---\ntitle: \xc9t\xe9\n---\n", "not-utf8", 2),
        ("---\ntitle: " + "x" * 70_000 + "\n---\n", "front-matter-size", 2),
        ('{"title": "' + "x" * 70_000 + '"}\n', "front-matter-size", 1),
    ],
)
def test_what_cannot_be_read_is_held_with_its_line(source: str | bytes, code: str, line: int | None) -> None:
    found = problem_of(source)
    assert (found.code, found.line) == (code, line)
    assert found.repair


def doubling(levels: int, row: str) -> str:
    return "---\na0: &a0 [x, x]\n" + "\n".join(row.format(n, n - 1) for n in range(1, levels)) + "\n---\n"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("---\na: " + "[" * 32_000 + "\n---\n", "yaml-depth"),
        ("---\na: " + "{b: " * 40 + "\n---\n", "yaml-depth"),
        (
            doubling(9, "a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]"),
            "yaml-aliases",
        ),
        (doubling(24, "a{0}: &a{0} [*a{1}, *a{1}]"), "yaml-aliases"),
        (doubling(24, "a{0}: &a{0} {{<<: [*a{1}, *a{1}]}}"), "yaml-aliases"),
        ("---\na: &a [*a]\n---\n", "yaml-aliases"),
    ],
)
def test_what_was_built_to_hurt_is_never_loaded(source: str, code: str) -> None:
    assert problem_of(source).code == code


def test_one_impossible_value_does_not_take_the_others_with_it() -> None:
    found = table_of("---\nrelease: 2030-31-12\nid: " + "9" * 5000 + "\ntitle: T\n---\n")
    assert found.text("release") == "2030-31-12"
    assert found.text("id") == "9" * 5000
    assert found.text("title") == "T"


def test_an_alias_that_does_no_harm_is_read() -> None:
    found = table_of("---\nbase: &base {author: Ann}\nmore:\n  <<: *base\n  title: T\n---\n")
    more = found.get("more")
    assert isinstance(more, Table)
    assert (more.text("author"), more.text("title")) == ("Ann", "T")


def test_what_goes_on_but_not_as_written_is_said() -> None:
    assert warnings_of("---\ntitle: A\nTitle: B\n---\n") == [("duplicate-key", 3)]
    assert warnings_of("---\na: b\ntitle:\tA\n---\n") == [("yaml-tab", 3)]
    assert warnings_of("---\ntitle: A\x00B\n---\n\x0b") == [("control-char", 2), ("control-char", 4)]
    assert warnings_of('---\ntitle: "\\x1b[31mA"\n---\n') == [("control-char", 2)]


@pytest.mark.parametrize(
    ("written", "text", "repair"),
    [
        ("title: Issue #5 is out", "Issue", 'write title: "Issue #5 is out"'),
        ("title: #hashtag", "", 'write title: "#hashtag"'),
        ("title: T # a comment", "T", None),
        ("title: # a comment", "", None),
        ("title: C#", "C#", None),
        ("title: 'Issue #5'", "Issue #5", None),
        ("title: >\n  Issue #5", "Issue #5", None),
    ],
)
def test_a_comment_that_cuts_a_value_is_told(written: str, text: str, repair: str | None) -> None:
    found = read_front_matter(f"---\nname: n\n{written}\n---\n".encode(), "a.md")
    assert isinstance(found, FrontMatter)
    assert found.table is not None
    assert found.table.text("title") == text
    assert [(problem.code, problem.line, problem.repair) for problem in found.problems] == (
        [("yaml-comment", 3, repair)] if repair else []
    )


def test_a_tag_that_is_a_comment_is_told() -> None:
    assert warnings_of("---\ntags:\n  - one\n  - #two\n---\n") == [("yaml-comment", 4)]


def test_what_a_table_takes_from_another_is_no_duplicate() -> None:
    block = "base: &base {author: Ann, title: X}\na: {<<: *base, title: A}\nb: {<<: *base, title: B}"
    assert warnings_of(f"---\n{block}\n---\n") == []
    assert warnings_of("---\na: {x: 1, X: 2}\n---\n") == [("duplicate-key", 2)]


@pytest.mark.parametrize("tag", ["!binary", "!!binary"])
def test_text_that_ruby_took_for_binary_is_text(tag: str) -> None:
    table = table_of(f"---\ntitle: {tag} |-\n  w4l0w6kg\n  w6A=\ndate: {tag} MjAyNC0wMS0wMg==\n---\n")
    assert (table.text("title"), table.text("date")) == ("Été à", "2024-01-02")
    for broken in ("w4l0=w6kg", "/w=="):
        assert isinstance(read_front_matter(f"---\ntitle: {tag} {broken}\n---\n".encode(), "a.md"), Problem)


@pytest.mark.parametrize("sign", ["=", "<<", "~x"])
def test_a_sign_of_yaml_may_be_a_value(sign: str) -> None:
    assert table_of(f"---\ntitle: {sign}\n---\n").text("title") == sign


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("+++\na = 1\n\n[b]\n'c d' = 2\ne.f = 3\n[[g]]\nh = 4\n[[g]]\nh = [\n5]\n+++\n",
         {"a": 2, "b": 4, "b.cd": 5, "b.e.f": 6, "g.0.h": 8, "g.1.h": 10}),
        ('+++\na = """\nx = 1\n"""\nb = 1 # c = 2\nd = 2024-03-05\n+++\n', {"a": 2, "b": 5, "d": 6}),
        ('{\n"a": 1,\n"b": {"c": [\n{"d": 2}, 3]},\n"e":\n4}\n', {"a": 2, "b.c.0.d": 4, "e": 5}),
        ('---json\n{"a": "}",\n"b": "\\"c\\": 1"}\n---\n', {"a": 2, "b": 3}),
    ],
)  # fmt: skip
def test_values_of_toml_and_json_know_their_lines(source: str, lines: dict[str, int]) -> None:
    found = table_of(source)
    for path, line in lines.items():
        value: Value | None = found
        for key in path.split("."):
            value = (
                value[int(key)]
                if isinstance(value, tuple)
                else value.get(key)
                if isinstance(value, Table)
                else None
            )
        assert line_of(value) == line, path


def test_a_key_that_stands_twice_in_json_is_told_with_both_lines() -> None:
    found = read_front_matter(b'{"a": 1,\n"b": 2,\n"a": 3}\n', "a.md")
    assert isinstance(found, FrontMatter)
    (problem,) = found.problems
    assert (problem.code, problem.line) == ("duplicate-key", 3)
    assert "(lines 1 and 3)" in problem.what


@pytest.mark.parametrize(
    ("block", "line", "repair"),
    [
        ("title = Spring edition", 3, 'write title = "Spring edition"'),
        ("title: Spring", 3, 'write title = "Spring"'),
        ('title = "Spring', 3, 'write title = "Spring"'),
        ("title = 'Spring", 3, 'write title = "Spring"'),
        ("date = 2024-02-30", 3, 'write date = "2024-02-30"'),
        ("tags = ['a'\n", 3, "mend it there"),
        ("draft = true\ndraft = false", 4, "take one of the two out"),
        ("a" + ".a" * 40 + " = 1", 2, "take the nesting out"),
        ("a = " + "[" * 40 + "]" * 40, 2, "take the nesting out"),
        ("a = " + "9" * 5000, 2, "mend it there"),
    ],
)
def test_broken_toml_names_the_line_and_the_repair(block: str, line: int, repair: str) -> None:
    found = problem_of(f"+++\nlayout = 'post'\n{block}\n+++\nText\n")
    assert (found.code, found.line) == ("toml-broken", line)
    assert repair in found.repair


@pytest.mark.parametrize("fences", ["{}", "---json\n{}\n---"])
@pytest.mark.parametrize(
    ("inside", "line", "repair"),
    [
        ('"a": 1,\n"title": Spring', 2, 'write "title": "Spring"'),
        ("\"a\": 1,\n'title': 'Spring'", 2, "write \"title\": 'Spring'"),
        ('"a": 1,\ntitle: "Spring"', 2, 'write "title": "Spring"'),
        ('"a": 1,\n"title": "Spring",\n', 3, "take the comma out"),
        ('"a": 1\n"title": "Spring"', 2, 'write {"a": 1,'),
        ('"a": "Spring\n', 1, "close the quotes"),
        ('"a": ' + "[" * 40 + "]" * 40, 1, "take the nesting out"),
    ],
)
def test_broken_json_names_the_line_and_the_repair(fences: str, inside: str, line: int, repair: str) -> None:
    source = fences.replace("{}", "{" + inside + "}") + "\nText\n"
    found = problem_of(source)
    assert (found.code, found.line) == ("json-broken", line + fences.count("json"))
    assert repair in found.repair


def test_a_file_with_one_oddity_a_thousand_times_is_told_a_few_times() -> None:
    assert len(warnings_of("---\n" + "k: v\n" * 1000 + "---\n")) == MOST_TOLD


def test_control_characters_are_out_and_windows_characters_are_read() -> None:
    found = table_of('---\ntitle: "A\x0bB\\x1bC \x95"\n---\n')
    assert found.text("title") == "A BC •"
