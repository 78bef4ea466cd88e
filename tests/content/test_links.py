"""Links between the files of a site, in every generator's spelling."""

from typing import Any

import pytest

from feedbot.content.links import Links
from feedbot.content.text.commonmark import render
from tests.content.corpora import site

KNOWN = {
    "posts/a/index.md": "https://blog.example/2024/a/",
    "posts/b.md": "https://blog.example/2024/b/",
    "posts/c d.mdx": "https://blog.example/2024/c-d/",
    "notes/e.rst": "https://blog.example/e.html",
    "_posts/2024-03-05-f.markdown": "https://blog.example/2024/03/05/f.html",
    "notes/twice.md": "https://blog.example/1/",
    "other/twice.md": "https://blog.example/2/",
}


def led(markdown: str, path: str = "posts/x.md", *, renames_images: bool = False, **changes: Any) -> str:
    links = Links(path, site(**changes), KNOWN, renames_images=renames_images)
    return links.in_html(render(markdown)).strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("b.md", "https://blog.example/2024/b/"),
        ("./b.md#part", "https://blog.example/2024/b/#part"),
        ("../posts/b.md", "https://blog.example/2024/b/"),
        ("/posts/b.md", "https://blog.example/2024/b/"),
        ("c%20d.mdx", "https://blog.example/2024/c-d/"),
        ("a/index.md", "https://blog.example/2024/a/"),
        ("@/posts/b.md#part", "https://blog.example/2024/b/#part"),
        ("{filename}b.md", "https://blog.example/2024/b/"),
        ("{filename}/notes/e.rst#part", "https://blog.example/e.html#part"),
        ("|filename|../notes/e.rst", "https://blog.example/e.html"),
        ("{static}/images/i.png", "https://blog.example/images/i.png"),
        ("{static}i.png", "https://blog.example/posts/i.png"),
        ("{filename}../files/f.pdf", "https://blog.example/files/f.pdf"),
        ("{attach}i.png", "i.png"),
        ("{attach}sub/i.png", "sub/i.png"),
        ("{attach}../files/f.pdf", "f.pdf"),
        ("{photo}Trip/Boat.JPG", "https://blog.example/photos/trip/boata.jpg"),
        ("{index}", "https://blog.example/"),
        ("{tag}Été à deux", "https://blog.example/tag/ete-a-deux.html"),
        ("{category}News", "https://blog.example/category/news.html"),
        ("{author}Ann%20Bo", "https://blog.example/author/ann-bo.html"),
        ("no.md", "no.md"),
        ("b.md?y", "b.md?y"),
        ("https://other.example/b.md", "https://other.example/b.md"),
        ("#part", "#part"),
        ("/about/", "/about/"),
    ],
)
def test_a_link_to_a_file_leads_to_its_article(link: str, href: str) -> None:
    assert led(f"[x](<{link}>)") == f'<a href="{href}">x</a>'


@pytest.mark.parametrize(
    "link",
    ["@/no.md", "{filename}no.md", "{filename}/../../x.md", "{static}../../../x.png", "{what}ever", "{tag}"],
)  # fmt: skip
def test_a_link_to_what_is_not_there_keeps_its_text_alone(link: str) -> None:
    assert led(f"[x](<{link}>)") == "<a>x</a>"


def test_what_is_built_from_files_alone_has_no_dead_links_to_files() -> None:
    assert led("[x](./no.md)", generator="docusaurus") == "<a>x</a>"
    assert led("[x](./no.md)", generator="hugo") == '<a href="./no.md">x</a>'


def test_lists_are_linked_where_their_addresses_are_known() -> None:
    moved = (("", "posts/{slug}/"),)
    assert led("[x]({tag}a)", permalinks=moved) == "<a>x</a>"
    assert led("[x]({tag}A b)", permalinks=moved, options=(("tag_url", "t/{slug}/"),)) == "[x]({tag}A b)"
    assert led("[x](<{tag}A b>)", permalinks=moved, options=(("tag_url", "t/{slug}/"),)) == (
        '<a href="https://blog.example/t/a-b/">x</a>'
    )


def test_pictures_and_raw_html_are_led_as_well() -> None:
    assert led("![x]({static}/i.png)") == '<img src="https://blog.example/i.png" alt="x" />'
    assert led("<a class='y' href='b.md'>x</a>") == "<a class='y' href=\"https://blog.example/2024/b/\">x</a>"
    assert led('<a href="">x</a>') == "<a>x</a>"
    assert led('`<a href="b.md">`') == "<code>&lt;a href=&quot;b.md&quot;&gt;</code>"


def test_a_picture_whose_address_only_a_build_knows_leaves_its_words() -> None:
    assert led("![x](./i.png) ![y](/i.png)", renames_images=True) == (
        '<img alt="x" /> <img src="/i.png" alt="y" />'
    )


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("b.md#part", "https://blog.example/2024/b/#part"),
        ("b", "https://blog.example/2024/b/"),
        ("/posts/b", "https://blog.example/2024/b/"),
        ("e", "https://blog.example/e.html"),
        ("#part", "#part"),
        ("2024-03-05-f", "https://blog.example/2024/03/05/f.html"),
        ("_posts/2024-03-05-f.markdown", "https://blog.example/2024/03/05/f.html"),
        ("docs/_posts/2024-03-05-f.markdown", "https://blog.example/2024/03/05/f.html"),
        ("twice", None),
        ("nowhere", None),
        ("/about.md", "https://blog.example/about/"),
        ("/notes/_index.md", "https://blog.example/notes/"),
        ("assets/f.pdf", "https://blog.example/assets/f.pdf"),
        ("../../../f.pdf", "https://blog.example/f.pdf"),
        ("/%2e%2e/f.pdf", None),
    ],
)
def test_a_tag_names_an_article_or_what_hugo_leaves_no_choice_about(target: str, address: str | None) -> None:
    assert Links("posts/x.md", site(), KNOWN).resolve(target) == address


def test_no_address_is_guessed_where_patterns_decide() -> None:
    patterns = (("notes", "/n/:slug/"),)
    assert Links("posts/x.md", site(permalinks=patterns), KNOWN).resolve("/notes/no.md") is None
    assert Links("posts/x.md", site(generator="jekyll"), KNOWN).resolve("/about.md") is None


@pytest.mark.parametrize(
    "sign", ["<a ", '<a href="', "<a href='", '<a href="b.md">', '<img src="{x}', "<a\t"]
)
def test_a_long_text_of_one_sign_costs_one_look_at_each(sign: str) -> None:
    Links("posts/x.md", site(), KNOWN).in_html(sign * (1_000_000 // len(sign)))
