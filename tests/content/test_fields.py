"""Fields in the shapes that real sites write them in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content import fields
from feedbot.content.article import Author
from feedbot.content.fields import ImageRef
from feedbot.content.metadata.front_matter import FrontMatter, read_front_matter
from feedbot.content.metadata.values import Scalar, Table, table_of_json
from feedbot.content.people import MOST_PEOPLE, people


def table(front: str) -> Table:
    found = read_front_matter(f"---\n{front}\n---\n".encode(), "a.md")
    assert isinstance(found, FrontMatter), found
    return found.table or Table()


def names(front: str) -> list[str]:
    return [author.name for author in fields.authors(table(front))]


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("author: Ann Lee", ["Ann Lee"]),
        ("author: Ann Lee, Bo Berg; Cy Day", ["Ann Lee", "Bo Berg", "Cy Day"]),
        ("author: Ann Lee, Bo Berg, and Cy Day", ["Ann Lee", "Bo Berg", "Cy Day"]),
        ("author: Ann Lee, keeper of the keys", ["Ann Lee"]),
        ("author: Ann Lee, van Berg", ["Ann Lee", "van Berg"]),
        ("author: Ann Lee, d'Artagnan", ["Ann Lee", "d'Artagnan"]),
        ("author: Ann Lee — first of her name", ["Ann Lee"]),
        ("author: Ann Lee (editor, and more)", ["Ann Lee"]),
        ("author: ann", ["ann"]),
        ("author: 'Ann &amp; Bo'", ["Ann & Bo"]),
        ("author: 'Ann (Bo'", ["Ann (Bo"]),
        ("author: 'Ann (Bo, Cy Day'", ["Ann (Bo", "Cy Day"]),
        ("author: (editor)", ["(editor)"]),
        ("author:\n- Ann Lee\n- [Bo Berg, Cy Day]", ["Ann Lee", "Bo Berg", "Cy Day"]),
        ("authors: {ann: {name: Ann Lee}, bo: {url: /x}}", ["Ann Lee", "bo"]),
        ("authors:\n- Ann Lee: editor\n- Bo Berg: https://bo.example/", ["Ann Lee", "Bo Berg"]),
        ("authors: [{twitter: '@x', mastodon: '@x@y'}]", []),
        ("authors:\n- name: Ann Lee\n- ''\n- ~\nauthor: Ann Lee\nsecond_author: Bo Berg",
         ["Ann Lee", "Bo Berg"]),
        ("author: 'a:1:{i:0;s:3:\"Ann\";}'", []),
        ("author: 2012", ["2012"]),
        ("translator: Ann Lee\neditors: [Bo Berg]", []),
    ],
)  # fmt: skip
def test_authors_come_in_many_shapes(front: str, wanted: list[str]) -> None:
    assert names(front) == wanted


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("[Ann Lee](https://ann.example/x)", Author(name="Ann Lee", url="https://ann.example/x")),
        ("[Ann (A.) Lee](https://ann.example/x)", Author(name="Ann (A.) Lee", url="https://ann.example/x")),
        ("[Ann Lee](https://ann.example 'title')", Author(name="Ann Lee", url="https://ann.example/")),
        ("Ann Lee ([@ann](https://ann.example/x))", Author(name="Ann Lee", url="https://ann.example/x")),
        ("Ann Lee [@ann](https://ann.example/x)", Author(name="Ann Lee", url="https://ann.example/x")),
        ("Ann Lee <ann@ann.example>", Author(name="Ann Lee", email="ann@ann.example")),
        ("Ann Lee (ann@ann.example)", Author(name="Ann Lee", email="ann@ann.example")),
        ("Ann Lee (https://ann.example)", Author(name="Ann Lee", url="https://ann.example/")),
        ("<ann@ann.example>", Author(name="ann@ann.example", email="ann@ann.example")),
        ("Ann *the* Lee", Author(name="Ann the Lee")),
    ],
)
def test_beside_a_name_may_stand_a_mail_or_a_page(written: str, author: Author) -> None:
    assert people(Scalar(value=written, text=written), {}) == (author,)


def test_a_key_leads_to_a_person_whom_another_file_describes() -> None:
    known = {"ann": Author(name="Ann Lee", url="https://ann.example"), "b, c": Author(name="Bo Berg")}
    for front in ("author: ann", "author: Ann", "authors: [ann]", "authors: [{key: ann, title: Editor}]",
                  "authors:\n- ann: editor"):  # fmt: skip
        assert fields.authors(table(front), known) == (known["ann"],)
    assert fields.authors(table("author: b, c"), known) == (known["b, c"],)
    assert fields.authors(table("author: ann, Cy"), known) == (known["ann"], Author(name="Cy"))
    (other,) = fields.authors(table("authors: [{key: ann, name: Annie, email: a@b.example}]"), known)
    assert other == Author(name="Annie", email="a@b.example", url="https://ann.example")


@pytest.mark.parametrize("sign", [",", ", ", "(", "[", "a,", "(a,", "[a](b) ", "<a", "a <", " (", "—", ") "])
def test_a_long_row_of_signs_is_no_crowd(sign: str) -> None:
    text = sign * (60_000 // len(sign))
    assert len(people(Scalar(value=text, text=text), {})) <= MOST_PEOPLE


@given(st.text())
def test_any_text_names_people_or_nobody(text: str) -> None:
    for author in people(Scalar(value=text, text=text), {}):
        assert author.name == " ".join(author.name.split())


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("tags: [a, b, a, '', ~, 2012, 1.10, no]", ["a", "b", "2012", "1.10", "no"]),
        ("tags: one, two", ["one, two"]),
        ("tags:\n- a, b", ["a, b"]),
        ("tags:\n- [a, [b]]", ["a", "b"]),
        ("tags:\n- Ruby: the book\n- label: L\n  permalink: /l", ["Ruby: the book", "L"]),
        ("tags: ['r&amp;d', ' two\\n words ']", ["r&d", "two\\n words"]),
        ("tags: []\ntopics: x", ["x"]),
        ("tags: 'a:1:{i:0;s:1:\"x\";}'\ntag: y", ["y"]),
        ("taxonomies: {tags: [a, two words]}", ["a", "two words"]),
        ("keywords: a, two words", ["a", "two words"]),
        ("keywords: [a]\ntags: b", ["b"]),
        ("keywords: a, b\ntags: {x: {y: z}}", ["a", "b"]),
        ("tags:", []),
    ],
)
def test_tags_come_in_many_shapes(front: str, wanted: list[str]) -> None:
    assert list(fields.tags(table(front), fields.whole)) == wanted


def test_words_of_one_text_are_parted_as_the_generator_does() -> None:
    value = Scalar(value="a, b c", text="a, b c")
    assert fields.split_words(value, fields.by_commas) == ("a", "b c")
    assert fields.split_words(value, lambda text: tuple(text.split())) == ("a,", "b", "c")
    assert fields.split_words(None, fields.whole) == ()


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("categories: [A, B]\ncategory: B, C", ["A", "B", "B, C"]),
        ("category: '&amp;amp;'", ["&amp;"]),
        ("taxonomies: {categories: [A]}", ["A"]),
        ("categories: ~", []),
    ],
)
def test_a_text_is_one_category(front: str, wanted: list[str]) -> None:
    assert list(fields.categories(table(front))) == wanted


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("image: /a.png", ("/a.png", "")),
        ("image: [/a.png, /b.png]\nimage_alt: A", ("/a.png", "A")),
        ("images:\n- url: /a.png\n  alt: A &amp; B", ("/a.png", "A & B")),
        ("featured_image: {url: /a.png, alt: A}", ("/a.png", "A")),
        ("cover: {image: {path: /a.png, alt: A}}", ("/a.png", "A")),
        ("cover: {image: /a.png, alt: A, relative: false}", ("/a.png", "A")),
        ("hero: {src: [/a.png]}\nalt: A", ("/a.png", "A")),
        ("image: 'https://x.example/a.png?a=1&amp;b=2'", ("https://x.example/a.png?a=1&b=2", "")),
        ("image: 'a:1:{i:0;s:1:\"0\";}'\nthumbnail: /a.png", ("/a.png", "")),
        ("image: false\nlogo: /a.png", ("/a.png", "")),
        ("cover: {relative: true}", None),
        ("image: {alt: A}", None),
    ],
)
def test_the_image_is_found_at_any_depth(front: str, wanted: tuple[str, str] | None) -> None:
    found = fields.image(table(front))
    assert (None if found is None else (found.written, found.alt)) == wanted


def test_an_image_is_told_with_the_line_of_its_address() -> None:
    assert fields.image(table("title: x\nimage:\n  url: /a.png")) == ImageRef(
        written="/a.png", alt="", line=4
    )


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("summary: ['One *two* &amp; <b>three</b>']", "One two & three"),
        ("summary: true\ndescription: D", "D"),
        ("summary: 'a:0:{}'\nhook: H", "H"),
        ("summary: 2012", "2012"),
        ("summary: |\n  One\n  two", "One two"),
        ("description: ''\npreview: P", "P"),
    ],
)
def test_the_summary_is_the_first_text_there_is(front: str, wanted: str) -> None:
    assert fields.summary(table(front)) == wanted


def test_a_files_own_keys_go_before_those_of_its_folder() -> None:
    own, under = (
        table("Layout: post\ntags: [a]\ntitle:"),
        table_of_json('{"layout": "x", "TITLE": "T", "lang": "fr"}'),
    )
    found = own.over(under)
    assert [found.text(key) for key in ("layout", "title", "lang")] == ["post", "", "fr"]
    assert set(found.entries) == {"Layout", "tags", "title", "lang"}
    assert found.line == own.line
    assert found.duplicates == ()


def test_a_table_of_json_has_no_lines() -> None:
    found = table_of_json('{"a": {"b": [1, 2.50, true, null, "x\\u0007"]}}')
    inner = found.get("a")
    assert isinstance(inner, Table)
    items = inner.get("b")
    assert isinstance(items, tuple)
    assert [item.text for item in items if isinstance(item, Scalar)] == ["1", "2.50", "true", "", "x"]
    assert (found.line, inner.line) == (None, None)


@pytest.mark.parametrize("text", ["", "[]", "1", "{", "[" * 5000, '{"a":' * 40 + "1" + "}" * 40])
def test_what_is_no_json_object_gives_no_table(text: str) -> None:
    with pytest.raises(ValueError, match=r"Expecting|no JSON object|too deep|levels deep"):
        table_of_json(text)
