"""The text that stands for an article, from its body."""

import pytest

from feedbot.content.text.excerpts import before_mark, excerpt
from feedbot.content.text.flavour import Flavour


@pytest.mark.parametrize(
    ("body", "own_mark", "before"),
    [
        ("a\n<!--more-->\nb", "", "a\n"),
        ("a <!--  MORE --> b", "", "a "),
        ("a\n\n<!-- truncate -->\n\nb", "", "a\n\n"),
        ("a\n\n{/* truncate */}\n\nb", "", "a\n\n"),
        ("a\n<!-- excerpt -->\nb", "", "a\n"),
        ("a <!--more--> b <!--cut--> c", "<!--cut-->", "a <!--more--> b "),
        ("a <!--more--> b", "<!--cut-->", "a "),
        ("a\n\nb", "\n\n", None),
        ("a", "", None),
        ("`<!--more-->` a\n\n```\n<!--more-->\n```\n\nb", "", None),
        ("`<!--more-->` a <!--more--> b", "", "`<!--more-->` a "),
        ("a (.*) b", "(.*)", "a "),
    ],
)
def test_the_sites_own_mark_goes_first_and_code_holds_none(
    body: str, own_mark: str, before: str | None
) -> None:
    assert before_mark(body, own_mark) == before


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One.\n\nTwo.", "One."),
        ("# Head\nOne.", "One."),
        ("Head\n====\n\nOne.", "One."),
        ("Head\n---\nOne.", "One."),
        ("---\n\nOne.", "One."),
        ("    code\n\nOne.", "One."),
        ("- ```\n  code\n  ```\n\nOne.", "One."),
        ("| a |\n|---|\n| b |\n\nOne.", "One."),
        ("a | b\n---|---\nc | d\n\nOne.", "One."),
        ("![i](i.png)\n\nhttps://a.example/b\n\nOne.", "One."),
        ("<style>\na {}\n\nb {}\n</style>\n\nOne.", "One."),
        ("<script>\nlet a\n\nlet b\n</script>\nOne.", "One."),
        ("<!-- a\n\nb --> \n\nOne.", "One."),
        ("<figure>\n<img src='i.png'>\n\n<figcaption>No</figcaption>\n</figure>\n\nOne.", "One."),
        ("<div>\n      <p>\n        One.\n      </p>\n\n      <p>\n        Two.\n      </p></div>", "One."),
        ("<feature-note a='1'\n  b='2'></feature-note>\n\nOne.", "One."),
        ("[^1]: note\n\nOne[^1].", "One."),
        ("See [*there*][a].\n\n[a]: https://a.example/", "See there."),
        ("> Said.\n\nOne.", "Said."),
        ("- a\n- b", "a b"),
        ("One *two* `three` & <b>four</b>\nfive.", "One two three & four five."),
        ("&nbsp;\n\n<br>\n\nOne.", "One."),
        ("```\nnever closed", ""),
        ("", ""),
    ],
)
def test_the_first_paragraph_is_the_first_that_a_page_would_show_as_one(body: str, text: str) -> None:
    assert excerpt(body) == text


def test_the_flavour_says_what_is_code_and_what_is_an_emoji() -> None:
    assert excerpt("    One :tada:", flavour=Flavour(indented_code=False, emoji=True)) == "One 🎉"


def test_text_before_a_mark_is_taken_whole_and_without_words_not_at_all() -> None:
    assert excerpt("# A\n\nb\n\n<!--more-->\n\nc") == "A b"
    assert excerpt("![i](i.png)\n\n<!--more-->\n\nc") == "c"


@pytest.mark.parametrize(
    "sign", ["<style>\n\n", "<!--", "</p> ", "\n<p>", "[a]: b\n", "`<!--more-->", "# a\n\n", "\n "]
)
def test_a_long_body_of_one_sign_costs_one_look_at_each(sign: str) -> None:
    excerpt(sign * (1_000_000 // len(sign)), "<!--more-->")
