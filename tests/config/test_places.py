"""Where a key stands: every key and value that tomllib reads is found in the text, at its own place."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from feedbot.config.places import Loc, line_and_column, locate

keys = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=5),
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
scalars = st.one_of(st.integers(-99, 99), st.booleans(), texts, st.just("# no = comment [x] {y}"), st.dates())
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)
blank = st.sampled_from(["", " ", "\t", "  "])
between = st.sampled_from(["", "\n", "# a comment = [1]\n", "\n\n  "])


def written_key(key: str, draw: Any) -> str:
    bare = key.isascii() and key and all(letter.isalnum() or letter in "_-" for letter in key)
    if bare and draw(st.booleans()):
        return key
    if "'" not in key and draw(st.booleans()):
        return f"'{key}'"
    return json.dumps(key, ensure_ascii=draw(st.booleans()) and key.isascii()).replace("\x7f", "\\u007F")


def written_text(text: str, draw: Any) -> str:
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
    forms = [quoted, f'"""\n{quoted[1:-1]}"""', f'"""{quoted[1:-1]}\\\n   """']
    if "'" not in text:
        forms += [f"'{text}'", f"'''\n{text}'''", f"''''{text}'''"]
    return str(draw(st.sampled_from(forms)))


def written_value(value: Any, draw: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return written_text(value, draw)
        case list():
            items = [f"{draw(between)}{written_value(item, draw)}{draw(between)}" for item in value]
            comma = draw(st.sampled_from([",", ""])) if items else ""
            return f"[{draw(between)}{','.join(items)}{comma}{draw(blank)}]"
        case dict():
            pairs = [f"{draw(blank)}{pair(key, item, draw)}{draw(blank)}" for key, item in value.items()]
            return f"{{{','.join(pairs)}}}"
        case _:
            return str(value)


def pair(key: str, value: Any, draw: Any) -> str:
    return f"{written_key(key, draw)}{draw(blank)}={draw(blank)}{written_value(value, draw)}"


def dotted(path: tuple[str, ...], table: dict[str, Any], draw: Any) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict) and value and draw(st.booleans()):
            yield from dotted((*path, key), value, draw)
        else:
            name = f"{draw(blank)}.{draw(blank)}".join(written_key(part, draw) for part in path)
            yield f"{name}.{pair(key, value, draw)}"


def written_table(path: tuple[str, ...], table: dict[str, Any], draw: Any) -> Iterator[str]:
    """Write a table's own pairs, then the tables below it, each in one of TOML's many ways."""
    later = []
    for key, value in table.items():
        style = draw(st.sampled_from(["inline", "dotted", "header"]))
        several = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
        if style == "header" and (several or isinstance(value, dict)):
            later.append((key, value))
        elif style == "dotted" and isinstance(value, dict) and value:
            yield from dotted((key,), value, draw)
        else:
            yield pair(key, value, draw) + draw(st.sampled_from(["", "  # said = so", "\t#"]))
        yield draw(st.sampled_from(["", "# a comment", "\t"]))
    for key, value in later:
        below = (*path, key)
        name = f"{draw(blank)}.{draw(blank)}".join(written_key(part, draw) for part in below)
        for item in value if isinstance(value, list) else [value]:
            yield (
                f"[[{draw(blank)}{name}]]"
                if isinstance(value, list)
                else f"{draw(blank)}[{name}{draw(blank)}] # here"
            )
            yield from written_table(below, item, draw)


@st.composite
def documents(draw: st.DrawFn) -> str:
    table = draw(st.dictionaries(keys, values, min_size=1, max_size=4))
    return "\n".join(written_table((), table, draw)) + draw(st.sampled_from(["", "\n"]))


def everything(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    if loc:
        yield loc, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from everything(item, (*loc, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from everything(item, (*loc, index))


@given(documents())
def test_every_key_of_a_document_is_located_where_it_is_written(text: str) -> None:
    places = locate(text)
    for loc, _ in everything(tomllib.loads(text)):
        if isinstance(loc[-1], str):
            span = places.keys[loc]
            assert tomllib.loads(f"{text[span.start : span.end]} = 1") == {loc[-1]: 1}


@given(documents())
def test_every_value_of_a_document_is_located_whole(text: str) -> None:
    places = locate(text)
    for loc, value in everything(tomllib.loads(text)):
        if loc in places.values:
            span = places.values[loc]
            assert tomllib.loads(f"x = {text[span.start : span.end]}") == {"x": value}
        else:
            assert isinstance(value, dict | list), "only what headers and dots open has no value of its own"


@given(documents())
def test_a_place_is_a_line_and_a_column_from_one(text: str) -> None:
    for span in locate(text).keys.values():
        line, column = line_and_column(text, span.start)
        assert text.split("\n")[line - 1][column - 1 :].startswith(text[span.start : span.end])


def test_equal_keys_in_an_array_of_tables_are_told_apart() -> None:
    text = '[[site]]\nurl = "a"\n[site.more]\nurl = "b"\n[[site]]\nurl = "c"\n[site.more]\nurl = "d"\n'
    keys = locate(text).keys
    found = {loc: line_and_column(text, keys[loc].start)[0] for loc in keys if loc[-1] == "url"}
    assert found == {
        ("site", 0, "url"): 2,
        ("site", 0, "more", "url"): 4,
        ("site", 1, "url"): 6,
        ("site", 1, "more", "url"): 8,
    }


def test_a_table_stands_where_its_own_header_is_not_where_a_table_below_it_was_named_first() -> None:
    text = "[a.b]\n[a]\n"
    assert line_and_column(text, locate(text).keys["a",].start) == (2, 2)


def test_comments_are_found_and_text_that_looks_like_one_is_not() -> None:
    text = 'a = "# no" # yes\nb = """\n# no\n"""\nc = [1, # yes too\n2]\n# last'
    comments = [text[span.start : span.end] for span in locate(text).comments]
    assert comments == ["# yes", "# yes too", "# last"]
